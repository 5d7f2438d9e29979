"""Where stories stand in the issues that are planned: what everything is ranked and dated by."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from workflow.issues.models import Issue, Slot
from workflow.issues.states import Fallback, IssueState, Layout
from workflow.languages.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A story's place in a planned issue; ``layout`` is None for its letter, which always holds."""

    issue_id: int
    issue: str
    planned_at: datetime
    languages: tuple[str, ...]  # tags of the issue's editions
    layout: Layout | None
    fallback: Fallback


@dataclass(frozen=True, slots=True)
class Places:
    """The places of all stories, and the letters whose issues are over."""

    by_story: Mapping[int, tuple[Place, ...]]  # the next issue first
    spent: frozenset[int]

    @classmethod
    def read(cls) -> "Places":
        """All places there are; two queries."""
        issues = list(Issue.objects.order_by("planned_at", "pk"))
        slots: dict[int, list[Slot]] = defaultdict(list)
        for slot in Slot.objects.filter(issue__state=IssueState.PLANNING).order_by("position"):
            slots[slot.issue_id].append(slot)
        found: dict[int, list[Place]] = defaultdict(list)
        planned = [issue for issue in issues if issue.state == IssueState.PLANNING]
        for issue in planned:
            found[issue.letter_id].append(_place(issue, None))
            for slot in slots[issue.pk]:
                found[slot.story_id].append(_place(issue, slot))
        letters = {issue.letter_id for issue in issues}
        return cls(
            by_story={story: tuple(places) for story, places in found.items()},
            spent=frozenset(letters - set(found)),
        )

    def next(self, story_id: int, language: Language) -> Place | None:
        """The next issue that has the story and an edition in this language."""
        places = self.by_story.get(story_id, ())
        return next((place for place in places if language.tag in place.languages), None)


def _place(issue: Issue, slot: Slot | None) -> Place:
    return Place(
        issue_id=issue.pk,
        issue=issue.slug,
        planned_at=issue.planned_at,
        languages=tuple(issue.languages),
        layout=Layout(slot.layout) if slot else None,
        fallback=Fallback(slot.fallback) if slot else Fallback.HOLD,
    )

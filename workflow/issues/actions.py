"""What is done to an issue while it is planned: set up, planned anew, filled with stories."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from workflow.issues.models import Issue, Slot
from workflow.issues.states import Fallback, IssueState, Layout
from workflow.journal.actions import record
from workflow.languages.language import Language
from workflow.people.models import User
from workflow.people.permissions import require
from workflow.people.roles import Act
from workflow.stories.models import Coverage, Story
from workflow.stories.states import StoryKind


class IssueRefused(Exception):
    """An issue cannot be set up this way; the message says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotPlan:
    """A story's place in an issue: how much room it gets, and what stands in for a gap."""

    story: Story
    layout: Layout
    fallback: Fallback


def add_issue(
    coverage: Coverage,
    slug: str,
    *,
    number: int,
    letter: Story,
    languages: Sequence[Language],
    planned_at: datetime,
    by: User,
    at: datetime,
) -> Issue:
    """Begin an issue of a coverage, with its letter."""
    require(by, Act.ASSEMBLE_ISSUES)
    _refuse_no_letter(letter)
    with transaction.atomic():
        issue = Issue.objects.create(
            coverage=coverage,
            slug=slug,
            number=number,
            letter=letter,
            languages=[language.tag for language in languages],
            planned_at=planned_at,
            created_at=at,
        )
        record(issue, "add", by=by, at=at, to_state=IssueState.PLANNING)
    return issue


def plan_issue(
    issue: Issue,
    *,
    letter: Story,
    languages: Sequence[Language],
    planned_at: datetime,
    by: User,
    at: datetime,
) -> bool:
    """Say which letter, languages and time a planned issue has; whether anything was new."""
    require(by, Act.ASSEMBLE_ISSUES)
    _refuse_no_letter(letter)
    columns = {
        "letter": letter,
        "languages": [language.tag for language in languages],
        "planned_at": planned_at,
    }
    changed = [name for name, value in columns.items() if getattr(issue, name) != value]
    if not changed:
        return False
    with transaction.atomic():
        _lock_planned(issue)
        Issue.objects.filter(pk=issue.pk).update(**columns)
        record(issue, "plan", by=by, at=at, detail={"changed": changed})
    for name, value in columns.items():
        setattr(issue, name, value)
    return True


def set_slots(issue: Issue, slots: Sequence[SlotPlan], *, by: User, at: datetime) -> bool:
    """Fill a planned issue with these stories, in this order; whether anything was new."""
    require(by, Act.ASSEMBLE_ISSUES)
    _refuse_bad_slots(issue, slots)
    with transaction.atomic():
        rows = Slot.objects.filter(issue=issue).order_by("position")
        now = list(rows.values_list("story", "layout", "fallback"))
        if now == [(slot.story.pk, slot.layout, slot.fallback) for slot in slots]:
            return False
        _lock_planned(issue)
        rows.delete()
        Slot.objects.bulk_create(
            Slot(
                issue=issue,
                position=position,
                story=slot.story,
                layout=slot.layout,
                fallback=slot.fallback,
            )
            for position, slot in enumerate(slots, start=1)
        )
        detail = {"stories": [slot.story.slug for slot in slots]}
        record(issue, "set slots", by=by, at=at, detail=detail)
    return True


def _lock_planned(issue: Issue) -> None:
    """Hold the issue for this change; one that is being sent or was sent does not change."""
    state = Issue.objects.select_for_update().values_list("state", flat=True).get(pk=issue.pk)
    if state != IssueState.PLANNING:
        raise IssueRefused(
            f"{issue} is {state}, so it does not change any more. Put it into the next issue."
        )


def _refuse_no_letter(letter: Story) -> None:
    if letter.kind != StoryKind.LETTER:
        raise IssueRefused(f"'{letter}' is a story, not a letter. Choose a text of kind letter.")


def _refuse_bad_slots(issue: Issue, slots: Sequence[SlotPlan]) -> None:
    slugs = [slot.story.slug for slot in slots]
    twice = sorted({slug for slug in slugs if slugs.count(slug) > 1})
    if twice:
        raise IssueRefused(f"{issue} has {', '.join(twice)} more than once. Keep one slot each.")
    letters = [slot.story.slug for slot in slots if slot.story.kind != StoryKind.STORY]
    if letters:
        raise IssueRefused(
            f"{', '.join(letters)} is a letter and opens an issue; it has no slot in {issue}. "
            "Remove it from the slots."
        )

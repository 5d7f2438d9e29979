"""The board of all stories: story by language, with age, holder, due date and what is outdated."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from workflow.issues.outdated import why_outdated
from workflow.issues.tracking.places import Places
from workflow.languages.language import Language
from workflow.languages.registry import ALL, by_tag
from workflow.languages.sentences import Sentence
from workflow.stories.models import Coverage, Story
from workflow.stories.queries import titles
from workflow.text.meaning import Level
from workflow.translation.changed import changed_since_made
from workflow.translation.models import Claim, Translation
from workflow.translation.queries import standings
from workflow.translation.states import ClaimState, TranslationState

_CHUNK = 1000  # stories whose texts are compared at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardCell:
    """One story in one language.

    ``since`` is when it came into its state, or the story came in; ``due_at`` the date its holder
    promised, and ``overdue`` whether that has passed. ``level`` and ``why`` tell how outdated its
    text is. ``planned_at`` is when the next issue goes that has it in this language.
    """

    language: Language
    state: TranslationState
    since: datetime
    holders: tuple[str, ...]
    due_at: datetime | None
    overdue: bool
    level: Level | None
    why: Sentence | None
    planned_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One story over all languages of its coverage but its own."""

    story_id: int
    slug: str
    title: str
    source_language: Language
    planned_at: datetime | None
    cells: tuple[BoardCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stand:
    """What is read of one translation."""

    state: TranslationState
    changed_at: datetime
    holders: Sequence[tuple[str, datetime]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stale:
    level: Level | None
    why: Sentence | None


_VALID = _Stale(level=None, why=None)

_Key = tuple[int, Language]


def board(coverage: Coverage | None = None, *, at: datetime) -> tuple[BoardRow, ...]:
    """Where every story stands in every language, in as many queries however many there are.

    Texts are read, and compared, only of stories where something that matters has changed since
    one of their translations was made; a thousand of these at a time.
    """
    stories = Story.objects.select_related("coverage").order_by("created_at", "pk")
    rows = list(stories.filter(coverage=coverage) if coverage else stories)
    ids = [story.pk for story in rows]
    stands, stale, told, places = _stands(ids), _stale(ids), titles(ids), Places.read()
    return tuple(
        BoardRow(
            story_id=story.pk,
            slug=story.slug,
            title=told.get(story.pk, story.slug),
            source_language=story.source_language,
            planned_at=next((each.planned_at for each in places.by_story.get(story.pk, ())), None),
            cells=tuple(
                _cell(story, language, stands, stale, places, at=at)
                for language in map(by_tag, story.coverage.languages)
                if language != story.source_language
            ),
        )
        for story in rows
    )


def _cell(
    story: Story,
    language: Language,
    stands: Mapping[_Key, _Stand],
    stale: Mapping[_Key, _Stale],
    places: Places,
    *,
    at: datetime,
) -> BoardCell:
    stand = stands.get((story.pk, language))
    holders = stand.holders if stand else ()
    due_at = min((due for _, due in holders), default=None)
    outdated = stale.get((story.pk, language), _VALID)
    place = places.next(story.pk, language)
    return BoardCell(
        language=language,
        state=stand.state if stand else TranslationState.OPEN,
        since=stand.changed_at if stand else story.created_at,
        holders=tuple(name for name, _ in holders),
        due_at=due_at,
        overdue=due_at is not None and due_at <= at,
        level=outdated.level,
        why=outdated.why,
        planned_at=place.planned_at if place else None,
    )


def _stands(story_ids: Collection[int]) -> dict[_Key, _Stand]:
    held: dict[int, list[tuple[str, datetime]]] = defaultdict(list)
    claims = Claim.objects.filter(state=ClaimState.HELD, holder__isnull=False).order_by("part")
    for pk, name, due in claims.values_list("translation", "holder_name", "promised_at"):
        held[pk].append((name, due))
    rows = Translation.objects.filter(story__in=story_ids)
    return {
        (story, language): _Stand(
            state=TranslationState(state), changed_at=changed_at, holders=held.get(pk, ())
        )
        for pk, story, language, state, changed_at in rows.values_list(
            "pk", "story", "language", "state", "changed_at"
        )
    }


def _stale(story_ids: Collection[int]) -> dict[_Key, _Stale]:
    """Of each translation that is outdated how badly, and why."""
    changed = sorted(changed_since_made(story_ids))
    found: dict[_Key, _Stale] = {}
    for start in range(0, len(changed), _CHUNK):
        for key, standing in standings(changed[start : start + _CHUNK], ALL).items():
            if standing.outdated:
                found[key] = _Stale(level=standing.level, why=why_outdated(standing.outdated))
    return found

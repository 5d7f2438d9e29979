"""What nobody translates: never begun, put back, or promised by somebody whose time is up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from workflow.issues.accepting import against
from workflow.issues.decide import decide_story
from workflow.issues.models import AcceptedOutdated
from workflow.issues.readiness import stand_in
from workflow.issues.states import Fallback
from workflow.issues.texts import StoryTexts
from workflow.issues.tracking.places import Place, Places
from workflow.languages.language import Language
from workflow.languages.registry import ALL
from workflow.languages.sentences import Sentence
from workflow.people.models import User
from workflow.people.permissions import Permissions
from workflow.people.roles import Act
from workflow.stories.models import Story
from workflow.stories.queries import current_sources, titles
from workflow.translation.division import WHOLE
from workflow.translation.models import Claim, Translation
from workflow.translation.queries import standings
from workflow.translation.states import ClaimState, TranslationState
from workflow.translation.texts import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeWork:
    """A story that nobody translates into one language.

    ``parts`` are those of a divided story that are free; none when it is free as a whole.
    ``since`` is when it was put back, or when the story came in. ``issue`` is the next one with it,
    and ``instead`` what that issue does without it; None where an older version runs.
    """

    story_id: int
    slug: str
    title: str
    language: Language
    state: TranslationState
    parts: tuple[int, ...]
    since: datetime
    issue: str
    planned_at: datetime | None
    fallback: Fallback | None
    instead: Sentence | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Free:
    story: Story
    language: Language
    row: Translation | None
    parts: tuple[int, ...]
    place: Place | None


_FREE = frozenset({TranslationState.OPEN, TranslationState.DRAFTING})


def free_work(user: User, *, at: datetime) -> tuple[FreeWork, ...]:
    """What is free in the languages somebody translates, the next issue's first, then the oldest.

    An overdue claim of somebody else holds nothing. A constant number of queries.
    """
    found = sorted(_free(user, at=at), key=_rank)
    told = titles({each.story.pk for each in found})
    instead = _stand_ins(found)
    return tuple(
        FreeWork(
            story_id=each.story.pk,
            slug=each.story.slug,
            title=told.get(each.story.pk, each.story.slug),
            language=each.language,
            state=TranslationState(each.row.state) if each.row else TranslationState.OPEN,
            parts=each.parts,
            since=each.row.changed_at if each.row else each.story.created_at,
            issue=each.place.issue if each.place else "",
            planned_at=each.place.planned_at if each.place else None,
            fallback=each.place.fallback if each.place else None,
            instead=instead.get((each.story.pk, each.language)),
        )
        for each in found
    )


def _free(user: User, *, at: datetime) -> Iterable[_Free]:
    languages = Permissions.of(user).languages(Act.TRANSLATE, ALL)
    places = Places.read()
    rows = Translation.objects.filter(language__in=languages)
    begun = {(row.story_id, row.language): row for row in rows}
    taken = _taken(user, at=at)
    stories = Story.objects.select_related("coverage").exclude(pk__in=places.spent)
    for story in stories:
        for language in languages:
            row = begun.get((story.pk, language))
            parts = _free_parts(row, taken.get(row.pk, frozenset()) if row else frozenset())
            if parts is not None and _is_wanted(story, language):
                place = places.next(story.pk, language)
                yield _Free(story=story, language=language, row=row, parts=parts, place=place)


def _is_wanted(story: Story, language: Language) -> bool:
    return language != story.source_language and language.tag in story.coverage.languages


def _free_parts(row: Translation | None, taken: frozenset[int]) -> tuple[int, ...] | None:
    """The parts that are free, none for the whole; None when nothing is."""
    if row is None:
        return ()
    if row.state not in _FREE or WHOLE in taken:
        return None
    if not taken:
        return ()
    return tuple(part for part in range(1, len(row.parts) + 1) if part not in taken) or None


def _taken(user: User, *, at: datetime) -> dict[int, frozenset[int]]:
    """By translation, the parts somebody holds in time, ``user`` holds, or that are done."""
    held = Q(state=ClaimState.HELD, holder__isnull=False) & (Q(lapses_at__gt=at) | Q(holder=user))
    done = Q(state=ClaimState.HANDED_IN, part__gt=WHOLE, ended_at__gte=F("translation__changed_at"))
    found: dict[int, set[int]] = defaultdict(set)
    rows = Claim.objects.filter(held | done, translation__state__in=_FREE)
    for pk, part in rows.values_list("translation", "part"):
        found[pk].add(part)
    return {pk: frozenset(parts) for pk, parts in found.items()}


def _rank(each: _Free) -> tuple[bool, datetime, datetime, int, int]:
    """The next issue first, then the oldest story; those in no issue after all others."""
    when = each.place.planned_at if each.place else each.story.created_at
    return each.place is None, when, each.story.created_at, each.story.pk, each.language.order


def _stand_ins(found: Iterable[_Free]) -> dict[tuple[int, Language], Sentence | None]:
    """What the next issue of each story does without it, as its board will say."""
    placed = [(each.story.pk, each.language, each.place) for each in found if each.place]
    ids = {story_id for story_id, _, _ in placed}
    by_story: dict[int, dict[Language, Standing]] = defaultdict(dict)
    for (story_id, language), standing in (standings(ids, ALL) if ids else {}).items():
        by_story[story_id][language] = standing
    sources = current_sources(ids)
    accepted = _accepted(ids, by_story)
    return {
        (story_id, language): stand_in(
            decide_story(
                StoryTexts(
                    source=sources[story_id],
                    standings=by_story[story_id],
                    accepted=frozenset(accepted.get((place.issue_id, story_id), ())),
                ),
                language,
                fallback=place.fallback,
                layout=place.layout,
            )
        )
        for story_id, language, place in placed
        if story_id in sources
    }


def _accepted(
    ids: Iterable[int], by_story: Mapping[int, Mapping[Language, Standing]]
) -> dict[tuple[int, int], set[Language]]:
    """By issue and story, the languages whose outdated text an editor accepted as it stands."""
    now = {
        (story_id, language): (standing.approved.number, against(standing))
        for story_id, each in by_story.items()
        for language, standing in each.items()
        if standing.approved
    }
    found: dict[tuple[int, int], set[Language]] = defaultdict(set)
    rows = AcceptedOutdated.objects.filter(story__in=ids)
    columns = ("issue", "story", "language", "version", "against")
    for issue, story, language, version, marks in rows.values_list(*columns):
        if now.get((story, language)) == (version, marks):
            found[issue, story].add(language)
    return found

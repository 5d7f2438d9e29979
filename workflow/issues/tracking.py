"""What is free, where everything stands, and what keeps an issue from going."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from workflow.issues.decide import Choice, SlotDecision, decide
from workflow.issues.models import Issue, Slot
from workflow.issues.readiness import Status, reason_of, stand_in, status_of
from workflow.issues.sentences import Sentence, say
from workflow.issues.snapshot import snapshot
from workflow.issues.states import Fallback, IssueState
from workflow.languages.catalogue import marked
from workflow.languages.language import Language
from workflow.languages.registry import ALL, by_tag
from workflow.people.models import Membership, User
from workflow.people.permissions import Permissions
from workflow.people.roles import (
    IN_NEWSROOM,
    IN_TEAM,
    MATRIX,
    Act,
    NewsroomRole,
    TeamRole,
)
from workflow.stories.models import Coverage, Story
from workflow.stories.queries import titles
from workflow.text.meaning import Level
from workflow.translation.changed import changed_since_made
from workflow.translation.models import Claim, Translation
from workflow.translation.queries import standings
from workflow.translation.states import ClaimState, TranslationState

_CHUNK = 200  # stories whose texts are compared at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeWork:
    """A story that nobody translates into one language. The dates are of the next issue with it."""

    story_id: int
    slug: str
    title: str
    language: Language
    state: TranslationState
    planned_at: datetime | None
    fallback: Fallback | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardCell:
    """One story in one language.

    ``since`` is when it came into its state, ``due_at`` the date its holder promised, ``level``
    how outdated its text is.
    """

    language: Language
    state: TranslationState
    since: datetime | None
    holders: tuple[str, ...]
    due_at: datetime | None
    level: Level | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One story over all languages but its own."""

    story_id: int
    slug: str
    title: str
    source_language: Language
    planned_at: datetime | None
    cells: tuple[BoardCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker:
    """What keeps one story out of one edition, and who can do what about it."""

    language: Language
    slug: str
    title: str
    status: Status
    why: Sentence
    instead: Sentence | None
    holds: bool
    who: tuple[str, ...]
    mend: Sentence


def free_work(user: User, *, at: datetime) -> tuple[FreeWork, ...]:
    """What nobody works on in the languages somebody translates, the next issue's first.

    Never begun, open, or a draft that nobody holds: an overdue claim holds nothing.
    """
    languages = Permissions.of(user).languages(Act.TRANSLATE, ALL)
    planned = _planned()
    rows = Translation.objects.filter(language__in=[each.tag for each in languages])
    states = {(row.story_id, row.language): row for row in rows}
    held = _held(at)
    stories = list(Story.objects.select_related("coverage").order_by("created_at", "pk"))
    free = [
        (story, language, states.get((story.pk, language)))
        for story in stories
        for language in languages
        if language != story.source_language and language.tag in story.coverage.languages
        if _is_free(states.get((story.pk, language)), held)
    ]
    free.sort(key=lambda each: _rank(planned.get(each[0].pk), each[0], each[1]))
    told = titles({story.pk for story, _, _ in free})
    return tuple(
        FreeWork(
            story_id=story.pk,
            slug=story.slug,
            title=told.get(story.pk, story.slug),
            language=language,
            state=TranslationState(row.state) if row else TranslationState.OPEN,
            planned_at=planned[story.pk][0] if story.pk in planned else None,
            fallback=planned[story.pk][1] if story.pk in planned else None,
        )
        for story, language, row in free
    )


def board(coverage: Coverage | None = None, *, at: datetime) -> tuple[BoardRow, ...]:
    """Where every story stands in every language, in as many queries however many there are.

    Texts are read, and compared, only of stories where something that matters has changed since
    one of their translations was made.
    """
    stories = Story.objects.select_related("coverage").order_by("created_at", "pk")
    stories = stories.filter(coverage=coverage) if coverage else stories
    rows = list(stories)
    ids = [story.pk for story in rows]
    translations: dict[int, dict[Language, Translation]] = defaultdict(dict)
    for row in Translation.objects.filter(story__in=ids):
        translations[row.story_id][row.language] = row
    levels = _levels(ids)
    planned, told, holders = _planned(), titles(ids), _holders()
    return tuple(
        BoardRow(
            story_id=story.pk,
            slug=story.slug,
            title=told.get(story.pk, story.slug),
            source_language=story.source_language,
            planned_at=planned[story.pk][0] if story.pk in planned else None,
            cells=tuple(
                _cell(language, translations[story.pk].get(language), holders, levels)
                for language in map(by_tag, story.coverage.languages)
                if language != story.source_language
            ),
        )
        for story in rows
    )


def blockers(issue: Issue) -> tuple[Blocker, ...]:
    """What every edition of an issue lacks, why, and who can unblock it; what holds it first."""
    taken = snapshot(issue)
    found = [
        (language, decision)
        for language in taken.languages
        for decision in decide(taken, language)
        if decision.choice not in {Choice.SOURCE, Choice.APPROVED}
    ]
    stories = {decision.story.source.story_id for _, decision in found}
    holders = _holders(stories)
    ids = {
        (row.story_id, row.language): row.pk
        for row in Translation.objects.filter(story__in=stories)
    }
    team = _team()
    blocked = [
        _blocker(language, decision, holders.get(_pk(ids, decision, language), ()), team)
        for language, decision in found
    ]
    return tuple(sorted(blocked, key=lambda each: not each.holds))


def _levels(story_ids: Collection[int]) -> dict[tuple[int, Language], Level | None]:
    changed = sorted(changed_since_made(story_ids))
    levels: dict[tuple[int, Language], Level | None] = {}
    for start in range(0, len(changed), _CHUNK):
        found = standings(changed[start : start + _CHUNK], ALL)
        levels |= {key: standing.level for key, standing in found.items()}
    return levels


def _cell(
    language: Language,
    row: Translation | None,
    holders: Mapping[int, Sequence[tuple[str, datetime]]],
    levels: Mapping[tuple[int, Language], Level | None],
) -> BoardCell:
    held = holders.get(row.pk, ()) if row else ()
    return BoardCell(
        language=language,
        state=TranslationState(row.state) if row else TranslationState.OPEN,
        since=row.changed_at if row else None,
        holders=tuple(name for name, _ in held),
        due_at=min((due for _, due in held), default=None),
        level=levels.get((row.story_id, language)) if row else None,
    )


def _planned() -> dict[int, tuple[datetime, Fallback]]:
    """By story, when the next planned issue with it goes, and what it does without a text."""
    found: dict[int, tuple[datetime, Fallback]] = {}
    issues = Issue.objects.filter(state=IssueState.PLANNING)
    letters = [
        (letter, planned_at, Fallback.HOLD)
        for letter, planned_at in issues.values_list("letter", "planned_at")
    ]
    slots = Slot.objects.filter(issue__state=IssueState.PLANNING)
    for story, planned_at, fallback in [
        *letters,
        *slots.values_list("story", "issue__planned_at", "fallback"),
    ]:
        if story not in found or planned_at < found[story][0]:
            found[story] = planned_at, Fallback(fallback)
    return found


def _rank(
    planned: tuple[datetime, Fallback] | None, story: Story, language: Language
) -> tuple[bool, datetime, datetime, int, int]:
    """The next issue first, then the oldest story; those in no issue after all others."""
    when = planned[0] if planned else story.created_at
    return planned is None, when, story.created_at, story.pk, language.order


def _held(at: datetime) -> dict[int, set[int]]:
    """By translation, the parts somebody holds in time."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Claim.objects.filter(state=ClaimState.HELD, lapses_at__gt=at).exclude(holder=None)
    for pk, part in rows.values_list("translation", "part"):
        found[pk].add(part)
    return found


def _is_free(row: Translation | None, held: Mapping[int, Collection[int]]) -> bool:
    if row is None or row.state == TranslationState.OPEN:
        return True
    if row.state != TranslationState.DRAFTING:
        return False
    parts = held.get(row.pk, ())
    return not parts or (0 not in parts and len(parts) < len(row.parts))


def _holders(
    story_ids: Iterable[int] | None = None,
) -> dict[int, list[tuple[str, datetime]]]:
    """By translation, who holds it and until when she promised."""
    rows = Claim.objects.filter(state=ClaimState.HELD).exclude(holder=None).order_by("part")
    if story_ids is not None:
        rows = rows.filter(translation__story__in=list(story_ids))
    found: dict[int, list[tuple[str, datetime]]] = defaultdict(list)
    for pk, name, due in rows.values_list("translation", "holder_name", "promised_at"):
        found[pk].append((name, due))
    return found


def _pk(ids: Mapping[tuple[int, Language], int], decision: SlotDecision, language: Language) -> int:
    return ids.get((decision.story.source.story_id, language), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Team:
    """Who may do what: by act and language, and in the whole newsroom."""

    members: Mapping[tuple[Language, TeamRole], tuple[str, ...]]
    newsroom: Mapping[NewsroomRole, tuple[str, ...]]

    def may(self, act: Act, language: Language) -> tuple[str, ...]:
        """The names of those who may, of the team first; the newsroom where the team has none."""
        roles = [role for role in TeamRole if IN_TEAM[role] in MATRIX[act]]
        names = [name for role in roles for name in self.members.get((language, role), ())]
        return tuple(names) or self.editors(act)

    def editors(self, act: Act) -> tuple[str, ...]:
        """The names of those in the newsroom who may."""
        roles = [role for role in NewsroomRole if IN_NEWSROOM[role] in MATRIX[act]]
        return tuple(name for role in roles for name in self.newsroom.get(role, ()))


def _team() -> _Team:
    members: dict[tuple[Language, TeamRole], list[str]] = defaultdict(list)
    for row in Membership.objects.filter(user__is_active=True).select_related("team", "user"):
        members[row.team.language, TeamRole(row.role)].append(str(row.user))
    newsroom: dict[NewsroomRole, list[str]] = defaultdict(list)
    people = User.objects.filter(~Q(newsroom_role=NewsroomRole.NONE), is_active=True)
    for user in people.order_by("pk"):
        if user.has_usable_password():
            newsroom[NewsroomRole(user.newsroom_role)].append(str(user))
    return _Team(
        members={key: tuple(names) for key, names in members.items()},
        newsroom={key: tuple(names) for key, names in newsroom.items()},
    )


def _blocker(
    language: Language,
    decision: SlotDecision,
    holders: Sequence[tuple[str, datetime]],
    team: _Team,
) -> Blocker:
    status = status_of(decision)
    who, mend = _unblock(language, decision, status, holders, team)
    return Blocker(
        language=language,
        slug=decision.story.source.slug,
        title=decision.title,
        status=status,
        why=reason_of(decision, status),
        instead=stand_in(decision),
        holds=not decision.sendable,
        who=who,
        mend=mend,
    )


def _unblock(
    language: Language,
    decision: SlotDecision,
    status: Status,
    holders: Sequence[tuple[str, datetime]],
    team: _Team,
) -> tuple[tuple[str, ...], Sentence]:
    """Who can do something about it, and what."""
    if holders:
        names = tuple(name for name, _ in holders)
        return names, say(marked("Finish the translation and hand it in, or hand it over."))
    match status:
        case Status.IN_REVIEW:
            own = set(_translators(decision, language))
            names = tuple(each for each in team.may(Act.REVIEW, language) if each not in own)
            return names, say(marked("Review it and approve it."))
        case Status.OUTDATED:
            names = (*team.may(Act.TRANSLATE, language), *team.editors(Act.ACCEPT_OUTDATED))
            return tuple(dict.fromkeys(names)), say(
                marked("Bring it up to date; or, as an editor, let it run as it stands.")
            )
        case _:
            return team.may(Act.TRANSLATE, language), say(marked("Take it and translate it."))


def _translators(decision: SlotDecision, language: Language) -> tuple[str, ...]:
    standing = decision.story.standings.get(language)
    return standing.translators if standing else ()

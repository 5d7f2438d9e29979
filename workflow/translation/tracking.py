"""Who works on what: somebody's own work, what waits for review, how long things take, credits."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import quantiles
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery, Sum

from workflow.glossary.queries import Credited, credited
from workflow.journal.models import Entry
from workflow.languages.language import Language
from workflow.languages.registry import ALL, by_tag
from workflow.people.models import LanguageTeam, User
from workflow.people.permissions import Permissions
from workflow.people.roles import Act
from workflow.stories.queries import titles
from workflow.text.meaning import Level
from workflow.translation.credits import own_work
from workflow.translation.division import WHOLE
from workflow.translation.models import (
    Claim,
    Contribution,
    Credit,
    Suggestion,
    Thread,
    Translation,
)
from workflow.translation.progress import Drafts, Progress
from workflow.translation.states import (
    ClaimState,
    ContributionKind,
    CreditRole,
    SuggestionState,
    ThreadState,
    TranslationState,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWork:
    """What somebody has to translate, and how far it is.

    ``part`` is 0 for the whole. ``overdue``: its time is up, so that others may take it. ``level``
    is the worst of what changed at its source since. ``asked``: a reviewer wants changes, and
    ``note`` is her word why. A draft handed in without a claim comes back without dates.
    """

    translation_id: int
    slug: str
    title: str
    language: Language
    state: TranslationState
    part: int
    parts: int
    promised_at: datetime | None
    lapses_at: datetime | None
    overdue: bool
    asked: bool
    note: str
    done: int
    blocks: int
    level: Level | None
    open_threads: int
    suggestions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InReview:
    """A translation that waits for a reviewer. ``words`` are characters in Chinese.

    ``own``: she translated it herself. ``may_approve``: it is not, or her team allows self-review.
    """

    translation_id: int
    slug: str
    title: str
    language: Language
    since: datetime
    blocks: int
    words: int
    level: Level | None
    translators: tuple[str, ...]
    own: bool
    may_approve: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How long something took: the median, and what nine of ten were faster than."""

    count: int
    median: timedelta
    ninetieth: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Throughput:
    """What one language got done in a time; a waiting time is None where nothing waited."""

    language: Language
    approved: int
    words: int
    to_start: Waiting | None
    to_submit: Waiting | None
    to_approve: Waiting | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One person's lines of the credits ledger, summed; by the byline she has, or had last."""

    name: str
    words: int
    reviews: int
    terms: int
    words_by_language: Mapping[Language, int]


def my_work(user: User, *, at: datetime) -> tuple[OwnWork, ...]:
    """The claims somebody holds, the most urgent first; a constant number of queries.

    With them, last, the drafts she is named under for which changes were requested and that
    nobody holds.
    """
    claims = Claim.objects.filter(holder=user, state=ClaimState.HELD)
    held: list[tuple[Translation, Claim | None]] = [
        (claim.translation, claim)
        for claim in claims.select_related("translation__story").order_by("lapses_at", "pk")
    ]
    unheld = _unheld_drafts_of(user)
    asked = _changes_asked({row.pk for row, _ in held} | {row.pk for row in unheld})
    work = [*held, *((row, None) for row in unheld if row.pk in asked)]
    rows = list({row.pk: row for row, _ in work}.values())
    told = titles({row.story_id for row in rows})
    drafts = Drafts.read(rows)
    threads = _keys(Thread.objects.filter(translation__in=rows, state=ThreadState.OPEN), "key")
    offered = _keys(
        Suggestion.objects.filter(translation__in=rows, state=SuggestionState.OFFERED),
        "version__key",
    )
    return tuple(
        _own_work(
            row,
            claim,
            progress=drafts.progress(row, claim.part if claim else WHOLE),
            title=told.get(row.story_id, row.story.slug),
            note=asked.get(row.pk),
            threads=threads[row.pk],
            suggestions=offered[row.pk],
            at=at,
        )
        for row, claim in work
    )


def waiting_for_review(user: User) -> tuple[InReview, ...]:
    """What is in review in the languages somebody may review, the longest waiting first."""
    languages = Permissions.of(user).languages(Act.REVIEW, ALL)
    waiting = Translation.objects.filter(state=TranslationState.IN_REVIEW, language__in=languages)
    rows = list(waiting.select_related("story").order_by("changed_at", "pk"))
    told = titles({row.story_id for row in rows})
    drafts = Drafts.read(rows)
    names: dict[int, list[str]] = defaultdict(list)
    credited = Credit.objects.filter(translation__in=rows, role=CreditRole.TRANSLATOR)
    for pk, name in credited.order_by("position").values_list("translation", "name"):
        names[pk].append(name)
    own = {pk for pk, users in own_work([row.pk for row in rows], [user.pk]).items() if users}
    teams = LanguageTeam.objects.filter(allows_self_review=True)
    relaxed = set(teams.values_list("language", flat=True))
    return tuple(
        InReview(
            translation_id=row.pk,
            slug=row.story.slug,
            title=told.get(row.story_id, row.story.slug),
            language=row.language,
            since=row.changed_at,
            blocks=(progress := drafts.progress(row, WHOLE)).blocks,
            words=progress.words,
            level=progress.level,
            translators=tuple(names[row.pk]),
            own=row.pk in own,
            may_approve=row.pk not in own or row.language in relaxed,
        )
        for row in rows
    )


def throughput(since: datetime, until: datetime) -> tuple[Throughput, ...]:
    """What each language got approved in a time, and how long each step had waited before it.

    The journal is streamed, and eight bytes are kept of each step. What came in finished, from
    a file, waited for nobody and is left out of the waiting times.
    """
    steps: dict[tuple[Language, str], array[float]] = defaultdict(lambda: array("d"))
    approved: Counter[Language] = Counter()
    for language, move, waited in _moves(since, until):
        approved[language] += move == _APPROVE
        if waited and move in _STEPS:
            steps[language, _STEPS[move]].append(waited.total_seconds())
    words = _words_by_language(since, until)
    return tuple(
        Throughput(
            language=language,
            approved=approved[language],
            words=words[language.tag],
            to_start=_waiting(steps[language, "start"]),
            to_submit=_waiting(steps[language, "submit"]),
            to_approve=_waiting(steps[language, "approve"]),
        )
        for language in ALL
    )


def ledger() -> tuple[Account, ...]:
    """Everybody's credits, the most words first; those without an account by their names."""
    rows = Contribution.objects.values_list("person", "kind", "language").annotate(Sum("amount"))
    named = Contribution.objects.filter(person=None)
    unnamed = named.values_list("name", "kind", "language").annotate(Sum("amount"))
    terms = list(credited())
    names = _names(terms)
    sums: dict[UUID | str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for person, kind, language, amount in [*rows.exclude(person=None), *unnamed]:
        sums[person][kind, _tag(language)] += amount
    for each in terms:
        sums[each.person][ContributionKind.TERM, each.language.tag] += each.number
    accounts = [_account(names.get(key, str(key)), sums[key]) for key in sums]
    return tuple(sorted(accounts, key=lambda each: (-each.words, -each.reviews, each.name)))


def ledger_of(user: User) -> Account:
    """One person's credits."""
    rows = Contribution.objects.filter(person=user.ledger_key)
    sums: Counter[tuple[str, str]] = Counter()
    summed = rows.values_list("kind", "language").annotate(Sum("amount"))
    for kind, language, amount in summed:
        sums[kind, _tag(language)] += amount
    for each in credited():
        if each.person == user.ledger_key:
            sums[ContributionKind.TERM, each.language.tag] += each.number
    return _account(str(user), sums)


_KIND = Translation._meta.label_lower
_APPROVE = TranslationState.IN_REVIEW, TranslationState.APPROVED
_STEPS: Mapping[tuple[str, str], str] = {
    (TranslationState.OPEN, TranslationState.DRAFTING): "start",
    (TranslationState.DRAFTING, TranslationState.IN_REVIEW): "submit",
    _APPROVE: "approve",
}


def _moves(
    since: datetime, until: datetime
) -> Iterator[tuple[Language, tuple[str, str], timedelta]]:
    """Each move of a translation in this time, and how long it had been in the state before."""
    moves = Entry.objects.filter(subject_kind=_KIND, at__lt=until).exclude(to_state="")
    moved = moves.filter(at__gte=since).values("subject_id")
    language = Translation.objects.filter(pk=OuterRef("subject_id")).values("language")
    rows = moves.filter(subject_id__in=moved).order_by("subject_id", "pk")
    told = rows.annotate(language=Subquery(language))
    last: tuple[int, datetime] | None = None
    columns = ("subject_id", "language", "from_state", "to_state", "at")
    for pk, language, was, state, at in told.values_list(*columns).iterator(chunk_size=2000):
        if last is not None and last[0] == pk and at >= since:
            yield language, (was, state), at - last[1]
        last = pk, at


def _waiting(seconds: Sequence[float]) -> Waiting | None:
    if not seconds:
        return None
    tenths = quantiles([*seconds, *seconds[:1]][: max(2, len(seconds))], n=10, method="inclusive")
    return Waiting(
        count=len(seconds),
        median=timedelta(seconds=round(tenths[4])),
        ninetieth=timedelta(seconds=round(tenths[8])),
    )


def _words_by_language(since: datetime, until: datetime) -> Counter[str]:
    rows = Contribution.objects.filter(kind=ContributionKind.WORDS, at__gte=since, at__lt=until)
    summed = rows.values_list("language").annotate(Sum("amount"))
    return Counter({_tag(language): amount for language, amount in summed})


def _own_work(
    row: Translation,
    claim: Claim | None,
    *,
    progress: Progress,
    title: str,
    note: str | None,
    threads: Sequence[str],
    suggestions: Sequence[str],
    at: datetime,
) -> OwnWork:
    return OwnWork(
        translation_id=row.pk,
        slug=row.story.slug,
        title=title,
        language=row.language,
        state=TranslationState(row.state),
        part=claim.part if claim else WHOLE,
        parts=len(row.parts),
        promised_at=claim.promised_at if claim else None,
        lapses_at=claim.lapses_at if claim else None,
        overdue=claim is not None and claim.lapses_at <= at,
        asked=note is not None,
        note=note or "",
        done=progress.done,
        blocks=progress.blocks,
        level=progress.level,
        open_threads=sum(key in progress.keys for key in threads),
        suggestions=sum(key in progress.keys for key in suggestions),
    )


def _unheld_drafts_of(user: User) -> list[Translation]:
    """The drafts somebody is named under as translator, and nobody holds."""
    held = Claim.objects.filter(state=ClaimState.HELD, holder__isnull=False)
    rows = Translation.objects.filter(
        state=TranslationState.DRAFTING, credits__user=user, credits__role=CreditRole.TRANSLATOR
    )
    free = rows.exclude(pk__in=held.values("translation")).distinct()
    return list(free.select_related("story").order_by("changed_at", "pk"))


def _changes_asked(ids: Collection[int]) -> dict[int, str]:
    """The drafts that a reviewer gave back last, each with her note."""
    moves = Entry.objects.filter(subject_kind=_KIND, subject_id__in=ids).exclude(to_state="")
    last: dict[int, tuple[str, str]] = {}
    for pk, verb, detail in moves.order_by("pk").values_list("subject_id", "verb", "detail"):
        last[pk] = verb, detail.get("note", "")
    return {pk: note for pk, (verb, note) in last.items() if verb == "request changes"}


def _keys(rows: QuerySet[Any], key: str) -> dict[int, list[str]]:
    """By translation, the block of each of these rows."""
    found: dict[int, list[str]] = defaultdict(list)
    for pk, block in rows.values_list("translation", key):
        found[pk].append(block)
    return found


def _names(terms: Iterable[Credited]) -> dict[UUID | str, str]:
    """What each person is called: now, or else in her last line."""
    last = Contribution.objects.exclude(person=None).order_by("pk")
    names: dict[UUID | str, str] = {each.person: each.name for each in terms}
    for person, name in last.values_list("person", "name").iterator(chunk_size=2000):
        names[person or ""] = name
    for user in User.objects.filter(ledger_key__in=list(names)):
        names[user.ledger_key] = str(user)
    return names


def _account(name: str, sums: Counter[tuple[str, str]]) -> Account:
    kinds: Counter[str] = Counter()
    words: dict[Language, int] = {}
    for (kind, tag), amount in sums.items():
        kinds[kind] += amount
        if kind == ContributionKind.WORDS:
            words[by_tag(tag)] = amount
    return Account(
        name=name,
        words=kinds[ContributionKind.WORDS],
        reviews=kinds[ContributionKind.REVIEW],
        terms=kinds[ContributionKind.TERM],
        words_by_language=words,
    )


def _tag(language: Language | str) -> str:
    return str(language)

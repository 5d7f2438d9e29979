"""Who works on what: somebody's own work, what waits for review, how long things take, credits."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import quantiles
from uuid import UUID

from django.db.models import Count, Sum

from workflow.journal.models import Entry
from workflow.languages.language import Language
from workflow.languages.registry import ALL, by_tag
from workflow.people.models import User
from workflow.people.permissions import Permissions
from workflow.people.roles import Act
from workflow.stories.queries import segments_by_revision, titles
from workflow.text.meaning import Level
from workflow.text.shape import arrange, from_json
from workflow.translation.models import (
    Claim,
    Contribution,
    Credit,
    CurrentSegment,
    Suggestion,
    Thread,
    Translation,
)
from workflow.translation.queries import standings
from workflow.translation.sources import missing_texts, needs_text
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
    """One claim somebody holds, and how far it is. ``level`` is how outdated its source is."""

    translation_id: int
    slug: str
    title: str
    language: Language
    state: TranslationState
    part: int
    promised_at: datetime
    lapses_at: datetime
    overdue: bool
    done: int
    blocks: int
    level: Level | None
    open_threads: int
    suggestions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InReview:
    """A translation that waits for a reviewer. ``own``: hers, and so not hers to approve alone."""

    translation_id: int
    slug: str
    title: str
    language: Language
    since: datetime
    blocks: int
    translators: tuple[str, ...]
    own: bool


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
    """The claims somebody holds, the most urgent first; a constant number of queries."""
    claims = list(
        Claim.objects.filter(holder=user, state=ClaimState.HELD)
        .select_related("translation__story")
        .order_by("lapses_at", "pk")
    )
    rows = [claim.translation for claim in claims]
    stories = {row.story_id for row in rows}
    told = titles(stories)
    progress = _progress(rows)
    found = standings(stories, ALL) if stories else {}
    threads = _counted(Thread.objects.filter(translation__in=rows, state=ThreadState.OPEN))
    offered = _counted(
        Suggestion.objects.filter(translation__in=rows, state=SuggestionState.OFFERED)
    )
    return tuple(
        OwnWork(
            translation_id=row.pk,
            slug=row.story.slug,
            title=told.get(row.story_id, row.story.slug),
            language=row.language,
            state=TranslationState(row.state),
            part=claim.part,
            promised_at=claim.promised_at,
            lapses_at=claim.lapses_at,
            overdue=claim.lapses_at <= at,
            done=progress[row.pk][0],
            blocks=progress[row.pk][1],
            level=found[row.story_id, row.language].level,
            open_threads=threads[row.pk],
            suggestions=offered[row.pk],
        )
        for claim, row in zip(claims, rows, strict=True)
    )


def waiting_for_review(user: User) -> tuple[InReview, ...]:
    """What is in review in the languages somebody may review, the longest waiting first."""
    languages = Permissions.of(user).languages(Act.REVIEW, ALL)
    rows = list(
        Translation.objects.filter(
            state=TranslationState.IN_REVIEW, language__in=[each.tag for each in languages]
        )
        .select_related("story")
        .annotate(size=Count("current_segments"))
        .order_by("changed_at", "pk")
    )
    told = titles({row.story_id for row in rows})
    names: dict[int, list[tuple[str, int | None]]] = defaultdict(list)
    credited = Credit.objects.filter(translation__in=rows, role=CreditRole.TRANSLATOR)
    for pk, name, holder in credited.values_list("translation", "name", "user"):
        names[pk].append((name, holder))
    return tuple(
        InReview(
            translation_id=row.pk,
            slug=row.story.slug,
            title=told.get(row.story_id, row.story.slug),
            language=row.language,
            since=row.changed_at,
            blocks=row.size,
            translators=tuple(name for name, _ in names[row.pk]),
            own=any(holder == user.pk for _, holder in names[row.pk]),
        )
        for row in rows
    )


def throughput(since: datetime, until: datetime) -> tuple[Throughput, ...]:
    """What each language got approved in a time, and how long it waited at each step."""
    approved = Entry.objects.filter(verb="approve", at__gte=since, at__lt=until)
    ids = approved.filter(subject_kind=_KIND).values("subject_id")
    languages = dict(Translation.objects.filter(pk__in=ids).values_list("pk", "language"))
    steps: dict[Language, dict[str, list[timedelta]]] = defaultdict(lambda: defaultdict(list))
    for pk, verb, waited in _waits(ids, since, until):
        steps[languages[pk]][verb].append(waited)
    words = _words_by_language(since, until)
    return tuple(
        Throughput(
            language=language,
            approved=len(steps[language]["approve"]),
            words=words[language.tag],
            to_start=_waiting(steps[language]["start"]),
            to_submit=_waiting(steps[language]["submit"]),
            to_approve=_waiting(steps[language]["approve"]),
        )
        for language in ALL
    )


def ledger() -> tuple[Account, ...]:
    """Everybody's credits, the most words first; those without an account by their names."""
    rows = Contribution.objects.values_list("person", "kind", "language").annotate(Sum("amount"))
    named = Contribution.objects.filter(person=None)
    unnamed = named.values_list("name", "kind", "language").annotate(Sum("amount"))
    names = _names()
    sums: dict[UUID | str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for person, kind, language, amount in [*rows.exclude(person=None), *unnamed]:
        sums[person][kind, _tag(language)] += amount
    accounts = [_account(names.get(key, str(key)), sums[key]) for key in sums]
    return tuple(sorted(accounts, key=lambda each: (-each.words, -each.reviews, each.name)))


def ledger_of(user: User) -> Account:
    """One person's credits."""
    rows = Contribution.objects.filter(person=user.ledger_key)
    sums: Counter[tuple[str, str]] = Counter()
    summed = rows.values_list("kind", "language").annotate(Sum("amount"))
    for kind, language, amount in summed:
        sums[kind, _tag(language)] += amount
    return _account(str(user), sums)


_KIND = Translation._meta.label_lower
_STEPS = {"drafting": "start", "in_review": "submit", "approved": "approve"}


def _waits(ids: object, since: datetime, until: datetime) -> Iterable[tuple[int, str, timedelta]]:
    """Each step of a translation that ended in this time, and how long it had waited."""
    moves = Entry.objects.filter(subject_kind=_KIND, subject_id__in=ids, at__lt=until).exclude(
        to_state=""
    )
    rows = moves.order_by("subject_id", "pk").values_list("subject_id", "to_state", "at")
    last: tuple[int, datetime] | None = None
    for pk, state, at in rows.iterator(chunk_size=2000):
        if last is not None and last[0] == pk and state in _STEPS and at >= since:
            yield pk, _STEPS[state], at - last[1]
        last = pk, at


def _waiting(times: list[timedelta]) -> Waiting | None:
    if not times:
        return None
    seconds = sorted(each.total_seconds() for each in times)
    if len(seconds) == 1:
        seconds *= 2
    tenths = quantiles(seconds, n=10, method="inclusive")
    return Waiting(
        count=len(times),
        median=timedelta(seconds=round(tenths[4])),
        ninetieth=timedelta(seconds=round(tenths[8])),
    )


def _words_by_language(since: datetime, until: datetime) -> Counter[str]:
    rows = Contribution.objects.filter(kind=ContributionKind.WORDS, at__gte=since, at__lt=until)
    summed = rows.values_list("language").annotate(Sum("amount"))
    return Counter({_tag(language): amount for language, amount in summed})


def _progress(rows: Collection[Translation]) -> dict[int, tuple[int, int]]:
    """By translation, how many of the blocks that need a text have one."""
    segments = segments_by_revision({row.revision_id for row in rows if row.revision_id})
    texts: dict[int, dict[str, str]] = defaultdict(dict)
    current = CurrentSegment.objects.filter(translation__in=rows)
    for pk, key, text in current.values_list("translation", "key", "version__text"):
        texts[pk][key] = text
    found = {}
    for row in rows:
        source = segments[row.revision_id] if row.revision_id else ()
        blocks = [each for each in arrange(source, from_json(row.shape)) if needs_text(each)]
        found[row.pk] = len(blocks) - len(missing_texts(blocks, texts[row.pk])), len(blocks)
    return found


def _counted(rows: object) -> Counter[int]:
    pairs = rows.values_list("translation").annotate(Count("pk"))  # type: ignore[attr-defined]
    return Counter(dict(pairs))


def _names() -> dict[UUID | str, str]:
    """What each person is called: now, or else in her last line."""
    last = Contribution.objects.exclude(person=None).order_by("pk")
    names: dict[UUID | str, str] = {}
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

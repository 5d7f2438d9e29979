"""Remembering pairs and forgetting them; nothing is ever removed, and the journal says why."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from django.db import transaction

from workflow.journal.actions import record_all
from workflow.languages.language import Language
from workflow.memory.index import index_texts, tidy_index
from workflow.memory.loose import keep_loose
from workflow.memory.models import MemoryPair
from workflow.memory.texts import Key, keep_texts
from workflow.memory.tokens import digest
from workflow.memory.values import NewPair, PairOrigin, Remembered, Side
from workflow.people.models import User
from workflow.people.permissions import require
from workflow.people.roles import Act

BATCH = 5000
Place = tuple[object, ...]


class NotAPair(ValueError):
    """Two texts cannot be remembered as a pair; bring two of different languages, none empty."""


def remember(pairs: Iterable[NewPair], *, by: User, at: datetime, tidy: bool = True) -> Remembered:
    """Keep these pairs, in batches of one transaction each; callers ask for permission.

    An approved pair at a place that holds another takes that place: the other is kept with when
    and by what it was replaced, and the journal says so. ``tidy=False`` leaves the runs of the
    index to be merged later, for those who cannot wait.
    """
    total = Remembered()
    stream = iter(pairs)
    while batch := list(islice(stream, BATCH)):
        with transaction.atomic():
            total += _remember(batch, by=by, at=at)
        if tidy:
            tidy_index(at=at)
    return total


def forget(pair: MemoryPair, *, by: User, at: datetime, reason: str) -> None:
    """Have a pair found no more, because an editor says so; once is enough."""
    require(by, Act.KEEP_MEMORY)
    with transaction.atomic():
        _withdraw([pair], by=by, at=at, reason=reason)


def forget_place(
    *,
    story: str,
    by: User,
    at: datetime,
    reason: str,
    languages: Collection[Language] = (),
    places: Collection[str] | None = None,
) -> int:
    """Have the pairs of a story found no more: of all ``languages`` named, at these blocks.

    A block's sentences go with it. For retractions and new versions, whose permission the caller
    has asked for; how many pairs it was.
    """
    wanted = set(languages)
    with transaction.atomic():
        rows = MemoryPair.objects.filter(story=story, replaced_at=None)
        ours = [
            row
            for row in rows.select_related("first", "second")
            if wanted <= {row.first_language, row.second_language}
            and (places is None or row.place.partition("#")[0] in places)
        ]
        _withdraw(ours, by=by, at=at, reason=reason)
    return len(ours)


def keep_only(
    places: Collection[str],
    *,
    story: str,
    languages: Collection[Language],
    by: User,
    at: datetime,
    reason: str,
) -> int:
    """Have the pairs of a story in these two languages found no more, but for those places."""
    wanted = set(languages)
    with transaction.atomic():
        rows = MemoryPair.objects.filter(story=story, replaced_at=None)
        rows = rows.filter(first_language__in=wanted, second_language__in=wanted)
        rows = rows.select_related("first", "second")
        ours = [row for row in rows if row.place not in places]
        _withdraw(ours, by=by, at=at, reason=reason)
    return len(ours)


def _withdraw(rows: Sequence[MemoryPair], *, by: User, at: datetime, reason: str) -> None:
    """Withdraw those that nobody has withdrawn before; the caller holds a transaction."""
    pks = [row.pk for row in rows]
    live = MemoryPair.objects.select_for_update().filter(pk__in=pks, replaced_at=None)
    still = set(live.values_list("pk", flat=True))
    MemoryPair.objects.filter(pk__in=still).update(replaced_at=at)
    ours = [row for row in rows if row.pk in still]
    lines = [(row, {"reason": reason, "place": str(row)}) for row in ours]
    record_all(lines, "forget", by=by, at=at)
    for row in ours:
        row.replaced_at = at


def _remember(batch: Sequence[NewPair], *, by: User, at: datetime) -> Remembered:
    ordered = [_in_order(pair) for pair in batch]
    sides = [side for pair in ordered for side in (pair.first, pair.second)]
    texts = {_key(side): side.text.replace("\0", "") for side in sides}
    ids, new = keep_texts(texts, at=at)
    index_texts({pk: (key[0], texts[key]) for key, pk in new.items()}, at=at)
    rows = {_place(row): row for row in (_row(pair, ids, by=by, at=at) for pair in ordered)}
    held = {_place(row): row for row in _held(list(rows.values()))}
    fresh = [row for place, row in rows.items() if place not in held]
    changed = [
        (held[place], row)
        for place, row in rows.items()
        if place in held and _texts(held[place]) != _texts(row)
    ]
    MemoryPair.objects.bulk_create([row for row in fresh if row.origin == PairOrigin.APPROVED])
    keep_loose([row for row in fresh if row.origin == PairOrigin.TMX])
    _replace(changed, by=by, at=at)
    _move([(held[place], row) for place, row in rows.items() if place in held])
    same = len(batch) - len(fresh) - len(changed)
    return Remembered(new=len(fresh), same=same, replaced=len(changed))


def _move(same: Sequence[tuple[MemoryPair, MemoryPair]]) -> None:
    """Pairs whose texts are the same take the neighbours, and the versions, they have now."""
    moved = []
    for old, new in same:
        if old.replaced_at is None and _texts(old) == _texts(new) and _near(old) != _near(new):
            for name in _NEAR:
                setattr(old, name, getattr(new, name))
            moved.append(old)
    MemoryPair.objects.bulk_update(moved, _NEAR, batch_size=500)


_NEAR = (
    "first_before",
    "first_after",
    "second_before",
    "second_after",
    "first_made_of",
    "second_made_of",
)


def _near(row: MemoryPair) -> tuple[str, ...]:
    return tuple(getattr(row, name) for name in _NEAR)


def _replace(changed: Sequence[tuple[MemoryPair, MemoryPair]], *, by: User, at: datetime) -> None:
    """Old pairs leave their places, new ones take them, and each old one names its new one."""
    olds = [old.pk for old, _ in changed]
    MemoryPair.objects.filter(pk__in=olds).update(replaced_at=at)
    MemoryPair.objects.bulk_create([new for _, new in changed])
    lines = []
    for old, new in changed:
        old.replaced_at, old.replaced_by = at, new
        was = {"first": old.first.text, "second": old.second.text}
        lines.append((new, {"replaced": old.pk, "was": was}))
    record_all(lines, "correct", by=by, at=at)
    MemoryPair.objects.bulk_update([old for old, _ in changed], ["replaced_by"])


def _held(rows: Sequence[MemoryPair]) -> Iterator[MemoryPair]:
    """The live pairs at the places of these, or of the same two texts where they have no place."""
    live = MemoryPair.objects.filter(replaced_at=None).select_related("first", "second")
    placed = [row for row in rows if row.origin == PairOrigin.APPROVED]
    if placed:
        stories, places = {row.story for row in placed}, {row.place for row in placed}
        yield from live.select_for_update(of=("self",)).filter(
            origin=PairOrigin.APPROVED, story__in=stories, place__in=places
        )
    loose = {row.first_id for row in rows if row.origin == PairOrigin.TMX}
    if loose:
        yield from live.filter(origin=PairOrigin.TMX, first__in=loose)


def _place(row: MemoryPair) -> Place:
    if row.origin == PairOrigin.TMX:
        return (row.first_id, row.second_id)
    return (row.story, row.place, row.grain, row.first_language.tag, row.second_language.tag)


def _texts(row: MemoryPair) -> tuple[int, int]:
    return row.first_id, row.second_id


def _key(side: Side) -> Key:
    return side.language.tag, digest(side.text)


def _in_order(pair: NewPair) -> NewPair:
    """The pair with its first side the one whose language tag sorts first."""
    first, second = pair.first, pair.second
    if first.language == second.language or not digest(first.text) or not digest(second.text):
        raise NotAPair(
            f"{pair.story or 'A file'} {pair.place}: {first.language} and {second.language} make "
            "no pair. A pair has two languages and a text in each: leave this one out."
        )
    if pair.origin is PairOrigin.APPROVED and not pair.place:
        raise NotAPair(f"{pair.story}: an approved pair has a place, like s6. Say which.")
    if first.language.tag < second.language.tag:
        return pair
    return NewPair(
        first=second,
        second=first,
        grain=pair.grain,
        origin=pair.origin,
        story=pair.story,
        place=pair.place,
        made_of=(pair.made_of[1], pair.made_of[0]),
        tool=pair.tool,
    )


def _row(pair: NewPair, ids: dict[Key, int], *, by: User, at: datetime) -> MemoryPair:
    first, second = pair.first, pair.second
    return MemoryPair(
        first_id=ids[_key(first)],
        second_id=ids[_key(second)],
        first_language=first.language,
        second_language=second.language,
        grain=pair.grain.value,
        origin=pair.origin.value,
        story=pair.story,
        place=pair.place,
        first_made_of=pair.made_of[0],
        second_made_of=pair.made_of[1],
        first_before=digest(first.before),
        first_after=digest(first.after),
        second_before=digest(second.before),
        second_after=digest(second.after),
        tool=pair.tool,
        added_by=by,
        added_by_name=str(by),
        added_at=at,
    )

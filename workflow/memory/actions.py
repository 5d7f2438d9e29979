"""Remembering pairs; what a correction takes the place of stays, and the journal says why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice

from django.db import transaction

from workflow.journal.actions import record_all
from workflow.memory.forgetting import twins
from workflow.memory.index import index_texts, tidy_index
from workflow.memory.loose import keep_loose
from workflow.memory.models import MemoryPair, MemoryText
from workflow.memory.texts import Key, keep_texts
from workflow.memory.tokens import digest
from workflow.memory.values import NewPair, PairOrigin, Remembered, Side
from workflow.people.models import User

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


def _remember(batch: Sequence[NewPair], *, by: User, at: datetime) -> Remembered:
    ordered = [_in_order(pair) for pair in batch]
    sides = [side for pair in ordered for side in (pair.first, pair.second)]
    texts = {_key(side): side.text.replace("\0", "") for side in sides}
    ids, new = keep_texts(texts, at=at)
    index_texts({pk: (key[0], texts[key]) for key, pk in new.items()}, at=at)
    rows = {_place(row): row for row in (_row(pair, ids, by=by, at=at) for pair in ordered)}
    _say_as_approved(rows.values(), texts, ids, by=by, at=at)
    held = {_place(row): row for row in _held(list(rows.values()))}
    known = _known(rows.values())
    loose = [
        row for row in rows.values() if row.origin == PairOrigin.TMX and row.texts not in known
    ]
    placed = {place: row for place, row in rows.items() if row.origin == PairOrigin.APPROVED}
    fresh = [row for place, row in placed.items() if place not in held]
    changed = [
        (held[place], row)
        for place, row in placed.items()
        if place in held and held[place].texts != row.texts
    ]
    MemoryPair.objects.bulk_create(fresh)
    keep_loose(loose)
    _replace(changed, by=by, at=at)
    _move([(held[place], row) for place, row in placed.items() if place in held])
    taken = len(fresh) + len(loose)
    same = len(batch) - taken - len(changed)
    return Remembered(new=taken, same=same, replaced=len(changed))


def _say_as_approved(
    rows: Iterable[MemoryPair],
    texts: Mapping[Key, str],
    ids: Mapping[Key, int],
    *,
    by: User,
    at: datetime,
) -> None:
    """Texts that are approved with other spaces than they were kept with are kept with these.

    Blocks that stand together are parted by line ends: those are no words of a text, and stay.
    """
    approved = {pk for row in rows if row.origin == PairOrigin.APPROVED for pk in row.texts}
    said = {pk: texts[key] for key, pk in ids.items() if pk in approved}
    kept = MemoryText.objects.in_bulk(list(said))
    other = [
        row
        for pk, row in sorted(kept.items())
        if row.text != said[pk] and row.text.count("\n") == said[pk].count("\n")
    ]
    record_all([(row, {"was": row.text}) for row in other], "correct", by=by, at=at)
    for row in other:
        row.text = said[row.pk]
    MemoryText.objects.bulk_update(other, ["text"], batch_size=500)


def _move(same: Sequence[tuple[MemoryPair, MemoryPair]]) -> None:
    """Pairs whose texts are the same take the neighbours, and the versions, they have now."""
    moved = []
    for old, new in same:
        if old.replaced_at is None and old.texts == new.texts and _near(old) != _near(new):
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
    """Old pairs leave their places, new ones take them, and each old one names its new one.

    A pair of a file with the texts of a wrong one goes with it; where the source says something
    else now, the old one was not wrong.
    """
    by_texts = {old.texts: new for old, new in changed if new.corrects(old)}
    also = twins([old for old, new in changed if new.corrects(old)])
    gone = [*changed, *((twin, by_texts[twin.texts]) for twin in also)]
    MemoryPair.objects.filter(pk__in=[old.pk for old, _ in gone]).update(replaced_at=at)
    MemoryPair.objects.bulk_create([new for _, new in changed])
    lines = []
    for old, new in gone:
        old.replaced_at, old.replaced_by = at, new
        was = {"first": old.first.text, "second": old.second.text}
        lines.append((new, {"replaced": old.pk, "was": was}))
    record_all(lines, "correct", by=by, at=at)
    MemoryPair.objects.bulk_update([old for old, _ in gone], ["replaced_by"])


def _held(rows: Sequence[MemoryPair]) -> Iterator[MemoryPair]:
    """The live approved pairs at the places of these."""
    placed = [row for row in rows if row.origin == PairOrigin.APPROVED]
    if placed:
        live = MemoryPair.objects.filter(replaced_at=None).select_related("first", "second")
        stories, places = {row.story for row in placed}, {row.place for row in placed}
        yield from live.select_for_update(of=("self",)).filter(
            origin=PairOrigin.APPROVED, story__in=stories, place__in=places
        )


def _known(rows: Iterable[MemoryPair]) -> set[tuple[int, int]]:
    """The two texts of each live pair, wherever it is from, that a file brings again."""
    loose = {row.first_id for row in rows if row.origin == PairOrigin.TMX}
    live = MemoryPair.objects.filter(replaced_at=None, first__in=loose)
    return set(live.values_list("first_id", "second_id")) if loose else set()


def _place(row: MemoryPair) -> Place:
    if row.origin == PairOrigin.TMX:
        return (row.first_id, row.second_id)
    return (row.story, row.place, row.grain, row.first_language.tag, row.second_language.tag)


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

"""What remains of a shape when its source has changed."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from workflow.text.segments import Segment
from workflow.text.shape.notes import anchors, in_reading_order
from workflow.text.shape.places import Place, body_of, piece_keys, places_of, source_key
from workflow.text.shape.values import MOST_PARTS, PLAIN, STANDALONE, AddedBlock, Shape

_NUMBERED = re.compile(r"s(\d{1,9})")


def adapt(shape: Shape, source: Sequence[Segment], *, old: Sequence[Segment] = ()) -> Shape:
    """Return what of a shape still holds over ``source``, in which the keys have survived.

    What was done to a block that is gone, or is no longer what it was, falls away. What is left of
    a merged run stays merged while it is together. A note whose block is gone follows the nearest
    earlier one that is still there: nearest in ``old``, the source it was made for, or else by
    the number of its key. ``adapt(shape, source)`` is ``shape`` when nothing changed.
    """
    if shape == PLAIN:
        return shape
    places = places_of(source)
    dropped = {
        key: why for key, why in shape.dropped.items() if key in places and places[key].can_go
    }
    merged = _merged(shape, places, dropped)
    whole = {*dropped, *merged, *merged.values()}
    split = {
        key: min(parts, MOST_PARTS)
        for key, parts in shape.split.items()
        if parts > 1 and key not in whole and key in places and places[key].is_words
    }
    before = [segment.key for segment in body_of(old)]
    added = _added(shape.added, places, split, before)
    return Shape(merged=merged, split=split, dropped=dropped, added=added)


# Merged runs ---------------------------------------------------------------------------------


def _merged(
    shape: Shape, places: Mapping[str, Place], dropped: Mapping[str, str]
) -> dict[str, str]:
    runs: dict[str, set[str]] = defaultdict(set)
    for key, head in shape.merged.items():
        runs[head] |= {head, key}
    merged: dict[str, str] = {}
    taken: set[str] = {*dropped, *shape.split}
    for keys in runs.values():
        members = [places[key] for key in keys if key in places and key not in taken]
        for first, *rest in together(members, places, dropped):
            merged |= {each.key: first.key for each in rest}
            taken |= {each.key for each in (first, *rest) if rest}
    return {key: merged[key] for key in places if key in merged}


def together(
    members: Iterable[Place], places: Mapping[str, Place], dropped: Iterable[str]
) -> Iterator[list[Place]]:
    """Yield the runs of members that can be one block: neighbours, but for dropped ones."""
    gone = {places[key].number for key in dropped if key in places}
    run: list[Place] = []
    for place in sorted(members, key=lambda each: each.number):
        if not place.is_words:
            continue
        if run and not (
            run[-1].belongs_with(place) and gone.issuperset(range(run[-1].number + 1, place.number))
        ):
            yield run
            run = []
        run.append(place)
    if run:
        yield run


# Notes ---------------------------------------------------------------------------------------


def _added(
    added: Sequence[AddedBlock],
    places: Mapping[str, Place],
    split: Mapping[str, int],
    before: Sequence[str],
) -> tuple[AddedBlock, ...]:
    """Give each note an anchor that is there; in reading order."""
    known = {"": "", **{anchor: anchor for anchor in anchors(places, split)}}
    kept: dict[str, AddedBlock] = {}
    for note in added:
        if note.key in kept or note.key in known or note.kind not in STANDALONE:
            continue
        after = note.after
        if after not in known and after not in kept:
            after = _last_piece(_survivor(source_key(after), places, before), split)
        kept[note.key] = replace(note, after=after)
    return tuple(note for note, _ in in_reading_order(kept.values(), known))


def _survivor(key: str, places: Mapping[str, Place], before: Sequence[str]) -> str:
    """The block itself, or the nearest earlier one that is still there; empty when none is."""
    if key in places:
        return key
    if key in before:
        earlier = reversed(before[: before.index(key)])
        return next((each for each in earlier if each in places), "")
    numbers = [(number, each) for each in places if (number := _number(each)) < _number(key)]
    return max(numbers, default=(0, ""))[1]


def _number(key: str) -> int:
    numbered = _NUMBERED.fullmatch(key)
    return int(numbered[1]) if numbered else 0


def _last_piece(key: str, split: Mapping[str, int]) -> str:
    return piece_keys(key, split.get(key, 1))[-1]

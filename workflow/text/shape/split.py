"""Letting one block be several, and taking that back."""

from collections.abc import Sequence
from dataclasses import replace

from workflow.languages.catalogue import marked
from workflow.text.problems import ShapeRefused
from workflow.text.segments import Segment
from workflow.text.shape.notes import following
from workflow.text.shape.places import piece_keys, places_of, source_key
from workflow.text.shape.refusals import (
    nothing_to_take_back,
    refuse_merged,
    refuse_split,
    refuse_unknown,
    refuse_without_words,
)
from workflow.text.shape.values import MOST_PARTS, Shape


def split(source: Sequence[Segment], shape: Shape, key: str, into: int = 2) -> Shape:
    """Let one block be several, or still more; notes after it follow its last piece."""
    places = places_of(source)
    refuse_unknown(places, shape, key)
    refuse_merged(shape, key)
    if key not in places:
        refuse_split(shape, key)
    refuse_without_words(places[key])
    parts = shape.split.get(key, 1)
    if not parts < into <= MOST_PARTS:
        raise ShapeRefused(
            marked(
                "{key} cannot be split into {into}. Choose a number above {parts}, and "
                "{most} at most."
            ),
            key=key,
            into=into,
            parts=parts,
            most=MOST_PARTS,
        )
    last = piece_keys(key, parts)[-1]
    moved = {last: piece_keys(key, into)[-1]}
    numbers = {**shape.split, key: into}
    return replace(
        shape,
        split={each: numbers[each] for each in places if each in numbers},
        added=following(shape.added, moved),
    )


def unsplit(source: Sequence[Segment], shape: Shape, key: str) -> Shape:
    """Let the pieces be one block again; ``key`` is any of them."""
    whole = source_key(key)
    if whole not in shape.split:
        raise nothing_to_take_back(key)
    moved = dict.fromkeys(piece_keys(whole, shape.split[whole]), whole)
    rest = {each: parts for each, parts in shape.split.items() if each != whole}
    return replace(shape, split=rest, added=following(shape.added, moved))

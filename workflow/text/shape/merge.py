"""Letting neighbouring blocks be one, and taking that back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from workflow.languages.catalogue import marked
from workflow.text.problems import ShapeRefused
from workflow.text.segments import Segment
from workflow.text.shape.adapt import together
from workflow.text.shape.arrange import arrange
from workflow.text.shape.places import Place, places_of
from workflow.text.shape.refusals import (
    nothing_to_take_back,
    refuse_split,
    refuse_unknown,
    refuse_without_words,
    run_of,
)
from workflow.text.shape.values import Shape


def merge(source: Sequence[Segment], shape: Shape, keys: Sequence[str]) -> Shape:
    """Let neighbouring blocks of one kind be one; it has the key of the first.

    A run that is merged already grows. Notes and what stands in another list, quotation or
    footnote cannot be in it.
    """
    places = places_of(source)
    heads = {shape.merged.get(key, key) for key in keys}
    if len(heads) < 2:
        raise ShapeRefused(marked("One block alone cannot be merged. Choose its neighbour too."))
    for key in sorted(heads):
        _refuse_merge(places, shape, key)
    run = run_of(places, shape, *heads)
    _refuse_strangers(source, shape, heads, run, places)
    merged = {**shape.merged, **{place.key: run[0].key for place in run[1:]}}
    return replace(shape, merged={key: merged[key] for key in places if key in merged})


def unmerge(source: Sequence[Segment], shape: Shape, key: str) -> Shape:
    """Let every block of a merged run stand for itself again; ``key`` is any of them."""
    head = shape.merged.get(key, key)
    if head not in shape.merged.values():
        raise nothing_to_take_back(key)
    merged = {each: first for each, first in shape.merged.items() if first != head}
    return replace(shape, merged=merged)


def _refuse_merge(places: Mapping[str, Place], shape: Shape, key: str) -> None:
    if key in {note.key for note in shape.added}:
        raise ShapeRefused(
            marked("{key} is a translator’s note. Merge only what renders the source."), key=key
        )
    refuse_unknown(places, shape, key)
    refuse_split(shape, key)
    refuse_without_words(places[key])


def _refuse_strangers(
    source: Sequence[Segment],
    shape: Shape,
    heads: set[str],
    run: Sequence[Place],
    places: Mapping[str, Place],
) -> None:
    """Refuse blocks that are no neighbours, and neighbours that do not belong together."""
    first, last = run[0].key, run[-1].key
    standing = [block.key for block in arrange(source, shape)]
    numbers = sorted(standing.index(key) for key in heads)
    if numbers[-1] - numbers[0] >= len(numbers):
        raise ShapeRefused(
            marked(
                "Something stands between {first} and {last}. Merge only neighbours: choose what "
                "is between them too, or take it out."
            ),
            first=first,
            last=last,
        )
    if len(list(together(run, places, shape.dropped))) > 1:
        raise ShapeRefused(
            marked(
                "{first} and {last} do not belong together. Merge paragraphs with paragraphs, and "
                "other words only within one list, quotation or footnote."
            ),
            first=first,
            last=last,
        )

"""A block that stands in a file twice: the same text counts once, two texts are both looked at."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

from workflow.exchange.values import FoundUnit
from workflow.languages.catalogue import marked
from workflow.languages.sentences import Sentence, say

MOST_PLACES = 5


def settled(
    units: Iterable[FoundUnit],
) -> tuple[tuple[FoundUnit, ...], tuple[Sentence, ...]]:
    """The units with each block's text once, and a remark for each repetition passed over.

    Where a block has several texts, all of them stay, and each says where the others stand.
    """
    found = list(units)
    places: dict[str, dict[str, str]] = defaultdict(dict)
    kept: list[FoundUnit] = []
    remarks: list[Sentence] = []
    for unit in found:
        there = places[unit.key]
        if unit.key and unit.target in there:
            remarks.append(
                say(
                    marked("{place}: the block {key} stands here again with the same text."),
                    place=unit.place,
                    key=unit.key,
                )
            )
            continue
        there[unit.target] = unit.place
        kept.append(unit)
    return tuple(_told(unit, places[unit.key]) for unit in kept), tuple(remarks)


def _told(unit: FoundUnit, there: dict[str, str]) -> FoundUnit:
    elsewhere = (place for text, place in there.items() if text != unit.target)
    others = tuple(islice(elsewhere, MOST_PLACES))
    if not unit.key or not others:
        return unit
    sentence = say(
        marked("The file has another text for this block, too: {places}."), places=others
    )
    return replace(unit, damage=(*unit.damage, sentence))

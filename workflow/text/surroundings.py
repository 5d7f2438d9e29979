"""What of a body decides how one of its blocks reads: as little of it as gives the same."""

from collections.abc import Sequence

from workflow.text.segments import Block, Field, Kind

_GOES_ON = ("+", "=")


def surroundings(blocks: Sequence[Block], place: int) -> tuple[tuple[Block, ...], int]:
    """The blocks of a body among which the one at ``place`` reads as in the whole, and its place.

    They are those of its outermost list, quotation or footnote; lists that stand in a row, whose
    marks depend on each other; and a line for each footnote elsewhere, so that marks find theirs.
    """
    begin = _begin(blocks, place)
    while begin and _is_listed(blocks[begin]) and _is_listed(blocks[_begin(blocks, begin - 1)]):
        begin = _begin(blocks, begin - 1)
    end = _end(blocks, place)
    while end < len(blocks) and _is_listed(blocks[end]) and _is_listed(blocks[end - 1]):
        end = _end(blocks, end)
    elsewhere = (*blocks[:begin], *blocks[end:])
    return (*blocks[begin:end], *_footnotes(elsewhere)), place - begin


def _begin(blocks: Sequence[Block], place: int) -> int:
    """Where the outermost container of a block begins; the block itself when nothing holds it."""
    while place and blocks[place].frame.startswith(_GOES_ON):
        place -= 1
    return place


def _end(blocks: Sequence[Block], place: int) -> int:
    place += 1
    while place < len(blocks) and blocks[place].frame.startswith(_GOES_ON):
        place += 1
    return place


def _is_listed(block: Block) -> bool:
    """Whether the outermost container of a block is a list."""
    step = block.frame.partition(" ")[0].lstrip("+=")
    return step.startswith("-") or step.endswith(".")


def _footnotes(blocks: Sequence[Block]) -> list[Block]:
    steps = (step for block in blocks for step in block.frame.split(" "))
    labels = dict.fromkeys(step for step in steps if step.startswith("[^"))
    return [Block(field=Field.BODY, kind=Kind.FOOTNOTE, text="…", frame=label) for label in labels]

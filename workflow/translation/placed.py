"""Which words of a translation stand for which of its source, block by block: pure.

Blocks may be merged and split on the way, in a translation and in the one it is relayed from. What
cannot be taken apart stands together: the pieces of a split block, and the blocks that render parts
of one merged block.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflow.text.shape import TargetBlock
from workflow.translation.sources import needs_text
from workflow.translation.texts import SourceWords


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPair:
    """A source text and its translation; ``key`` is the first block that holds it.

    ``covers`` are the keys of the original that it says, in reading order.
    """

    key: str
    source: str
    text: str
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Blocks that stand for the same words, in reading order; ``said`` by what says them."""

    blocks: tuple[TargetBlock, ...]
    said: Mapping[str, str]

    @property
    def covers(self) -> tuple[str, ...]:
        """The keys of the original that they say, each once."""
        return tuple(dict.fromkeys(key for block in self.blocks for key in block.sources))

    @property
    def source(self) -> str:
        """The words in one text."""
        return "\n".join(self.said.values())


def together(blocks: Iterable[TargetBlock], words: SourceWords) -> Iterator[Together]:
    """The blocks that have words to render, in reading order, with those that belong together."""
    open_: Together | None = None
    for block in blocks:
        if not block.sources or not needs_text(block):
            continue
        said = words.said(block.sources)
        if open_ is not None and said.keys() & open_.said.keys():
            open_ = Together(blocks=(*open_.blocks, block), said={**open_.said, **said})
            continue
        if open_ is not None and open_.said:
            yield open_
        open_ = Together(blocks=(block,), said=said)
    if open_ is not None and open_.said:
        yield open_


def pieces_of(groups: Iterable[Together]) -> frozenset[str]:
    """The keys of the blocks that say only a part of the words they are made from."""
    return frozenset(
        block.key for group in groups if len(group.blocks) > 1 for block in group.blocks
    )


def placed_pairs(
    blocks: Sequence[TargetBlock], texts: Mapping[str, str], words: SourceWords
) -> Iterator[PlacedPair]:
    """What stands for what, in reading order; where a text is missing there is no pair."""
    for group in together(blocks, words):
        told = [texts.get(block.key, "") for block in group.blocks]
        if all(told):
            yield PlacedPair(
                key=group.blocks[0].key,
                source=group.source,
                text="\n".join(told),
                covers=group.covers,
            )

"""How the blocks of a translation differ from its source's, as values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from workflow.text.segments import Block, Kind, Segment

MOST_PARTS = 20  # into how many blocks one can be split
LONGEST_REASON = 300  # characters of why a block is left out
STANDALONE = frozenset({Kind.PARAGRAPH, Kind.FOOTNOTE})  # what a translator can add


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedBlock:
    """A translator's note; its key is ``"n1"``, ``"n2"``, ... never used again in a translation.

    ``after`` is the block it follows: a source key, a piece (``"s6.2"``) or another note; ``""``
    puts it at the start of the body. It keeps its place while that block is merged or dropped.
    """

    key: str
    after: str
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a translator merged, split, dropped and added; ``PLAIN`` when nothing.

    ``merged`` leads from a source key to the first of the run it was joined to, ``split`` says
    into how many blocks, ``dropped`` why. ``added`` stands in reading order.
    """

    merged: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    split: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    dropped: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    added: tuple[AddedBlock, ...] = ()


PLAIN = Shape()


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetBlock(Segment):
    """What a translator fills; ``text`` is the source words it renders.

    ``sources`` are the source keys it renders: several for a merged block, none for a note. The
    pieces of a split block, ``part`` 1 to ``parts``, have the keys ``"s6"``, ``"s6.2"``, ... and
    each shows all the words; any other block is ``part`` 0 of 1.
    """

    sources: tuple[str, ...]
    part: int = 0
    parts: int = 1


def is_note(block: Block) -> bool:
    """Whether a block is the translator's own, which renders nothing of the source."""
    return isinstance(block, TargetBlock) and not block.sources


class _Rendered(dict[str, tuple[str, ...]]):
    """A source key that nothing renders has no blocks."""

    def __missing__(self, key: str) -> tuple[str, ...]:
        return ()


def renders(blocks: Iterable[TargetBlock]) -> Mapping[str, tuple[str, ...]]:
    """Which blocks render each source key: ``renders(blocks)["s6"]``, ``()`` when it is dropped."""
    found = _Rendered()
    for block in blocks:
        for key in block.sources:
            found[key] = (*found[key], block.key)
    return found

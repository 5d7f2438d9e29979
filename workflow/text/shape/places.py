"""Where the blocks of a source's body stand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from workflow.text.outline import Listing, Node, Note, Quote, outline
from workflow.text.segments import Field, Kind, Segment

_OF_WORDS = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTE, Kind.FOOTNOTE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a block of the body stands: its number, and the list or quotation that holds it."""

    number: int
    key: str
    kind: Kind
    container: int
    has_words: bool

    @property
    def is_words(self) -> bool:
        """Whether it is running words, which can be merged and split."""
        return self.kind in _OF_WORDS and self.has_words

    @property
    def can_go(self) -> bool:
        """Whether it can be dropped; a rule has nothing to say."""
        return self.kind is not Kind.RULE

    def belongs_with(self, other: "Place") -> bool:
        """Whether the two are of one kind and in the same container."""
        return self.kind is other.kind and self.container == other.container


def body_of(source: Iterable[Segment]) -> list[Segment]:
    """The segments that can be reshaped: named fields stay as they are."""
    return [segment for segment in source if segment.field is Field.BODY]


def places_of(source: Iterable[Segment]) -> dict[str, Place]:
    """Where each block of the body stands, by key, in reading order."""
    body = body_of(source)
    leaves = _leaves(outline(body), 0, count(1))
    return {
        leaf.key: Place(
            number=number,
            key=leaf.key,
            kind=leaf.kind,
            container=container,
            has_words=bool(leaf.text),
        )
        for number, (leaf, container) in enumerate(leaves)
    }


def _leaves(
    nodes: Sequence[Node], container: int, numbers: Iterator[int]
) -> Iterator[tuple[Segment, int]]:
    """Yield each leaf with the number of its container."""
    for node in nodes:
        match node:
            case Segment():
                yield node, container
            case Listing(items=items):
                number = next(numbers)
                for item in items:
                    yield from _leaves(item, number, numbers)
            case Quote(children) | Note(children=children):
                yield from _leaves(children, next(numbers), numbers)


# Keys ----------------------------------------------------------------------------------------


def piece_keys(key: str, parts: int) -> list[str]:
    """The keys of a split block's pieces: ``s6``, ``s6.2``, ``s6.3``."""
    return [key, *(f"{key}.{part}" for part in range(2, parts + 1))]


def source_key(key: str) -> str:
    """The source key of a block or of a piece of one: ``s6`` of ``s6.2``."""
    return key.partition(".")[0]

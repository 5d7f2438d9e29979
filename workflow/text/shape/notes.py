"""Where a translator's notes stand among the other blocks.

A note stands outside of quotations and lists: what it interrupts goes on after it. An item, a
footnote and a signed line are never torn from what they belong to.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from workflow.text.outline import Listing, Node, Note, Quote
from workflow.text.segments import Block, Kind, Segment
from workflow.text.shape.places import piece_keys
from workflow.text.shape.values import AddedBlock, Shape

_MAX_NUMBER = 999_999_999


def anchors(keys: Iterable[str], split: Mapping[str, int]) -> list[str]:
    """All that a note can follow, apart from other notes, in reading order."""
    pieces = [piece for key in keys for piece in piece_keys(key, split.get(key, 1))]
    return ["", *pieces]


def in_reading_order(
    added: Iterable[AddedBlock], after: Iterable[str]
) -> Iterator[tuple[AddedBlock, str]]:
    """Yield the notes in reading order, each with the anchor it comes after."""
    followers: dict[str, list[AddedBlock]] = defaultdict(list)
    for note in added:
        followers[note.after].append(note)
    for anchor in after:
        waiting = followers[anchor][::-1]
        while waiting:
            note = waiting.pop()
            yield note, anchor
            waiting.extend(reversed(followers[note.key]))


def following(added: Iterable[AddedBlock], moved: Mapping[str, str]) -> tuple[AddedBlock, ...]:
    """The notes, those after a key of ``moved`` now after another."""
    return tuple(replace(note, after=moved.get(note.after, note.after)) for note in added)


def placed(body: Sequence[Segment], shape: Shape) -> Iterator[tuple[AddedBlock, str]]:
    """Yield the notes in reading order, each with the block of the source's that it follows."""
    keys = [segment.key for segment in body]
    gone = {*shape.dropped, *shape.merged}
    standing: dict[str, str] = {}
    last = ""
    for anchor in anchors(keys, shape.split):
        last = last if anchor in gone else anchor
        standing[anchor] = last
    for note, anchor in in_reading_order(shape.added, standing):
        yield note, standing[anchor]


def put_in(nodes: list[Node], note: Node, leaf: str) -> None:
    """Put a note after a leaf; what it interrupts goes on after it."""
    if not leaf:
        nodes.insert(0, note)
        return
    place = next(at for at, node in enumerate(nodes) if leaf in _keys(node))
    left, right = _broken(nodes[place], leaf)
    nodes[place : place + 1] = [left, note, *right]


def _broken(node: Node, leaf: str) -> tuple[Node, tuple[Node, ...]]:
    """Break a node after a leaf, as near as may be; nothing stands after it when it stays whole."""
    match node:
        case Quote(children):
            place = next(at for at, child in enumerate(children) if leaf in _keys(child))
            left, right = _broken(children[place], leaf)
            rest = (*right, *children[place + 1 :])
            if all(isinstance(each, Block) and each.kind is Kind.ATTRIBUTION for each in rest):
                return node, ()
            return Quote((*children[:place], left)), (Quote(rest),)
        case Listing(items=items):
            ends = 1 + next(
                at for at, item in enumerate(items) if any(leaf in _keys(child) for child in item)
            )
            if ends == len(items):
                return node, ()
            start = min(node.start + ends, _MAX_NUMBER) if node.ordered else node.start
            rest_of = replace(node, start=start, items=items[ends:])
            return replace(node, items=items[:ends]), (rest_of,)
        case _:
            return node, ()


def _keys(node: Node) -> set[str]:
    match node:
        case Listing(items=items):
            return {key for item in items for child in item for key in _keys(child)}
        case Quote(children) | Note(children=children):
            return {key for child in children for key in _keys(child)}
        case _:
            return {node.key if isinstance(node, Segment) else ""}

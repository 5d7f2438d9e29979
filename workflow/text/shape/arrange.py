"""The blocks of a translation, each in the place where it will stand.

The source's blocks are brought back into their tree, reshaped there and taken out of it again, so
that every frame is sound.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from unicodedata import east_asian_width

from workflow.text.markdown import normalise_segment
from workflow.text.outline import Listing, Node, Note, Quote, flatten, outline
from workflow.text.segments import Field, Kind, Segment
from workflow.text.shape.adapt import adapt
from workflow.text.shape.notes import placed, put_in
from workflow.text.shape.places import body_of, piece_keys
from workflow.text.shape.settle import settled
from workflow.text.shape.values import PLAIN, AddedBlock, Shape, TargetBlock


def arrange(source: Sequence[Segment], shape: Shape) -> tuple[TargetBlock, ...]:
    """Return the blocks a translator fills, in reading order; what no longer holds is left aside.

    ``join`` of the blocks with any fitting texts, taken apart by ``split``, gives as many blocks of
    the same kinds in the same places. Keys are unique.
    """
    shape = adapt(shape, source)
    if shape == PLAIN:
        return tuple(_one(segment) for segment in source)
    before = [_one(each) for each in takewhile(lambda each: each.field is not Field.BODY, source)]
    after = [_one(each) for each in source[len(before) :] if each.field is not Field.BODY]
    return (*before, *_body(body_of(source), shape), *after)


def _one(segment: Segment) -> TargetBlock:
    return TargetBlock(
        key=segment.key,
        field=segment.field,
        kind=segment.kind,
        frame=segment.frame,
        text=segment.text,
        sources=(segment.key,),
    )


def _body(body: Sequence[Segment], shape: Shape) -> Iterator[TargetBlock]:
    joining: dict[str, list[Segment]] = defaultdict(list)
    for segment in body:
        joining[shape.merged.get(segment.key, "")].append(segment)
    nodes = list(_Reshaping(shape, joining).nodes(outline(body)))
    for note, leaf in reversed(list(placed(body, shape))):
        put_in(nodes, _note(note, body), leaf)
    for block in flatten(settled(nodes)):
        if isinstance(block, TargetBlock):
            yield block


# Merged, split and dropped -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Reshaping:
    """Makes the target's tree, without its notes, of the source's."""

    shape: Shape
    joining: Mapping[str, Sequence[Segment]]  # by the key of the block they are joined to

    def nodes(self, nodes: Iterable[Node]) -> Iterator[Node]:
        """The nodes that these become; what holds nothing any more is left out."""
        for node in nodes:
            match node:
                case Segment():
                    yield from self._blocks(node)
                case Listing():
                    if items := tuple(map(tuple, self._items(node))):
                        yield replace(node, items=items)
                case Quote() | Note():
                    if children := tuple(self.nodes(node.children)):
                        yield replace(node, children=children)

    def _items(self, listing: Listing) -> list[list[Node]]:
        """The items of a list: one becomes two, two become one, or one goes."""
        items: list[list[Node]] = []
        for first, *rest in listing.items:
            more = self.nodes(rest)
            if items and _key(first) in self.shape.merged:
                items[-1].extend(more)
                continue
            begun: list[list[Node]] = [[node] for node in self.nodes([first])] or [[]]
            begun[-1].extend(more)
            items += filter(None, begun)
        return items

    def _blocks(self, segment: Segment) -> list[TargetBlock]:
        if segment.key in self.shape.dropped or segment.key in self.shape.merged:
            return []
        parts = self.shape.split.get(segment.key)
        if parts:
            keys = enumerate(piece_keys(segment.key, parts), start=1)
            return [replace(_one(segment), key=key, part=part, parts=parts) for part, key in keys]
        run = [segment, *self.joining.get(segment.key, ())]
        text = segment.text if len(run) == 1 else joined(run)
        return [replace(_one(segment), text=text, sources=tuple(each.key for each in run))]


def _key(node: Node) -> str:
    return node.key if isinstance(node, Segment) else ""


def _note(note: AddedBlock, body: Sequence[Segment]) -> Node:
    block = TargetBlock(key=note.key, field=Field.BODY, kind=note.kind, text="", sources=())
    if note.kind is not Kind.FOOTNOTE:
        return block
    label = note.key
    while any(f"[^{label}]" in segment.frame for segment in body):
        label += "n"
    return Note(label, (block,))


def joined(run: Sequence[Segment]) -> str:
    """The words of several blocks as one, in normal form; Chinese needs no space between."""
    whole = ""
    for text in (segment.text for segment in run):
        space = "" if _is_wide(whole[-1:]) or _is_wide(text[:1]) else " "
        whole = f"{whole}{space}{text}" if whole else text
    return normalise_segment(whole, run[0].kind)


def _is_wide(sign: str) -> bool:
    return bool(sign) and east_asian_width(sign) in "WF"

"""Pieces that came back from a tool, put together again as nodes: mended where that is certain.

A tool may lose one tag of a pair, let two pairs cross, or put a link into a link. Emphasis that
crosses is divided, which says the same; whatever cannot be kept leaves its words behind and is
named in ``torn``. How many pairs may stand within one another is bounded, so that no text costs
more than its length.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from workflow.exchange.pieces import LIGHT, Mark, Piece, Side, Tag, Words, node_of, target_of
from workflow.text.cleaning import one_line
from workflow.text.markup import nodes
from workflow.text.markup.plain import words_of
from workflow.text.problems import TextProblem

MOST_WITHIN = 50  # pairs within one another; the desk keeps far fewer
_Titled = nodes.Link | nodes.Image


@dataclass(slots=True)
class _Frame:
    """A pair that is open, and what it holds so far."""

    tag: Tag | None
    children: list[nodes.Node] = field(default_factory=list)
    untitled: list[tuple[int, _Titled]] = field(default_factory=list)  # with their places

    def add(self, found: Iterable[nodes.Node]) -> None:
        """Put nodes at its end, and those that may still get a title on the list."""
        for node in found:
            if isinstance(node, nodes.Link | nodes.Image) and not node.title:
                self.untitled.append((len(self.children), node))
            self.children.append(node)

    def put_within(self, tag: Tag) -> None:
        """All it holds stands within this mark from now on."""
        self.children, self.untitled = _light(tag, self.children), []


@dataclass(slots=True)
class Built:
    """The nodes of the pieces, and the tags that could not be kept."""

    tree: tuple[nodes.Node, ...] = ()
    torn: list[Tag] = field(default_factory=list)


def build(pieces: Iterable[Piece]) -> Built:
    """Put pieces together as nodes; raises ``TextProblem`` where too many pairs are nested."""
    builder = _Builder()
    for piece in pieces:
        if isinstance(piece, Words):
            builder.add(nodes.Text(piece.text))
        elif piece.side is Side.OPEN:
            builder.open(piece)
        elif piece.side is Side.CLOSE:
            builder.close(piece)
        else:
            builder.single(piece)
    return builder.built()


def edges_mended(pieces: Sequence[Piece], source: Sequence[Piece]) -> tuple[Piece, ...]:
    """One tag of a pair is lost that in the source holds the very end or start: it is certain."""
    there = {(piece.side, piece.number) for piece in pieces if isinstance(piece, Tag)}
    mended = list(pieces)
    match source[-1:]:
        case (Tag(side=Side.CLOSE, number=number) as last,) if (Side.OPEN, number) in there and (
            Side.CLOSE,
            number,
        ) not in there:
            mended.append(last)
    match source[:1]:
        case (Tag(side=Side.OPEN, number=number) as first,) if (Side.CLOSE, number) in there and (
            Side.OPEN,
            number,
        ) not in there:
            mended.insert(0, first)
    return tuple(mended)


class _Builder:
    """A stack of open pairs."""

    def __init__(self) -> None:
        self._frames = [_Frame(None)]
        self._torn: list[Tag] = []

    def add(self, *found: nodes.Node) -> None:
        """Put nodes where the reading stands."""
        self._frames[-1].add(found)

    def open(self, tag: Tag) -> None:
        """Begin a pair."""
        if len(self._frames) > MOST_WITHIN:
            raise TextProblem(
                f"Pairs of tags stand within one another more than {MOST_WITHIN} deep. Close those "
                "that are open, or take the extra ones out."
            )
        self._frames.append(_Frame(tag))

    def single(self, tag: Tag) -> None:
        """Put in what stands alone."""
        node = nodes.Break() if tag.mark is Mark.BREAK else node_of(tag.native)
        if node is None:
            self._torn.append(tag)
        else:
            self.add(node)

    def close(self, tag: Tag) -> None:
        """End a pair; what has begun in it and not ended is divided."""
        at = self._begun(tag.number)
        if at is None:
            self._torn.append(tag)
        elif at == len(self._frames) - 1:
            self._end(tag)
        elif _is_light(self._frames[at]):
            self._divide(at)
        else:
            again = [frame.tag for frame in self._frames[at + 1 :] if frame.tag]
            while len(self._frames) > at + 1:
                self._end(None)
            self._end(tag)
            self._frames.extend(_Frame(each) for each in again if each.mark in LIGHT)

    def built(self) -> Built:
        """All nodes; pairs still open leave their words."""
        while len(self._frames) > 1:
            frame = self._frames.pop()
            self.add(*frame.children)
            if frame.tag:
                self._torn.append(frame.tag)
        return Built(tuple(self._frames[0].children), self._torn)

    def _begun(self, number: int) -> int | None:
        for at in range(len(self._frames) - 1, 0, -1):
            tag = self._frames[at].tag
            if tag and tag.number == number:
                return at
        return None

    def _end(self, closing: Tag | None) -> None:
        """Close the innermost pair; ``closing`` is None where its own end is not there."""
        frame = self._frames.pop()
        if frame.tag and frame.tag.mark in LIGHT:
            self.add(*_light(frame.tag, frame.children))
        elif frame.tag and closing:
            self._end_with_address(frame.tag, frame.children, closing)
        else:
            self.add(*frame.children)

    def _divide(self, at: int) -> None:
        """Emphasis ends while others are open: it is around each of their parts instead."""
        frame = self._frames.pop(at)
        if frame.tag:
            self._frames[at - 1].add(_light(frame.tag, frame.children))
            for over in self._frames[at:]:
                over.put_within(frame.tag)

    def _end_with_address(self, tag: Tag, inside: list[nodes.Node], closing: Tag) -> None:
        if tag.mark is Mark.TITLE:
            self._entitle(tag, inside)
            return
        target = target_of(closing.native)
        if target is None or (tag.mark is Mark.LINK and self._is_in_link()):
            self._torn.append(closing)
            self.add(*inside)
        elif tag.mark is Mark.IMAGE:
            alt = one_line(words_of(inside))
            self.add(nodes.Image(target.href, alt, target.title))
        else:
            self.add(nodes.Link(target.href, target.title, tuple(inside)))

    def _is_in_link(self) -> bool:
        return any(frame.tag and frame.tag.mark is Mark.LINK for frame in self._frames)

    def _entitle(self, tag: Tag, inside: list[nodes.Node]) -> None:
        """The title belongs to the last link or picture before it that has none."""
        here, title = self._frames[-1], one_line(words_of(inside))
        if not here.untitled:
            self._torn.append(tag)
            self.add(nodes.Text(" "), *inside)
        elif title:
            at, node = here.untitled.pop()
            here.children[at] = replace(node, title=title)


def _is_light(frame: _Frame) -> bool:
    return frame.tag is not None and frame.tag.mark in LIGHT


def _light(tag: Tag, inside: list[nodes.Node]) -> list[nodes.Node]:
    if not inside:
        return []
    kind = nodes.Emphasis if tag.mark is Mark.EMPHASIS else nodes.Strong
    return [kind(tuple(inside))]

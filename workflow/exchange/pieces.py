"""Inline Markdown in pieces: words, and numbered tags that stand for its marks.

Translators' tools keep tags apart from words. A tag says what it is, and carries the Markdown it
stands for as its native code: ``*``, ``](https://a.example)``, ``[^1]``. A picture or a link with
a title is followed by a pair of its own around the words of the title, so that a caption can be
translated.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import count

from workflow.text.markup import nodes
from workflow.text.markup.read_inline import read_inline
from workflow.text.markup.write_inline import write_inline

PLACEHOLDER = re.compile(r"\{\w+\}")
_X = (nodes.Text("x"),)


class Mark(StrEnum):
    """What a tag stands for."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    LINK = "link"
    IMAGE = "image"
    TITLE = "title"  # of the link or the picture before it
    CODE = "code"
    NOTE = "note"
    BREAK = "break"
    PLACEHOLDER = "placeholder"


LIGHT = frozenset({Mark.EMPHASIS, Mark.STRONG})
PAIRS = LIGHT | {Mark.LINK, Mark.IMAGE, Mark.TITLE}


class Side(StrEnum):
    """Whether a tag opens a pair, closes one, or stands alone."""

    OPEN = "open"
    CLOSE = "close"
    SINGLE = "single"


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words: nothing in them is a mark."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One tag; the two of a pair have the same number."""

    side: Side
    number: int
    mark: Mark
    native: str


Piece = Words | Tag


def pieces_of(found: Iterable[nodes.Node]) -> Iterator[Piece]:
    """The pieces of nodes, their tags numbered from 1."""
    yield from _Numbering().pieces(found)


class _Numbering:
    """Writes nodes as pieces; each pair and each single tag takes the next number."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def pieces(self, found: Iterable[nodes.Node]) -> Iterator[Piece]:
        for node in found:
            match node:
                case nodes.Text(text):
                    yield from self._words(text)
                case nodes.Emphasis(children):
                    yield from self._pair(Mark.EMPHASIS, "*", children, "*")
                case nodes.Strong(children):
                    yield from self._pair(Mark.STRONG, "**", children, "**")
                case nodes.Link(href, title, children) if title or children != (nodes.Text(href),):
                    yield from self._pair(Mark.LINK, "[", children, link_end(href))
                    yield from self._title(title)
                case nodes.Image(src, alt, title):
                    yield from self._pair(Mark.IMAGE, "![", words(alt), image_end(src))
                    yield from self._title(title)
                case _:
                    yield self._single(*_single(node))

    def _words(self, text: str) -> Iterator[Piece]:
        at = 0
        for found in PLACEHOLDER.finditer(text):
            if found.start() > at:
                yield Words(text[at : found.start()])
            yield self._single(Mark.PLACEHOLDER, found.group())
            at = found.end()
        if at < len(text):
            yield Words(text[at:])

    def _title(self, title: str) -> Iterator[Piece]:
        if title:
            yield from self._pair(Mark.TITLE, '"', words(title), '"')

    def _pair(
        self, mark: Mark, begin: str, inside: Iterable[nodes.Node], end: str
    ) -> Iterator[Piece]:
        number = next(self._numbers)
        yield Tag(side=Side.OPEN, number=number, mark=mark, native=begin)
        yield from self.pieces(inside)
        yield Tag(side=Side.CLOSE, number=number, mark=mark, native=end)

    def _single(self, mark: Mark, native: str) -> Tag:
        return Tag(side=Side.SINGLE, number=next(self._numbers), mark=mark, native=native)


def letters_of(pieces: Iterable[Piece]) -> str:
    """All that pieces say, their marks as they are written."""
    return "".join(each.text if isinstance(each, Words) else each.native for each in pieces)


def words(text: str) -> tuple[nodes.Node, ...]:
    """A text as nodes: one, or none for nothing."""
    return (nodes.Text(text),) if text else ()


def _single(node: nodes.Node) -> tuple[Mark, str]:
    match node:
        case nodes.Break():
            return Mark.BREAK, "\\\n"
        case nodes.NoteMark():
            return Mark.NOTE, write_inline((node,))
        case nodes.Code():
            return Mark.CODE, write_inline((node,))
        case _:
            return Mark.LINK, write_inline((node,))


@lru_cache(maxsize=1_024)
def link_end(href: str) -> str:
    """The code that closes a link to this address."""
    return write_inline((nodes.Link(href, "", _X),)).removeprefix("[x")


@lru_cache(maxsize=1_024)
def image_end(src: str) -> str:
    """The code that closes a picture from this address."""
    return write_inline((nodes.Image(src, "x", ""),)).removeprefix("![x")


@lru_cache(maxsize=1_024)
def target_of(native: str) -> nodes.Link | None:
    """The address and title in the code that closes a link or a picture: ``](address)``."""
    match read_inline("[x" + native.strip()):
        case (nodes.Link() as link,) if link.children == _X:
            return link
        case _:
            return None


@lru_cache(maxsize=1_024)
def node_of(native: str) -> nodes.Node | None:
    """What a single tag with this code is, or None where no mark is written so."""
    bare = native.strip()
    if bare == "\\":
        return nodes.Break()
    if PLACEHOLDER.fullmatch(bare):
        return nodes.Text(bare)
    match read_inline(bare):
        case (nodes.Code() | nodes.NoteMark() | nodes.Link() | nodes.Image() as node,):
            return node
        case _:
            return None


_OPENING = {
    "*": Mark.EMPHASIS,
    "_": Mark.EMPHASIS,
    "**": Mark.STRONG,
    "__": Mark.STRONG,
    "[": Mark.LINK,
    "![": Mark.IMAGE,
    '"': Mark.TITLE,
}
_ALONE: dict[type, Mark] = {
    nodes.Break: Mark.BREAK,
    nodes.Text: Mark.PLACEHOLDER,
    nodes.Code: Mark.CODE,
    nodes.NoteMark: Mark.NOTE,
    nodes.Link: Mark.LINK,
    nodes.Image: Mark.IMAGE,
}


def mark_of(native: str, side: Side) -> Mark | None:
    """What a tag is, told from its code alone; None where no mark is written so."""
    if side is Side.SINGLE:
        node = node_of(native)
        return _ALONE[type(node)] if node else None
    if side is Side.CLOSE and target_of(native):
        return Mark.LINK
    return _OPENING.get(native.strip())


def address(tag: Tag) -> str:
    """Where a link or a picture leads to; for any other tag, its code."""
    if tag.side is Side.CLOSE and (link := target_of(tag.native)):
        return link.href
    if tag.side is Side.SINGLE:
        match node_of(tag.native):
            case nodes.Link(href, _, _):
                return href
            case nodes.Image(src, _, _):
                return src
    return tag.native

"""The marks of inline Markdown in TMX: each in a tag of its own, so that other tools see words.

Tag or not, the letters of a segment stand in their order, so that reading them all gives the same
Markdown again. What another tool keeps in its tags is its own markup: it is left out and told, with
a space where two words would else be one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from workflow.memory.tmx.foreign import code_of, glued, parts_words, words_of
from workflow.text.safe_xml import Element, local_name

_MARK = re.compile(
    r"""
      !?\[(?=[^\[\]]*\]\()                        # a link or a picture begins
    | \]\([^()\s]*(?:[ ]"[^"]*")?\)               # and ends
    | \[\^[^\[\]\s]+\]                            # the mark of a footnote
    | \*{1,3}
    | `[^`\n]+`
    | \\\n                                        # a line break
    """,
    re.VERBOSE,
)
_ALONE = frozenset({"[", "!["})  # the beginnings, which the pattern knows by what follows
_TAGS = frozenset({"bpt", "ept", "ph", "it", "ut"})


def seg_of(text: str) -> Element:
    """A ``<seg>`` that says this inline Markdown."""
    seg = etree.Element("seg")
    last: Element | None = None
    place = 0
    for number, mark in enumerate(_MARK.finditer(text), start=1):
        _add(seg, last, text[place : mark.start()])
        last = etree.SubElement(seg, "ph", {"x": str(number)})
        last.text = mark.group()
        place = mark.end()
    _add(seg, last, text[place:])
    return seg


def _add(seg: Element, last: Element | None, words: str) -> None:
    if last is None:
        seg.text = words
    else:
        last.tail = words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """Some words, or a tag of another tool that is left out and may have stood between words."""

    text: str = ""
    left: str | None = None
    parts: bool = False


def text_of(seg: Element) -> tuple[str, tuple[str, ...]]:
    """What a ``<seg>`` says, and the tags of another tool that were left out of it."""
    if len(seg) == 0:
        return seg.text or "", ()
    pieces = list(_pieces(seg))
    left = tuple(piece.left for piece in pieces if piece.left is not None)
    return "".join(_joined(pieces)), left


def _joined(pieces: list[_Piece]) -> Iterator[str]:
    last, parted = "", False
    for piece in pieces:
        parted |= piece.parts
        if not piece.text:
            continue
        if parted and glued(last, piece.text[0]):
            yield " "
        yield piece.text
        last, parted = piece.text[-1], False


def _pieces(element: Element) -> Iterator[_Piece]:
    yield _Piece(text=element.text or "")
    for child in element:
        if local_name(child) in _TAGS:
            yield _tag(child)
        else:
            yield from _pieces(child)
        yield _Piece(text=child.tail or "")


def _tag(tag: Element) -> _Piece:
    code = tag.text or ""
    if len(tag) == 0 and (code in _ALONE or _MARK.fullmatch(code) is not None):
        return _Piece(text=code)
    if words := words_of(tag):
        return _Piece(text=words)
    return _Piece(left=code_of(tag), parts=parts_words(tag))

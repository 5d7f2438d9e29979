"""Making blocks out of words and inline nodes, for the readers of this room."""

import re
from collections.abc import Iterable

from workflow.text.cleaning import clean
from workflow.text.markup.nodes import Image, Node, Text, on_one_line, tidy
from workflow.text.markup.plain import plain_of
from workflow.text.markup.write_inline import write_inline
from workflow.text.outline import Node as Part
from workflow.text.outline import Quote
from workflow.text.segments import Block, Field, Kind

_SPACES = re.compile(r"\s+")


def paragraph(nodes: Iterable[Node]) -> Block | None:
    """Return a paragraph of inline nodes, or nothing when they hold nothing."""
    neat = tidy(nodes)
    if not neat:
        return None
    kind = Kind.IMAGE if len(neat) == 1 and isinstance(neat[0], Image) else Kind.PARAGRAPH
    return Block(field=Field.BODY, kind=kind, text=write_inline(neat))


def heading(nodes: Iterable[Node], level: int) -> Block | None:
    """Return a heading, or nothing when it has no words."""
    neat = on_one_line(tidy(nodes))
    if not neat:
        return None
    text = write_inline(neat, heading=True)
    return Block(field=Field.BODY, kind=Kind.HEADING, text=text, frame="#" * level)


def plain_paragraph(text: str) -> Block | None:
    """Return a paragraph of plain words, every mark in them escaped."""
    return paragraph([Text(clean(text))])


def words(part: Part) -> str:
    """Return the words of a paragraph or heading on one line; nothing for any other part."""
    if not isinstance(part, Block) or part.kind not in {Kind.PARAGRAPH, Kind.HEADING, Kind.QUOTE}:
        return ""
    return _SPACES.sub(" ", plain_of(part.text)).strip()


def quoted(parts: Iterable[Part]) -> Quote:
    """Return a quotation around the parts."""
    return Quote(tuple(parts))

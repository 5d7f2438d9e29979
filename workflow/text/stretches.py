"""The stretches of words in a document as it was typed, each with its places there.

``markdown.split`` gives a document's blocks in their normal form; here nothing is normalised, so
that what a check finds can be pointed at, and mended, in the very file that somebody wrote.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from workflow.text.markup.read_blocks import is_signature
from workflow.text.segments import Field, Kind

_LINE_END = re.compile("\r\n|\r|\n")
_STRUCTURED = re.compile(r"\s*(?:#{1,6}\s|>|```|~~~|\[\^)")
_KINDS = {
    "heading_open": Kind.HEADING,
    "blockquote_open": Kind.QUOTE,
    "list_item_open": Kind.ITEM,
    "footnote_reference_open": Kind.FOOTNOTE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words that belong together; line ``n`` of ``text`` stands at ``places[n]`` in the file."""

    text: str
    places: tuple[int, ...]
    kind: Kind | None = None
    field: Field | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` stands in the document."""
        first = self._place(start)
        return first, max(first, self._place(end - 1) + 1 if end > start else first)

    def lines(self) -> Iterator[tuple[int, str]]:
        """Each line with its place in the document."""
        return zip(self.places, self.text.split("\n"), strict=True)

    def _place(self, offset: int) -> int:
        starts = _line_starts(self.text)
        line = bisect_right(starts, offset) - 1
        return self.places[line] + offset - starts[line]


def stretches(document: str) -> tuple[Stretch, ...]:
    """Take a Markdown document apart; one that is a single line of words is one stretch."""
    lines = list(_lines(document))
    written = [(place, line) for place, line in lines if line.strip()]
    if len(written) == 1 and not _STRUCTURED.match(written[0][1]):
        place, line = written[0]
        return (Stretch(text=line, places=(place,)),)
    return tuple(_signed(_read(document, lines)))


def joined(parts: Sequence[Stretch]) -> Stretch:
    """Several stretches as one, an empty line between them."""
    places: list[int] = []
    for part in parts:
        if places:
            places.append(part.places[0])
        places.extend(part.places)
    return Stretch(text="\n\n".join(part.text for part in parts), places=tuple(places))


def _read(document: str, lines: Sequence[tuple[int, str]]) -> Iterator[Stretch]:
    held: list[str] = []
    for token in _parser().parse(document):
        if token.nesting == 1:
            held.append(token.type)
        elif token.nesting == -1:
            held.pop()
        elif token.type in {"inline", "fence", "code_block"} and token.map:
            first = token.map[0] + (token.type == "fence")
            kind = _kind(token, held)
            found = _placed(token.content.rstrip("\n"), lines[first:])
            if found:
                yield Stretch(text=found[0], places=found[1], kind=kind)


def _kind(token: Token, held: Sequence[str]) -> Kind:
    if token.type != "inline":
        return Kind.CODE
    return next((_KINDS[each] for each in reversed(held) if each in _KINDS), Kind.PARAGRAPH)


def _placed(content: str, lines: Iterable[tuple[int, str]]) -> tuple[str, tuple[int, ...]] | None:
    """The words as they stand in the document, a line at a time; None if they are not there."""
    texts: list[str] = []
    places: list[int] = []
    for words, (place, line) in zip(content.split("\n"), lines, strict=False):
        bare = words.strip()
        at = line.replace("\0", "\ufffd").find(bare)
        if at < 0:
            return None
        texts.append(line[at : at + len(bare)])
        places.append(place + at)
    if len(texts) <= content.count("\n"):
        return None
    return "\n".join(texts), tuple(places)


def _signed(parts: Iterable[Stretch]) -> Iterator[Stretch]:
    for part in parts:
        signature = part.kind is Kind.QUOTE and is_signature(part.text)
        yield replace(part, kind=Kind.ATTRIBUTION) if signature else part


def _lines(document: str) -> Iterator[tuple[int, str]]:
    done = 0
    for found in _LINE_END.finditer(document):
        yield done, document[done : found.start()]
        done = found.end()
    yield done, document[done:]


@lru_cache(maxsize=8)
def _line_starts(text: str) -> tuple[int, ...]:
    return (0, *(found.end() for found in re.finditer("\n", text)))


def _parser() -> MarkdownIt:
    """Blocks only, as the newsroom's Markdown has them: raw HTML is words."""
    parser = MarkdownIt("commonmark", {"html": False}).use(
        footnote_plugin, inline=False, move_to_end=False, always_match_refs=False
    )
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser

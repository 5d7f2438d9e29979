"""The words of a cell in a Word document, with their marks, whatever Word put between them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workflow.exchange.docx import MARK_STYLE_ID, TAG_STYLE_ID
from workflow.exchange.pieces import (
    PAIRS,
    PLACEHOLDER,
    Mark,
    Piece,
    Side,
    Tag,
    Words,
    link_end,
    mark_of,
)
from workflow.text.safe_xml import Element, local_name

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_OFF = frozenset({"0", "false", "off", "none"})
_GONE = frozenset({"del", "moveFrom"})
_PASSED = frozenset({"pPr", "rPr", "instrText", "delText", "tcPr"})
_SIGNS = {"noBreakHyphen": "\u2011", "tab": " ", "softHyphen": ""}
# Our marks by their looks, for documents that have lost their styles on the way.
_NATIVE = re.compile(rf"\[\^[^\[\]\s]+\]|`[^`\n]+`|{PLACEHOLDER.pattern}")


@dataclass(frozen=True, slots=True)
class _Run:
    """Some words with one look; ``code`` is a tag's, ``line`` a new line."""

    text: str = ""
    bold: bool = False
    italic: bool = False
    href: str = ""
    code: bool = False
    line: bool = False


@dataclass(slots=True)
class Seen:
    """What was met besides words, for the reader to be told of."""

    struck: bool = False  # words that a tracked change takes out
    pictures: bool = False


class CellReader:
    """Reads cells; ``links`` are the addresses of the document by the name of their relation.

    ``styled`` says whether the document still has our style for tags.
    """

    def __init__(self, links: Mapping[str, str], *, styled: bool) -> None:
        self._links = links
        self._styled = styled
        self.seen = Seen()

    def pieces(self, cell: Element, *, verbatim: bool = False) -> tuple[Piece, ...]:
        """The words and tags of a cell; several paragraphs are parted by line breaks.

        ``verbatim`` keeps every line as it is, for code; else empty ones around the words go.
        """
        runs: list[_Run] = []
        for place, paragraph in enumerate(_paragraphs(cell)):
            found = list(self._runs(paragraph, href=""))
            if verbatim:
                runs += [_Run(line=True), *found] if place else found
            elif any(run.text for run in found):
                runs += [_Run(line=True), *found] if runs else found
        return tuple(_Marking().pieces(_together(runs if verbatim else _trimmed(runs))))

    def _runs(self, element: Element, *, href: str) -> Iterator[_Run]:
        for child in element:
            name = local_name(child)
            if name == "r":
                yield from self._run(child, href)
            elif name in _GONE:
                self.seen.struck = self.seen.struck or any(
                    local_name(each) == "delText" or local_name(each) == "t"
                    for each in child.iter()
                )
            elif name == "hyperlink":
                relation = child.get(f"{RELATIONS}id") or ""
                yield from self._runs(child, href=self._links.get(relation, href))
            elif name not in _PASSED:
                yield from self._runs(child, href=href)

    def _run(self, run: Element, href: str) -> Iterator[_Run]:
        look = next((each for each in run if local_name(each) == "rPr"), None)
        bold, italic = _is_on(look, "b"), _is_on(look, "i")
        code = self._is_code(look)
        for child in run:
            name = local_name(child)
            if name == "t":
                yield from self._said(child.text or "", bold, italic, href, code=code)
            elif name in {"br", "cr"}:
                yield _Run(line=True)
            elif name in _SIGNS:
                yield _Run(_SIGNS[name], bold, italic, href)
            elif name == "sym":
                yield _Run(_symbol(child), bold, italic, href)
            elif name in {"drawing", "pict", "object"}:
                self.seen.pictures = True

    def _is_code(self, look: Element | None) -> bool:
        styles = (each for each in look if local_name(each) == "rStyle") if look is not None else ()
        return any(is_style(each, TAG_STYLE_ID) for each in styles)

    def _said(
        self, text: str, bold: bool, italic: bool, href: str, *, code: bool
    ) -> Iterator[_Run]:
        if code or self._styled:
            yield _Run(text, bold, italic, href, code=code)
            return
        at = 0
        for found in _NATIVE.finditer(text):
            yield _Run(text[at : found.start()], bold, italic, href)
            yield _Run(found.group(), bold, italic, href, code=True)
            at = found.end()
        yield _Run(text[at:], bold, italic, href)


def is_style(element: Element | None, name: str) -> bool:
    """Whether this names a style of ours, however a program spells its id."""
    said = "" if element is None else element.get(f"{WORD}val") or ""
    return said.replace(" ", "").casefold() == name.casefold()


def _paragraphs(cell: Element) -> Iterator[Element]:
    """The paragraphs of a cell, without those that only tell of it: they bear our mark's style."""
    for child in cell:
        if local_name(child) == "p":
            if not any(is_style(each, MARK_STYLE_ID) for each in child.iter(f"{WORD}pStyle")):
                yield child
        elif local_name(child) not in _PASSED and local_name(child) != "tbl":
            yield from _paragraphs(child)


def _is_on(look: Element | None, name: str) -> bool:
    found = (each for each in look if local_name(each) == name) if look is not None else iter(())
    mark = next(found, None)
    return mark is not None and (mark.get(f"{WORD}val") or "1").lower() not in _OFF


def _symbol(element: Element) -> str:
    """A character by its number; those of symbol fonts alone say nothing."""
    try:
        character = chr(int(element.get(f"{WORD}char") or "", 16))
    except (ValueError, OverflowError):
        return ""
    return character if character.isprintable() else ""


def _trimmed(runs: list[_Run]) -> list[_Run]:
    """Without line breaks at the ends."""
    said = [place for place, run in enumerate(runs) if run.text]
    return runs[said[0] : said[-1] + 1] if said else []


def _together(runs: list[_Run]) -> list[_Run]:
    """With the codes of one tag together, and without runs that say nothing."""
    joined: list[_Run] = []
    for run in runs:
        if not run.text and not run.line:
            continue
        last = joined[-1] if joined else None
        if last and run.code and last.code and _is_part(last.text + run.text):
            joined[-1] = _Run(last.text + run.text, last.bold, last.italic, last.href, code=True)
        else:
            joined.append(run)
    return joined


def _is_part(text: str) -> bool:
    """Whether two runs that Word has parted are one code."""
    return mark_of(text, Side.SINGLE) is not None and _OPENS.match(text) is None


_OPENS = re.compile(r"!\[|\"")


class _Marking:
    """Opens and closes marks where the look of runs changes: a link, in it bold, in it italic."""

    def __init__(self) -> None:
        self._open: list[tuple[Mark, str, int]] = []  # mark, address, number
        self._codes: list[tuple[str, int]] = []  # codes of pairs that are open
        self._number = 0

    def pieces(self, runs: list[_Run]) -> Iterator[Piece]:
        """The pieces of these runs."""
        for run in runs:
            if run.line:
                yield self._single("\\\n", Mark.BREAK)
                continue
            yield from self._change(_wanted(run))
            if run.code:
                yield from self._coded(run.text)
            else:
                yield Words(run.text)
        yield from self._change([])

    def _change(self, wanted: list[tuple[Mark, str]]) -> Iterator[Piece]:
        same = 0
        while same < min(len(wanted), len(self._open)) and self._open[same][:2] == wanted[same]:
            same += 1
        while len(self._open) > same:
            mark, href, number = self._open.pop()
            yield Tag(side=Side.CLOSE, number=number, mark=mark, native=_end(mark, href))
        for mark, href in wanted[same:]:
            number = self._next()
            self._open.append((mark, href, number))
            yield Tag(side=Side.OPEN, number=number, mark=mark, native=_BEGIN[mark])

    def _coded(self, text: str) -> Iterator[Piece]:
        """A tag in grey: alone, or the beginning or end of a picture or a title."""
        opening = mark_of(text, Side.OPEN)
        if opening in PAIRS and text.strip() in {"![", '"'} and not self._closes(text):
            number = self._next()
            self._codes.append((text.strip(), number))
            yield Tag(side=Side.OPEN, number=number, mark=opening, native=text)
        elif self._closes(text):
            begun, number = self._codes.pop()
            mark = Mark.TITLE if begun == '"' else Mark.IMAGE
            yield Tag(side=Side.CLOSE, number=number, mark=mark, native=text)
        else:
            yield self._single(text, mark_of(text, Side.SINGLE) or Mark.PLACEHOLDER)

    def _closes(self, text: str) -> bool:
        """Whether this ends the pair that is open."""
        if not self._codes:
            return False
        begun = self._codes[-1][0]
        return text.strip() == '"' if begun == '"' else text.strip().startswith("](")

    def _single(self, native: str, mark: Mark) -> Tag:
        return Tag(side=Side.SINGLE, number=self._next(), mark=mark, native=native)

    def _next(self) -> int:
        self._number += 1
        return self._number


_BEGIN = {Mark.LINK: "[", Mark.STRONG: "**", Mark.EMPHASIS: "*"}


def _wanted(run: _Run) -> list[tuple[Mark, str]]:
    marks = [(Mark.LINK, run.href)] if run.href else []
    marks += [(Mark.STRONG, "")] if run.bold else []
    marks += [(Mark.EMPHASIS, "")] if run.italic else []
    return marks


def _end(mark: Mark, href: str) -> str:
    return link_end(href) if mark is Mark.LINK else _BEGIN[mark]

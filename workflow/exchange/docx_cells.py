"""The words of a cell in a Word document, with their looks, whatever Word put between them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workflow.exchange.docx import MARK_STYLE_ID, TAG_STYLE_ID
from workflow.exchange.docx_aside import Aside
from workflow.exchange.docx_words import Run, pieces_of_runs
from workflow.exchange.docx_xml import (
    GONE,
    RELATIONS,
    WORD,
    at_place,
    child,
    holds_words,
    is_numbered,
    is_on,
    is_style,
    led_to,
    runs_into_next,
    symbol_of,
    take,
    takes_out,
)
from workflow.exchange.pieces import PLACEHOLDER, Piece
from workflow.languages.sentences import Sentence
from workflow.text.safe_xml import Element, local_name

_PASSED = frozenset({"pPr", "rPr", "tcPr", "sdtPr", "sdtEndPr", "instrText", "delText"})
_FORMULAS = frozenset({"oMath", "oMathPara"})
_DRAWN = frozenset({"drawing", "pict", "object"})
_ALTERNATIVES = frozenset({"AlternateContent", "Choice", "Fallback"})
_NOTES = frozenset({"footnoteReference", "endnoteReference"})
_SIGNS = {"noBreakHyphen": "\u2011", "tab": " ", "ptab": " ", "softHyphen": ""}
_MOST_FIELDS = 20  # within one another, in Word
_MOST_ADDRESS = 10_000
_ODD_LOOKS = ("vanish", "strike", "dstrike")
# Our marks by their looks, for documents that have lost their styles on the way.
_NATIVE = re.compile(rf"\[\^[^\[\]\s]+\]|`[^`\n]+`|{PLACEHOLDER.pattern}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CellWords:
    """The text of a cell; ``damage`` tells what of it could not be read for certain."""

    pieces: tuple[Piece, ...] = ()
    damage: tuple[Sentence, ...] = ()
    readings: str = ""  # that stood small beside Chinese characters


@dataclass(slots=True)
class _Field:
    """A field of Word's that has begun: what it is told to do, and where it leads."""

    told: str = ""
    href: str = ""

    def hear(self, words: str) -> None:
        """Take in more of what it is told, as far as any address goes."""
        if len(self.told) < _MOST_ADDRESS:
            self.told += words[:_MOST_ADDRESS]


@dataclass(slots=True)
class Seen:
    """What was met besides words, for the reader to be told of."""

    struck: bool = False  # words that a tracked change takes out
    pictures: bool = False


class CellReader:
    """Reads cells; ``links`` are the addresses of the document by the name of their relation.

    ``notes`` are Word's footnotes by what refers to them. ``styled`` says whether the document
    still has our style for tags. Words are taken out of the document as they are read.
    """

    def __init__(
        self, links: Mapping[str, str], notes: Mapping[str, Element], *, styled: bool
    ) -> None:
        self._links = links
        self._notes = notes
        self._styled = styled
        self._aside = Aside()
        self._fields: list[_Field] = []
        self.seen = Seen()

    def words(self, cell: Element, *, verbatim: bool = False, original: bool = False) -> CellWords:
        """The words and tags of a cell; several paragraphs are parted by line breaks.

        ``verbatim`` keeps every line as it is, for code; else empty ones around the words go.
        ``original`` says that the text before a pivot may stand there, in the style of our marks.
        """
        self._aside, self._fields = Aside(), []
        paragraphs = [] if takes_out(cell) else list(self._paragraphs(cell))
        if original:
            paragraphs = _without_original(paragraphs)
        lines = self._lines(paragraphs, verbatim=verbatim)
        return CellWords(
            pieces=pieces_of_runs(lines, verbatim=verbatim),
            damage=tuple(self._aside.damage()),
            readings=" ".join(self._aside.readings),
        )

    def _lines(self, paragraphs: Iterable[Element], *, verbatim: bool) -> list[Run]:
        runs: list[Run] = []
        begun = goes_on = False
        for paragraph in paragraphs:
            found = list(self._runs(paragraph, href=""))
            if verbatim or any(run.text for run in found):
                self._aside.numbered = self._aside.numbered or is_numbered(paragraph)
                runs += [Run(line=True), *found] if begun and not goes_on else found
                begun, goes_on = True, True
            goes_on = goes_on and runs_into_next(paragraph)
        return runs

    def _paragraphs(self, holder: Element) -> Iterator[Element]:
        for each in holder:
            name = local_name(each)
            if name == "p":
                yield each
            elif name == "tbl" and len(list(each.iter(f"{WORD}tc"))) > 1:
                self._set_aside(each)
            elif name not in _PASSED and not takes_out(each):
                yield from self._paragraphs(each)

    def _set_aside(self, element: Element) -> None:
        if words := take(element):
            self._aside.boxes.append(words)

    def _runs(self, element: Element, *, href: str) -> Iterator[Run]:
        for each in element:
            name = local_name(each)
            if name == "r":
                yield from self._run(each, href)
            elif takes_out(each):
                self.seen.struck = self.seen.struck or (name in GONE and holds_words(each))
            elif name in _FORMULAS:
                self._set_aside(each)
            elif name not in _PASSED:
                yield from self._runs(each, href=self._address(each) or href)

    def _address(self, element: Element) -> str:
        """Where a link or a field leads to."""
        if local_name(element) == "fldSimple":
            return led_to(element.get(f"{WORD}instr") or "")
        if local_name(element) != "hyperlink":
            return ""
        href = self._links.get(element.get(f"{RELATIONS}id") or "", "")
        return at_place(href, element.get(f"{WORD}anchor") or "")

    def _run(self, run: Element, href: str) -> Iterator[Run]:
        look = child(run, "rPr")
        href = next((each.href for each in reversed(self._fields) if each.href), href)
        yield from self._inside(run, look, Run("", is_on(look, "b"), is_on(look, "i"), href))

    def _inside(self, holder: Element, look: Element | None, like: Run) -> Iterator[Run]:
        for each in holder:
            name = local_name(each)
            if name == "t":
                yield from self._said(each, look, like)
            elif name in {"br", "cr"}:
                yield Run(line=True)
            elif name in _SIGNS or name in {"sym", "symEx"}:
                yield Run(self._sign(each), like.bold, like.italic, like.href)
            elif name in _ALTERNATIVES and not takes_out(each):
                yield from self._inside(each, look, like)
            elif name == "ruby":
                yield from self._ruby(each, like.href)
            else:
                self._met(name, each)

    def _said(self, element: Element, look: Element | None, like: Run) -> Iterator[Run]:
        text, element.text = element.text or "", None
        if any(is_on(look, name) for name in _ODD_LOOKS):
            self._aside.odd.append(text)
        code = is_style(child(look, "rStyle"), TAG_STYLE_ID)
        if code or self._styled:
            yield Run(text, like.bold, like.italic, like.href, code=code)
            return
        at = 0
        for found in _NATIVE.finditer(text):
            yield Run(text[at : found.start()], like.bold, like.italic, like.href)
            yield Run(found.group(), like.bold, like.italic, like.href, code=True)
            at = found.end()
        yield Run(text[at:], like.bold, like.italic, like.href)

    def _sign(self, element: Element) -> str:
        """A sign by its name or number; those of symbol fonts alone say nothing."""
        if local_name(element) in _SIGNS:
            return _SIGNS[local_name(element)]
        symbol = symbol_of(element)
        self._aside.sign = self._aside.sign or not symbol
        return symbol

    def _ruby(self, element: Element, href: str) -> Iterator[Run]:
        for each in element:
            if local_name(each) == "rubyBase":
                yield from self._runs(each, href=href)
            elif reading := take(each):
                self._aside.readings.append(reading)

    def _met(self, name: str, element: Element) -> None:
        """Whatever else stands in a run."""
        if name == "fldChar":
            self._field(element.get(f"{WORD}fldCharType") or "")
        elif name == "instrText" and self._fields:
            self._fields[-1].hear(element.text or "")
        elif name in _NOTES:
            note = self._notes.get(f"{name} {element.get(f'{WORD}id')}")
            self._aside.notes.append(take(note) if note is not None else "–")
        elif name in _DRAWN:
            boxes = list(element.iter(f"{WORD}txbxContent"))
            self.seen.pictures = self.seen.pictures or not boxes
            self._set_aside(element)

    def _field(self, step: str) -> None:
        if step == "begin":
            self._fields = [*self._fields[-_MOST_FIELDS:], _Field()]
        elif step == "separate" and self._fields:
            self._fields[-1].href = led_to(self._fields[-1].told)
        elif step == "end" and self._fields:
            self._fields.pop()


def _without_original(paragraphs: list[Element]) -> list[Element]:
    """The paragraphs that do not bear the style of our marks; the first that does is ours."""
    ours = [is_style(child(each, "pPr/pStyle"), MARK_STYLE_ID) for each in paragraphs]
    if True in ours:
        take(paragraphs[ours.index(True)])
    return [each for each, is_ours in zip(paragraphs, ours, strict=True) if not is_ours]

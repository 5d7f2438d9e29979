"""A translation as a Word document: a table with the source on the left, the text on the right.

The narrow first column holds each row's mark (see ``marks``); beside a pivot the original stands
small under the source. Emphasis and links are Word's own;
what Word has no word for (pictures, code, marks of footnotes, placeholders) stands in grey, in a
style of its own, and comes back by that. Above the table stand the title, how to use it, and a line
that says whose the file is: ``my-story · en@2 · en → uk``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt, RGBColor

from workflow.exchange.inline import to_pieces
from workflow.exchange.marks import written_mark
from workflow.exchange.no_source import stand_in
from workflow.exchange.pieces import Mark, Piece, Side, Tag, Words, target_of
from workflow.exchange.values import OutFile, Unit
from workflow.languages.catalogue import catalogue, marked
from workflow.languages.formatting import name_of
from workflow.languages.language import Language
from workflow.text.segments import Kind

TAG_STYLE, MARK_STYLE = "Desk tag", "Desk mark"
TAG_STYLE_ID, MARK_STYLE_ID = "Desktag", "Deskmark"
_WIDTHS = (1500, 6500, 6500)  # of the columns, in twentieths of a point
_GREY = RGBColor(0x6B, 0x6B, 0x6B)
MOST_TITLE = 255  # of letters that Word keeps of a title
_LATIN_FONT = "Calibri"
_EAST_ASIAN_FONT = "Microsoft JhengHei"
HOW = marked(
    "Write into the right-hand column. Leave the first column as it is: it tells which block is "
    "which. Grey marks belong into the translation, too."
)

WHOSE = re.compile(
    r"(?P<story>[A-Za-z0-9_-]{1,80}) · (?P<made>[A-Za-z-]{2,11}@[0-9]{1,9}) · "
    r"(?P<source>[A-Za-z-]{2,11}) → (?P<target>[A-Za-z-]{2,11})"
)
_UNSAID = frozenset({Kind.PARAGRAPH, Kind.LINE, Kind.CODE})  # the usual, or said already
_Paragraphs = Iterable[Any]


def write(file: OutFile) -> bytes:
    """The whole document."""
    document = Document()
    _set_up(document, file.language)
    title = " ".join(file.title.split())
    document.core_properties.title = title[:MOST_TITLE]
    document.add_heading(title, level=1)
    document.add_paragraph(catalogue(file.language).text(HOW))
    document.add_paragraph(_whose(file), style=MARK_STYLE)
    document.element.body.insert(-1, _Table(document, file).element())
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _whose(file: OutFile) -> str:
    languages = f"{file.source_language.tag} → {file.language.tag}"
    return f"{file.story} · {file.made_from} · {languages}"


def _set_up(document: Any, language: Language) -> None:
    """The page across, fonts that have every letter, and the two styles of our own."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _LATIN_FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(4)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _EAST_ASIAN_FONT)
    tag = document.styles.add_style(TAG_STYLE, WD_STYLE_TYPE.CHARACTER)
    tag.font.color.rgb = _GREY
    mark = document.styles.add_style(MARK_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    mark.base_style = normal
    mark.font.size, mark.font.color.rgb = Pt(8), _GREY
    document.core_properties.language = language.html_tag


class _Table:
    """The table of a file, made of Word's elements."""

    def __init__(self, document: Any, file: OutFile) -> None:
        self._file = file
        self._part = document.part

    def element(self) -> Any:
        """The whole table; its first row stands at the top of every page."""
        look = _element("w:tblPr", _element("w:tblStyle", val="TableGrid"))
        look.append(_element("w:tblW", w="0", type="auto"))
        look.append(_element("w:tblLayout", type="fixed"))
        grid = _element("w:tblGrid", *(_element("w:gridCol", w=str(each)) for each in _WIDTHS))
        return _element("w:tbl", look, grid, self._head(), *map(self._row, self._file.units))

    def _head(self) -> Any:
        file = self._file
        names = [
            name_of(each, in_language=file.language).nominative
            for each in (file.source_language, file.language)
        ]
        cells = [[_element("w:p", _run(file.language, words, bold=True))] for words in ("", *names)]
        repeated = _element("w:trPr", _element("w:tblHeader"))
        return _element("w:tr", repeated, *_cells(cells))

    def _row(self, unit: Unit) -> Any:
        file = self._file
        mark = [_marked(file.language, words) for words in (_mark(unit), unit.note) if words]
        original = [_marked(file.language, unit.original)] if unit.original else []
        left = to_pieces(unit.source, unit.kind)
        if unit.source:
            source = self._paragraph(left, file.source_language)
        else:
            source = self._paragraph(to_pieces(stand_in(file.language), Kind.LINE), file.language)
        right = to_pieces(unit.target, unit.kind, like=left) if unit.target else ()
        target = self._paragraph(right, file.language)
        return _element("w:tr", *_cells([mark, [source, *original], [target]]))

    def _paragraph(self, pieces: Sequence[Piece], language: Language) -> Any:
        return _Paragraph(self._part, language).of(pieces)


def _mark(unit: Unit) -> str:
    """The mark, and what sort of block it is: some texts are written otherwise in some."""
    mark = written_mark(unit)
    return mark if unit.kind in _UNSAID else f"{mark} {unit.kind}"


def _cells(columns: Iterable[_Paragraphs]) -> Iterator[Any]:
    for width, paragraphs in zip(_WIDTHS, columns, strict=True):
        look = _element("w:tcPr", _element("w:tcW", w=str(width), type="dxa"))
        yield _element("w:tc", look, *paragraphs)


def _marked(language: Language, words: str) -> Any:
    look = _element("w:pPr", _element("w:pStyle", val=MARK_STYLE_ID))
    return _element("w:p", look, _run(language, words))


class _Paragraph:
    """Puts pieces into a paragraph as runs of Word."""

    def __init__(self, part: Any, language: Language) -> None:
        self._part = part
        self._language = language
        self._bold = self._italic = 0
        self._paragraph = self._into = _element("w:p")

    def of(self, pieces: Sequence[Piece]) -> Any:
        """The paragraph; a link is opened with the address that its end has."""
        ends = dict(_addresses(pieces))
        for piece in pieces:
            if isinstance(piece, Words):
                self._say(piece.text)
            elif piece.mark in {Mark.STRONG, Mark.EMPHASIS}:
                self._emphasis(piece)
            elif piece.mark is Mark.LINK and piece.side is not Side.SINGLE:
                self._link(piece, ends)
            elif piece.mark is Mark.BREAK:
                self._say("\n")
            else:
                self._say(piece.native, style=TAG_STYLE_ID)
        return self._paragraph

    def _emphasis(self, piece: Tag) -> None:
        step = 1 if piece.side is Side.OPEN else -1
        if piece.mark is Mark.STRONG:
            self._bold += step
        else:
            self._italic += step

    def _link(self, piece: Tag, ends: dict[int, str]) -> None:
        if piece.side is Side.CLOSE:
            self._into = self._paragraph
            return
        relation = self._part.relate_to(
            ends[piece.number], RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), relation)
        self._paragraph.append(link)
        self._into = link

    def _say(self, words: str, *, style: str = "") -> None:
        self._into.append(
            _run(
                self._language,
                words,
                bold=bool(self._bold),
                italic=bool(self._italic),
                linked=self._into is not self._paragraph,
                style=style,
            )
        )


def _run(
    language: Language,
    words: str,
    *,
    bold: bool = False,
    italic: bool = False,
    linked: bool = False,
    style: str = "",
) -> Any:
    """A run; each line end in the words is a line break of Word's."""
    look = _element("w:rPr")
    if style:
        look.append(_element("w:rStyle", val=style))
    if bold:
        look.append(_element("w:b"))
    if italic:
        look.append(_element("w:i"))
    if linked:
        look.append(_element("w:u", val="single"))
    look.append(_element("w:lang", val=language.html_tag, eastAsia=language.html_tag))
    run = _element("w:r", look)
    for place, line in enumerate(words.split("\n")):
        if place:
            run.append(_element("w:br"))
        if line:
            said = _element("w:t")
            said.text = line
            said.set(qn("xml:space"), "preserve")
            run.append(said)
    return run


def _element(name: str, *children: Any, **attributes: str) -> Any:
    element = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    element.extend(children)
    return element


def _addresses(pieces: Sequence[Piece]) -> Iterator[tuple[int, str]]:
    for piece in pieces:
        if isinstance(piece, Tag) and piece.mark is Mark.LINK and piece.side is Side.CLOSE:
            target = target_of(piece.native)
            yield piece.number, target.href if target else ""

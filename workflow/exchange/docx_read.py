"""Reading a Word document that came back: rows with their marks, and what else stands there.

Nothing of the archive is opened that is not read: the text and its links. Macros, pictures and
whatever a document refers to outside are left alone.
"""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from zipfile import ZipFile

from workflow.exchange.docx import MARK_STYLE_ID
from workflow.exchange.docx_words import WORD, CellReader, is_style
from workflow.exchange.doubled import settled
from workflow.exchange.inline import from_pieces
from workflow.exchange.marks import Mark, find_mark
from workflow.exchange.no_source import is_stand_in
from workflow.exchange.pieces import Mark as PieceMark
from workflow.exchange.pieces import Piece, Side, Tag, Words
from workflow.exchange.texts import refuse_overlong
from workflow.exchange.values import (
    FileProblem,
    FileRefused,
    Form,
    FoundFile,
    FoundUnit,
    UnitState,
)
from workflow.languages.catalogue import marked
from workflow.languages.registry import by_tag
from workflow.languages.sentences import Sentence, say
from workflow.text.problems import SourceProblem
from workflow.text.safe_xml import Element, XmlRefused, local_name, parse_whole
from workflow.text.segments import Field, Kind
from workflow.text.sources.docx_source import MAX_XML, check_archive

MOST_BYTES = 20_000_000
_ENGLISH = by_tag("en")
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_WHOSE = re.compile(
    r"(?P<story>[A-Za-z0-9_-]{1,80}) · (?P<made>[A-Za-z-]{2,11}@[0-9]{1,9}) · "
    r"(?P<source>[A-Za-z-]{2,11}) → (?P<target>[A-Za-z-]{2,11})"
)
_COLUMNS = 3
_KINDS = {kind.value: kind for kind in Kind if kind is not Kind.CODE}


def read(data: bytes, *, name: str) -> FoundFile:
    """What a document says; raises ``FileRefused``."""
    parts = _parts(data, name)
    body = _parsed(parts["word/document.xml"], name)
    links = _links(parts.get("word/_rels/document.xml.rels"), name)
    reader = CellReader(links, styled=_keeps_styles(body))
    found = [unit for row in _rows(body) if (unit := _unit(row, reader)) is not None]
    if not any(unit.key for unit in found):
        raise _refused(
            name,
            "The document has no table with our marks in its first column. Take the translation "
            "out again, and put the words into that.",
        )
    refuse_overlong(found, name=name)
    kept, doubled = settled(found)
    whose = _WHOSE.search("\n".join(_plain(each) for each in body.iter(f"{WORD}p")))
    said: Mapping[str, str] = whose.groupdict() if whose else {}
    return FoundFile(
        form=Form.DOCX,
        story=said.get("story", ""),
        made_from=said.get("made", ""),
        languages=(said.get("source", ""), said.get("target", "")),
        units=kept,
        remarks=(*doubled, *_remarks(parts, body, reader)),
    )


# The archive ---------------------------------------------------------------------------------


def _parts(data: bytes, name: str) -> dict[str, bytes]:
    """The parts that are read, after a look at the sizes of all of them."""
    if data.startswith(_OLD_WORD):
        raise _refused(
            name,
            "This is a document of an old Word, or one with a password. Open it in Word, and "
            "save it as .docx without a password.",
        )
    if len(data) > MOST_BYTES:
        raise _refused(
            name,
            f"The document is larger than {MOST_BYTES // 1_000_000} MB. Take the pictures out, "
            "and bring it again.",
        )
    try:
        check_archive(data, name=name)
        with ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            wanted = {"word/document.xml", "word/_rels/document.xml.rels"}
            found = {each: archive.read(each) for each in wanted & names}
            return found | dict.fromkeys(names & {"word/comments.xml"}, b"")
    except SourceProblem as problem:
        raise FileRefused(name, (FileProblem(place="", sentence=str(problem)),)) from None
    except Exception as error:
        raise _refused(
            name,
            "The document is broken and cannot be unpacked. Open it in a word processor, and save "
            "it again as .docx.",
        ) from error


def _parsed(data: bytes, name: str) -> Element:
    try:
        return parse_whole(data, most_bytes=MAX_XML)
    except XmlRefused as refused:
        raise _refused(name, refused.sentence.in_(_ENGLISH)) from None


def _refused(name: str, sentence: str) -> FileRefused:
    return FileRefused(name, (FileProblem(place="", sentence=sentence),))


def _links(data: bytes | None, name: str) -> dict[str, str]:
    """The addresses that the document leads to, by the name of their relation."""
    if data is None:
        return {}
    return {
        each.get("Id") or "": each.get("Target") or ""
        for each in _parsed(data, name)
        if (each.get("Type") or "").endswith("/hyperlink")
    }


def _keeps_styles(body: Element) -> bool:
    """Whether the styles of our own are still there: every mark bears one."""
    return any(is_style(each, MARK_STYLE_ID) for each in body.iter(f"{WORD}pStyle"))


# Rows ----------------------------------------------------------------------------------------


def _rows(body: Element) -> Iterator[tuple[int, list[Element]]]:
    """Each row's number and cells, the tables in their order; deleted rows are not there."""
    for number, row in enumerate(body.iter(f"{WORD}tr"), start=1):
        deleted = any(_is_of(each, row) for each in row.iter(f"{WORD}del"))
        cells = [each for each in row.iter(f"{WORD}tc") if _row_of(each) is row]
        if not deleted and cells:
            yield number, cells


def _row_of(element: Element) -> Element | None:
    parent = element.getparent()
    while parent is not None and local_name(parent) != "tr":
        parent = parent.getparent()
    return parent


def _is_of(element: Element, row: Element) -> bool:
    """Whether a mark of deletion is the row's own, not of words in it."""
    parent = element.getparent()
    return parent is not None and local_name(parent) == "trPr" and parent.getparent() is row


def _unit(row: tuple[int, list[Element]], reader: CellReader) -> FoundUnit | None:
    """The unit of a row; None for a heading, and for a row without any words."""
    number, cells = row
    said = _plain(cells[0])
    mark = find_mark(said)
    if mark is None:
        return None if number == 1 or len(cells) == 1 else _unmarked(number, cells[-1], reader)
    kind = _kind(mark, said)
    verbatim = kind is Kind.CODE
    left = reader.pieces(cells[1], verbatim=verbatim) if len(cells) >= _COLUMNS else ()
    right = reader.pieces(cells[-1], verbatim=verbatim) if len(cells) > 1 else ()
    return _marked(mark, kind, number, left, right)


def _unmarked(number: int, cell: Element, reader: CellReader) -> FoundUnit | None:
    """Words in a row that has no mark: they belong to no block that anybody knows."""
    target, _ = from_pieces(reader.pieces(cell), Kind.PARAGRAPH)
    if not target.strip():
        return None
    return FoundUnit(
        key="",
        source="",
        target=target,
        state=UnitState.TRANSLATED,
        place=f"row {number}",
    )


def _marked(
    mark: Mark, kind: Kind, number: int, left: tuple[Piece, ...], right: tuple[Piece, ...]
) -> FoundUnit:
    if kind in {Kind.CODE, Kind.LINE}:
        left, right = _as_words(left, kind), _as_words(right, kind)
    source, _ = from_pieces(left, kind)
    target, damage = from_pieces(right, kind, like=left)
    return FoundUnit(
        key=mark.key,
        source="" if is_stand_in(source) else source,
        target=target,
        state=mark.state_of(target),
        place=f"row {number}",
        version=mark.version,
        damage=damage,
    )


def _as_words(pieces: tuple[Piece, ...], kind: Kind) -> tuple[Piece, ...]:
    """Of texts that know no marks: what looks like one is words, a line of code is a line."""
    line = "\n" if kind is Kind.CODE else " "
    return tuple(
        Words(line if each.mark is PieceMark.BREAK else each.native)
        if isinstance(each, Tag) and each.side is Side.SINGLE
        else each
        for each in pieces
    )


def _kind(mark: Mark, said: str) -> Kind:
    if mark.code:
        return Kind.CODE
    if mark.field is not Field.BODY:
        return Kind.LINE
    words = said.strip().partition("\n")[0].split()
    return next((_KINDS[word] for word in words if word in _KINDS), Kind.PARAGRAPH)


def _plain(element: Element) -> str:
    """The letters that stand in an element, those that were struck out left away."""
    said = []
    for each in element.iter(f"{WORD}t", f"{WORD}p"):
        if local_name(each) == "p":
            said.append("\n")
        elif not any(local_name(above) in {"del", "moveFrom"} for above in each.iterancestors()):
            said.append(each.text or "")
    return "".join(said)


def _remarks(parts: Mapping[str, bytes], body: Element, reader: CellReader) -> Iterator[Sentence]:
    if reader.seen.struck:
        yield say(
            marked(
                "Changes are tracked in the document. They were taken as accepted: struck words "
                "were left out."
            )
        )
    if "word/comments.xml" in parts:
        yield say(marked("Comments stand in the document. Read them there; they stay in it."))
    if reader.seen.pictures:
        yield say(marked("Pictures stand in the table. They were left out; the desk has its own."))
    if any(True for _ in body.iter(f"{WORD}altChunk")):
        yield say(marked("Another document is embedded in this one. It was not read."))

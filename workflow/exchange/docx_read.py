"""Reading a Word document that came back: rows with their marks, and what else stands there.

Words are taken out of the document as they are read; what is left of them then is told, so that
none is lost silently. Words that a tracked change takes out count as taken out.
"""

from collections.abc import Iterator, Mapping

from workflow.exchange.docx import MARK_STYLE_ID, WHOSE
from workflow.exchange.docx_cells import CellReader, Seen
from workflow.exchange.docx_left import take_head, told_left
from workflow.exchange.docx_parts import Parts, parts_of
from workflow.exchange.docx_rows import columns_of, rows_of
from workflow.exchange.docx_units import UnitReader
from workflow.exchange.docx_xml import WORD, is_style, said
from workflow.exchange.doubled import settled
from workflow.exchange.limits import MOST_SIGNS, MOST_TOLD, TOO_DEAR, cost, refuse_overlong, refused
from workflow.exchange.values import FileRefused, Form, FoundFile
from workflow.languages.catalogue import marked
from workflow.languages.sentences import Sentence, say
from workflow.text.safe_xml import Element


def read(data: bytes, *, name: str) -> FoundFile:
    """What a document says; raises ``FileRefused``."""
    parts = parts_of(data, name=name)
    if cost("".join(map(str, parts.body.itertext()))) > MOST_SIGNS:
        raise FileRefused(name, (TOO_DEAR,))
    whose = _whose(parts.body)
    languages = (whose.get("source", ""), whose.get("target", ""))
    rows = rows_of(parts.body)
    cells = CellReader(parts.links, parts.notes, styled=_keeps_styles(parts.body))
    take_head(parts)
    reader = UnitReader(cells, columns_of(rows, languages))
    found = list(reader.units(rows))
    if reader.problems:
        raise FileRefused(name, tuple(reader.problems[:MOST_TOLD]))
    if not any(unit.key for unit in found):
        raise refused(
            name,
            "The document has no table with our marks in its first column. Take the translation "
            "out again, and put the words into that.",
        )
    refuse_overlong(found, name=name)
    kept, doubled = settled(found)
    left = told_left(parts, rows)
    return FoundFile(
        form=Form.DOCX,
        story=whose.get("story", ""),
        made_from=whose.get("made", ""),
        languages=languages,
        units=kept,
        remarks=(*doubled, *reader.remarks, *left, *_remarks(parts, cells.seen)),
    )


def _whose(body: Element) -> Mapping[str, str]:
    found = WHOSE.search("\n".join(said(each) for each in body.iter(f"{WORD}p")))
    return found.groupdict() if found else {}


def _keeps_styles(body: Element) -> bool:
    """Whether the styles of our own are still there: every mark bears one."""
    return any(is_style(each, MARK_STYLE_ID) for each in body.iter(f"{WORD}pStyle"))


def _remarks(parts: Parts, seen: Seen) -> Iterator[Sentence]:
    if seen.struck:
        yield say(
            marked(
                "Changes are tracked in the document. They were taken as accepted: struck words "
                "were left out."
            )
        )
    if parts.comments:
        yield say(marked("Comments stand in the document. Read them there; they stay in it."))
    if seen.pictures:
        yield say(marked("Pictures stand in the table. They were left out; the desk has its own."))
    if any(True for _ in parts.body.iter(f"{WORD}altChunk")):
        yield say(marked("Another document is embedded in this one. It was not read."))

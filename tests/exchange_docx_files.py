"""A Word document of ours, worked in and brought back, for the tests of that."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from types import MappingProxyType

from docx import Document
from docx.oxml.parser import parse_xml

from tests.exchange_out_files import story
from workflow.exchange import docx, docx_read
from workflow.exchange.values import FoundFile, FoundUnit, OutFile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EMPTY: Mapping[str, str] = MappingProxyType({})
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex"'
)


def read(data: bytes) -> FoundFile:
    return docx_read.read(data, name="story.docx")


def by_key(found: FoundFile) -> dict[str, FoundUnit]:
    return {each.key: each for each in found.units}


def edited(edit: Callable, file: OutFile | None = None) -> FoundFile:
    """What comes back after somebody has worked in the document with python-docx."""
    document = Document(io.BytesIO(docx.write(file or story())))
    edit(document)
    written = io.BytesIO()
    document.save(written)
    return read(written.getvalue())


def repacked(
    data: bytes, change: Callable[[str, bytes], bytes | None], more: Mapping[str, str] = EMPTY
) -> bytes:
    """The archive with its parts changed, or left out, and more of them."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, text in more.items():
            new.writestr(name, text)
    return written.getvalue()


def row(document, key: str):
    return next(row for row in document.tables[0].rows if row.cells[0].text.startswith(f"{key}@"))


def run(words: str, look: str = "") -> str:
    """A run of Word's as it writes it."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(inner: str) -> str:
    """A paragraph of Word's with these runs."""
    return f"<w:p>{inner}</w:p>"


def made(xml: str):
    """An element of Word's."""
    return parse_xml(re.sub(r"[ />]", rf" {NAMES}\g<0>", xml, count=1))


def fill(cell, *elements: str) -> None:
    """Put elements into a cell in the place of what stands there."""
    for each in list(cell._tc)[1:]:
        cell._tc.remove(each)
    for each in elements:
        cell._tc.append(made(each))

"""The forms of file together: how each is written and read, and which one a file is."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Protocol

from workflow.exchange import (
    docx,
    docx_parts,
    docx_read,
    limits,
    markdown,
    po,
    xliff,
    xliff1,
    xliff2,
)
from workflow.exchange.values import FileProblem, FileRefused, Form, FoundFile, OutFile

_XLIFF = re.compile(rb"<(?:[\w-]+:)?xliff\b[^>]*?\bversion\s*=\s*[\"'](?P<major>\d)", re.DOTALL)
_PO = re.compile(rb'^\s*msgid\s+"', re.MULTILINE)
_MARKDOWN = re.compile(rb"<!--\s*[a-z][0-9]+(?:\.[0-9]+)?@[0-9]+")
_HEAD = 100_000  # bytes that are looked at
MOST_BYTES = max(limits.MOST_BYTES, xliff.MOST_BYTES, docx_parts.MOST_BYTES)


class Reader(Protocol):
    """Reads a file of one form."""

    def __call__(self, data: bytes, *, name: str) -> FoundFile:
        """What the file says; raises ``FileRefused``."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FileForm:
    """One form: the ends of its files' names, the first of which is ours."""

    suffixes: tuple[str, ...]
    write: Callable[[OutFile], bytes]
    read: Reader


FORMS: Mapping[Form, FileForm] = MappingProxyType(
    {
        Form.PO: FileForm(suffixes=(".po", ".pot"), write=po.write, read=po.read),
        Form.XLIFF_1: FileForm(
            suffixes=(".xlf", ".xliff", ".sdlxliff", ".mqxliff"),
            write=xliff1.write,
            read=xliff1.read,
        ),
        Form.XLIFF_2: FileForm(suffixes=(".xliff", ".xlf"), write=xliff2.write, read=xliff2.read),
        Form.DOCX: FileForm(
            suffixes=(".docx", ".docm", ".doc"), write=docx.write, read=docx_read.read
        ),
        Form.MARKDOWN: FileForm(
            suffixes=(".md", ".markdown", ".txt"), write=markdown.write, read=markdown.read
        ),
    }
)


def write_file(file: OutFile, form: Form, *, bilingual: bool = True) -> bytes:
    """A translation in a form; ``bilingual`` Markdown has the source beside each block."""
    if form is Form.MARKDOWN:
        return markdown.write(file, bilingual=bilingual)
    return FORMS[form].write(file)


def file_name(file: OutFile, form: Form) -> str:
    """What a file of this form is called: ``my-story.uk.xlf``."""
    return f"{file.story}.{file.language}{FORMS[form].suffixes[0]}"


def read_path(path: Path) -> bytes:
    """The bytes of a file, and of one that no form may be no more than tells that it is too large.

    Raises ``OSError``.
    """
    with path.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def read_file(data: bytes, *, name: str, form: Form | None = None) -> FoundFile:
    """What a file says, in whichever form it is; raises ``FileRefused``."""
    return FORMS[form or form_of(data, name=name)].read(data, name=name)


def form_of(data: bytes, *, name: str) -> Form:
    """Which form a file is: by what it holds, or else by its name."""
    head = data[:_HEAD].replace(b"\0", b"")  # UTF-16, too, shows its letters so
    if head.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return Form.DOCX
    if found := _XLIFF.search(head):
        return Form.XLIFF_2 if found["major"] == b"2" else Form.XLIFF_1
    if _PO.search(head):
        return Form.PO
    if _MARKDOWN.search(head):
        return Form.MARKDOWN
    suffix = PurePath(name).suffix.lower()
    for form, each in FORMS.items():
        if suffix in each.suffixes:
            return form
    known = ", ".join(dict.fromkeys(each.suffixes[0] for each in FORMS.values()))
    sentence = f"It is in none of the forms that are read ({known}). Bring the file that left."
    raise FileRefused(name, (FileProblem(place="", sentence=sentence),))

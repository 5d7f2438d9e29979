"""The parts of a Word document that are read, after a look at the sizes of all of them.

Nothing of the archive is opened that is not read: the text, its links, its footnotes, what stands
at the head and the foot of pages, and the title. Macros, pictures and whatever a document refers to
outside are left alone.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from workflow.exchange.docx_xml import WORD
from workflow.exchange.limits import refused
from workflow.exchange.values import FileRefused
from workflow.languages.registry import by_tag
from workflow.text.problems import SourceProblem
from workflow.text.safe_xml import Element, XmlRefused, local_name, parse_whole
from workflow.text.sources.docx_source import MAX_XML, check_archive

MOST_BYTES = 20_000_000
_ENGLISH = by_tag("en")
_OLD_WORD = b"\xd0\xcf\x11\xe0"
_BODY, _LINKS = "word/document.xml", "word/_rels/document.xml.rels"
_TITLE, _COMMENTS = "docProps/core.xml", "word/comments.xml"
_AROUND = re.compile(r"word/(?:footnotes|endnotes|header[0-9]*|footer[0-9]*)\.xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A document: ``around`` are its footnotes, heads and feet; ``title`` what it is called."""

    body: Element
    links: Mapping[str, str]  # addresses by the name of their relation
    around: tuple[Element, ...]
    title: str
    comments: bool

    @property
    def notes(self) -> Mapping[str, Element]:
        """The footnotes by what refers to them: ``footnoteReference 2``."""
        return {
            f"{local_name(each)}Reference {each.get(f'{WORD}id')}": each
            for root in self.around
            for each in root.iter(f"{WORD}footnote", f"{WORD}endnote")
        }


def parts_of(data: bytes, *, name: str) -> Parts:
    """The parts of a document; raises ``FileRefused``."""
    found = _unpacked(data, name)
    return Parts(
        body=_parsed(found[_BODY], name),
        links=_links(found.get(_LINKS), name),
        around=tuple(_parsed(found[each], name) for each in sorted(found) if _AROUND.match(each)),
        title=_title(found.get(_TITLE), name),
        comments=_COMMENTS in found,
    )


def _unpacked(data: bytes, name: str) -> dict[str, bytes]:
    if data.startswith(_OLD_WORD):
        raise refused(
            name,
            "This is a document of an old Word, or one with a password. Open it in Word, and "
            "save it as .docx without a password.",
        )
    if len(data) > MOST_BYTES:
        raise refused(
            name,
            f"The document is larger than {MOST_BYTES // 1_000_000} MB. Take the pictures out, "
            "and bring it again.",
        )
    try:
        check_archive(data, name=name)
        with ZipFile(BytesIO(data)) as archive:
            return dict(_read(archive))
    except SourceProblem as problem:
        raise refused(name, str(problem).removeprefix(f"{name}: ")) from None
    except Exception as error:
        raise refused(
            name,
            "The document is broken and cannot be unpacked. Open it in a word processor, and save "
            "it again as .docx.",
        ) from error


def _read(archive: ZipFile) -> Iterator[tuple[str, bytes]]:
    for name in set(archive.namelist()):
        if name in {_BODY, _LINKS, _TITLE} or _AROUND.fullmatch(name):
            yield name, archive.read(name)
        elif name == _COMMENTS:
            yield name, b""


def _parsed(data: bytes, name: str) -> Element:
    try:
        return parse_whole(data, most_bytes=MAX_XML)
    except XmlRefused as problem:
        raise refused(name, problem.sentence.in_(_ENGLISH)) from None


def _links(data: bytes | None, name: str) -> dict[str, str]:
    if data is None:
        return {}
    return {
        each.get("Id") or "": each.get("Target") or ""
        for each in _parsed(data, name)
        if (each.get("Type") or "").endswith("/hyperlink")
    }


def _title(data: bytes | None, name: str) -> str:
    """What the document is called; nothing where a program has dropped or broken that."""
    with suppress(FileRefused):
        root = _parsed(data, name) if data else ()
        return "".join(each.text or "" for each in root if local_name(each) == "title")
    return ""

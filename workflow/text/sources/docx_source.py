"""A Word document, by way of HTML."""

import io
import zlib
from typing import Any
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

import mammoth

from workflow.text.problems import SourceProblem
from workflow.text.sources.document import SourceDocument, SourceImage
from workflow.text.sources.html_source import read_fragment

MAX_UNPACKED = 60_000_000
MAX_XML = 20_000_000
MAX_MEMBERS = 3_000
_BROKEN = (
    KeyError,
    ValueError,
    RuntimeError,  # a password, an unknown way of packing, tables within tables without end
    OSError,
    AttributeError,
    EOFError,
    BadZipFile,
    ExpatError,
    zlib.error,
)
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Caption'] => p:fresh
"""


def read_docx(data: bytes, *, name: str) -> SourceDocument:
    """Read a .docx file; its pictures come along as bytes named ``image-1.png`` and so on."""
    check_archive(data, name=name)
    images: list[SourceImage] = []

    def keep(image: Any) -> dict[str, str]:
        with image.open() as stream:
            content = stream.read()
        suffix = image.content_type.rpartition("/")[2]
        source = f"image-{len(images) + 1}.{suffix}"
        images.append(
            SourceImage(
                src=source,
                alt=image.alt_text or "",
                data=content,
                content_type=image.content_type,
            )
        )
        return {"src": source}

    try:
        result = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(keep),
        )
    except _BROKEN as error:
        raise _broken(name) from error
    warnings = tuple(
        f"Word document: {message.message}" for message in result.messages if _matters(message)
    )
    try:
        return read_fragment(result.value, images=tuple(images), warnings=warnings)
    except RecursionError as error:
        raise _broken(name) from error


def _matters(message: Any) -> bool:
    return message.type != "warning" or "Unrecognised paragraph style" not in message.message


def _broken(name: str) -> SourceProblem:
    return SourceProblem(
        "this Word document cannot be opened. Open it in a word processor, save it again as "
        ".docx and add that.",
        name=name,
    )


def check_archive(data: bytes, *, name: str) -> None:
    """Look at the sizes in the archive before anything is unpacked."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except _BROKEN as error:
        raise _broken(name) from error
    if not any(member.filename == "word/document.xml" for member in members):
        raise SourceProblem(
            "this archive is no Word document (it has no word/document.xml). Add a .docx, "
            "Markdown, HTML or text file.",
            name=name,
        )
    unpacked = sum(member.file_size for member in members)
    xml = max(each.file_size for each in members if each.filename.endswith((".xml", ".rels")))
    if unpacked > MAX_UNPACKED or xml > MAX_XML or len(members) > MAX_MEMBERS:
        raise SourceProblem(
            f"this Word document unpacks to {unpacked:,} bytes in {len(members):,} parts, more "
            "than any story needs. Save its text as a new document and add that.",
            name=name,
        )

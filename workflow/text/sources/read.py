"""The one door for sources: bytes in, a clean document out."""

import re
from collections.abc import Callable
from pathlib import PurePosixPath

from workflow.text.problems import SourceProblem, TextProblem
from workflow.text.sources.decoding import decode
from workflow.text.sources.document import SourceDocument
from workflow.text.sources.docx_source import read_docx
from workflow.text.sources.html_source import read_html
from workflow.text.sources.markdown_source import read_markdown
from workflow.text.sources.text_source import read_text

MAX_BYTES = 20_000_000
_ZIP = b"PK\x03\x04"
_HTML = re.compile(
    r"\s*(?:<!doctype html|<html|<head|<body|<article|<div|<p\b|<h[1-6]\b|<!--)", re.IGNORECASE
)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n[\w-]+:", re.MULTILINE)
_BY_SUFFIX = {
    ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".txt": "text", ".text": "text",
}  # fmt: skip
_BY_TYPE = {
    "text/markdown": "markdown", "text/x-markdown": "markdown", "text/html": "html",
    "application/xhtml+xml": "html",
}  # fmt: skip


def read_source(
    data: bytes, *, name: str, content_type: str | None = None, url: str | None = None
) -> SourceDocument:
    """Read a source of any kind: Markdown, HTML, DOCX or plain text.

    ``name`` is the file name or address used in messages; what is in the bytes counts for more
    than the name. Raises ``SourceProblem`` with what is wrong, where, and how to mend it.
    """
    if not data.strip():
        raise SourceProblem("the source is empty. Add a file with text in it.", name=name)
    if len(data) > MAX_BYTES:
        raise SourceProblem(
            f"the source has {len(data):,} bytes; {MAX_BYTES:,} is the most. Take the pictures "
            "out, or split it.",
            name=name,
        )
    if data.startswith(_ZIP):
        return _read(lambda: read_docx(data, name=name), name=name)
    text = decode(data, name=name, content_type=content_type)
    kind = _kind(text, name=name, content_type=content_type)
    if kind == "html":
        return _read(lambda: read_html(text, url=url), name=name)
    if kind == "markdown":
        return _read(lambda: read_markdown(text, name=name, url=url), name=name)
    return _read(lambda: read_text(text, url=url), name=name)


def _read(reader: Callable[[], SourceDocument], *, name: str) -> SourceDocument:
    """Say of every problem which source has it."""
    try:
        return reader()
    except SourceProblem:
        raise
    except TextProblem as problem:
        raise SourceProblem(str(problem), name=name) from problem
    except RecursionError as error:
        raise SourceProblem("it is nested too deep. Flatten it.", name=name) from error


def _kind(text: str, *, name: str, content_type: str | None) -> str:
    if _HTML.match(text):
        return "html"
    if _FRONT_MATTER.match(text):
        return "markdown"
    declared = _BY_TYPE.get((content_type or "").partition(";")[0].strip().lower())
    by_name = _BY_SUFFIX.get(PurePosixPath(name.partition("?")[0]).suffix.lower())
    return by_name or declared or "text"

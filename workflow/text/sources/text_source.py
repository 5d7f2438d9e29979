"""Plain text copied from a page or written in an editor."""

import re

from workflow.text.cleaning import clean
from workflow.text.outline import Node
from workflow.text.sources.blocks import plain_paragraph
from workflow.text.sources.document import SourceDocument
from workflow.text.sources.editing import Draft, edit

_EMPTY_LINES = re.compile(r"\n[ \t\u00a0\u3000]*\n[\s\u00a0\u3000]*")
_MIN_WRAPPED = 45
_MAX_WRAPPED = 110


def read_text(text: str, *, url: str | None = None) -> SourceDocument:
    """Read plain text: no mark in it means anything, and empty lines part paragraphs."""
    parts: list[Node] = []
    gaps: set[int] = set()
    for gap, chunk in _chunks(clean(text)):
        if gap:
            gaps.add(len(parts))
        for line in _paragraphs(chunk):
            if block := plain_paragraph(line):
                parts.append(block)
    return edit(Draft(parts=parts, gaps=frozenset(gaps), canonical_url=url or ""))


def _chunks(text: str) -> list[tuple[bool, str]]:
    """Return the text between empty lines, and whether more than one stood before it."""
    text = text.strip()
    chunks: list[tuple[bool, str]] = []
    start, gap = 0, False
    for found in _EMPTY_LINES.finditer(text):
        chunks.append((gap, text[start : found.start()]))
        start, gap = found.end(), found.group().count("\n") > 2
    chunks.append((gap, text[start:]))
    return chunks


def _paragraphs(chunk: str) -> list[str]:
    """A chunk is one paragraph if its lines look wrapped at a margin, else each line is one."""
    lines = [line.strip() for line in chunk.split("\n") if line.strip()]
    wrapped = all(_MIN_WRAPPED <= len(line) <= _MAX_WRAPPED for line in lines[:-1])
    if len(lines) > 1 and wrapped and len(lines[-1]) <= _MAX_WRAPPED:
        return [" ".join(lines)]
    return lines

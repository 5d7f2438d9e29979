"""Names in the line under a quotation and in credits: people keep theirs."""

import re
from collections import Counter
from collections.abc import Iterator

from workflow.languages.catalogue import marked
from workflow.languages.language import Script
from workflow.text.checks.finding import Finding, Severity
from workflow.text.checks.passage import Passage

_HANDLE = re.compile(r"(?<![\w.@/＠])[@＠]\w{2,30}(?![\w.]*@)")
_NOT_HANDLES = re.compile(r"https?://\S+|www\.\S+")
_CAPITAL = r"[A-Z\u00c0-\u00de\u0141\u015a\u0179\u017b\u0106\u010c\u0160\u017d]"
_NAME = re.compile(
    rf"(?<![\w-]){_CAPITAL}[\w’'-]*(?:(?:[ \u00a0]|\.[ \u00a0]?){_CAPITAL}[\w’'-]*)+"
)
_PART = re.compile(r"[\w’'-]+")
_STEM = 4
_MOST_PARTS = 3  # longer ones are institutions, whose names are translated


def names(source: Passage, passage: Passage) -> Iterator[Finding]:
    """Find handles that were lost, and names that a Latin-script credit does not show."""
    yield from _handles(source, passage)
    scripts = {source.language.script, passage.language.script}
    if source.is_credit and scripts == {Script.LATIN}:
        yield from _people(source, passage)


def _handles(source: Passage, passage: Passage) -> Iterator[Finding]:
    lost = Counter(_handles_of(source.text)) - Counter(_handles_of(passage.text))
    if not lost:
        return
    severity = Severity.WARNING if source.is_credit else Severity.NOTE
    kept = set(_handles_of(passage.text))
    for handle in lost:
        if handle not in kept:
            message = marked("{name} of the source is missing here. Names like this one stay.")
            yield _missing(passage, severity, message, handle)


def _handles_of(text: str) -> list[str]:
    bare = _NOT_HANDLES.sub(" ", text)
    return [found.replace("＠", "@").casefold() for found in _HANDLE.findall(bare)]


def _people(source: Passage, passage: Passage) -> Iterator[Finding]:
    """Names of two words and more of which nothing is left, whatever their endings."""
    stems = {part.casefold()[:_STEM] for part in _PART.findall(passage.text)}
    for found in _NAME.finditer(source.prose):
        parts = [part for part in _PART.findall(found.group()) if len(part) > 1]
        if 1 < len(parts) <= _MOST_PARTS and not any(
            part.casefold()[:_STEM] in stems for part in parts
        ):
            message = marked("The source names {name} here. Check that the name is kept.")
            yield _missing(passage, Severity.NOTE, message, found.group())


def _missing(passage: Passage, severity: Severity, message: str, name: str) -> Finding:
    return Finding(
        check="names",
        severity=severity,
        start=0,
        end=len(passage.text),
        message=message,
        values={"name": name},
    )

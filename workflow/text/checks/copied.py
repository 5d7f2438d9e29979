"""A whole text that is its source over again."""

import re
from collections.abc import Iterator

from workflow.languages.catalogue import marked
from workflow.text.checks.finding import Finding, Severity
from workflow.text.checks.passage import Passage

_HAN = re.compile("[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W\d_]+(?:[’ʼ'-][^\W\d_]+)*")
_NOT_WORDS = re.compile(r"[\W_]+")
_SURE_WORDS, _SURE_HAN = 4, 8


def copied_source(source: Passage, passage: Passage) -> Iterator[Finding]:
    """Find a translation that is the source itself; names alone may well be.

    Names are told by their capitals, so what counts is lower-case words, or Han characters.
    """
    if source.language == passage.language or passage.is_credit:
        return
    if _bare(source.anatomy.words) != _bare(passage.anatomy.words):
        return
    severity = _severity(source, passage)
    if severity is not None:
        yield Finding(
            check="copied-source",
            severity=severity,
            start=0,
            end=len(passage.text),
            message=marked("This is the source word for word. Translate it."),
        )


def _severity(source: Passage, passage: Passage) -> Severity | None:
    words = sum(word.islower() for word in _WORD.findall(passage.prose))
    han = len(_HAN.findall(passage.prose))
    if words >= _SURE_WORDS or han >= _SURE_HAN:
        return Severity.ERROR
    another_script = source.language.script is not passage.language.script
    least = 2 if another_script else 3
    return Severity.WARNING if words >= least or han * 2 >= _SURE_HAN else None


def _bare(words: str) -> str:
    return _NOT_WORDS.sub("", words).casefold()

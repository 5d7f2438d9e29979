"""A translation much shorter or longer than such translations are."""

from collections.abc import Iterator

from workflow.languages.catalogue import marked
from workflow.languages.language import Script
from workflow.text.checks.finding import Finding, Severity
from workflow.text.checks.passage import Passage

_SHORT = marked("This is much shorter than its source ({percent}% of it). Is anything left out?")
_LONG = marked("This is much longer than its source ({percent}% of it). Was anything added?")

_LEAST, _LEAST_HAN = 40, 14  # characters of the source: shorter ones may have any length
_MARGIN = 0.15  # bands measured on news are a little narrow for other texts
_FAR = 2


def length(source: Passage, passage: Passage) -> Iterator[Finding]:
    """Find a text outside the band of lengths of its pair of languages."""
    band = passage.language.segment_bands.get(source.language.tag)
    there, here = len(source.anatomy.words.strip()), len(passage.anatomy.words.strip())
    han = source.language.script is Script.HAN_TRADITIONAL
    if band is None or not here or there < (_LEAST_HAN if han else _LEAST):
        return
    ratio = here / there
    if band.low * (1 - _MARGIN) <= ratio <= band.high * (1 + _MARGIN):
        return
    far = ratio * _FAR < band.low or ratio > band.high * _FAR
    yield Finding(
        check="length",
        severity=Severity.WARNING if far else Severity.NOTE,
        start=0,
        end=len(passage.text),
        message=_SHORT if ratio < band.low else _LONG,
        values={"percent": f"{ratio * 100:.0f}"},
    )

"""English quotation marks: curly ones, double outside and single inside, or the other way round.

Source: CLDR, delimiters of en: “ ” and ‘ ’. A text that quotes in single marks (as much British
print does) keeps them; only its keyboard marks become curly.
"""

import re
from collections.abc import Iterator

from workflow.text.typography.english_marks import is_single, read
from workflow.text.typography.quote_levels import Mark
from workflow.text.typography.rule import Spot
from workflow.text.typography.style import HouseStyle

_CURLY = "“”‘’"
_GUILLEMETS = "«»„"
_FOREIGN_LETTER = re.compile(r"[^\W\d_a-zA-Z]")


def straight(text: str, _: HouseStyle) -> Iterator[Spot]:
    """Marks of the keyboard, of another language, or the wrong way round."""
    for mark in read(text).marks:
        fix = _right(mark)
        if fix != mark.words and _is_out_of_place(text, mark, fix):
            yield Spot(start=mark.start, end=mark.end, fix=fix)


def nested(text: str, _: HouseStyle) -> Iterator[Spot]:
    """The marks of the outer level used once more inside a finished quotation."""
    for mark in read(text).marks:
        fix = _right(mark)
        if mark.words in _CURLY and mark.partner and fix not in _same_kind(mark.words):
            yield Spot(start=mark.start, end=mark.end, fix=fix)


def apostrophes(text: str, _: HouseStyle) -> Iterator[Spot]:
    """Another mark in the place of an apostrophe."""
    for place in sorted(read(text).apostrophes):
        if text[place] != "’":
            yield Spot(start=place, end=place + 1, fix="’")


def _right(mark: Mark) -> str:
    """The mark that belongs here: of the other kind than the finished quotation around it."""
    opening = mark if mark.opens else (mark.partner or mark)
    single = _is_inner(opening)
    if mark.opens:
        return "‘" if single else "“"
    return "’" if single else "”"


def _is_inner(opening: Mark) -> bool:
    turns = False
    while opening.partner and opening.around and opening.around.partner:
        opening, turns = opening.around, not turns
    return is_single(opening.words) is not turns


def _same_kind(words: str) -> str:
    return "‘’" if is_single(words) else "“”"


def _is_out_of_place(text: str, mark: Mark, fix: str) -> bool:
    """A curly mark without its other stands as it was typed, and so do nested ones."""
    if mark.words in _CURLY:
        return mark.partner is not None and fix in _same_kind(mark.words)
    return mark.words not in _GUILLEMETS or _is_english(text, mark)


def _is_english(text: str, mark: Mark) -> bool:
    """Whether what stands between guillemets is English: names keep the marks of their own."""
    if mark.partner is None:
        return False
    first, last = sorted((mark, mark.partner), key=lambda each: each.start)
    return not _FOREIGN_LETTER.search(text, first.end, last.start)

"""Quotation marks of Ukrainian and Polish, at each level, and what stands before a closing one.

Sources: CLDR delimiters; Український правопис 2019 for Ukrainian, which also knows ``“ ”`` as inner
marks; PN-83/P-55366 for Polish, which has three ways: ``„ ‚ ’ ”``, ``„ « » ”`` and ``« ‚ ’ »``.
"""

import re
from collections.abc import Callable, Iterator

from workflow.text.typography.quote_levels import Mark, marks
from workflow.text.typography.rule import Spot
from workflow.text.typography.style import HouseStyle
from workflow.text.typography.swaps import NBSP

_CLOSING = {"«": "»", "„": "”", "‚": "’", "“": "”"}
_BEFORE_CLOSING = re.compile(r"(?<![.?!…])(?P<mark>[.,;:])$|[ \u00a0]*(?P<dash>[–—])$")
_ABBREVIATED = re.compile(
    r"(?<!\w)(?:рр?|ст|ін|под|[тдпмсоген]|кв|вул|ім|грн|тис|див|обл|проф|акад|стор|гр|св|коп|дол|напр"
    r"|Co|Inc|Ltd|Jr|Sr|Dr|Mr|Mrs|St|[А-ЯІЇЄҐA-Z])\.$"
)


def ukrainian(text: str, _: HouseStyle) -> Iterator[Spot]:
    """Marks of another language or of the keyboard, outside and inside a quotation."""
    yield from _wrong(marks(text), _ukrainian_mark)


def ukrainian_nested(text: str, _: HouseStyle) -> Iterator[Spot]:
    """The outer marks used once more inside a finished quotation."""
    yield from _wrong(marks(text), _ukrainian_inner)


def polish(text: str, _: HouseStyle) -> Iterator[Spot]:
    """Marks of another language or of the keyboard, outside and inside a quotation."""
    yield from _wrong(marks(text), _polish_mark)


def polish_nested(text: str, _: HouseStyle) -> Iterator[Spot]:
    """The outer marks used once more inside a finished quotation."""
    yield from _wrong(marks(text), _polish_inner)


def marks_before_closing(text: str, _: HouseStyle) -> Iterator[Spot]:
    """A full stop, comma, semicolon, colon or dash that belongs after the closing mark."""
    for mark in marks(text):
        before = _BEFORE_CLOSING.search(text, 0, mark.start)
        if mark.opens or not before or _ABBREVIATED.search(text, 0, mark.start):
            continue
        yield Spot(
            start=before.start(), end=mark.end, fix=mark.words + _moved(before, text[mark.end :])
        )


def _wrong(read: list[Mark], right: Callable[[Mark], str | None]) -> Iterator[Spot]:
    for mark in read:
        fix = right(mark)
        if fix is not None and fix != mark.words:
            yield Spot(start=mark.start, end=mark.end, fix=fix)


def _ukrainian_mark(mark: Mark) -> str | None:
    if mark.level == 0:
        return "«" if mark.opens else "»"
    if mark.level > 1 or not (mark.is_straight or mark.words in "‘’"):
        return None
    if mark.opens:
        return "„"
    return "”" if mark.partner and mark.partner.words == "“" else "“"


def _ukrainian_inner(mark: Mark) -> str | None:
    if not _is_nested_pair(mark) or mark.words not in "«»":
        return None
    return "„" if mark.opens else "“"


def _polish_mark(mark: Mark) -> str | None:
    if mark.opens:
        return _polish_opening(mark)
    opening = _polish_opening(mark.partner) if mark.partner else None
    if opening:
        return _CLOSING.get(opening)
    return None if mark.words == "»" or mark.level > 1 else "”"


def _polish_opening(mark: Mark) -> str:
    if mark.words in "„«" or mark.level > 1:
        return mark.words
    if mark.level == 0:
        return "„"
    return "‚" if mark.around and mark.around.words == "«" else "«"


def _polish_inner(mark: Mark) -> str | None:
    opening = mark if mark.opens else mark.partner
    if opening is None or opening.around is None or not _is_nested_pair(mark):
        return None
    outer, inner = opening.around.words, opening.words
    if inner not in "„«" or (inner == "«") != (outer == "«"):
        return None
    fix = "‚" if outer == "«" else "«"
    return fix if mark.opens else _CLOSING[fix]


def _is_nested_pair(mark: Mark) -> bool:
    """Both ends of it are there, and both ends of the one quotation around it."""
    around = mark.around
    return bool(mark.level == 1 and mark.partner and around and around.partner)


def _moved(before: re.Match[str], after: str) -> str:
    """What follows the closing mark in place of what stood before it."""
    if before["dash"]:
        return f"{NBSP}{before['dash']}"
    if re.match(r"[.,;:!?…]", after):
        return ""
    if before["mark"] == "." and re.match(r"[ \u00a0]*[–—-][ \u00a0]", after):
        return ","
    return str(before["mark"])

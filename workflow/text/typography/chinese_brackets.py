"""Full-width brackets in Chinese: 澤倫斯基（Volodymyr Zelensky）.

Sources: 中文文案排版指北; the usage of CNA, LTN and UDN. Brackets among Latin words, formulas and
the numbers of a list keep their half width, and so do those of a Markdown link.
"""

import re
from collections.abc import Iterator

from workflow.text.typography.han import TIGHT, beside, is_han
from workflow.text.typography.opaque import OPAQUE
from workflow.text.typography.rule import Spot
from workflow.text.typography.style import HouseStyle

_OPENING, _CLOSING = "(（", ")）"
_GAPS = " \u00a0\u2009\u202f"
_WIDE = {"(": "（", ")": "）"}
_LIST_NUMBER = re.compile(r"(?:^|\n)[ \t>*-]*$")


def full_width_brackets(text: str, _: HouseStyle) -> Iterator[Spot]:
    """Half-width brackets beside Chinese or around it: a spot for the pair where it is plain."""
    for first, last in _pairs(text):
        if text[first] + text[last] == "（）" or not _is_chinese(text, first, last):
            continue
        opening, closing = _opening(text, first), _closing(text, last)
        inside = text[opening.end : closing.start]
        if OPAQUE not in inside and not set(inside) & set(_OPENING + _CLOSING):
            yield Spot(
                start=opening.start, end=closing.end, fix=f"{opening.fix}{inside}{closing.fix}"
            )
        else:
            yield from (
                spot for spot in (opening, closing) if spot.fix != text[spot.start : spot.end]
            )


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    waiting: list[int] = []
    for place, char in enumerate(text):
        if char in _OPENING:
            waiting.append(place)
        elif char in _CLOSING and waiting:
            first = waiting.pop()
            if not (text[first - 1 : first] == "]" and text[first] == "("):
                yield first, place


def _is_chinese(text: str, first: int, last: int) -> bool:
    inside = text[first + 1 : last].strip()
    if not inside or _is_list_number(text, first, inside):
        return False
    if any(is_han(char) for char in inside):
        return True
    before = beside(text, first, -1, over_gaps=True)
    after = beside(text, last + 1, 1, over_gaps=True)
    if before and (is_han(before) or before in TIGHT):
        return True
    is_formula = text[first - 1 : first].isalnum() and len(inside) <= 2
    return bool(after) and (is_han(after) or after in TIGHT) and not is_formula


def _is_list_number(text: str, first: int, inside: str) -> bool:
    return bool(re.fullmatch(r"\d{1,2}|[A-Za-z]", inside) and _LIST_NUMBER.search(text[:first]))


def _opening(text: str, place: int) -> Spot:
    start, end = place, place + 1
    while (
        start and text[start - 1] in _GAPS and text[: start - 1].strip() and _is_text(text, start)
    ):
        start -= 1
    while text[end] in _GAPS:
        end += 1
    return Spot(start=start, end=end, fix="（")


def _closing(text: str, place: int) -> Spot:
    start, end = place, place + 1
    while text[start - 1] in _GAPS:
        start -= 1
    while text[end : end + 1] and text[end] in _GAPS and _goes_on(text, end):
        end += 1
    return Spot(start=start, end=end, fix="）")


def _is_text(text: str, place: int) -> bool:
    """Whether what stands before the spaces is text, and no mark of Markdown nor a line's head."""
    before = text[:place].rstrip(_GAPS)[-1:]
    return bool(before) and before not in f"\n|#>-*+{OPAQUE}"


def _goes_on(text: str, place: int) -> bool:
    after = text[place:].lstrip(_GAPS)[:1]
    return bool(after) and after not in f"\n|*_{OPAQUE}"

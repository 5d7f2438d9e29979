"""Ellipses of six dots and dashes of two cells in Chinese.

Sources: 教育部《重訂標點符號手冊》2008; W3C, *Requirements for Chinese Text Layout*: two U+2026
(two U+22EF are good, too), two U+2014 or one U+2E3A.
"""

import re
from collections.abc import Iterator

from workflow.text.typography.han import CLOSING, GAP, HAN, MARKS, OPENING, beside, is_han
from workflow.text.typography.rule import Spot
from workflow.text.typography.style import HouseStyle
from workflow.text.typography.swaps import spots

_DOTS = re.compile(
    r"(?P<spot>(?<![.…⋯‥])(?:\.{3,}|\.(?: \.){2,}|[…⋯‥]+\.*)(?![.…⋯‥])|(?<!。)。{3,}|[·・‧•]{3,})"
)
_GOOD_DOTS = ("……", "⋯⋯", "…………", "⋯⋯⋯⋯")  # twelve dots leave out a paragraph
_CHINESE = re.compile(f"[{HAN}{OPENING}{CLOSING}，。、；：？！]")

_DASH = re.compile(
    rf"(?<!{GAP})(?P<spot>{GAP}*(?:-{{2,}}|－{{2,}}|[—―─]+|⸺+|⸻){GAP}*|{GAP}+(?:–|-|－){GAP}+|–{GAP}+|{GAP}+–|{GAP}*––+{GAP}*)"
)
_LINE_MARKS = ("-", "–", "－", "---")  # of a list, and of a line across the page
_SWITCH = re.compile(r"\s+--[A-Za-z]")  # of a command
_GOOD_DASHES = ("——", "⸺")
_BESIDE = re.compile(f"[{HAN}{OPENING}{CLOSING}{MARKS}]")
_END_OF_TIME = re.compile(
    r"(?:\d|[年月日號時點分週周歲級樓元度]|[星期週周禮拜][一二三四五六日]"
    r"|[〇○零一二三四五六七八九十百])$"
)
_BEGIN_OF_TIME = re.compile(
    r"\d|[一二三四五六七八九十]+[年月日號時點]|星期|週[一二三四五六日]|周|禮拜|今|迄今|[〇○零一二三四五六七八九]{2}"
)
_ROUTE = re.compile(
    rf"[{HAN}]{{2,5}}?(?:線|鐵路|公路|路段|走廊|邊境|之間|班機|列車|航班|高鐵|捷運|隧道|友好|協會|聯盟"
    r"|主義|戰爭|條約|協定|關係|會談|定理|方程)"
)


def six_dots(text: str, _: HouseStyle) -> Iterator[Spot]:
    """Other dots for an ellipsis, beside Chinese."""
    yield from spots(text, _DOTS, _six)


def two_cells(text: str, _: HouseStyle) -> Iterator[Spot]:
    """Hyphens, one dash or spaced ones for a dash; a range and a route have one."""
    yield from spots(text, _DASH, _two)


def _six(found: re.Match[str]) -> str | None:
    if found["spot"] in _GOOD_DOTS or not _is_among_chinese(found):
        return None
    return "……"


def _is_among_chinese(found: re.Match[str]) -> bool:
    text = found.string
    before = beside(text, found.start("spot"), -1, over_gaps=True)
    after = beside(text, found.end("spot"), 1, over_gaps=True)
    return bool(_CHINESE.match(before) or _CHINESE.match(after))


def _two(found: re.Match[str]) -> str | None:
    text, words = found.string, found["spot"]
    start, end = found.start("spot"), found.end("spot")
    before, after = beside(text, start, -1), beside(text, end, 1)
    if words.strip() in _GOOD_DASHES or not (_BESIDE.match(before) or _BESIDE.match(after)):
        return None
    if "|" in (before, after) or _SWITCH.match(words + text[end : end + 1]):
        return None
    if len(words.strip()) == 1 and _joins(text, start, end):
        return None
    head = text[:start].rsplit("\n", 1)[-1].strip(" \t>")
    if head:
        return "——"
    lead = words[: len(words) - len(words.lstrip())]
    return None if words.strip() in _LINE_MARKS else f"{lead}——"


def _joins(text: str, start: int, end: int) -> bool:
    """Between the ends of a range, of a route."""
    before, after = text[max(0, start - 3) : start], text[end:]
    return bool(
        (_END_OF_TIME.search(before) and _BEGIN_OF_TIME.match(after))
        or (is_han(before[-1:]) and _ROUTE.match(after))
    )

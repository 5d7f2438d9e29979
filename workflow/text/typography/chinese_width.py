"""Digits, Latin letters and the marks within numbers are half-width in Chinese.

Source: 中文文案排版指北 (sparanoid/chinese-copywriting-guidelines); CLDR, numbers.json of zh-Hant.
"""

import re
from collections.abc import Iterator

from workflow.text.typography.han import GAP, HAN
from workflow.text.typography.rule import Spot
from workflow.text.typography.style import HouseStyle, Option
from workflow.text.typography.swaps import Find, spots, swapping

_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_LETTERS = re.compile(r"(?P<spot>[０-９Ａ-Ｚａ-ｚ]+％?)")
_HYPHEN = re.compile(r"(?<=[A-ZＡ-Ｚ])(?P<spot>－)(?=[0-9０-９A-ZＡ-Ｚ])")
_EVENT = "恐攻|事件|戰役|砲戰|大選|就職|革命|運動|大地震"
_POINT = re.compile(rf"(?<=\d)(?P<spot>．)(?=\d)(?!\d+(?:{_EVENT}))")
_GROUPS = re.compile(r"(?<![\d０-９])\d{1,3}(?P<spot>，)(?=\d{3}(?!\d))")
_MORE_GROUPS = re.compile(r"(?<=[,，]\d{3})(?P<spot>，)(?=\d{3}(?!\d))")
_CLOCK = re.compile(
    r"(?<!\d)(?<![題項目表圖組案區室班])(?:[01]?\d|2[0-4])(?P<spot>：)(?=[0-5]\d(?!\d))"
)
_SCORE = re.compile(r"(?:(?<=以)|(?<=比[數分例])|(?<=比例為)|(?<=匯率))\d{1,3}(?P<spot>：)(?=\d)")
_RESULT = re.compile(
    r"(?<!\d)\d{1,3}(?P<spot>：)(?=\d{1,3}(?:險勝|大勝|獲勝|擊敗|落敗|領先|落後|的比例|勝|敗))"
)
_SCHEME = re.compile(r"(?<![A-Za-z])[Hh][Tt][Tt][Pp][Ss]?(?P<spot>：[／/]{2}|:／／)(?=\w)")
_MAIL = re.compile(r"(?<=[A-Za-z0-9])(?P<spot>＠)(?=[A-Za-z0-9-]+[.．][A-Za-z])")
_WWW = re.compile(r"(?<![A-Za-z])www(?P<spot>．)(?=[A-Za-z0-9])")
_HOST = re.compile(
    r"(?<=[A-Za-z0-9])(?P<spot>．)(?=(?:[A-Za-z0-9-]+[.．])*(?:com|org|net|gov|edu|tw|ua|pl|eu)(?!\w))"
)
_ONE_BY_ONE = re.compile("(?:分別|依序|各)[為是有在達]?[0-9,，]*$")
_PERCENT = re.compile(
    rf"(?P<spot>(?P<lead>(?<=[{HAN}]){GAP}+)?(?<!\d)(?<!\d[.,．，])(?P<number>\d+(?:[.,．，]\d+)*)(?P<sign>{GAP}*[%％])"
    rf"(?P<tail>{GAP}+(?=[{HAN}]))?)(?![A-Za-z0-9％%])"
)


def half_width_letters() -> Find:
    """Say where digits, letters and the percent sign after them are full-width."""
    return swapping((_LETTERS, lambda found: found["spot"].translate(_NARROW)), (_HYPHEN, "-"))


def half_width_in_numbers() -> Find:
    """Say where a full-width mark stands within a number, an hour, a score, an address."""
    return swapping(
        (_SCHEME, "://"), (_MAIL, "@"), (_WWW, "."), (_HOST, "."), (_POINT, "."),
        (_GROUPS, _unless_one_by_one), (_MORE_GROUPS, _unless_one_by_one),
        (_CLOCK, ":"), (_SCORE, ":"), (_RESULT, ":"),
    )  # fmt: skip


def _unless_one_by_one(found: re.Match[str]) -> str | None:
    """Three figures given one after the other are no number: 分別為100，200."""
    return (
        None
        if _ONE_BY_ONE.search(found.string[max(0, found.start() - 24) : found.start()])
        else ","
    )


def closed_percent(spacing: Option) -> Find:
    """Say where the percent sign has a space before it or is full-width.

    The spaces around the number go with it, where the house has none beside numbers.
    """

    def find(text: str, style: HouseStyle) -> Iterator[Spot]:
        keeps = style.of(spacing) != "closed"
        yield from spots(text, _PERCENT, lambda found: _percent(found, keeps=keeps))

    return find


def _percent(found: re.Match[str], *, keeps: bool) -> str | None:
    if found["sign"] == "%":
        return None
    lead, tail = (found[name] or "" if keeps else "" for name in ("lead", "tail"))
    return f"{lead}{found['number']}%{tail}"

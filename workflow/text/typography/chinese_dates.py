"""Dates in Chinese: 2024年1月13日, without a zero before the month or the day.

Source: CLDR, calendar ca-gregorian of zh-Hant. The short form 2024/1/13, the year first, is good.
"""

import re

from workflow.text.typography.han import GAP, HAN
from workflow.text.typography.swaps import Find, swapping

_ZERO = re.compile(
    rf"(?<![A-Za-z0-9０-９.:/第-])(?P<spot>[0０])(?=[1-9１-９]{GAP}?[月日])(?![1-9]日報)"
)
_ZERO_OF_DAY = re.compile("(?<=月)(?P<spot>[0０])(?=[1-9１-９]號)")
_SLASHED = re.compile(
    rf"(?P<spot>(?:(?<=[{HAN}]){GAP}+|(?<![A-Za-z0-9/.-]))"
    r"(?P<first>\d{1,2})(?P<mark>[/.／-])(?P<second>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)"
    rf"(?![A-Za-z0-9/-]|\.\d)(?:{GAP}+(?=[{HAN}]))?)"
)


def no_zero() -> Find:
    """Say where a zero stands before the number of a month or a day."""
    return swapping((_ZERO, ""), (_ZERO_OF_DAY, ""))


def year_first() -> Find:
    """Say where a date begins with its day (or its month): the day comes first where both may."""
    return swapping((_SLASHED, _long))


def _long(found: re.Match[str]) -> str | None:
    first, second = int(found["first"]), int(found["second"])
    day, month = (first, second) if second <= 12 else (second, first)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{found['year']}年{month}月{day}日"

"""Reading dates, years, decades and centuries."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from workflow.text.quantities.han import read
from workflow.text.quantities.lexicon import Lexicon
from workflow.text.quantities.quantity import Day, Kind, Quantity, Value

_ROC_BEGINS = 1911  # the year before 民國1年
_ROMAN = {"I": 1, "V": 5, "X": 10, "І": 1, "Х": 10}  # Cyrillic look-alikes too


def dates(text: str, lexicon: Lexicon, patterns: tuple[re.Pattern[str], ...]) -> Iterator[Quantity]:
    """Every date of the text, the fullest pattern first; no place is read twice."""
    taken = text
    for pattern in patterns:
        for found in pattern.finditer(taken):
            quantity = _quantity(found, lexicon)
            if quantity:
                yield quantity
                taken = blanked(taken, quantity.start, quantity.end)


def blanked(text: str, start: int, end: int) -> str:
    """The text with a stretch made unreadable; places stay the same."""
    return text[:start] + "\ue000" * (end - start) + text[end:]


def _quantity(found: re.Match[str], lexicon: Lexicon) -> Quantity | None:
    said = {name: part for name, part in found.groupdict().items() if part}
    if "roman" in said:
        century = _roman(said["roman"])
        return _of(found, Kind.YEAR, Decimal(century), "century") if century else None
    if "decade" in said:
        return _decade(found, said["decade"], lexicon.decades)
    day = _day(said, lexicon.months)
    if day is None:
        return None
    if day.month is None and day.day is None and day.year is not None:
        return _of(found, Kind.YEAR, Decimal(day.year))
    return _of(found, Kind.DATE, day)


def _day(said: Mapping[str, str], months: Mapping[str, int]) -> Day | None:
    year = _number(said.get("year"))
    if "roc" in said:
        year = (_number(said["roc"]) or 0) + _ROC_BEGINS
    month = _number(said.get("month"))
    if "name" in said:
        named = {name.casefold(): number for name, number in months.items()}
        month = named[said["name"].casefold()]
    day = _number(said.get("day"))
    fits = month is None or 1 <= month <= 12
    return Day(year=year, month=month, day=day) if fits else None


def _number(written: str | None) -> int | None:
    if written is None:
        return None
    value = Decimal(written) if written.isdecimal() else read(written)
    return None if value is None else int(value)


def _decade(found: re.Match[str], said: str, names: Mapping[str, int]) -> Quantity | None:
    bare = said.lstrip("’'‘")
    year = names.get(bare.casefold()) or _number(bare)
    if year is None:
        return None
    if year >= 100:
        return _of(found, Kind.YEAR, Decimal(year), "decade")
    return replace(_of(found, Kind.YEAR, Decimal(year + 1900), "decade"), certain=False)


def _roman(written: str) -> int:
    digits = [_ROMAN[char] for char in written]
    pairs = zip(digits, [*digits[1:], 0], strict=True)
    return sum(-digit if digit < following else digit for digit, following in pairs)


def _of(found: re.Match[str], kind: Kind, value: Value, unit: str = "") -> Quantity:
    return Quantity(
        start=found.start(),
        end=found.start() + len(found.group().rstrip()),
        kind=kind,
        value=value,
        unit=unit,
        digits=bool(re.search(r"\d", found.group())),
    )

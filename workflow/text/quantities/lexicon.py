"""What a language brings to the reading of quantities: tables, and one reader of numerals."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from workflow.text.quantities.numeral import Numeral
from workflow.text.quantities.quantity import Kind

NUMERIC_DATES = (
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
    r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})",
    # Which of two is the day is only sure from the thirteenth on.
    r"(?<!\d)(?P<day>1[3-9]|2\d|3[01])/(?P<month>\d{1,2})/(?P<year>\d{4})",
    r"(?<!\d)(?P<month>\d{1,2})/(?P<day>1[3-9]|2\d|3[01])/(?P<year>\d{4})",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A unit, a currency or a percent sign beside a number, as a pattern."""

    pattern: str
    kind: Kind
    unit: str = ""
    certain: bool = True
    needs_ordinal: bool = False  # the 19th century, but not three centuries


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One language.

    Patterns of dates have the groups ``year``, ``month``, ``name``, ``day``, ``roc`` (a year of
    the Republic of China), ``decade`` and ``roman`` (a century); those of clocks ``hour``,
    ``minute``, ``half`` and ``part``.
    """

    numerals: Callable[[str], Iterable[Numeral]]
    dates: tuple[str, ...]
    months: Mapping[str, int] = field(default_factory=dict)
    decades: Mapping[str, int] = field(default_factory=dict)  # words for them: nineties
    clocks: tuple[str, ...] = ()
    parts_of_day: Mapping[str, str] = field(default_factory=dict)  # "am", "pm" or "night"
    before: tuple[Sign, ...] = ()
    after: tuple[Sign, ...] = ()
    approximate: str = "(?!)"  # ends where the number begins
    minus: str = "(?!)"
    spaced: bool = True  # words are told apart by spaces


class Module(Protocol):
    """What each module of ``known`` has."""

    TAG: str
    LEXICON: Lexicon


def table(lines: str) -> dict[str, int]:
    """Read ``2 two second`` lines: every word of a line means the number it begins with."""
    rows = [line.split() for line in lines.strip().splitlines()]
    return {word: int(row[0]) for row in rows for word in row[1:]}


def words(names: Iterable[str]) -> str:
    """A pattern of any of the words, longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))

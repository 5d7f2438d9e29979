"""What a text counts: an amount, a share, a sum of money, a day, a time of day."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing is counted."""

    NUMBER = "number"
    PERCENT = "percent"  # 40 for 40%, per cent, 四成
    MONEY = "money"  # the unit is the ISO 4217 code
    DATE = "date"
    YEAR = "year"  # also a decade (unit "decade": 1990; the ’20s are 1920, but not certain)
    # and a century (unit "century": 20)
    TIME = "time"
    MEASURE = "measure"  # the unit is its symbol: km, kg, °C
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A date as far as the text gives it, and as it gives it: a slip may make it 33 May."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of day on the clock of 24 hours."""

    hour: int
    minute: int = 0


Value = Decimal | Day | Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One quantity, at ``text[start:end]``; the span holds its unit, sign and scale.

    ``value`` is a ``Day`` for a date, a ``Clock`` for a time of day, and a number for everything
    else. Two texts say the same when ``said`` is the same.
    """

    start: int
    end: int
    kind: Kind
    value: Value
    unit: str = ""
    digits: bool = True  # written with digits, not in words
    certain: bool = True  # kind and unit are said outright, not guessed
    approximate: bool = False  # about, nearly, some

    @property
    def said(self) -> tuple[Kind, Value, str]:
        """What is said, whatever the words: kind, value and unit."""
        return self.kind, self.value, self.unit

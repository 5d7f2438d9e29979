"""A number as it stands in a text, before anybody asks what it counts."""

from dataclasses import dataclass
from decimal import Decimal

from workflow.text.quantities.quantity import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number at ``text[start:end]``: digits, words or both, with its scale (24 тис.)."""

    start: int
    end: int
    value: Decimal
    digits: bool = True
    scale: Decimal = Decimal(1)  # the last scale word in it, which a range shares: 5–7 million
    ordinal: bool = False
    kind: Kind | None = None  # where the words of the number give it away: 三成 is a share
    approximate: bool = False

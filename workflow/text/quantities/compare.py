"""Finding for each quantity of a source its partner in a translation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workflow.text.quantities.quantity import Kind, Quantity
from workflow.text.quantities.sameness import (
    alike,
    converted,
    dates_agree,
    dates_differ,
    in_other_time,
    near,
    roughly,
    rounded,
    same,
    unsure_degrees,
)

Pair = tuple[Quantity, Quantity]
_Sameness = Callable[[Quantity, Quantity], bool]
_UNSURE: tuple[_Sameness, ...] = (rounded, roughly, in_other_time)
_FOUR_DIGITS = (1000, 10_000)
_IDIOMATIC = 10  # number words up to here come and go with the idiom


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How the quantities of a source and of its translation go together."""

    other_units: tuple[Pair, ...]  # the same amount in another currency or measure
    uncertain: tuple[Pair, ...]  # rounded, or told in other words
    different: tuple[Pair, ...]  # one stands in the place of the other
    missing: tuple[Quantity, ...]  # in the source only
    extra: tuple[Quantity, ...]  # in the translation only


def compare(source: Sequence[Quantity], translation: Sequence[Quantity]) -> Comparison:
    """Pair off what is the same, from exact to near, and sort what is left over."""
    left = _Left(list(source), list(translation))
    for sameness in (same, dates_agree):
        left.pair(sameness)
    other_units = left.pair(_same_but_for_unit)
    for sameness in (alike, near):
        left.pair(sameness)
    different = left.pair(_same_place_first)
    different += left.pair(_stands_for)
    uncertain = left.pair(rounded) + left.pair(_may_stand_for)
    unsure = [pair for pair in different if any(sense(*pair) for sense in _UNSURE)]
    return Comparison(
        other_units=tuple(other_units),
        uncertain=tuple(uncertain + unsure),
        different=tuple(pair for pair in different if pair not in unsure),
        missing=tuple(each for each in left.source if not _is_said(each, source, translation)),
        extra=tuple(each for each in left.translation if not _is_said(each, translation, source)),
    )


class _Left:
    """What has no partner yet."""

    def __init__(self, source: list[Quantity], translation: list[Quantity]) -> None:
        self.source, self.translation = source, translation

    def pair(self, sameness: _Sameness) -> list[Pair]:
        """Take out every two that are the same in one sense, in order of place."""
        pairs: list[Pair] = []
        for one in tuple(self.source):
            other = next((each for each in self.translation if sameness(one, each)), None)
            if other is not None:
                self.source.remove(one)
                self.translation.remove(other)
                pairs.append((one, other))
        return pairs


def _same_but_for_unit(one: Quantity, other: Quantity) -> bool:
    units = {Kind.MONEY, Kind.MEASURE}
    return one.kind is other.kind and one.kind in units and one.value == other.value


def _same_place_first(one: Quantity, other: Quantity) -> bool:
    """Of the same kind and unit, both in digits: the likeliest to stand for each other."""
    return _stands_for(one, other) and one.kind is other.kind


def _stands_for(one: Quantity, other: Quantity) -> bool:
    """Both in digits, and such that one can only be the other gone wrong."""
    return one.digits and other.digits and _comparable(one, other)


def _may_stand_for(one: Quantity, other: Quantity) -> bool:
    return (
        weighs(one)
        and weighs(other)
        and (_comparable(one, other) or _loosely_comparable(one, other))
    )


def _comparable(one: Quantity, other: Quantity) -> bool:
    if dates_differ(one, other) or _may_be_years(one, other):
        return True
    if Kind.TIME in {one.kind, other.kind}:
        return one.kind is other.kind
    if not (_is_amount(one) and _is_amount(other)) or unsure_degrees(one, other):
        return False
    plain = {Kind.NUMBER, Kind.ORDINAL, Kind.YEAR}
    kinds = {one.kind, other.kind}
    if kinds & plain:
        return Kind.PERCENT not in kinds
    return one.kind is other.kind and (one.kind is not Kind.MEASURE or one.unit == other.unit)


def _is_amount(quantity: Quantity) -> bool:
    """Whether it can be an amount: four bare digits may be one, a clear year is none."""
    if quantity.kind is Kind.YEAR:
        return not quantity.certain and not quantity.unit
    return quantity.kind not in {Kind.DATE, Kind.TIME}


def _may_be_years(one: Quantity, other: Quantity) -> bool:
    """A year, and four digits that are none any more: 2017, 8017."""
    year, number = (one, other) if one.kind is Kind.YEAR else (other, one)
    if year.kind is not Kind.YEAR or year.unit or number.kind is not Kind.NUMBER:
        return False
    return isinstance(number.value, Decimal) and _FOUR_DIGITS[0] <= number.value < _FOUR_DIGITS[1]


def _loosely_comparable(one: Quantity, other: Quantity) -> bool:
    """Both degrees, or a share against a bare number (one in five, 20%)."""
    kinds = {one.kind, other.kind}
    return unsure_degrees(one, other) or kinds == {Kind.PERCENT, Kind.NUMBER}


def _is_said(quantity: Quantity, here: Sequence[Quantity], there: Sequence[Quantity]) -> bool:
    """Whether the other text says it once where this one repeats it, or only converts it."""
    repeats = any(same(quantity, other) or alike(quantity, other) for other in there)
    return repeats or any(converted(quantity, other) for other in (*here, *there))


def weighs(quantity: Quantity) -> bool:
    """Whether its absence is worth a word: not one to ten in words, nor a share or a month."""
    if quantity.digits:
        return True
    if quantity.kind is not Kind.NUMBER or not isinstance(quantity.value, Decimal):
        return False
    return quantity.value > _IDIOMATIC

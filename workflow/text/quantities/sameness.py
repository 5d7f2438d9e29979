"""When two languages say the same quantity: exactly, in other words, or nearly."""

from decimal import Decimal

from workflow.text.quantities.quantity import Clock, Day, Kind, Quantity, Value

# What one unit is in a base unit of its family; a foot is 0.3048 m by definition.
_METRES = {"mm": "0.001", "cm": "0.01", "in": "0.0254", "ft": "0.3048", "yd": "0.9144", "m": "1"}
_SPEEDS = {"km": "1000", "km/h": "1000", "mi": "1609.344", "mph": "1609.344"}
_GRAMS = {"mg": "0.001", "g": "1", "lb": "453.59", "kg": "1000", "t": "1000000"}
_SQUARES = {"m²": "1", "ha": "10000", "ac": "4046.86", "km²": "1000000"}
_WATTS = {"kW": "1", "MW": "1000", "GW": "1000000"}
_FAMILIES = tuple(
    {unit: Decimal(size) for unit, size in family.items()}
    for family in (_METRES | _SPEEDS, _GRAMS, _SQUARES, _WATTS)
)
_DEGREES = frozenset({"°", "°C", "°F"})
_BARE = {"mph": "mi", "km/h": "km"}  # "an hour" stands anywhere in the sentence
_DOLLARS = frozenset({"USD", "TWD", "CAD", "AUD", "HKD"})
_GUESSED = {  # what a short name or sign may stand for
    "USD": _DOLLARS,
    "TWD": _DOLLARS | {"CNY", "JPY"},
    "CNY": frozenset({"JPY"}),
    "lb": frozenset({"GBP"}),
    "°": _DEGREES,
}
_CONVERTED = Decimal("0.1")  # how far a rounded conversion may lie off
_CLOSELY = Decimal("0.03")  # and one of more than one figure
_SHARE = Decimal("0.02")
_TIMES = (7, 12, 24, 60)
_ROC_BEGINS = 1911


def same(one: Quantity, other: Quantity) -> bool:
    """Kind, value and unit are the same, as far as both say them."""
    return one.kind is other.kind and one.value == other.value and units_agree(one, other)


def units_agree(one: Quantity, other: Quantity) -> bool:
    """The units do not contradict each other: equal, left out, or one may mean the other."""
    first, second = (_BARE.get(each.unit, each.unit) for each in (one, other))
    if first == second or not first or not second:
        return True
    return _may_mean(one, second) or _may_mean(other, first)


def _may_mean(quantity: Quantity, unit: str) -> bool:
    return not quantity.certain and unit in _GUESSED.get(quantity.unit, ())


def dates_agree(one: Quantity, other: Quantity) -> bool:
    """Two dates share a part and contradict each other in none."""
    first, second = _parts(one), _parts(other)
    shared = first.keys() & second.keys()
    return bool(shared) and all(first[part] == second[part] for part in shared)


def dates_differ(one: Quantity, other: Quantity) -> bool:
    """Two dates, years or decades that give the same part, but another value."""
    first, second = _parts(one), _parts(other)
    return any(first[part] != second[part] for part in first.keys() & second.keys())


def alike(one: Quantity, other: Quantity) -> bool:
    """The same number said as another kind: 0.5 as 50%, 7 o'clock as 7, the ’90s as 1990."""
    if dates_differ(one, other) or _times_differ(one, other):
        return False
    return bool(_views(one) & _views(other))


def _times_differ(one: Quantity, other: Quantity) -> bool:
    """Two times of day of which both say the half of the day."""
    return one.kind is other.kind is Kind.TIME and one.certain and other.certain


def converted(one: Quantity, other: Quantity) -> bool:
    """The same in another unit, as far as rounding lets it: 45 miles (72 km)."""
    exact = min(_figures(one.value), _figures(other.value)) > 1
    return _sizes_differ(one, other) and _apart(one, other) <= (_CLOSELY if exact else _CONVERTED)


def roughly(one: Quantity, other: Quantity) -> bool:
    """Two measures with decimals that conversions rounded differently: 7.6 cm, 7.5 cm."""
    if one.unit != other.unit or not one.unit:
        return False
    decimals = _has_decimals(one.value) or _has_decimals(other.value)
    return decimals and _apart(one, other) <= _CONVERTED


def near(one: Quantity, other: Quantity) -> bool:
    """As good as the same: converted to another unit, a share in round words, a year of 民國."""
    senses = (converted, _same_share, _same_roc_year, _same_short_year)
    return any(sense(one, other) for sense in senses)


def in_other_time(one: Quantity, other: Quantity) -> bool:
    """Perhaps the same time in another unit: 18 months as 1.5 years, 48 hours as 2 days."""
    if not one.kind is other.kind is Kind.NUMBER:
        return False
    low, high = sorted(abs(each.value) for each in (one, other) if isinstance(each.value, Decimal))
    return any(low * times == high for times in _TIMES)


def rounded(one: Quantity, other: Quantity) -> bool:
    """One is the other in round figures and says so: 23,456 as близько 23 тис."""
    if not isinstance(one.value, Decimal) or not isinstance(other.value, Decimal):
        return False
    exact, about = sorted((one, other), key=lambda each: _figures(each.value), reverse=True)
    if not about.approximate or exact.approximate or not about.value:
        return False
    place = Decimal(1).scaleb(_exponent(about.value))
    return _distance(exact, about) <= place / 2


def unsure_degrees(one: Quantity, other: Quantity) -> bool:
    """Degrees are converted in too many ways to be sure of any: 20 apart, 20 hot.

    Only an earthquake of 7.5 may have 7,5 stopnia in one language and no unit in the other.
    """
    units = {one.unit, other.unit}
    return bool(units & _DEGREES) and units != {"°", ""} and units - {""} <= _DEGREES


def _has_decimals(value: Value) -> bool:
    return isinstance(value, Decimal) and value != value.to_integral_value()


def _distance(one: Quantity, other: Quantity) -> Decimal:
    if isinstance(one.value, Decimal) and isinstance(other.value, Decimal):
        return abs(abs(one.value) - abs(other.value))
    return Decimal("Infinity")


def _sizes_differ(one: Quantity, other: Quantity) -> bool:
    return all(
        family.get(one.unit) != family.get(other.unit) for family in _FAMILIES if one.unit in family
    )


def _figures(value: Value) -> int:
    return len(value.normalize().as_tuple().digits) if isinstance(value, Decimal) else 0


def _exponent(value: Value) -> int:
    exponent = value.normalize().as_tuple().exponent if isinstance(value, Decimal) else 0
    return exponent if isinstance(exponent, int) else 0


def _parts(quantity: Quantity) -> dict[str, int]:
    value = quantity.value
    if isinstance(value, Day):
        parts = {"year": value.year, "month": value.month, "day": value.day}
        return {name: part for name, part in parts.items() if part is not None}
    if quantity.unit == "decade" and isinstance(value, Decimal):
        century, decade = divmod(int(value), 100)
        return {"decade": decade, **({"hundreds": century} if quantity.certain else {})}
    if quantity.kind is Kind.YEAR and isinstance(value, Decimal):
        return {quantity.unit or "year": int(value)}
    return {}


def _views(quantity: Quantity) -> set[Decimal]:
    value = quantity.value
    if isinstance(value, Day):
        return {Decimal(part) for part in _parts(quantity).values()}
    if isinstance(value, Clock):
        hours = {value.hour, value.hour % 12 or 12}
        return {Decimal(hour) + Decimal(value.minute) / 100 for hour in hours}
    views = {abs(value)}
    if quantity.kind is Kind.PERCENT:
        views.add(abs(value) / 100)
    if quantity.unit == "decade":
        views.add(value % 100)
    if quantity.unit == "century":
        views.add((value - 1) * 100)
    return views


def _apart(one: Quantity, other: Quantity) -> Decimal:
    """How far two measures of one family lie apart, in parts of the larger; else endlessly."""
    if isinstance(one.value, Decimal) and isinstance(other.value, Decimal):
        for family in _FAMILIES:
            if one.unit in family and other.unit in family:
                first, second = one.value * family[one.unit], other.value * family[other.unit]
                return abs(first - second) / (max(abs(first), abs(second)) or 1)
    return Decimal("Infinity")


def _same_share(one: Quantity, other: Quantity) -> bool:
    """A third is 33%; only where one of them is in words."""
    first, second = _share(one), _share(other)
    if first is None or second is None or Kind.PERCENT not in {one.kind, other.kind}:
        return False
    in_words = not (one.digits and other.digits)
    return in_words and abs(first - second) <= _SHARE


def _share(quantity: Quantity) -> Decimal | None:
    if not isinstance(quantity.value, Decimal):
        return None
    if quantity.kind is Kind.PERCENT:
        return quantity.value / 100
    return quantity.value if 0 < quantity.value < 1 else None


def _same_roc_year(one: Quantity, other: Quantity) -> bool:
    years = sorted(part for each in (one, other) for part in _years(each))
    return len(years) == 2 and years[0] + _ROC_BEGINS == years[1]


def _same_short_year(one: Quantity, other: Quantity) -> bool:
    """The second year of 2022–23."""
    year, short = (one, other) if one.kind is Kind.YEAR else (other, one)
    if year.kind is not Kind.YEAR or short.kind not in {Kind.NUMBER, Kind.ORDINAL}:
        return False
    return isinstance(year.value, Decimal) and year.value % 100 == short.value


def _years(quantity: Quantity) -> tuple[int, ...]:
    if isinstance(quantity.value, Decimal) and quantity.kind in {Kind.YEAR, Kind.NUMBER}:
        return (int(quantity.value),) if not quantity.unit else ()
    year = _parts(quantity).get("year")
    return (year,) if year else ()

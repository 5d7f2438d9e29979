"""What a number counts: percent, money, a measure, by what stands beside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workflow.text.quantities.lexicon import Lexicon, Sign
from workflow.text.quantities.numeral import Numeral
from workflow.text.quantities.quantity import Kind, Quantity

_SPACE = r"[ \u00a0\u202f]"
_RANGE = re.compile(
    rf"{_SPACE}{{0,2}}(?:[-–—~～]|to|and|or|до|та|і|й|чи|do|i|lub|至|到|或){_SPACE}{{0,2}}"
)
_YEARS = (1500, 2100)


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of a language as two patterns; a group of each tells the sign."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    about: re.Pattern[str]
    minus: re.Pattern[str]
    lexicon: Lexicon


def compiled(lexicon: Lexicon) -> Signs:
    """Make the patterns of a lexicon's signs, once a language."""
    edge = r"(?<![^\W\d_])" if lexicon.spaced else ""
    flags = re.I if lexicon.spaced else 0
    return Signs(
        before=re.compile(rf"{edge}(?:{_any(lexicon.before)}){_SPACE}?\Z", flags),
        after=re.compile(rf"(?:{_SPACE}{{0,3}}|-)(?:{_any(lexicon.after)})", flags),
        about=re.compile(rf"(?:{lexicon.approximate}){_SPACE}?\Z", flags),
        minus=re.compile(rf"(?:(?:^|[\s(（])[-−]|(?:{lexicon.minus}){_SPACE}?)\Z", flags),
        lexicon=lexicon,
    )


def counted(text: str, numerals: Sequence[Numeral], signs: Signs) -> list[Quantity]:
    """The quantities of a text's numbers; the members of a range share scale and unit."""
    quantities: list[Quantity] = []
    following: Numeral | None = None
    for numeral in reversed(numerals):
        if following and _is_range(text, numeral, following):
            quantity = _quantity(text, _scaled(numeral, following), signs)
            quantities.append(_with_unit_of(quantity, quantities[-1]))
        else:
            quantities.append(_quantity(text, numeral, signs))
        following = numeral
    return quantities[::-1]


def _is_range(text: str, first: Numeral, second: Numeral) -> bool:
    return bool(_RANGE.fullmatch(text, first.end, second.start))


def _scaled(first: Numeral, second: Numeral) -> Numeral:
    """The first of a range with the scale of the second: 5–7 million; but not 500–2,000."""
    if first.scale > 1 or first.value >= second.value / second.scale:
        return first
    return replace(first, value=first.value * second.scale)


def _with_unit_of(quantity: Quantity, other: Quantity) -> Quantity:
    shares = other.kind in {Kind.PERCENT, Kind.MONEY, Kind.MEASURE}
    if quantity.kind is not Kind.NUMBER or quantity.unit or not shares:
        return quantity
    return replace(quantity, kind=other.kind, unit=other.unit, certain=other.certain)


def _quantity(text: str, numeral: Numeral, signs: Signs) -> Quantity:
    kind, unit, certain = numeral.kind or Kind.NUMBER, "", numeral.kind is not None
    start, end, value = numeral.start, numeral.end, numeral.value
    before = signs.before.search(text, max(0, start - 12), start)
    after = signs.after.match(text, end)
    sign = _sign(after, signs.lexicon.after, numeral) if after else None
    if after and sign and numeral.kind is None:
        kind, unit, certain, end = sign.kind, sign.unit, sign.certain, after.end()
    elif before and (chosen := _sign(before, signs.lexicon.before, numeral)):
        kind, unit, certain = chosen.kind, chosen.unit, chosen.certain
    if before and kind is Kind.MONEY:
        chosen = _sign(before, signs.lexicon.before, numeral)
        if chosen and not certain:
            unit, certain = chosen.unit, chosen.certain
    if before and kind is Kind.MONEY:
        start = before.start()
    minus = signs.minus.search(text, max(0, start - 8), start)
    if minus:
        value, start = -value, minus.end() - len(minus.group().lstrip())
    if kind is Kind.NUMBER:
        kind = _bare_kind(text, numeral)
    return Quantity(
        start=start,
        end=end,
        kind=kind,
        value=value,
        unit=unit,
        digits=numeral.digits,
        certain=certain,
        approximate=numeral.approximate
        or bool(signs.about.search(text, max(0, start - 16), start)),
    )


def _sign(found: re.Match[str], signs: Sequence[Sign], numeral: Numeral) -> Sign | None:
    sign = signs[int((found.lastgroup or "s0")[1:])]
    return None if sign.needs_ordinal and not numeral.ordinal else sign


def _bare_kind(text: str, numeral: Numeral) -> Kind:
    """Four digits that are no amount are taken for a year, without certainty."""
    if numeral.ordinal:
        return Kind.ORDINAL
    written = text[numeral.start : numeral.end]
    year = written.isdecimal() and len(written) == 4 and _YEARS[0] <= numeral.value < _YEARS[1]
    return Kind.YEAR if year else Kind.NUMBER


def _any(signs: Sequence[Sign]) -> str:
    return "|".join(f"(?P<s{place}>{sign.pattern})" for place, sign in enumerate(signs)) or "(?!)"

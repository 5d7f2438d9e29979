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
_UNSAID = Sign(pattern="", kind=Kind.NUMBER, certain=False)
_REACH = 16  # characters to look back for a sign
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
    start, end = numeral.start, numeral.end
    before = signs.before.search(text, max(0, start - _REACH), start)
    after = signs.after.match(text, end)
    ahead = _sign(before, signs.lexicon.before, numeral)
    behind = _sign(after, signs.lexicon.after, numeral) if numeral.kind is None else None
    chosen = _chosen(ahead, behind, numeral)
    if behind and after:
        end = after.end()
    if before and ahead and chosen.kind is ahead.kind:
        start = before.start()
    minus = signs.minus.search(text, max(0, start - _REACH), start)
    if minus:
        start = minus.end() - len(minus.group().lstrip())
    about = signs.about.search(text, max(0, start - _REACH), start)
    return Quantity(
        start=start,
        end=end,
        kind=_bare_kind(text, numeral) if chosen.kind is Kind.NUMBER else chosen.kind,
        value=-numeral.value if minus else numeral.value,
        unit=chosen.unit,
        digits=numeral.digits,
        certain=chosen.certain,
        approximate=numeral.approximate or about is not None,
    )


def _sign(found: re.Match[str] | None, signs: Sequence[Sign], numeral: Numeral) -> Sign | None:
    if found is None or found.lastgroup is None:
        return None
    sign = signs[int(found.lastgroup[1:])]
    return None if sign.needs_ordinal and not numeral.ordinal else sign


def _chosen(ahead: Sign | None, behind: Sign | None, numeral: Numeral) -> Sign:
    """What says most: the sign behind (5 €), or the one ahead where that is surer ($5, £5億元)."""
    if numeral.kind is not None:
        return Sign(pattern="", kind=numeral.kind)
    if behind is None:
        return ahead or _UNSAID
    if ahead and ahead.kind is behind.kind and not behind.certain:
        return ahead
    if behind.unit == "lb" and not behind.certain and numeral.scale > 1:
        return Sign(pattern="", kind=Kind.MONEY, unit="GBP")  # nobody weighs millions of pounds
    return behind


def _bare_kind(text: str, numeral: Numeral) -> Kind:
    """Four digits that are no amount are taken for a year, without certainty."""
    if numeral.ordinal:
        return Kind.ORDINAL
    written = text[numeral.start : numeral.end]
    year = written.isdecimal() and len(written) == 4 and _YEARS[0] <= numeral.value < _YEARS[1]
    return Kind.YEAR if year else Kind.NUMBER


def _any(signs: Sequence[Sign]) -> str:
    return "|".join(f"(?P<s{place}>{sign.pattern})" for place, sign in enumerate(signs)) or "(?!)"

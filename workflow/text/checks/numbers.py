"""Numbers, dates, currencies and units of a translation against its source.

Values are compared, not digits: 24,000 is 24 тис. and 2.4萬, half is 50% and 五成.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from workflow.languages.catalogue import marked
from workflow.languages.formatting import format_number
from workflow.languages.language import Language
from workflow.text.checks.finding import Finding, Grade, Severity
from workflow.text.quantities.compare import Comparison, Pair, compare, weighs
from workflow.text.quantities.quantity import Kind, Quantity
from workflow.text.quantities.read import quantities

_DIFFERENT = {
    "numbers": marked("The source says “{source}”, but here stands “{target}”. Check the number."),
    "dates": marked(
        "The source says “{source}”, but here stands “{target}”. Check the date or time."
    ),
    "currencies": marked(
        "The source counts in another currency: “{source}” there, “{target}” here. Check it."
    ),
    "units": marked("The source measures in another unit: “{source}”, here “{target}”. Check it."),
}
_UNCERTAIN = marked("“{source}” in the source and “{target}” here may not be the same. Check it.")
_MISSING = marked("“{source}” of the source is missing here. Check that nothing was left out.")
_EXTRA = marked("“{target}” is not in the source. Check where it comes from.")
_BARE = re.compile(r"\d[\d.,\u00a0\u202f ]*")
_MOST, _DECIMALS = 10**15, 3  # what format_number writes in full
_DATED = frozenset({Kind.DATE, Kind.YEAR, Kind.TIME})


def numbers(
    source_text: str, text: str, *, source_language: Language, language: Language
) -> tuple[Finding, ...]:
    """Find what the translation counts otherwise than its source, in order of place.

    A number in digits where the source has another one is a warning, and so are another date,
    currency or unit; what is only missing, added or rounded is a note. A finding about something
    missing spans the whole text.
    """
    if not text.strip():
        return ()
    compared = compare(quantities(source_text, source_language), quantities(text, language))
    findings = _Findings(source_text, text, language)
    found = [*findings.of_pairs(compared), *findings.of_single(compared)]
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, finding.check)))


class _Findings:
    """Says what was found, with the words of both texts."""

    def __init__(self, source_text: str, text: str, language: Language) -> None:
        self.source_text, self.text, self.language = source_text, text, language

    def of_pairs(self, compared: Comparison) -> Iterator[Finding]:
        """What stands in place of something else."""
        for pair in compared.different:
            check = "dates" if {each.kind for each in pair} <= _DATED else "numbers"
            yield self._pair(check, Severity.WARNING, _DIFFERENT[check], pair)
        for pair in compared.other_units:
            check = "currencies" if pair[0].kind is Kind.MONEY else "units"
            yield self._pair(check, Severity.WARNING, _DIFFERENT[check], pair)
        for pair in compared.uncertain:
            yield self._pair("numbers", Severity.NOTE, _UNCERTAIN, pair)

    def of_single(self, compared: Comparison) -> Iterator[Finding]:
        """What stands in one of the texts alone."""
        for quantity in compared.missing:
            if weighs(quantity):
                source = self.source_text[quantity.start : quantity.end]
                yield Finding(
                    check=_check(quantity),
                    severity=Severity.NOTE,
                    start=0,
                    end=len(self.text),
                    message=_MISSING,
                    values={"source": source},
                )
        for quantity in compared.extra:
            if weighs(quantity):
                yield Finding(
                    check=_check(quantity),
                    severity=Severity.NOTE,
                    start=quantity.start,
                    end=quantity.end,
                    message=_EXTRA,
                    values={"target": self.text[quantity.start : quantity.end]},
                )

    def _pair(self, check: str, severity: Severity, message: str, pair: Pair) -> Finding:
        source, target = pair
        said = self.source_text[source.start : source.end]
        here = self.text[target.start : target.end]
        fix = self._fix(pair, said, here) if severity is Severity.WARNING else None
        return Finding(
            check=check,
            severity=severity,
            start=target.start,
            end=target.end,
            message=message,
            values={"source": said, "target": here},
            fix=fix,
            grade=Grade.WARN if fix is None else Grade.ASK,
        )

    def _fix(self, pair: Pair, said: str, here: str) -> str | None:
        """The number as this language writes it, where both are bare digits."""
        source, target = pair
        bare = all(_BARE.fullmatch(words) for words in (said, here))
        if not bare or not isinstance(source.value, Decimal) or source.value >= _MOST:
            return None
        if source.kind is target.kind is Kind.YEAR:
            return said
        plain = source.kind is Kind.NUMBER and target.kind in {Kind.NUMBER, Kind.YEAR}
        exact = round(source.value, _DECIMALS) == source.value
        return format_number(source.value, self.language) if plain and exact else None


def _check(quantity: Quantity) -> str:
    return "dates" if quantity.kind in _DATED and quantity.certain else "numbers"

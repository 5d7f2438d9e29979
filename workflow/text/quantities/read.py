"""Reading the quantities of a text."""

import re
from decimal import Decimal

from workflow.languages.language import Language
from workflow.text.checks.masking import prose
from workflow.text.quantities.quantity import Kind, Quantity

_DIGITS = re.compile(r"\d+")


def quantities(text: str, language: Language) -> tuple[Quantity, ...]:
    """Everything the text counts, in order of place; code and addresses are left out."""
    del language
    return tuple(
        Quantity(
            start=found.start(), end=found.end(), kind=Kind.NUMBER, value=Decimal(found.group())
        )
        for found in _DIGITS.finditer(prose(text))
    )

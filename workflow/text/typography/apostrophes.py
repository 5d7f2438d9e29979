"""The apostrophe within a word of Cyrillic letters, in the one form that the house has chosen.

Sources: CLDR, exemplar characters of uk (U+02BC) and its punctuation (U+2019); typography.org.ua.
"""

import re
from collections.abc import Iterator

from workflow.text.typography.rule import Spot
from workflow.text.typography.style import HouseStyle, Option
from workflow.text.typography.swaps import Find, spots

_FORMS = {"u2019": "\u2019", "u02bc": "\u02bc"}
_CYRILLIC = "[А-Яа-яІЇЄҐіїєґЁёЫыЭэЪъ]"
_BETWEEN = re.compile(
    rf"(?<={_CYRILLIC})(?P<spot>['`´‘’‛ʼʹ′＇]|(?<=[бпвмфдтзсцжшчркгхнБПВМФДТЗСЦЖШЧРКГХН])\""
    rf"(?=[яюєїЯЮЄЇ]))(?={_CYRILLIC})"
)


def apostrophes(option: Option) -> Find:
    """Say where another mark stands for the apostrophe; a closing quotation mark never does."""

    def find(text: str, style: HouseStyle) -> Iterator[Spot]:
        yield from spots(text, _BETWEEN, _FORMS[style.of(option)])

    return find

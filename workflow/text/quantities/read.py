"""Reading the quantities of a text: dates first, then times of day, then everything counted."""

import importlib
import pkgutil
import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from workflow.languages.language import Language
from workflow.text.checks.masking import prose
from workflow.text.quantities import known
from workflow.text.quantities.clocks import times
from workflow.text.quantities.counted import Signs, compiled, counted
from workflow.text.quantities.days import blanked, dates
from workflow.text.quantities.lexicon import Lexicon, Module
from workflow.text.quantities.quantity import Quantity

_WIDE = str.maketrans(
    "０１２３４５６７８９．−\u2009",
    "0123456789.-\u00a0",
)
_MARKS = re.compile(r"\[\^\w+\]|[*_\\]")


@dataclass(frozen=True, slots=True)
class _Reader:
    lexicon: Lexicon
    dates: tuple[re.Pattern[str], ...]
    clocks: tuple[re.Pattern[str], ...]
    signs: Signs


def quantities(text: str, language: Language) -> tuple[Quantity, ...]:
    """Everything the text counts, measures and dates, in order of place.

    The text may hold inline Markdown; code, addresses, handles and footnote marks are left out.
    What is vague (dozens, кілька, 數十) is no quantity. A language without tables has none.
    """
    reader = _readers().get(language.tag)
    if reader is None:
        return ()
    seen = _MARKS.sub(lambda mark: " " * len(mark.group()), prose(text.translate(_WIDE)))
    found = list(dates(seen, reader.lexicon, reader.dates))
    for quantity in found:
        seen = blanked(seen, quantity.start, quantity.end)
    clocks = list(times(seen, reader.lexicon, reader.clocks))
    for quantity in clocks:
        seen = blanked(seen, quantity.start, quantity.end)
    numerals = sorted(reader.lexicon.numerals(seen), key=lambda numeral: numeral.start)
    found += [*clocks, *counted(seen, numerals, reader.signs)]
    return tuple(sorted(found, key=lambda quantity: (quantity.start, quantity.end)))


@cache
def _readers() -> dict[str, _Reader]:
    names = (module.name for module in pkgutil.iter_modules(known.__path__))
    modules = [importlib.import_module(f"{known.__name__}.{name}") for name in names]
    return {module.TAG: _reader(cast(Module, module).LEXICON) for module in modules}


def _reader(lexicon: Lexicon) -> _Reader:
    return _Reader(
        lexicon=lexicon,
        dates=tuple(re.compile(pattern) for pattern in lexicon.dates),
        clocks=tuple(re.compile(pattern) for pattern in lexicon.clocks),
        signs=compiled(lexicon),
    )

"""Where characters are no term, though a term is written so: 韓國 in 韓國瑜, 布查 in 宣布查扣.

Words that stand without spaces meet so that others appear across their border. A language may
have a table of it, ``known/<tag>.csv``: a form, and what stands before and after it there, several
parted by |; an empty cell is anything, and # a number (before the form, a day of the month). The
form is written with 台, not 臺.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from workflow.languages.language import Language

_NUMBER = "#"
_DAY = re.compile(r"(?:^|[^0-9A-Za-z.,])[0-9]{1,2}$")
_LONGEST_DAY = 3  # characters: two, and the one before that shows it is no year


@dataclass(frozen=True, slots=True)
class _Border:
    """What stands on the two sides of a form that is none."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    def is_at(self, text: str, start: int, end: int) -> bool:
        return self._is_before(text, start) and self._is_after(text, end)

    def _is_before(self, text: str, start: int) -> bool:
        if text.endswith(self.before, 0, start):
            return True
        day = text[max(0, start - _LONGEST_DAY) : start]
        return _NUMBER in self.before and _DAY.search(day) is not None

    def _is_after(self, text: str, end: int) -> bool:
        if text.startswith(self.after, end):
            return True
        return _NUMBER in self.after and text[end : end + 1].isnumeric()


def is_across_a_border(text: str, place: int, form: str, language: Language) -> bool:
    """Whether the characters of a form, at this place, belong to longer words."""
    borders = _borders(language.tag).get(form, ())
    return any(each.is_at(text, place, place + len(form)) for each in borders)


@cache
def _borders(tag: str) -> Mapping[str, Sequence[_Border]]:
    source = resources.files("workflow.text.terms.known").joinpath(f"{tag}.csv")
    found: dict[str, list[_Border]] = defaultdict(list)
    if source.is_file():
        for row in csv.DictReader(source.read_text(encoding="utf-8").splitlines()):
            border = _Border(tuple(row["before"].split("|")), tuple(row["after"].split("|")))
            found[row["form"]].append(border)
    return dict(found)

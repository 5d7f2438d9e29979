"""Tables of words that give something away, and finding them in a text."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain


class Strength(StrEnum):
    """How much a word gives away."""

    CLEAR = "clear"  # it says so outright: not, alleged
    MILD = "mild"  # it leans that way: not only, perhaps
    AKIN = "akin"  # it may stand for one in a translation: without, refuse; says, according to


@dataclass(frozen=True, slots=True)
class Sign:
    """A word of a table, found at ``start:end``."""

    strength: Strength
    start: int
    end: int
    text: str


class SignTable:
    """Words by strength, each table a text of entries between commas or on lines of their own.

    ``*`` stands for any letters or none: ``жодн*``, ``*n’t``. Entries with a space are phrases,
    and `` … `` in one stands for up to five words: ``поки … не``.
    ``unrelated`` words only look like one and are passed over (非常 beside 非). Where several
    entries fit at one place the order is unrelated, mild, clear, akin, and the longest first.
    ``spaced`` says that words stand apart by spaces, so that an entry is a whole word.
    """

    def __init__(
        self, *, spaced: bool, clear: str, mild: str = "", akin: str = "", unrelated: str = ""
    ) -> None:
        tables = (
            ("unrelated", unrelated),
            (Strength.MILD.value, mild),
            (Strength.CLEAR.value, clear),
            (Strength.AKIN.value, akin),
        )
        choices = "|".join(f"(?P<{name}>{_choice(table)})" for name, table in tables if table)
        pattern = rf"(?<!\w)(?:{choices})(?!\w)" if spaced else choices
        self._pattern = re.compile(pattern, re.IGNORECASE)

    def find(self, text: str) -> tuple[Sign, ...]:
        """Every sign in a text, in order of place."""
        return tuple(
            Sign(Strength(found.lastgroup), *found.span(), found.group())
            for found in self._pattern.finditer(text)
            if found.lastgroup and found.lastgroup != "unrelated"
        )


def _choice(table: str) -> str:
    entries = chain.from_iterable(line.split(",") for line in table.splitlines())
    words = [word for entry in entries if (word := " ".join(entry.split()))]
    return "|".join(_pattern(word) for word in sorted(words, key=_longest_first))


def _longest_first(word: str) -> tuple[int, str]:
    return -len(word), word


def _pattern(word: str) -> str:
    escaped = re.escape(word)
    for plain, pattern in _SPECIAL:
        escaped = escaped.replace(plain, pattern)
    return escaped


_SPECIAL = (
    (r"\ …", r"(?:\s+[^\s.,;:!?]+){1,5}?"),
    (r"\*", r"\w*"),
    (r"\ ", r"\s+"),
    ("’", "[’ʼ']"),
)

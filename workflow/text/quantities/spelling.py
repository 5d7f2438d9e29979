"""How a language spells its numbers: tables of words, and the words found in a text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto
from functools import cached_property

from workflow.text.quantities import digits

_WORD = r"[^\W\d_]+(?:[’'ʼ][^\W\d_]+)*"
_APOSTROPHES = str.maketrans("'ʼ", "’’")


class Role(Enum):
    """What a word does in a number."""

    DIGITS = auto()
    CARDINAL = auto()
    ORDINAL = auto()
    HUNDRED = auto()  # multiplies: two hundred
    SCALE = auto()
    PART = auto()  # half, two thirds
    ARTICLE = auto()
    AND = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a number, or a number in digits."""

    start: int
    end: int
    role: Role
    value: Decimal
    alone: bool = False  # a scale or a part that is a number by itself: tysiąc, half
    part: Decimal | None = None  # what an ordinal is worth when it is counted: one *third*


@dataclass(frozen=True, kw_only=True)
class Spelling:
    """The words of a language's numbers, in small letters and with ’ for the apostrophe."""

    decimal: str
    grouping: str
    cardinals: Mapping[str, int]
    ordinals: Mapping[str, int]
    scales: Mapping[str, int]  # by the pattern of the whole word or abbreviation
    alone: frozenset[str] = frozenset()  # scale words that are a number by themselves
    parts: Mapping[str, Decimal] = field(default_factory=dict)
    counted_parts: Mapping[str, Decimal] = field(default_factory=dict)
    hundred: str = ""
    articles: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()  # a hundred *and* five
    prefixes: Mapping[str, int] = field(default_factory=dict)  # *dwudziesto*letni
    joined: str = "(?!)"  # what such a prefix is joined to, as a pattern
    half: str = "(?!)"  # two *and a half*
    ordinal_ending: str = "(?!)"  # after digits: 2*nd*, 5*-го*

    def tokens(self, text: str) -> Iterator[Token]:
        """The words and digits of a text that numbers are made of."""
        for found in self._token.finditer(text):
            token = self._of_digits(found) or self._of_scale(found) or self._of_word(found)
            if token:
                yield token

    @cached_property
    def endings(self) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """What may close a number: a half, an ordinal ending."""
        return re.compile(self.half, re.I), re.compile(self.ordinal_ending, re.I)

    @cached_property
    def _compound(self) -> re.Pattern[str]:
        names = "|".join(sorted(self.prefixes, key=len, reverse=True))
        return re.compile(rf"(?P<first>{names})(?P<second>{names})?(?:{self.joined})")

    @cached_property
    def _token(self) -> re.Pattern[str]:
        number = digits.pattern(decimal=self.decimal, grouping=self.grouping)
        scale = rf"(?<![^\W\d_])(?:{'|'.join(self.scales)})(?![^\W\d_])"
        return re.compile(rf"(?P<digits>{number})|(?P<scale>{scale})|(?P<word>{_WORD})", re.I)

    @cached_property
    def _roles(self) -> dict[str, tuple[Role, Decimal]]:
        tables: tuple[tuple[Role, Mapping[str, int | Decimal]], ...] = (
            (Role.AND, dict.fromkeys(self.joining, 0)),
            (Role.ARTICLE, dict.fromkeys(self.articles, 1)),
            (Role.HUNDRED, {self.hundred: 100}),
            (Role.PART, self.counted_parts),
            (Role.PART, self.parts),
            (Role.ORDINAL, self.ordinals),
            (Role.CARDINAL, self.cardinals),
        )
        return {word: (role, Decimal(value)) for role, t in tables for word, value in t.items()}

    def _of_digits(self, found: re.Match[str]) -> Token | None:
        if not found["digits"] or _is_name(found.string, *found.span()):
            return None
        value = digits.value(found["digits"], decimal=self.decimal, grouping=self.grouping)
        return Token(*found.span(), Role.DIGITS, value)

    def _of_scale(self, found: re.Match[str]) -> Token | None:
        said = (found["scale"] or "").casefold()
        for pattern, value in self.scales.items():
            if said and re.fullmatch(pattern, said):
                return Token(*found.span(), Role.SCALE, Decimal(value), said in self.alone)
        return None

    def _of_word(self, found: re.Match[str]) -> Token | None:
        word = (found["word"] or "").casefold().translate(_APOSTROPHES)
        if not word or word not in self._roles:
            return self._of_compound(found, word)
        role, value = self._roles[word]
        return Token(*found.span(), role, value, word in self.parts, self.counted_parts.get(word))

    def _of_compound(self, found: re.Match[str], word: str) -> Token | None:
        """A number joined to what it counts: czterdziestodwuletni, двадцятирічний."""
        compound = self._compound.fullmatch(word) if word and self.prefixes else None
        if compound is None:
            return None
        first, second = (self.prefixes.get(compound[name], 0) for name in ("first", "second"))
        fits = not second or (first >= 20 and second < 10)
        return Token(*found.span(), Role.CARDINAL, Decimal(first + second)) if fits else None


def _is_name(text: str, start: int, end: int) -> bool:
    """Digits in a name count nothing: G7, COVID-19, 5G, 3D."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before[-1:].isalpha() or before[-1:] == "_":
        return True
    if before[-1:] in {"-", "–"} and before[:1].isupper():
        return True
    return after[:1] in {"G", "D"} and not after[1:2].isalpha()

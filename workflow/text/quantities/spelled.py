"""Numbers of languages that spell them word by word: twenty-four, двісті сорок, półtora miliona."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from workflow.text.quantities.numeral import Numeral
from workflow.text.quantities.spelling import Role, Spelling, Token

_GAP = re.compile(r"(?:[ \u00a0\u202f]{0,3}|-)")
_ENDLESS = Decimal("Infinity")
_HALF = Decimal("0.5")


def numerals(text: str, spelling: Spelling) -> Iterator[Numeral]:
    """Every number of the text, in order."""
    tokens = list(spelling.tokens(text))
    place = 0
    while place < len(tokens):
        number = _Sum(text, spelling)
        begun = place
        while place < len(tokens) and number.take(tokens[place], tokens[place + 1 : place + 3]):
            place += 1
        if number.has_value():
            yield number.numeral()
        place = max(place, begun + 1)


class _Sum:
    """A number being put together, word after word."""

    def __init__(self, text: str, spelling: Spelling) -> None:
        self.text, self.spelling = text, spelling
        self.start = self.end = -1
        self.total = Decimal(0)
        self.section: Decimal | None = None  # what the next scale multiplies
        self.room = _ENDLESS  # the next word must be worth less than this
        self.ceiling = _ENDLESS  # and the next scale less than this
        self.scale = Decimal(1)
        self.digits = self.ordinal = self.closed = False

    def take(self, token: Token, coming: Sequence[Token]) -> bool:
        """Add the next word, unless it belongs to another number."""
        if token.start < self.end:  # swallowed by "and a half"
            return True
        adjacent = self.start < 0 or _GAP.fullmatch(self.text[self.end : token.start])
        if self.closed or not adjacent or not _TAKERS[token.role](self, token, coming):
            return False
        self.start = token.start if self.start < 0 else self.start
        self.end = token.end
        self._close()
        return True

    def has_value(self) -> bool:
        """Say whether it came to a number at all: an article alone is none."""
        return self.section is not None or self.scale > 1

    def numeral(self) -> Numeral:
        """What it came to."""
        return Numeral(
            start=self.start,
            end=self.end,
            value=self.total + (self.section or 0),
            digits=self.digits,
            scale=self.scale,
            ordinal=self.ordinal,
        )

    def in_digits(self, token: Token, coming: Sequence[Token]) -> bool:
        """Digits begin a number, or go on after a scale: 2 млн 300 тис."""
        scaled = bool(coming) and coming[0].role is Role.SCALE and coming[0].value < self.ceiling
        if self.section is not None or (self.start >= 0 and not scaled):
            return False
        self.section, self.room, self.digits = token.value, Decimal(0), True
        return True

    def cardinal(self, token: Token, _: Sequence[Token]) -> bool:
        """Hundreds take tens, tens take units."""
        if token.value >= self.room:
            return False
        self.section = (self.section or 0) + token.value
        self.room = _room_after(token.value)
        return True

    def ordinal_word(self, token: Token, _: Sequence[Token]) -> bool:
        """An ordinal closes a number: twenty-fourth, or counts parts: two thirds."""
        if token.part is not None and self._counts_parts():
            return self.part(replace(token, value=token.part), _)
        if not self.cardinal(token, _):
            return False
        self.ordinal = self.closed = True
        return True

    def hundred(self, token: Token, _: Sequence[Token]) -> bool:
        """One to ninety-nine hundred."""
        if self.section is None or not 0 < self.section < 100 or self.digits:
            return False
        self.section *= token.value
        self.room = Decimal(100)
        return True

    def scaled(self, token: Token, _: Sequence[Token]) -> bool:
        """A scale multiplies what stands before it; by itself only some are a number."""
        if token.value >= self.ceiling or (self.section is None and not token.alone):
            return False
        self.total += (1 if self.section is None else self.section) * token.value
        self.section, self.room = None, _ENDLESS
        self.ceiling = self.scale = token.value
        return True

    def part(self, token: Token, _: Sequence[Token]) -> bool:
        """Two thirds; a half, or half of a scale: half a million."""
        if self._counts_parts():
            self.section = (self.section or 0) * token.value
            self.closed = True
            return True
        if self.section is not None or self.total or not token.alone:
            return False
        self.section, self.room = token.value, Decimal(0)
        return True

    def _counts_parts(self) -> bool:
        return self.section is not None and 0 < self.section < 10 and not self.digits

    def article(self, _: Token, coming: Sequence[Token]) -> bool:
        """A hundred, a dozen, a third, half a million: the article counts one there alone."""
        if self.total or not coming:
            return False
        follows = coming[0].role in {Role.SCALE, Role.HUNDRED} or coming[0].part is not None
        if follows:
            self.section = self.section or Decimal(1)
        return follows or coming[0].role is Role.PART

    def joined(self, _: Token, coming: Sequence[Token]) -> bool:
        """A hundred and five, but not one hundred and two hundred."""
        if self.start < 0 or self.room < 100 or not coming or coming[0].role is not Role.CARDINAL:
            return False
        return len(coming) < 2 or coming[1].role not in {Role.HUNDRED, Role.SCALE}

    def _close(self) -> None:
        half, ending = self.spelling.endings
        found = half.match(self.text, self.end)
        if found and self.section is not None:
            self.section += _HALF
            self.end, self.room = found.end(), Decimal(0)
        found = ending.match(self.text, self.end)
        if found and self.digits and self.scale == 1:
            self.end, self.ordinal, self.closed = found.end(), True, True


def _room_after(value: Decimal) -> Decimal:
    """What a number word leaves room for: two hundred for tens, forty for units."""
    if value % 100 == 0 and value:
        return Decimal(100)
    return Decimal(10) if 20 <= value < 100 and value % 10 == 0 else Decimal(0)


_Taker = Callable[[_Sum, Token, Sequence[Token]], bool]
_TAKERS: dict[Role, _Taker] = {
    Role.DIGITS: _Sum.in_digits,
    Role.CARDINAL: _Sum.cardinal,
    Role.ORDINAL: _Sum.ordinal_word,
    Role.HUNDRED: _Sum.hundred,
    Role.SCALE: _Sum.scaled,
    Role.PART: _Sum.part,
    Role.ARTICLE: _Sum.article,
    Role.AND: _Sum.joined,
}

"""A text as words and what stands between them, as terms are looked for in it."""

import re
from dataclasses import dataclass

from workflow.text.checks.masking import prose

# Dotted initials are one word (U.S.); the name of a currency is none (US$).
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]++(?:['’ʼ][^\W_]++)*+(?![$€£])")
_JOINT = re.compile(r"(?:[\s*_\u00a0\u202f]|[-‐‑–])+")  # what may stand between two words of a term
_APOSTROPHES = str.maketrans("'ʼ", "’’")
_QUOTES = '«»‹›“”„‟‘‚"'
_QUOTE = _QUOTES[-1]  # stands for every style of them
_EVEN_QUOTES = str.maketrans(_QUOTES, _QUOTE * len(_QUOTES))
_MARKS = f"{_QUOTE},"  # that a term may have inside, as «Один пояс, один шлях»


@dataclass(frozen=True, slots=True)
class Word:
    """One word at its place, and what stands between it and the word before it.

    ``joined`` says that no more stands there than may between any two words of a term.
    """

    text: str
    start: int
    end: int
    gap: str
    joined: bool

    @property
    def marks(self) -> str:
        """The quotation marks and commas before it, of quotation marks one style for all."""
        return "".join(each for each in self.gap.translate(_EVEN_QUOTES) if each in _MARKS)

    def follows(self, marks: str) -> bool:
        """Whether it may go on the term of the word before it, which has these marks here."""
        if self.joined or not marks:
            return self.joined
        rest = [each for each in self.gap.translate(_EVEN_QUOTES) if each not in marks]
        return _JOINT.fullmatch("".join(rest)) is not None

    @property
    def plain(self) -> str:
        """In small letters, with the typographic apostrophe."""
        return plain(self.text)


def even(text: str) -> str:
    """A word with the typographic apostrophe, however it was typed."""
    return text.translate(_APOSTROPHES)


def plain(text: str) -> str:
    """The same in small letters."""
    return even(text).lower()


def is_acronym(word: str) -> bool:
    """Whether the capitals are what makes the word: NATO, TSMC, PiS."""
    return sum(map(str.isupper, word)) > 1


def words(text: str) -> list[Word]:
    """The words of inline Markdown; addresses, code and placeholders have none."""
    seen = prose(text)
    found: list[Word] = []
    end = 0
    for each in _WORD.finditer(seen):
        gap = text[end : each.start()]
        joined = bool(found) and _JOINT.fullmatch(gap) is not None
        found.append(Word(each.group(), each.start(), each.end(), gap, joined))
        end = each.end()
    return found

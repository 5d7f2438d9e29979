"""A text as words and what stands between them, as terms are looked for in it."""

import re
from dataclasses import dataclass

from workflow.text.checks.masking import prose

# Dotted initials are one word (U.S.); the name of a currency is none (US$).
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]++(?:['’ʼ][^\W_]++)*+(?![$€£])")
_JOINT = re.compile(r"(?:[\s*_\u00a0\u202f]|[-‐‑–])+")  # what may stand between two words of a term
_APOSTROPHES = str.maketrans("'ʼ", "’’")


@dataclass(frozen=True, slots=True)
class Word:
    """One word at its place; ``joined`` says that it may go on the term of the word before it."""

    text: str
    start: int
    end: int
    joined: bool

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


def words(text: str) -> list[Word]:
    """The words of inline Markdown; addresses, code and placeholders have none."""
    seen = prose(text)
    found: list[Word] = []
    end = 0
    for each in _WORD.finditer(seen):
        joined = bool(found) and _JOINT.fullmatch(text[end : each.start()]) is not None
        found.append(Word(each.group(), each.start(), each.end(), joined))
        end = each.end()
    return found

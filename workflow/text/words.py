"""Cutting a text into words: what a diff, a merge and a likeness count in.

``"".join(tokens(text)) == text``. A token is a word, a number with its separators, one Han
character, a run of spaces, or a mark. What would break when cut is one token: the address of a
link with its brackets, code, the mark of a footnote, an address, a placeholder, an escaped mark.
"""

import re
from collections.abc import Iterable

HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = rf"(?:[^\W\d_{HAN}][\u0300-\u036f]*)"
_TOKEN = re.compile(
    rf"""
      (?P<fence>`+)(?:(?!(?P=fence)).)+(?P=fence)               # code
    | \]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ ]"[^"\n]*")?\)  # the address of a link
    | \[\^[^\]\s]+\]                                            # the mark of a footnote
    | <(?:https?://|mailto:)[^<>\s]+>                           # an address between brackets
    | (?:https?://|www\.)[^\s<>()（）\[\]「」『』«»“”„]+          # an address
    | [\w.+-]+@[\w-]+\.[\w.-]*\w                                # an email address
    | \{{\w+\}}                                                 # a placeholder
    | \\[!-/:-@\[-`{{-~]                                        # an escaped mark
    | \d+(?:[.,:\u00a0\u202f]\d+)*                              # a number
    | {_LETTER}+(?:[’ʼ'-]{_LETTER}+)*                           # a word
    | [{HAN}]                                                   # a Han character
    | \s+
    | ([*_~.…!?—-])\2*                                          # a mark, or a run of it
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
_WORD = re.compile(r"\w")


def tokens(text: str) -> list[str]:
    """Cut a text into its tokens; together they are the text again."""
    return [found.group() for found in _TOKEN.finditer(text)]


def is_word(token: str) -> bool:
    """Whether a token says something: has a letter, a digit or a Han character."""
    return _WORD.search(token) is not None


def words(text: str) -> list[str]:
    """The tokens that say something, without spaces and marks."""
    return [token for token in tokens(text) if is_word(token)]


def letters(pieces: Iterable[str]) -> int:
    """How many letters and digits stand in these tokens; a Han character weighs two."""
    return sum(2 if found.group(1) else 1 for piece in pieces for found in _LETTERS.finditer(piece))


_LETTERS = re.compile(rf"([{HAN}])|\w")

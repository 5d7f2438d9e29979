"""English words: plural and possessive; marks on letters of other languages may be dropped."""

import re
import unicodedata
from collections.abc import Iterator

TAG = "en"

_HISSING = ("s", "x", "z", "ch", "sh")
_OWNS = "’s"
_NOT_COMPOSED = str.maketrans("łđøı", "ldoi")


def bend(word: str, *, alone: bool) -> frozenset[str]:
    """``party``: party, parties, party’s, parties’s. The apostrophe is the typographic one."""
    del alone  # adjectives do not bend
    plurals = {form for each in (word, _bare(word)) for form in _plurals(each)}
    return frozenset({*plurals, *(f"{each}{_OWNS}" for each in plurals)})


def _plurals(word: str) -> Iterator[str]:
    yield from (word, f"{word}s")
    if word.endswith(_HISSING):
        yield f"{word}es"
    if re.search("[^aeiou]y$", word):
        yield f"{word[:-1]}ies"


def _bare(word: str) -> str:
    """``chișinău`` as newspapers write it: chisinau."""
    parted = unicodedata.normalize("NFD", word.translate(_NOT_COMPOSED))
    return "".join(each for each in parted if not unicodedata.combining(each))


BEND = bend

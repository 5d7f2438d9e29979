"""English words: plural and possessive."""

import re

TAG = "en"

_HISSING = ("s", "x", "z", "ch", "sh")
_OWNS = "’s"


def bend(word: str, *, alone: bool) -> frozenset[str]:
    """``party``: party, parties, party’s, parties’s. The apostrophe is the typographic one."""
    del alone  # adjectives do not bend
    plurals = {word, f"{word}s"}
    if word.endswith(_HISSING):
        plurals.add(f"{word}es")
    if re.search("[^aeiou]y$", word):
        plurals.add(f"{word[:-1]}ies")
    return frozenset({*plurals, *(f"{each}{_OWNS}" for each in plurals)})


BEND = bend

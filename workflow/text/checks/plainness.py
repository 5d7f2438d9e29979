"""Telling a short plain sentence, in which a rule may be as good as certain."""

import re

from workflow.text.words import letters, words

_MOST = 60  # letters; a Han character weighs two: about ten words
_LEAST_WORDS = 2
_TWISTS = re.compile(r"[?？!！;；:：…“”„«»「」『』()（）\"—–]")
_ENDS = re.compile(r"[.。]\s*(?=\S)")


def is_plain(text: str) -> bool:
    """Whether a text is one short statement, with no question, quotation or aside in it."""
    found = words(text)
    return (
        len(found) >= _LEAST_WORDS
        and letters(found) <= _MOST
        and not _TWISTS.search(text)
        and not _ENDS.search(text.strip())
    )

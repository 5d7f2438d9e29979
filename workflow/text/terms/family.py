"""Which word of a person’s name is the family’s: Tusk of Donald Tusk, Lai of Lai Ching-te.

A text that has named somebody goes on with that word alone, and it is what tells Tusk from Trump.
No glossary says which word it is, but its forms do. It is the last, unless the given name has the
hyphen of Taiwan’s romanisation, or the name is the Chinese one said over: a character that is a
family name in China (``surnames.txt``) for the first word, and a syllable for each character.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from workflow.languages.language import Language, Script
from workflow.text.terms.values import Concept
from workflow.text.terms.words import words

_SYLLABLE = re.compile("y[aeiou]*|[aeiou]+|[яюєїаеиіоу][аеиіоу]*")
_SHORTEST = 2  # letters; У of У Чжаосє is a preposition as well
_MOST_CHARACTERS = 4


def family_names(concept: Concept, language: Language) -> frozenset[str]:
    """The words of a spaced language, in small letters, that alone stand for a person."""
    spellings = (
        spelling for form in concept.said_in(language) for spelling in (form.text, *form.inflected)
    )
    found = (_family_name(each, concept) for each in spellings)
    return frozenset(each for each in found if len(each) >= _SHORTEST)


def family_characters(concept: Concept, language: Language) -> frozenset[str]:
    """The characters that stand for a person before a title; none for a name put into Chinese."""
    return frozenset(
        form.text[0]
        for form in concept.said_in(language)
        if form.text[0] in _surnames() and 1 < len(form.text) <= _MOST_CHARACTERS
        if any(_syllables(each) == 1 for each in _spaced_family_names(concept))
    )


def _spaced_family_names(concept: Concept) -> Iterator[str]:
    for form in concept.forms:
        if form.language.script is not Script.HAN_TRADITIONAL:
            yield _family_name(form.text, concept)


def _family_name(name: str, concept: Concept) -> str:
    chunks = name.split()
    chunk = chunks[0] if _goes_first(chunks, concept) else chunks[-1]
    return next((each.plain for each in reversed(words(chunk))), "")


def _goes_first(chunks: list[str], concept: Concept) -> bool:
    if any(part[:1].islower() for part in chunks[-1].split("-")[1:]):
        return True
    return any(
        _says_over(chunks, form.text)
        for form in concept.forms
        if form.language.script is Script.HAN_TRADITIONAL
    )


def _says_over(chunks: list[str], chinese: str) -> bool:
    """Whether these are the syllables of a Chinese name, the family’s first."""
    if chinese[0] not in _surnames() or _syllables(chunks[0]) != 1:
        return False
    return sum(map(_syllables, chunks)) == len(chinese)


def _syllables(word: str) -> int:
    return len(_SYLLABLE.findall(word.lower()))


@cache
def _surnames() -> frozenset[str]:
    source = resources.files("workflow.text.terms").joinpath("surnames.txt")
    return frozenset(source.read_text(encoding="utf-8").split())

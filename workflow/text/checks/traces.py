"""What is left of a name where a text has no form of it: Polska in polski, Lai Ching-te in Lai.

Of a person the family name has to be there, as a word of its own; of everything else, a word that
begins as the name does, for countries and towns make adjectives: Київ, київський. A common word
may be within a longer one.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from workflow.languages.language import Script
from workflow.text.checks import traces_in_chinese
from workflow.text.checks.passage import Passage
from workflow.text.terms.family import family_names
from workflow.text.terms.registry import bend
from workflow.text.terms.values import Concept, Domain, TermForm
from workflow.text.terms.words import Word, plain, words

_SHORTEST_STEM, _ENDING = 3, 3  # letters of a name that stay in what is derived from it
_SHORTEST_DERIVED = 4  # letters of a family name that others are made of: путінський
_SHORTEST_COMPOUNDED = 4  # letters of each of the two words in a compound: chipmaker
_DERIVED = re.compile("(?:ськ|івськ|овськ|инськ|і[зс]|owsk|sk|i[zs]m|ist|ian)")
_GIVEN = re.compile("-[a-z]")  # the hyphen of a given name in Taiwan’s romanisation


def leaves_a_trace(concept: Concept, passage: Passage) -> bool:
    """Whether a text that has no form of a name still speaks of it."""
    if passage.language.script is Script.HAN_TRADITIONAL:
        return traces_in_chinese.leaves_a_trace(concept, passage)
    if concept.domain is Domain.PERSON:
        return _is_called_by_family(concept, passage)
    forms = concept.said_in(passage.language)
    return _has_word_made_of([form for form in forms if _is_name(form)], passage) or _has_compound(
        [form for form in forms if not _is_name(form)], passage
    )


def _is_called_by_family(concept: Concept, passage: Passage) -> bool:
    bending = bend(passage.language)
    names = family_names(concept, passage.language)
    bent = {each for name in names for each in (bending(name, alone=False) if bending else ())}
    whole = names | {each for each in bent if len(each) >= _SHORTEST_STEM}
    return any(
        (word.text[0].isupper() and word.plain in whole) or _is_derived(word, names)
        for word in _not_of_others(concept, passage)
    )


def _is_derived(word: Word, names: Iterable[str]) -> bool:
    return any(
        len(name) >= _SHORTEST_DERIVED
        and word.plain.startswith(name)
        and _DERIVED.match(word.plain, len(name))
        for name in names
    )


def _not_of_others(concept: Concept, passage: Passage) -> Iterator[Word]:
    """The words that name nobody else: neither another term nor another Lin, as Lin Yi-chin."""
    others = [
        range(each.start, each.end)
        for each in passage.terms.find(passage.text, passage.language)
        if each.concept.key != concept.key
    ]
    said = words(passage.text)
    for word, given, rest in zip_longest(said, said[1:], said[2:]):
        if not any(word.start in each for each in others) and not _is_given(given, rest):
            yield word


def _is_given(word: Word | None, rest: Word | None) -> bool:
    if word is None or rest is None or not word.joined:
        return False
    return word.text[0].isupper() and bool(_GIVEN.match(rest.gap + rest.text))


def _is_name(form: TermForm) -> bool:
    """Whether it is written large."""
    return not form.text[0].islower()


def _has_compound(forms: Iterable[TermForm], passage: Passage) -> bool:
    """Whether a common word is the beginning of a longer one: chip in chipmakers."""
    heads = [plain(form.text) for form in forms if len(form.text) >= _SHORTEST_COMPOUNDED]
    return any(
        word.plain.startswith(head) and len(word.plain) >= len(head) + _SHORTEST_COMPOUNDED
        for word in words(passage.text)
        for head in heads
    )


def _has_word_made_of(forms: Iterable[TermForm], passage: Passage) -> bool:
    bending = bend(passage.language)
    there = [each.plain for each in words(passage.text)]
    for form in forms:
        heads = [plain(each.text) for each in words(form.text)]
        longest = max(heads, key=len, default="")
        bent = bending(longest, alone=len(heads) == 1) if bending and longest else {longest}
        stems = {each[: max(_SHORTEST_STEM, len(each) - _ENDING)] for each in bent}
        if any(word.startswith(stem) for stem in stems if stem for word in there):
            return True
    return False

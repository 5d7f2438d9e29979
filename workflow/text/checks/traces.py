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
from workflow.text.terms.words import Word, is_acronym, plain, words

_SHORTEST_STEM, _ENDING = 4, 3  # letters of a name that stay in what is derived from it
_SHORTEST_OF_ALL = 3  # where the ending, or its last letter on, shows it: Polish, Polak, ризький
_OF_A_COUNTRY = re.compile(
    r"(?:[сцз]ьк\w{1,3}|[scz]k(?:i\w{0,3}|[aąo])|(?:як|ak|czyk|czyc)\w{0,3}|ish|ese|ans?)$"
)
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
    common = [form for form in forms if form.text[0].islower()]
    said = list(_not_of_others(concept, passage))
    return _has_word_made_of(set(forms) - set(common), said) or _has_compound(common, said)


def _is_called_by_family(concept: Concept, passage: Passage) -> bool:
    bending = bend(passage.language)
    names = family_names(concept, passage.language)
    bent = {each for name in names for each in (bending(name, alone=False) if bending else ())}
    whole = names | {each for each in bent if len(each) >= _SHORTEST_OF_ALL}
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
    """The words that name nobody else: neither another term nor another Lin, as Lin Yi-chin.

    A country is named with what is called after it, as the Taiwan Strait, a place is not.
    """
    others = [
        range(each.start, each.end)
        for each in passage.mentions
        if Domain.PERSON in {each.concept.domain, concept.domain} or concept.domain is Domain.PLACE
    ]
    said = words(passage.text)
    for word, given, rest in zip_longest(said, said[1:], said[2:]):
        if not any(word.start in each for each in others) and not _is_given(given, rest):
            yield word


def _is_given(word: Word | None, rest: Word | None) -> bool:
    if word is None or rest is None or not word.joined:
        return False
    return word.text[0].isupper() and bool(_GIVEN.match(rest.gap + rest.text))


def _has_compound(forms: Iterable[TermForm], said: Iterable[Word]) -> bool:
    """Whether a common word is the beginning of a longer one: chip in chipmakers."""
    heads = [plain(form.text) for form in forms if len(form.text) >= _SHORTEST_COMPOUNDED]
    return any(
        word.plain.startswith(head) and len(word.plain) >= len(head) + _SHORTEST_COMPOUNDED
        for word in said
        for head in heads
    )


def _has_word_made_of(forms: Iterable[TermForm], said: Iterable[Word]) -> bool:
    there = [each.plain for each in said]
    bent = {each for form in forms for each in _bent_longest_word(form)}
    cut = {each[: max(_SHORTEST_STEM, len(each) - _ENDING)] for each in bent}
    stems = tuple(each for each in cut if len(each) >= _SHORTEST_STEM)
    roots = tuple({each[:_SHORTEST_OF_ALL] for each in bent})
    return any(
        word.startswith(stems)
        or (word.startswith(roots) and _OF_A_COUNTRY.search(word, _SHORTEST_OF_ALL - 1))
        for word in there
    )


def _bent_longest_word(form: TermForm) -> Iterable[str]:
    bending = bend(form.language)
    heads = words(form.text)
    if not heads:
        return ()
    longest = max(heads, key=lambda each: len(each.text))
    if bending is None or is_acronym(longest.text):
        return {longest.plain}
    bent = bending(longest.plain, alone=len(heads) == 1)
    return {each for each in bent if len(each) >= len(longest.plain)}

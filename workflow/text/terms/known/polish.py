"""Polish words: declension by the ending of the dictionary form, with what stems go through.

A word may be of several kinds by its look; the forms of all of them are given.
"""

from collections.abc import Iterator

from workflow.text.terms.stems import joined, swapped

TAG = "pl"

# Before -e of the locative and dative: rakieta, rakiecie; Praga, Pradze; Ukraina, Ukrainie.
_SOFTENED = {
    "st": "ści",
    "zd": "ździ",
    "sł": "śl",
    "sn": "śni",
    "ch": "sz",
    "k": "c",
    "g": "dz",
    "h": "ż",
    "r": "rz",
    "ł": "l",
    "t": "ci",
    "d": "dzi",
    **{each: f"{each}i" for each in "bfmnpswz"},
}
# Before -i and -y of men in the plural: polski, polscy; zbrojny, zbrojni.
_OF_MEN = {
    "sk": "scy",
    "ck": "ccy",
    "dzk": "dzcy",
    "k": "cy",
    "g": "dzy",
    "ch": "si",
    "r": "rzy",
    "ł": "li",
    "t": "ci",
    "d": "dzi",
    "st": "ści",
    "sz": "si",
    "ż": "zi",
    **{each: f"{each}i" for each in "bmnpswz"},
}
_WRITTEN_SOFT = {"ń": "ni", "ć": "ci", "ś": "si", "ź": "zi", "dź": "dzi"}
_BARE_SOFT = {"ni": "ń", "ci": "ć", "si": "ś", "zi": "ź", "dzi": "dź"}
_ROUND = {"ó": "o", "ą": "ę"}

_ADJECTIVE = ("y", "ego", "emu", "ym", "a", "ej", "ą", "e", "ych", "ymi")
_ADJECTIVE_I = ("i", "iego", "iemu", "im", "a", "ia", "iej", "ą", "ią", "ie", "ich", "imi")
_WOMAN = ("y", "i", "ę", "ą", "o", "om", "ami", "ach", "e", "ów")
_MAN = ("a", "u", "owi", "em", "iem", "y", "i", "e", "owie", "ów", "om", "ami", "ach", "ą")
_THING = ("o", "e", "a", "u", "em", "iem", "y", "i", "om", "ami", "ach", "ów")
_MANY = ("ów", "om", "ami", "ach", "i", "y", "")
_SHORT = 3  # letters; nothing shorter is bent
_VOWELS = "aąeęioóuy"


def bend(word: str, *, alone: bool) -> frozenset[str]:
    """The forms of a lower-case Polish word: ``lwów`` gives lwów, lwowa, lwowie ..."""
    return frozenset({word, *_forms(word, alone=alone)})


def _forms(word: str, *, alone: bool) -> Iterator[str]:
    if len(word) < _SHORT:
        return
    last, stem = word[-1], word[:-1]
    if last == "a":
        yield from _noun_in_a(stem)
        yield from () if alone else _adjective(stem)
    elif last in "oe" or word.endswith("um"):
        yield from _neuter(word)
        yield from () if alone else _adjective(stem)
    elif last in "yi":
        yield from _adjective(stem)
        yield from _plural(word)
        yield from _in_two_letters(word)
    elif last not in _VOWELS:
        yield from _consonant(word)


def _in_two_letters(word: str) -> Iterator[str]:
    """Names in -ai and -ei, which men bear, and women in -ni: Laia, uchodźczyniami."""
    if word.endswith(("ai", "ei")):
        yield from joined([word], ("a", "owi", "em", "u"))
    if word.endswith("ni"):
        yield from joined([word], ("ę", "ą", "e", "om", "ami", "ach"))
        yield f"{word[:-2]}ń"


def _adjective(stem: str) -> Iterator[str]:
    stem = stem.removesuffix("i")
    yield from joined([stem], _ADJECTIVE_I if stem[-1:] in {"k", "g"} else _ADJECTIVE)
    yield from joined([stem], _ADJECTIVE_I)
    yield swapped(stem, _OF_MEN)


def _noun_in_a(stem: str) -> Iterator[str]:
    yield from joined([stem], _WOMAN)
    yield f"{swapped(stem, _SOFTENED)}e"
    yield from _without_ending(stem)


def _without_ending(stem: str) -> Iterator[str]:
    """The bare stem of the genitive plural: osób, wojen, matek, zbrodni, niań."""
    yield stem
    yield swapped(stem, _BARE_SOFT)
    if stem.endswith("i"):
        return
    for plain, round_ in (("o", "ó"), ("ę", "ą")):
        at = stem.rfind(plain)
        if at > 0 and not any(each in _VOWELS for each in stem[at + 1 :]):
            yield stem[:at] + round_ + stem[at + 1 :]
    if len(stem) >= _SHORT and not {stem[-1], stem[-2]} & set(_VOWELS):
        yield f"{stem[:-1]}e{stem[-1]}"
        yield f"{stem[:-1]}ie{stem[-1]}"


def _neuter(word: str) -> Iterator[str]:
    if word.endswith("um"):
        yield from joined([word[:-2]], ("a", "ów", "om", "ami", "ach"))
        yield from _consonant(word)
        return
    stem = word[:-1]
    yield from joined([stem], _THING)
    yield f"{swapped(stem, _SOFTENED)}e"
    yield from _without_ending(stem)
    if word.endswith("o"):
        yield from _noun_in_a(stem)  # Poroszenko, Poroszenki
    else:
        yield from joined([stem], _MANY)


def _plural(word: str) -> Iterator[str]:
    """Words that have no singular, or are given in the plural: Chiny, sankcje, Tatarzy."""
    stem = word[:-1]
    yield from joined([stem], _MANY)
    yield from _without_ending(stem)
    if word.endswith("rzy"):
        yield from joined([f"{word[:-3]}r"], _MANY)
    if word.endswith("cy"):
        yield from joined([f"{word[:-2]}k", f"{word[:-2]}c"], _MANY)
        yield from _adjective(f"{word[:-2]}k")


def _consonant(word: str) -> Iterator[str]:
    for stem in _oblique(word):
        yield from joined([stem], _MAN)
        yield f"{swapped(stem, _SOFTENED)}e"
        yield swapped(stem, _OF_MEN)  # Polacy
        yield stem  # Białorusi, niepodległości


def _oblique(word: str) -> Iterator[str]:
    """The stems that endings are put on: Lwów, lwow-; Ukrainiec, Ukraińc-; Białoruś, Białorusi-."""
    yield swapped(word, _WRITTEN_SOFT)
    at = max(word.rfind(each) for each in _ROUND)
    if at >= 0:
        yield word[:at] + _ROUND[word[at]] + word[at + 1 :]
    for ending in ("iec", "ec", "iek", "ek", "eń", "iel", "el", "eł", "er"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            yield swapped(stem + ending[-1], _WRITTEN_SOFT)
            if ending == "iec":
                yield swapped(f"{stem}i", _BARE_SOFT) + "c"
            return


BEND = bend

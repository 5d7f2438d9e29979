"""Ukrainian words: declension by the ending of the dictionary form, with what stems go through.

A word may be of several kinds by its look; the forms of all of them are given. The apostrophe is
the typographic one.
"""

from collections.abc import Iterator

from workflow.text.terms.stems import joined, swapped

TAG = "uk"

_SOFTENED = {"к": "ц", "г": "з", "х": "с"}  # before -і: Прага, Празі
_CALLED = {"к": "ч", "г": "ж", "х": "ш", "ц": "ч"}  # before -е of the vocative
_ADJECTIVE = (
    "ий",
    "ого",
    "ому",
    "им",
    "ім",
    "а",
    "ої",
    "ій",
    "у",
    "ою",
    "е",
    "і",
    "их",
    "ими",
)
_SOFT_ADJECTIVE = (
    "ій",
    "ього",
    "ьому",
    "ім",
    "я",
    "ьої",
    "ю",
    "ьою",
    "є",
    "і",
    "іх",
    "іми",
)
_HARD = (
    "а",
    "у",
    "ові",
    "ом",
    "ем",
    "еві",
    "і",
    "и",
    "е",
    "ів",
    "ам",
    "ами",
    "ах",
    "ей",
    "ою",
    "о",
)
_SOFT = (
    "я",
    "ю",
    "ьо",
    "ем",
    "еві",
    "єм",
    "єві",
    "і",
    "ї",
    "є",
    "е",
    "ів",
    "їв",
    "ям",
    "ями",
    "ях",
)
_SOFT_WOMAN = ("я", "і", "ї", "ю", "ею", "єю", "е", "є", "ь", "й", "ей", "ям", "ями", "ях")
_SURNAMES = ("ін", "їн", "ов", "ев", "єв")  # Путін, Путіним
_SHORT = 3  # letters; nothing shorter is bent
_VOWELS = "аеєиіїоуюя"


def bend(word: str, *, alone: bool) -> frozenset[str]:
    """The forms of a lower-case Ukrainian word: ``львів`` gives львів, львова, львові ..."""
    return frozenset({word, *_forms(word, alone=alone)})


def _forms(word: str, *, alone: bool) -> Iterator[str]:
    if len(word) < _SHORT:
        return
    last, stem = word[-1], word[:-1]
    if not alone or word.endswith(("ий", "ій")):
        yield from _adjective(word.removesuffix("й")[:-1] if last == "й" else stem)
    if last in _BY_LAST:
        yield from _BY_LAST[last](stem)
    elif last not in _VOWELS:
        yield from _consonant(word)


def _adjective(stem: str) -> Iterator[str]:
    yield from joined([stem], _ADJECTIVE)
    yield from joined([stem], _SOFT_ADJECTIVE)


def _noun_in_a(stem: str) -> Iterator[str]:
    yield from joined([stem], (*_HARD, "ею"))
    yield f"{swapped(stem, _SOFTENED)}і"
    yield from _without_ending(stem)


def _noun_in_ya(stem: str) -> Iterator[str]:
    yield from joined([stem], _SOFT_WOMAN)
    yield from joined([stem], _SOFT)
    if len(stem) > 1 and stem[-1] == stem[-2]:  # визнання, визнань
        yield f"{stem[:-1]}ь"


def _without_ending(stem: str) -> Iterator[str]:
    """The bare stem of the genitive plural: ракет, воєн, осіб, жінок."""
    yield stem
    for plain, close in (("о", "і"), ("е", "і"), ("є", "ї")):
        at = stem.rfind(plain)
        if at > 0 and not any(each in _VOWELS for each in stem[at + 1 :]):
            yield stem[:at] + close + stem[at + 1 :]
    if len(stem) >= _SHORT and not {stem[-1], stem[-2]} & set(_VOWELS):
        bare = {stem[:-1], stem[:-2] if stem[-2] in "ьй" else stem[:-1]}  # польок, воєн
        yield from (f"{each}{vowel}{stem[-1]}" for each in bare for vowel in "оеє")


def _neuter(stem: str) -> Iterator[str]:
    yield from joined([stem], _HARD)
    yield from joined([stem], ("я", "ю", "ям", "ями", "ях"))
    yield from _without_ending(stem)
    yield f"{swapped(stem, _SOFTENED)}і"


def _plural(stem: str) -> Iterator[str]:
    yield from joined(
        [stem], ("и", "і", "ї", "ів", "їв", "ам", "ами", "ах", "ям", "ями", "ях", "ей")
    )
    yield from _without_ending(stem)
    yield f"{stem}й"


def _consonant(word: str) -> Iterator[str]:
    if word[-1] in "ьй":
        for stem in _opened(word[:-1]):
            yield from joined([stem], _SOFT)
            yield from joined([stem], ("ю", "і", "ей", "ою"))
            yield f"{stem}{stem[-1]}ю"  # тінню, сіллю
            yield f"{stem}ю"
        if word.endswith("ість"):
            yield from joined([f"{word[:-4]}ост"], ("і", "ей", "ям", "ями", "ях"))
            yield f"{word[:-1]}ю"
        return
    for stem in _opened(word):
        yield from joined([stem], _HARD)
        yield f"{swapped(stem, _SOFTENED)}і"
        yield f"{swapped(stem, _CALLED)}е"
        yield from joined([stem], ("я", "ю", "ям", "ями", "ях"))
    if word.endswith(_SURNAMES):
        yield f"{word}им"


def _opened(word: str) -> Iterator[str]:
    """The stems that endings are put on: Харків, Харков-; Київ, Києв-; біженець, біженц-."""
    yield word
    for close, open_ in (("і", "о"), ("і", "е"), ("ї", "є")):
        at = word.rfind(close)
        if at > 0 and not any(each in _VOWELS for each in word[at + 1 :]):
            yield word[:at] + open_ + word[at + 1 :]
    if len(word) > _SHORT and word[-2] in "еоє":
        yield word[:-2] + word[-1]
        if word[-3] in "нл":
            yield f"{word[:-2]}ь{word[-1]}"
        if word.endswith("єц"):
            yield f"{word[:-2]}йц"


_BY_LAST = {
    "а": _noun_in_a,
    "я": _noun_in_ya,
    "о": _neuter,
    "е": _neuter,
    "и": _plural,
    "і": _plural,
    "ї": _plural,
}

BEND = bend

"""Letters of the wrong alphabet: Russian ones in Ukrainian, look-alikes inside a word."""

import re

from workflow.text.checks.finding import Finding, Severity
from workflow.text.checks.masking import prose

_LATIN = "aceiopxyABCEHIKMOPTXïÏ"
_CYRILLIC = "асеіорхуАВСЕНІКМОРТХїЇ"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)

_WORD = re.compile(r"[^\W\d_]+(?:[’ʼ'][^\W\d_]+)*")
_RUSSIAN = re.compile("[ыэёъЫЭЁЪ]")
_HAS_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_HAS_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LONE = frozenset("aceioy")


def russian_letters(text: str) -> tuple[Finding, ...]:
    """Find words with ы, э, ё or ъ, which Ukrainian does not have."""
    return tuple(
        Finding(
            check="russian-letters",
            severity=Severity.WARNING,
            start=word.start(),
            end=word.end(),
            message="“{word}” has the Russian letter “{letter}”. Write the word in Ukrainian.",
            values={"word": word.group(), "letter": letter.group()},
        )
        for word in _WORD.finditer(prose(text))
        if (letter := _RUSSIAN.search(word.group()))
    )


def latin_lookalikes(text: str) -> tuple[Finding, ...]:
    """Find Latin letters that pass for Cyrillic ones inside Cyrillic words, or alone among them."""
    words = list(_WORD.finditer(prose(text)))
    found: list[Finding] = []
    for place, word in enumerate(words):
        alone = _stands_alone(words, place)
        if alone or _is_mixed(word.group()):
            fixed = _fixed(word.group(), _TO_CYRILLIC, _HAS_LATIN)
            found.append(_mixed(word, fixed))
    return tuple(found)


def cyrillic_lookalikes(text: str) -> tuple[Finding, ...]:
    """Find Cyrillic letters that pass for Latin ones inside Latin words."""
    return tuple(
        _mixed(word, _fixed(word.group(), _TO_LATIN, _HAS_CYRILLIC))
        for word in _WORD.finditer(prose(text))
        if _is_mixed(word.group())
    )


def _is_mixed(word: str) -> bool:
    """A word of two alphabets counts when the letters of one could all be of the other."""
    latin = _HAS_LATIN.findall(word)
    cyrillic = _HAS_CYRILLIC.findall(word)
    if not latin or not cyrillic:
        return False
    return set(latin) <= set(_LATIN) or set(cyrillic) <= set(_CYRILLIC)


def _stands_alone(words: list[re.Match[str]], place: int) -> bool:
    if words[place].group() not in _LONE or not 0 < place < len(words) - 1:
        return False
    before, after = words[place - 1].group(), words[place + 1].group()
    return bool(_HAS_CYRILLIC.match(before) and _HAS_CYRILLIC.match(after))


def _fixed(word: str, table: dict[int, int], unwanted: re.Pattern[str]) -> str | None:
    fixed = word.translate(table)
    return None if unwanted.search(fixed) else fixed


def _mixed(word: re.Match[str], fixed: str | None) -> Finding:
    return Finding(
        check="look-alike-letters",
        severity=Severity.ERROR,
        start=word.start(),
        end=word.end(),
        message="“{word}” mixes Latin and Cyrillic letters. Type it again in one alphabet.",
        values={"word": word.group()},
        fix=fixed,
    )

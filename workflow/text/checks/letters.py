"""Letters of the wrong alphabet: Russian ones in Ukrainian, look-alikes inside a word."""

import re
from collections.abc import Iterator

from workflow.languages.catalogue import marked
from workflow.languages.language import Language, Script
from workflow.text.checks.finding import Finding, Grade, Severity
from workflow.text.checks.function_words import ONE_LETTER_WORDS
from workflow.text.checks.passage import Passage

_LATIN = "aceiopxyABCEHIKMOPTXïÏ"
_CYRILLIC = "асеіорхуАВСЕНІКМОРТХїЇ"
_TO_CYRILLIC = str.maketrans(_LATIN + "Y", _CYRILLIC + "У")
_TO_LATIN = str.maketrans(_CYRILLIC + "УјЈѕЅ", _LATIN + "YjJsS")

_LETTER = "[^\\W\\d_\u3400-\u9fff]"
_WORD = re.compile(f"{_LETTER}+(?:[’ʼ']{_LETTER}+)*")
_RUSSIAN = re.compile("[ыэёъЫЭЁЪ]")
_HAS_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_HAS_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ACRONYM = re.compile("[A-Z]{2,}-?[\u0430-\u045f\u0491’ʼ']+")
_BRAND = re.compile("[A-Za-z]{3,}[\u0430-\u045f\u0491’ʼ']{1,4}")
_BEGINNING = re.compile(r"(?:^|[.!?…»”“]\s+|[«„“(]|[—–-]\s)$")
_LONE = frozenset("aceioy")
_LONE_FIRST = frozenset("ABIOY")  # А, В, І, О and У are words of Ukrainian


def russian_letters(passage: Passage) -> Iterator[Finding]:
    """Find words with ы, э, ё or ъ, which Ukrainian does not have."""
    for word in _WORD.finditer(passage.prose):
        if letter := _RUSSIAN.search(word.group()):
            yield Finding(
                check="russian-letters",
                severity=Severity.WARNING,
                start=word.start(),
                end=word.end(),
                message=marked(
                    "“{word}” has the Russian letter “{letter}”. Write the word in Ukrainian."
                ),
                values={"word": word.group(), "letter": letter.group()},
            )


def homoglyph(passage: Passage) -> Iterator[Finding]:
    """Find letters of one alphabet that pass for those of another, in a word or as a word."""
    if not _HAS_LATIN.search(passage.prose) or not _HAS_CYRILLIC.search(passage.prose):
        return
    words = list(_WORD.finditer(passage.prose))
    for place, word in enumerate(words):
        if _stands_alone(words, place, passage) or _is_mixed(word.group()):
            yield _mixed(word, _mended(word.group(), passage.language.script))


def _is_mixed(word: str) -> bool:
    """A word of two alphabets counts when the letters of one could all be of the other."""
    latin = _HAS_LATIN.findall(word)
    cyrillic = _HAS_CYRILLIC.findall(word)
    if not latin or not cyrillic or _ACRONYM.fullmatch(word):
        return False
    return set(latin) <= set(_LATIN) or set(cyrillic) <= set(_CYRILLIC)


def _stands_alone(words: list[re.Match[str]], place: int, passage: Passage) -> bool:
    """A one-letter word of the wrong alphabet, with a word of the right one after it."""
    word, text = words[place], passage.prose
    if len(word.group()) != 1 or place + 1 == len(words):
        return False
    following = words[place + 1]
    if not text[word.end() : following.start()].isspace():
        return False
    before = words[place - 1].group() if place else ""
    beginning = bool(_BEGINNING.search(text[max(word.start() - 3, 0) : word.start()]))
    if passage.language.script is Script.CYRILLIC:
        lone = _is_lone_latin(word.group(), before, beginning=beginning)
        return lone and bool(_HAS_CYRILLIC.match(following.group()))
    lone = word.group().lower() in _lone_cyrillic(passage.language)
    return lone and bool(_HAS_LATIN.match(following.group())) and not _HAS_CYRILLIC.match(before)


def _is_lone_latin(letter: str, before: str, *, beginning: bool) -> bool:
    """Capitals count at the beginning of a sentence only: elsewhere they name things (plan B)."""
    if letter in _LONE:
        return beginning or letter == "i" or bool(_HAS_CYRILLIC.match(before))
    return beginning and letter in _LONE_FIRST


def _lone_cyrillic(language: Language) -> str:
    """The Cyrillic look-alikes of the one-letter words of a Latin-script language."""
    return "".join(
        cyrillic
        for latin, cyrillic in zip(_LATIN, _CYRILLIC, strict=True)
        if latin in ONE_LETTER_WORDS.get(language.tag, "")
    )


def _mended(word: str, script: Script) -> str | None:
    """The word in one alphabet, the language's own first; None where neither can write it."""
    cyrillic, latin = word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)
    possible = [
        each
        for each, strange in ((cyrillic, _HAS_LATIN), (latin, _HAS_CYRILLIC))
        if not strange.search(each)
    ]
    if script is Script.LATIN:
        possible.reverse()
    return possible[0] if possible else None


def _mixed(word: re.Match[str], fix: str | None) -> Finding:
    brand = _BRAND.fullmatch(word.group()) is not None  # a foreign name with an ending, perhaps
    certain = Grade.ASK if brand else Grade.AUTO
    return Finding(
        check="homoglyph",
        severity=Severity.WARNING if brand else Severity.ERROR,
        start=word.start(),
        end=word.end(),
        message=marked("“{word}” mixes Latin and Cyrillic letters. Type it again in one alphabet."),
        values={"word": word.group()},
        fix=fix,
        grade=Grade.WARN if fix is None else certain,
    )

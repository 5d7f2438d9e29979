"""Which language a text seems to be in; a hint for an editor, never a decision."""

import re
from collections.abc import Iterable

from workflow.languages.language import Language, Script
from workflow.languages.negotiation import negotiate
from workflow.languages.registry import ALL
from workflow.text.checks.catalogue import wrong_script
from workflow.text.checks.function_words import FUNCTION_WORDS

_SAMPLE = 5_000
_LETTERS = {
    Script.LATIN: re.compile("[A-Za-z\u00c0-\u024f]"),
    Script.CYRILLIC: re.compile("[\u0400-\u04ff]"),
    Script.HAN_TRADITIONAL: re.compile("[\u3400-\u9fff]"),
}
_CHARACTERS_A_WORD = {Script.LATIN: 5, Script.CYRILLIC: 5, Script.HAN_TRADITIONAL: 2}
_MAX_FOREIGN = 0.02  # findings of wrong letters a word


def guess_language(text: str, declared: Iterable[str] = ()) -> Language | None:
    """Return the language of a text, or None when none of ours fits.

    A declared tag counts only if the letters of the text agree with it.
    """
    sample = text[:_SAMPLE]
    candidates = [each for each in ALL if each.script is _script(sample)]
    said = negotiate(declared)
    if said in candidates:
        return said
    fitting = [each for each in candidates if _fits(sample, each)]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    words = re.findall(r"\w+", sample.casefold())
    scores = {each: _little_words(words, each) for each in fitting}
    best = max(fitting, key=lambda each: scores[each])
    return best if scores[best] else None


def _script(sample: str) -> Script | None:
    weights = {
        script: len(letters.findall(sample)) / _CHARACTERS_A_WORD[script]
        for script, letters in _LETTERS.items()
    }
    script = max(weights, key=lambda each: weights[each])
    return script if weights[script] else None


def _fits(sample: str, language: Language) -> bool:
    """Too many letters the language does not have: Russian, or Simplified Chinese."""
    words = len(_LETTERS[language.script].findall(sample)) / _CHARACTERS_A_WORD[language.script]
    return len(wrong_script(sample, language)) <= max(words * _MAX_FOREIGN, 1)


def _little_words(words: list[str], language: Language) -> int:
    own = FUNCTION_WORDS.get(language.tag, frozenset())
    return sum(word in own for word in words)

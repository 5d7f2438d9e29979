"""How much of a machine's text still stands in what somebody made of it.

Counted in words, in Chinese in characters. Case, punctuation, apostrophes, hyphens, spaces and the
way a number is grouped are no work: a text that only had its typography mended still stands as the
machine wrote it.
"""

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from workflow.languages.language import Language, Script
from workflow.text.checks.anatomy import anatomy
from workflow.text.words import words

_NOTHING = re.compile("[’‘‛ʼʹ′'`´\u00ad\u200b-\u200d\u2060]")  # apostrophes, what is not seen
_SPACE = re.compile("[-\u2010-\u2015\u2212\u2e3a\u2e3b]")  # hyphens and dashes
_GROUPED = re.compile(r"(?<=\d)[.,\s](?=\d{3}(?!\d))")
_TWINS = str.maketrans({"臺": "台"})


@dataclass(frozen=True, slots=True)
class Effort:
    """What became of a machine's text; two texts without words are the same text."""

    kept: float  # the share that still stands, from 0 to 1
    tokens: int  # words, or characters of Chinese, of the longer text: what it is a share of


def effort(machine: str, text: str, language: Language) -> Effort:
    """Compare what a machine wrote with what stands there now."""
    wrote, stands = tokens(machine, language), tokens(text, language)
    most = max(len(wrote), len(stands))
    return Effort(LCSseq.similarity(wrote, stands) / most if most else 1.0, most)


def still_there(machine: str, text: str, language: Language) -> int:
    """How many words (characters of Chinese) of a text are the machine's, in its order."""
    return LCSseq.similarity(tokens(machine, language), tokens(text, language))


def tokens(text: str, language: Language) -> list[str]:
    """What is counted: the words of inline Markdown, in Chinese its characters."""
    seen = unicodedata.normalize("NFKC", anatomy(text).words).casefold()
    seen = _GROUPED.sub("", _SPACE.sub(" ", _NOTHING.sub("", seen)))
    if language.script is Script.HAN_TRADITIONAL:
        seen = seen.translate(_TWINS)
    return words(seen)

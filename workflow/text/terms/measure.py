"""How well terms are found in sentences where a person marked them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from workflow.languages.language import Language
from workflow.text.terms.base import TermBase

_MARKED = re.compile(r"\[([^\[\]]+)\]\{([a-z0-9-]+)\}")

Place = tuple[int, int, str]  # from, to, the concept's key


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence, and what in it is a term."""

    text: str
    terms: frozenset[Place]


@dataclass(frozen=True, slots=True)
class Score:
    """What was found rightly and wrongly, and what was missed: the words, and the sentence."""

    right: int
    wrong: tuple[tuple[str, str], ...]
    missed: tuple[tuple[str, str], ...]

    @property
    def marked(self) -> int:
        """How many terms there were to find."""
        return self.right + len(self.missed)

    @property
    def precision(self) -> float:
        """The share of what was found that is a term, from 0 to 1."""
        found = self.right + len(self.wrong)
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """The share of the terms that was found, from 0 to 1."""
        return self.right / self.marked if self.marked else 1.0


def marked_sentence(line: str) -> MarkedSentence:
    """``Do [Lwowa]{lviv}.`` as a sentence and the places of its terms."""
    text, places, end = "", set(), 0
    for found in _MARKED.finditer(line):
        text += line[end : found.start()]
        places.add((len(text), len(text) + len(found[1]), found[2]))
        text += found[1]
        end = found.end()
    return MarkedSentence(text + line[end:], frozenset(places))


def score(sentences: Iterable[MarkedSentence], base: TermBase, language: Language) -> Score:
    """Find the terms of these sentences, and compare; a term must be found at its very place."""
    right = 0
    wrong: list[tuple[str, str]] = []
    missed: list[tuple[str, str]] = []
    for each in sentences:
        found = {
            (mention.start, mention.end, mention.concept.key)
            for mention in base.find(each.text, language)
        }
        right += len(found & each.terms)
        wrong += [(each.text[start:end], each.text) for start, end, _ in found - each.terms]
        missed += [(each.text[start:end], each.text) for start, end, _ in each.terms - found]
    return Score(right, tuple(wrong), tuple(missed))

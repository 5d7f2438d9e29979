"""How alike two blocks are, by their words; each word is one letter of a private alphabet."""

import re

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from workflow.text.segments import Block

ALIKE = 45.0  # percent of words in common, in order
_ALIKE_LETTERS = 75.0  # percent of letters: a mended typing error in a one-word heading
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")


class Likeness:
    """Compares texts by their words, and remembers each text, for speed."""

    def __init__(self) -> None:
        self._letters: dict[str, str] = {}
        self._coded: dict[str, str] = {}

    def __call__(self, old: Block, new: Block) -> float:
        """How alike two blocks are in percent, or 0 when they are not the same block."""
        if old.field is not new.field or old.kind is not new.kind:
            return 0.0
        words = self.percent(old.text, new.text, least=ALIKE)
        return words or fuzz.ratio(old.text, new.text, score_cutoff=_ALIKE_LETTERS)

    def percent(self, old: str, new: str, *, least: float = 0.0) -> float:
        """How many words two texts have in common and in order, in percent of both."""
        return fuzz.ratio(self._code(old), self._code(new), score_cutoff=least)

    def share(self, part: str, whole: str) -> float:
        """How much of a part stands in a whole, in order, from 0 to 1; nothing stands nowhere."""
        words = self._code(part)
        return LCSseq.similarity(words, self._code(whole)) / len(words) if words else 0.0

    def vocabulary(self, text: str) -> list[str]:
        """The different words of a text, each as its letter, in order of first use."""
        return list(dict.fromkeys(self._code(text)))

    def _code(self, text: str) -> str:
        if text not in self._coded:
            found = _WORD.findall(text.casefold())
            self._coded[text] = "".join(self._letter(word) for word in found)
        return self._coded[text]

    def _letter(self, word: str) -> str:
        number = len(self._letters) + 1
        past_surrogates = number + 0x800 if number >= 0xD800 else number
        return self._letters.setdefault(word, chr(past_surrogates))

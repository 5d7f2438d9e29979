"""A PO file line by line, before a reader that forgives sees it: every broken line is told.

A string without its closing quotation mark is how a file that was cut short looks. A reader that
forgives takes it for an empty translation; here the file is refused.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import islice

from workflow.exchange.limits import MOST_TOLD, MOST_UNITS
from workflow.exchange.values import FileProblem

_LINE = re.compile(
    r"(?P<word>msgctxt|msgid_plural|msgid|msgstr(?:\[[0-9]{1,2}\])?)?\s*"
    r'"(?P<string>[^"\\]*+(?:\\.[^"\\]*+)*+)(?P<closed>"?)(?P<rest>.*)'
)


class _After(StrEnum):
    """What the last line with a word was."""

    NOTHING = "nothing"
    CONTEXT = "msgctxt"
    SOURCE = "msgid"
    TARGET = "msgstr"


_FOLLOWS = {
    "msgctxt": (_After.CONTEXT, {_After.NOTHING, _After.TARGET}),
    "msgid": (_After.SOURCE, {_After.NOTHING, _After.TARGET, _After.CONTEXT}),
    "msgstr": (_After.TARGET, {_After.SOURCE}),
}
_CUT = "The file may be cut short: bring the whole of it, or save it again in its own program."


def broken_lines(text: str) -> tuple[FileProblem, ...]:
    """Every line that is not PO, up to a number; then how many more there are."""
    problems = _Lines().problems(text)
    found = tuple(islice(problems, MOST_TOLD))
    more = sum(1 for _ in problems)
    if not more:
        return found
    return (*found, FileProblem(place="", sentence=f"There are {more} more such lines."))


class _Lines:
    """Walks the lines, and remembers what may follow; obsolete entries keep their own count."""

    def __init__(self) -> None:
        self.after = {False: _After.NOTHING, True: _After.NOTHING}
        self.plural = False
        self.entries = 0

    def problems(self, text: str) -> Iterator[FileProblem]:
        lines = text.split("\n")
        for number, line in enumerate(lines, start=1):
            for sentence in self._read(line.strip()):
                yield FileProblem(place=f"line {number}", sentence=sentence)
            if self.entries > MOST_UNITS:
                return
        if self.after[False] in {_After.CONTEXT, _After.SOURCE}:
            sentence = f"The last entry has no translation (msgstr). {_CUT}"
            yield FileProblem(place=f"line {len(lines)}", sentence=sentence)

    def _read(self, words: str) -> Iterator[str]:
        obsolete = words.startswith("#~")
        if obsolete:
            words = words[2:].strip()
        if words and not words.startswith(("#", "|")):
            yield from self._wrong(words, obsolete)

    def _wrong(self, words: str, obsolete: bool) -> Iterator[str]:
        found = _LINE.fullmatch(words)
        if found is None:
            yield f"This is no line of a PO file. {_CUT}"
            return
        if not found["closed"]:
            yield f"The quotation mark that opens here is never closed. {_CUT}"
        elif found["rest"].strip():
            yield "Something stands after the closing quotation mark. Take it out."
        word = found["word"]
        if word is None:
            if self.after[obsolete] is _After.NOTHING:
                yield "A string stands here without msgid or msgstr before it. Take it out."
        elif word == "msgid_plural" or "[" in word:
            yield from self._plural()
            self.after[obsolete] = _After.TARGET
        else:
            yield from self._order(word, obsolete)

    def _plural(self) -> Iterator[str]:
        if not self.plural:
            self.plural = True
            yield (
                "This entry has plural forms, and no block of a story has. Write it as one "
                "msgid and one msgstr."
            )

    def _order(self, word: str, obsolete: bool) -> Iterator[str]:
        state, may_follow = _FOLLOWS[word]
        if self.after[obsolete] not in may_follow:
            yield f"{word} cannot stand here, after {self.after[obsolete]}. {_CUT}"
        self.after[obsolete] = state
        self.entries += word == "msgid"
        if self.entries > MOST_UNITS:
            yield (
                f"The file has more entries than {MOST_UNITS:,}, and no story has so many. "
                "Bring the file of one story."
            )

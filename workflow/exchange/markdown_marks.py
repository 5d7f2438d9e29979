"""The marks in a Markdown file: where they stand, and which only look like some inside code.

Marks are comments on lines of their own, ``<!-- s6@3 -->``. Programs for letters and documents
make long dashes of the two short ones, or put backslashes before the signs; a mark is known still.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from workflow.exchange.marks import KEY, Mark, find_mark

END = "<!-- end -->"

_OPEN = r"^[ \t\xa0]*(?:\\?<|&lt;)\\?!(?:\\?[-–—]){1,4}\s*"
_BEGUN = re.compile(rf"{_OPEN}(?=end\b|{KEY}@[0-9])", re.MULTILINE)
_STOP = re.compile(r"<|[-–—]\\?(?:>|&gt;)")  # another mark begins, or this one ends
_DASHES = "-–—\\"
_LIKE_MARK = re.compile(rf"\\<(?=\\?!(?:\\?[-–—]){{1,4}}\s*(?:end\b|{KEY}@))")
_CODE = re.compile(r"\s*+(?:>[^\n]*+\n\s*+)*+(?P<fence>`{3,}+|~{3,}+)[^\n]*+\n")
_FENCE = re.compile(r"^[ \t]*(?P<fence>`{3,}+|~{3,}+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FoundMark:
    """A mark where it stands in a text; ``mark`` is None for that of the end."""

    mark: Mark | None
    start: int
    end: int


def no_mark(text: str) -> str:
    """Words that would be read as a mark, written so that they are not."""
    return _LIKE_MARK.sub("&#60;", text)


def keys_in(text: str) -> set[str]:
    """The keys of all marks that stand in a text, be it code."""
    stops = _Stops(text)
    found = (_mark_at(text, begun, stops) for begun in _BEGUN.finditer(text))
    return {each.mark.key for each in found if each and each.mark}


def marks_beside_code(text: str) -> Iterator[FoundMark]:
    """The marks of a text, without what looks like one in the code under a mark of code."""
    stops, fences, at = _Stops(text), _Fences(text), 0
    while begun := _BEGUN.search(text, at):
        found = _mark_at(text, begun, stops)
        at = found.end if found else begun.end()
        if found:
            yield found
            at = fences.end_of_code(at) if found.mark and found.mark.code else at


def _mark_at(text: str, begun: re.Match[str], stops: "_Stops") -> FoundMark | None:
    stop = stops.after(begun.end())
    if stop is None or stop.group() == "<":
        return None
    said = text[begun.end() : stop.start()].rstrip(_DASHES)
    return FoundMark(find_mark(said), begun.start(), stop.end())


class _Stops:
    """Where marks end, found once however many begin; asked for places in their order."""

    def __init__(self, text: str) -> None:
        self._found = _STOP.finditer(text)
        self._next = next(self._found, None)

    def after(self, at: int) -> re.Match[str] | None:
        """The first end of a mark, or beginning of another, at a place or after it."""
        while self._next and self._next.start() < at:
            self._next = next(self._found, None)
        return self._next


class _Fences:
    """The lines that may end code, and how long a fence still comes after each of them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = [(found.end(), found["fence"]) for found in _FENCE.finditer(text)]
        self._longest = {sign: self._longest_of(sign) for sign in "`~"}

    def _longest_of(self, sign: str) -> list[int]:
        lengths = (len(fence) * (fence[0] == sign) for _, fence in reversed(self._lines))
        return [*accumulate(lengths, max, initial=0)][::-1]

    def end_of_code(self, at: int) -> int:
        """Where the code that begins at a place ends; the same place where none does."""
        code = _CODE.match(self._text, at)
        if code is None:
            return at
        fence = code["fence"]
        first = bisect_left(self._lines, (code.end(), ""))
        if self._longest[fence[0]][first] < len(fence):
            return at
        following = (self._lines[place] for place in range(first, len(self._lines)))
        return next(end for end, closing in following if closing.startswith(fence))

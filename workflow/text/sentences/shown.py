"""The words of inline Markdown as a reader sees them, each with its place in the text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count

from workflow.text.markup.nodes import Node, Text
from workflow.text.markup.read_inline import read_inline
from workflow.text.problems import TextProblem

_MARK = re.compile(
    r"""
      (?P<fence>`+)(?P<code>(?:(?!(?P=fence)).)+)(?P=fence)      # code
    | (?P<note>\[\^[^\]\s]+\])                                   # the mark of a footnote
    | (?P<address>\]\(
        (?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)         # the address of a link
        (?:[ ]"(?:[^"\\\n]|\\.)*")?\))                           # and its title
    | !?\[(?=[^\[\]]*\]\()                                      # where a link or picture opens
    | <(?P<bare>(?:https?://|mailto:)[^<>\s]+)>                  # an address between brackets
    | \\(?=[!-/:-@\[-`{-~])                                    # an escaped mark
    | (?P<line>\\\n)                                             # a hard line break
    | (?P<stars>\*+|_+)
    """,
    re.VERBOSE | re.DOTALL,
)
_Part = tuple[int, int]
_FIRST_SIGN = 0x20000  # rare Chinese characters, to which emphasis behaves as to any letter


@dataclass(slots=True)
class Shown:
    """``text[n]`` stands at ``places[n]`` of the source; what is hidden belongs to one side."""

    source: str
    text: str = ""
    places: list[int] = field(default_factory=list)
    line_starts: list[int] = field(default_factory=list)  # after each hard line break
    closing: set[int] = field(default_factory=set)  # hidden, belongs to the words before it
    marked: bool = False

    def place(self, at: int) -> int:
        """Where in the source ``text[at:]`` begins, with the marks that open there."""
        if not 0 < at < len(self.places):
            return len(self.source) if at else 0
        end = self.places[at]
        start = self.places[at - 1] + 1
        return next((n + 1 for n in range(end - 1, start - 1, -1) if n in self.closing), start)

    def outside_markup(self, cuts: Iterable[int]) -> set[int]:
        """Those of the places that stand in no link, picture, code or emphasis.

        The parser itself is asked: a sign is put at each place, and those that come back among
        plain words were outside.
        """
        if not self.marked:
            return set(cuts)
        signs = dict(zip(_signs(self.source), sorted(cuts), strict=False))
        try:
            nodes = read_inline("".join(self._signed(signs)))
        except TextProblem:
            return set()
        return {signs[sign] for sign in _outside(nodes) if sign in signs}

    def _signed(self, signs: dict[str, int]) -> Iterator[str]:
        done = 0
        for sign, cut in signs.items():
            yield self.source[done:cut]
            yield f"{sign} " if self.source[cut - 1].isspace() else sign
            done = cut
        yield self.source[done:]


def shown(source: str) -> Shown:
    """Read inline Markdown as it is shown: no marks, no addresses, no footnotes."""
    seen = Shown(source)
    words: list[str] = []
    opened: list[str] = []
    done = 0
    for found in _MARK.finditer(source):
        (start, end), closing = _visible(found, opened)
        seen.marked = True
        for first, last in ((done, found.start()), (start, end)):
            words.append(source[first:last])
            seen.places.extend(range(first, last))
        seen.closing.update(range(*closing))
        if found["line"]:
            seen.line_starts.append(len(seen.places))
        done = found.end()
    words.append(source[done:])
    seen.places.extend(range(done, len(source)))
    seen.text = "".join(words)
    return seen


def _visible(found: re.Match[str], opened: list[str]) -> tuple[_Part, _Part]:
    """What of a mark is shown, and what belongs to the words before it."""
    start, end = found.span()
    for name in ("code", "bare"):
        if found[name]:
            return found.span(name), (found.end(name), end)
    if found["line"]:
        return (end - 1, end), (start, end - 1)
    if found["stars"]:
        return _emphasis(found, opened)
    return (end, end), (start, end if found["note"] or found["address"] else start)


def _emphasis(found: re.Match[str], opened: list[str]) -> tuple[_Part, _Part]:
    """A run of marks closes what is open, as far as it goes, and opens with the rest."""
    start, end = found.span()
    before, after = found.string[start - 1 : start].strip(), found.string[end : end + 1].strip()
    within_word = found[0][0] == "_" and before.isalnum() and after.isalnum()
    if within_word or not (before or after):
        return (start, end), (end, end)
    closed = start
    while opened and found[0][0] == opened[-1][0] and len(opened[-1]) <= end - closed:
        closed += len(opened.pop())
    if closed < end:
        opened.append(found[0][closed - start :])
    return (end, end), (start, closed)


def _signs(text: str) -> Iterator[str]:
    return (sign for sign in map(chr, count(_FIRST_SIGN)) if sign not in text)


def _outside(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Text):
            yield from node.text

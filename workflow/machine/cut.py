"""Cutting a long text for a provider that takes little, and joining what came back.

A cut never falls into a mark, and into words between two marks of a pair only where nothing else
fits. Of the places that are near enough the best is taken: after a sentence, after a clause,
between words, and only then anywhere.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workflow.languages.language import Language
from workflow.machine.markup import MARK
from workflow.machine.provider import Limits, Marks

# The better a place is to cut at, the higher its rank: outside a pair of marks 3 to 1, inside
# one -1 to -3.
_IN_PAIR, _IN_WORD, _IN_MARK = 4, -4, -10
_PLACES = (
    (3, re.compile(r"[.!?…][\"'”’»)\]]*\s+|[。！？…][」』”）]*|\n")),
    (2, re.compile(r"[,;:–—][\"'”’»)\]]*\s+|[，；：、]|—+")),
    (1, re.compile(r"\s+")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a text, without the space after it; ``glued`` when it ends inside a word."""

    text: str
    glued: bool = False


def cut(text: str, limits: Limits, marks: Marks) -> tuple[Piece, ...]:
    """The pieces of a text, each within the limits; one piece where all of it fits."""
    if fits(text, limits):
        return (Piece(text=text),)
    return tuple(_pieces(text, limits, _ranks(text, marks)))


def fits(text: str, limits: Limits) -> bool:
    """Whether a text can be sent in one request."""
    if limits.characters is not None and len(text) > limits.characters:
        return False
    return limits.bytes is None or len(text.encode()) <= limits.bytes


def join(pieces: Sequence[Piece], answers: Sequence[str], target: Language) -> str:
    """The answers to the pieces as one text of the target language."""
    joined = ""
    for piece, answer in zip(pieces, answers, strict=True):
        joined += answer.strip() + ("" if piece.glued else target.word_space)
    return joined.strip()


def _pieces(text: str, limits: Limits, ranks: Sequence[int]) -> Iterator[Piece]:
    start = 0
    while start < len(text):
        longest = _reach(text, start, limits)
        if longest == len(text):
            yield Piece(text=text[start:])
            return
        places = range(start + 1, longest + 1)
        end = max(places, key=lambda at: (ranks[at], at))
        yield Piece(text=text[start:end].strip(), glued=ranks[end] <= _IN_WORD)
        start = end


def _reach(text: str, start: int, limits: Limits) -> int:
    """How far a piece that begins at ``start`` can go; one character at least."""
    end = min(len(text), start + (limits.characters or len(text)))
    if limits.bytes is not None:
        fitting = text[start:end].encode()[: limits.bytes].decode("utf-8", "ignore")
        end = start + len(fitting)
    return max(end, start + 1)


def _ranks(text: str, marks: Marks) -> list[int]:
    """How good each place of a text is to cut at, from 3 down."""
    ranks = [_IN_WORD] * (len(text) + 1)
    for rank, pattern in reversed(_PLACES):
        for found in pattern.finditer(text):
            ranks[found.end()] = rank
    began: dict[str, int] = {}
    for found in MARK[marks].finditer(text):
        ranks[found.start() + 1 : found.end()] = [_IN_MARK] * (found.end() - found.start() - 1)
        if not found["end"]:
            began[found["number"]] = found.start() + 1
        elif found["number"] in began:
            inside = slice(began[found["number"]], found.end())
            ranks[inside] = [rank - _IN_PAIR if rank > 0 else rank for rank in ranks[inside]]
    return ranks

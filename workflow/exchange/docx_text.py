"""A cell of a Word document as the text of a block, or refused as too much for one."""

from workflow.exchange.inline import from_pieces
from workflow.exchange.limits import PILED, piled
from workflow.exchange.pieces import Mark, Piece, Side, Tag, Words, letters_of
from workflow.languages.sentences import Sentence
from workflow.text.markup.parser import MAX_BRACKETS, MAX_PARAGRAPH
from workflow.text.problems import TextProblem
from workflow.text.segments import Kind

MOST_TAGS = 5_000  # of a cell: no block has so many, and each is looked at several times
_SHIELDED = frozenset("\\`*_[]<>&")


def text_of(
    pieces: tuple[Piece, ...], kind: Kind, *, like: tuple[Piece, ...] = ()
) -> tuple[str, tuple[Sentence, ...]]:
    """The text of a cell; raises ``TextProblem`` for one that is more than a block can be."""
    said = letters_of(pieces)
    _refuse_too_much(pieces, said)
    try:
        return from_pieces(pieces, kind, like=like)
    except TextProblem:
        shielded = len(said) + sum(each in _SHIELDED for each in said)
        if shielded > MAX_PARAGRAPH:
            what = f"{shielded} characters, the backslashes before its signs counted"
            raise _too_much(what, MAX_PARAGRAPH) from None
        raise


def as_words(pieces: tuple[Piece, ...], kind: Kind) -> tuple[Piece, ...]:
    """Of texts that know no marks: what looks like one is words, a line of code is a line."""
    line = "\n" if kind is Kind.CODE else " "
    return tuple(
        Words(line if each.mark is Mark.BREAK else each.native)
        if isinstance(each, Tag) and each.side is Side.SINGLE
        else each
        for each in pieces
    )


def _refuse_too_much(pieces: tuple[Piece, ...], said: str) -> None:
    """Before anything is put together: that takes its time."""
    tags = sum(isinstance(each, Tag) for each in pieces)
    if len(said) > MAX_PARAGRAPH:
        raise _too_much(f"{len(said)} characters", MAX_PARAGRAPH)
    if tags > MOST_TAGS:
        raise _too_much(f"{tags} marks of emphasis, links and the like", MOST_TAGS)
    if piled(said):
        raise TextProblem(PILED)
    if said.count("[") > MAX_BRACKETS:
        raise _too_much(f"{said.count('[')} square brackets", MAX_BRACKETS)


def _too_much(what: str, most: int) -> TextProblem:
    return TextProblem(f"This cell has {what}; {most} is the most. Shorten it.")

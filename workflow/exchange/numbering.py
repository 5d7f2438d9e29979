"""Tags of a text numbered like those of its source, so that a tool sees them as the same."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workflow.exchange.pieces import Mark, Piece, Side, Tag

_ELSEWHERE = frozenset({Mark.LINK, Mark.IMAGE, Mark.TITLE})  # may lead elsewhere in a language
_Code = tuple[Mark, tuple[str, ...]]


def numbered_like(pieces: Sequence[Piece], source: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces with the numbers of the same tags of ``source``.

    The same tag is the next with the same code; else, for a link or a picture, the next that
    leads elsewhere. What the source has not is numbered after all it has.
    """
    ours, theirs = _codes(pieces), _codes(source)
    free = dict(theirs)
    numbers: dict[int, int] = {}
    for number, code in ours.items():
        _take(numbers, number, (each for each, other in free.items() if other == code), free)
    for number, code in ours.items():
        if number not in numbers and code[0] in _ELSEWHERE:
            like = (each for each, other in free.items() if _is_alike(code, other))
            _take(numbers, number, like, free)
    following = max(theirs, default=0) + 1
    for number in ours:
        if number not in numbers:
            numbers[number], following = following, following + 1
    return tuple(
        replace(piece, number=numbers[piece.number]) if isinstance(piece, Tag) else piece
        for piece in pieces
    )


def _take(
    numbers: dict[int, int], number: int, fitting: Iterator[int], free: dict[int, _Code]
) -> None:
    found = next(fitting, None)
    if found is not None:
        numbers[number] = found
        del free[found]


def _is_alike(code: _Code, other: _Code) -> bool:
    return code[0] is other[0] and len(code[1]) == len(other[1])


def _codes(pieces: Sequence[Piece]) -> dict[int, _Code]:
    """By number, what a tag or a pair of tags is, in reading order."""
    found: dict[int, _Code] = {}
    for piece in pieces:
        if not isinstance(piece, Tag):
            continue
        if piece.side is Side.CLOSE:
            mark, code = found[piece.number]
            found[piece.number] = mark, (*code, piece.native)
        else:
            found[piece.number] = piece.mark, (piece.native,)
    return found

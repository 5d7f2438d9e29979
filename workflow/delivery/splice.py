"""A text encoded once for the mail, with gaps where each reader's own token goes.

Composing a message for every reader costs a millisecond; writing 32 bytes into a finished one costs
microseconds. The token has a fixed length and plain letters, so its place in the encoded text never
moves: in quoted-printable it stands as it is, perhaps over a line's end; in base64 it fills whole
groups of three bytes together with a neighbour or two, and only those are encoded again.
"""

import re
from base64 import encodebytes
from binascii import b2a_base64, b2a_qp
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from workflow.issues.links import READER_TOKEN
from workflow.languages.language import MailEncoding

TOKEN = READER_TOKEN.encode("ascii")
LINE_END = b"\r\n"
ROW = 76  # characters of a base64 line
_SOFT_BREAK = b"=\r\n"
# A line that binascii makes too long: it writes a blank at a line's end as an escape, and does not
# count again. One that became 77 or 78 characters long is broken before the escape.
_OVERLONG_LINE = re.compile(rb"^(.{74,75})(?==(?:20|09)$)", re.MULTILINE)
# The token in quoted-printable, perhaps broken over two lines. Its first character may not be the
# end of an escape such as =E0, which says something else.
_QUOTED_TOKEN = re.compile(
    rb"(?<!=[0-9A-F])" + rb"(?:=\r\n)?".join(bytes([letter]) for letter in TOKEN)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One place for the token. ``around`` are the raw bytes before, between and after tokens.

    ``cuts`` are the places in the written gap where a line ends, the last one first; ``fold`` is
    what ends it.
    """

    around: tuple[bytes, ...]
    base64: bool
    cuts: tuple[int, ...]
    fold: bytes

    def written(self, token: bytes) -> bytes:
        """The bytes that fill the gap."""
        filled = token.join(self.around)
        if self.base64:
            filled = b2a_base64(filled, newline=False)
        for cut in self.cuts:
            filled = filled[:cut] + self.fold + filled[cut:]
        return filled


Piece = bytes | Gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Spliced:
    """Finished bytes with gaps. Gaps that are filled alike are written once."""

    pieces: tuple[bytes, ...]  # empty where a gap is
    gaps: tuple[Gap, ...]
    places: tuple[tuple[int, int], ...]  # index of a piece, index of its gap

    def filled(self, token: bytes) -> list[bytes]:
        """The pieces in order, gaps filled; joining them is left to the caller."""
        written = [gap.written(token) for gap in self.gaps]
        pieces = list(self.pieces)
        for place, gap in self.places:
            pieces[place] = written[gap]
        return pieces


def spliced(pieces: Sequence[Piece]) -> Spliced:
    """Pieces with neighbouring bytes put together and equal gaps made one."""
    merged: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, bytes) and merged and isinstance(merged[-1], bytes):
            merged[-1] += piece
        else:
            merged.append(piece)
    gaps = tuple(dict.fromkeys(piece for piece in merged if isinstance(piece, Gap)))
    return Spliced(
        pieces=tuple(piece if isinstance(piece, bytes) else b"" for piece in merged),
        gaps=gaps,
        places=tuple(
            (place, gaps.index(piece))
            for place, piece in enumerate(merged)
            if isinstance(piece, Gap)
        ),
    )


def encode(text: str, encoding: MailEncoding) -> list[Piece]:
    """A part's text in its transfer encoding; every line end becomes CRLF."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if encoding is MailEncoding.BASE64:
        return _in_base64(lines.replace("\n", "\r\n").encode())
    return _in_quoted_printable(lines.encode())


def plain(data: bytes) -> list[Piece]:
    """Bytes that are not encoded, such as a header, with a gap for every token."""
    gap = Gap(around=(b"", b""), base64=False, cuts=(), fold=b"")
    return _woven(data.split(TOKEN), [gap] * data.count(TOKEN))


def _in_quoted_printable(data: bytes) -> list[Piece]:
    lines = b2a_qp(data, quotetabs=False, istext=True)
    encoded = _OVERLONG_LINE.sub(rb"\1=\n", lines).replace(b"\n", LINE_END)
    matches = list(_QUOTED_TOKEN.finditer(encoded))
    gaps = [_quoted_gap(match[0]) for match in matches]
    starts = [0, *(match.end() for match in matches)]
    ends = [*(match.start() for match in matches), len(encoded)]
    between = [encoded[start:end] for start, end in zip(starts, ends, strict=True)]
    return _woven(between, gaps)


def _quoted_gap(found: bytes) -> Gap:
    cut = found.find(_SOFT_BREAK)
    cuts = () if cut < 0 else (cut,)
    return Gap(around=(b"", b""), base64=False, cuts=cuts, fold=_SOFT_BREAK)


def _in_base64(data: bytes) -> list[Piece]:
    encoded = encodebytes(data).replace(b"\n", LINE_END).removesuffix(LINE_END)
    gaps, between, end = [], [], 0
    for tokens in _sharing_groups(data):
        first = tokens[0] // 3
        beyond = -(-(tokens[-1] + len(TOKEN)) // 3)
        between.append(encoded[end : _folded(4 * first)])
        end = _folded(4 * beyond - 1) + 1
        gaps.append(_base64_gap(data, tokens, first, beyond))
    return _woven([*between, encoded[end:]], gaps)


def _base64_gap(data: bytes, tokens: list[int], first: int, beyond: int) -> Gap:
    """The gap for tokens at these offsets, from group ``first`` up to group ``beyond``."""
    edges = [3 * first, *(edge for at in tokens for edge in (at, at + len(TOKEN))), 3 * beyond]
    around = tuple(data[start:end] for start, end in list(pairwise(edges))[::2])
    row_ends = range(-(-(4 * first + 1) // ROW) * ROW, 4 * beyond, ROW)
    cuts = tuple(end - 4 * first for end in reversed(row_ends))
    return Gap(around=around, base64=True, cuts=cuts, fold=LINE_END)


def _sharing_groups(data: bytes) -> Iterator[list[int]]:
    """The offsets of the tokens; those that meet in one group of three bytes come together."""
    together: list[int] = []
    at = data.find(TOKEN)
    while at >= 0:
        if together and at // 3 >= -(-(together[-1] + len(TOKEN)) // 3):
            yield together
            together = []
        together.append(at)
        at = data.find(TOKEN, at + len(TOKEN))
    if together:
        yield together


def _folded(character: int) -> int:
    """Where a base64 character stands once the rows have their line ends."""
    return character + len(LINE_END) * (character // ROW)


def _woven(between: Sequence[bytes], gaps: Sequence[Gap]) -> list[Piece]:
    """Bytes and gaps in turn, beginning and ending with bytes."""
    woven: list[Piece] = [between[0]]
    for gap, after in zip(gaps, between[1:], strict=True):
        woven += [gap, after]
    return woven

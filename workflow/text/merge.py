"""Bringing two people's edits of one text together, word by word.

Where one of them changed something the other left alone, the change is taken. Where both changed
the same place in different ways, or changed it with not a word between, nobody can tell by rule
what is meant: that place is a conflict and carries all three texts, so that nothing typed is lost.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from workflow.text.diff import Step, steps
from workflow.text.words import is_word, tokens

OPENING, CLOSING = "⟦", "⟧"
_SENTENCE_ENDS = frozenset(".!?…。！？")


class Side(StrEnum):
    """Whose text."""

    BASE = "base"
    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class MergePiece:
    """A stretch of the merged text: agreed ``text``, or a conflict with what each side has."""

    text: str = ""
    conflict: bool = False
    base: str = ""
    mine: str = ""
    theirs: str = ""

    def of(self, side: Side) -> str:
        """What stands here when one side's text is taken in a conflict."""
        if not self.conflict:
            return self.text
        return {Side.BASE: self.base, Side.MINE: self.mine, Side.THEIRS: self.theirs}[side]


@dataclass(frozen=True, slots=True)
class Merge:
    """What came of a merge, in reading order."""

    pieces: tuple[MergePiece, ...]

    @property
    def clean(self) -> bool:
        """Whether the two edits fit together."""
        return not any(piece.conflict for piece in self.pieces)

    @property
    def text(self) -> str | None:
        """The merged text; None while somebody has to decide."""
        return self.taking(Side.MINE) if self.clean else None

    @property
    def marked(self) -> str:
        """The merged text with both versions of every conflict: ⟦mine⟧⟦theirs⟧."""
        return "".join(
            f"{OPENING}{piece.mine}{CLOSING}{OPENING}{piece.theirs}{CLOSING}"
            if piece.conflict
            else piece.text
            for piece in self.pieces
        )

    def taking(self, side: Side) -> str:
        """The merged text with every conflict decided for one side; clean changes of both stay."""
        return "".join(piece.of(side) for piece in self.pieces)


def merge(base: str, mine: str, theirs: str) -> Merge:
    """Merge two texts that were both made from ``base``."""
    cut = tokens(base), tokens(mine), tokens(theirs)
    return Merge(tuple(_joined(_pieces(*cut))))


def is_unresolved(text: str) -> bool:
    """Whether marks of an undecided conflict still stand in a text."""
    return OPENING in text or CLOSING in text


# Regions -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Region:
    """Base tokens ``start:end`` that at least one side changed."""

    start: int
    end: int


def _pieces(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> Iterator[MergePiece]:
    sides = [[step for step in steps(base, side) if not step.same] for side in (mine, theirs)]
    changed = [(step.old_start, step.old_end) for side in sides for step in side]
    at = 0
    for region in _regions(base, [*changed, *_touched_links(base, changed)]):
        yield MergePiece("".join(base[at : region.start]))
        yield from _decided(
            base[region.start : region.end],
            _part(mine, sides[0], region),
            _part(theirs, sides[1], region),
        )
        at = region.end
    yield MergePiece("".join(base[at:]))


def _regions(base: Sequence[str], changed: Iterable[tuple[int, int]]) -> list[_Region]:
    """Gather the changes of both sides; two with no word between them are one region."""
    regions: list[_Region] = []
    for start, end in sorted(changed):
        if regions and not _parts(base[regions[-1].end : start]):
            regions[-1] = _Region(regions[-1].start, max(regions[-1].end, end))
        else:
            regions.append(_Region(start, end))
    return regions


def _parts(between: Sequence[str]) -> bool:
    """Whether what stands between two changes keeps them apart."""
    return any(is_word(token) or token[0] in _SENTENCE_ENDS for token in between)


def _touched_links(
    base: Sequence[str], changed: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the links whose brackets or address a side changed: such a link is one thing."""
    touched = {place for start, end in changed for place in range(start, end)}
    open_places: list[int] = []
    for place, mark in enumerate(base):
        if mark == "[":
            open_places.append(place)
        elif mark.startswith("](") and open_places:
            start = open_places.pop()
            if start in touched or place in touched:
                yield start, place + 1


def _part(side: Sequence[str], changes: Sequence[Step], region: _Region) -> list[str]:
    """What one side has in place of a region of the base."""
    start = _place(changes, region.start, after=False)
    return list(side[start : _place(changes, region.end, after=True)])


def _place(changes: Sequence[Step], base_place: int, *, after: bool) -> int:
    """Where a place of the base, at the edge of a region, lies in a side's text."""
    shift = 0
    for step in changes:
        passed = step.old_end <= base_place if after else step.old_end < base_place
        if not passed:
            break
        shift = step.new_end - step.old_end
    return base_place + shift


def _decided(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> Iterator[MergePiece]:
    if theirs in (mine, base):
        yield MergePiece("".join(mine))
    elif mine == base:
        yield MergePiece("".join(theirs))
    else:
        yield from _conflict(base, mine, theirs)


def _conflict(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> Iterator[MergePiece]:
    """Yield a conflict, less what both sides wrote alike at its ends."""
    least = min(len(mine), len(theirs))
    head = _alike(zip(mine, theirs, strict=False))
    tail = min(_alike(zip(reversed(mine), reversed(theirs), strict=False)), least - head)
    yield MergePiece("".join(mine[:head]))
    yield MergePiece(
        conflict=True,
        base="".join(base),
        mine="".join(mine[head : len(mine) - tail]),
        theirs="".join(theirs[head : len(theirs) - tail]),
    )
    yield MergePiece("".join(mine[len(mine) - tail :]))


def _alike(pairs: Iterable[tuple[str, str]]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _joined(pieces: Iterator[MergePiece]) -> Iterator[MergePiece]:
    """Join agreed neighbours and leave out empty ones."""
    text = ""
    for piece in pieces:
        if piece.conflict:
            if text:
                yield MergePiece(text)
            yield piece
            text = ""
        else:
            text += piece.text
    if text:
        yield MergePiece(text)

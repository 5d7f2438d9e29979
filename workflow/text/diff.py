"""What changed between two texts, word by word, cut so that an editor can read it.

The pieces hold both texts whole: the same and removed ones together are the old text, the same and
added ones the new. Words are matched first, spaces and marks only between matched words. A crumb
that happens to stand in both between two larger changes belongs to the change: three words struck
out and three put in read better than a patchwork.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import LCSseq

from workflow.text.words import is_word, letters, tokens

_SENTENCE_ENDS = frozenset(".!?…。！？")
_MOST_OF_A_CRUMB = 12  # letters; anything longer is worth showing as unchanged


class Op(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and what became of it."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """Tokens ``old[old_start:old_end]`` became ``new[new_start:new_end]``, or stayed the same."""

    same: bool
    old_start: int
    old_end: int
    new_start: int
    new_end: int


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """Tell the new text from the old in pieces of whole words; of a change the removed is first.

    Equal texts give one piece, two empty ones none.
    """
    before, after = tokens(old), tokens(new)
    return tuple(_pieces(steps(before, after), before, after))


def steps(before: Sequence[str], after: Sequence[str]) -> list[Step]:
    """How one run of tokens became the other: same and changed stretches in turn, none empty."""
    found = _without_crumbs(_in_turn(_matched(before, after), before, after), before, after)
    found = _padded(found, before, after)
    for place, step in enumerate(found):
        if not step.same:
            _slide(found, place, before, after)
    return [
        step for step in found if step.old_end > step.old_start or step.new_end > step.new_start
    ]


def _pieces(found: Iterable[Step], before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    for step in found:
        removed = "".join(before[step.old_start : step.old_end])
        added = "".join(after[step.new_start : step.new_end])
        if step.same:
            yield Piece(Op.SAME, removed)
            continue
        if removed:
            yield Piece(Op.REMOVED, removed)
        if added:
            yield Piece(Op.ADDED, added)


# Matching ------------------------------------------------------------------------------------


def _matched(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of places that stay: words in common order, and what is alike between."""
    old_words = [place for place, token in enumerate(before) if is_word(token)]
    new_words = [place for place, token in enumerate(after) if is_word(token)]
    numbers: dict[str, int] = {}
    old = [numbers.setdefault(before[place], len(numbers)) for place in old_words]
    new = [numbers.setdefault(after[place], len(numbers)) for place in new_words]
    last_old = last_new = -1
    for block in LCSseq.opcodes(old, new).as_matching_blocks():
        for offset in range(block.size):
            old_place, new_place = old_words[block.a + offset], new_words[block.b + offset]
            yield from _between(before, after, (last_old, old_place), (last_new, new_place))
            yield old_place, new_place
            last_old, last_new = old_place, new_place
    yield from _between(before, after, (last_old, len(before)), (last_new, len(after)))


def _between(
    before: Sequence[str], after: Sequence[str], old: tuple[int, int], new: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs at both ends of the gap between two matched words."""
    old_start, new_start = old[0] + 1, new[0] + 1
    old_end, new_end = old[1], new[1]
    while old_start < old_end and new_start < new_end and before[old_start] == after[new_start]:
        yield old_start, new_start
        old_start, new_start = old_start + 1, new_start + 1
    tail: list[tuple[int, int]] = []
    while old_start < old_end and new_start < new_end and before[old_end - 1] == after[new_end - 1]:
        old_end, new_end = old_end - 1, new_end - 1
        tail.append((old_end, new_end))
    yield from reversed(tail)


def _in_turn(
    matched: Iterable[tuple[int, int]], before: Sequence[str], after: Sequence[str]
) -> Iterator[Step]:
    """Yield same and changed stretches in turn, from the pairs that stay."""
    old_start = new_start = old = new = 0
    for old_place, new_place in (*matched, (len(before), len(after))):
        if old_place > old or new_place > new:
            if old > old_start:
                yield Step(True, old_start, old, new_start, new)
            yield Step(False, old, old_place, new, new_place)
            old_start, new_start = old_place, new_place
        old, new = old_place + 1, new_place + 1
    if old - 1 > old_start:
        yield Step(True, old_start, old - 1, new_start, new - 1)


# Reading well --------------------------------------------------------------------------------


def _without_crumbs(
    found: Iterable[Step], before: Sequence[str], after: Sequence[str]
) -> list[Step]:
    """Join changes that only a crumb keeps apart; what has grown is looked at again."""

    def weight(step: Step) -> int:
        return max(
            letters(before[step.old_start : step.old_end]),
            letters(after[step.new_start : step.new_end]),
        )

    kept: list[tuple[Step, int]] = []
    for step in found:
        kept.append((step, weight(step)))
        while len(kept) > 2 and not kept[-1][0].same and _is_crumb(*(w for _, w in kept[-3:])):
            (first, one), _, (last, other) = kept[-3:]
            joined = Step(False, first.old_start, last.old_end, first.new_start, last.new_end)
            kept[-3:] = [(joined, one + other)]
    return [step for step, _ in kept]


def _is_crumb(left: int, middle: int, right: int) -> bool:
    return middle <= _MOST_OF_A_CRUMB and middle * 2 <= min(left, right)


def _padded(found: list[Step], before: Sequence[str], after: Sequence[str]) -> list[Step]:
    """Give every change a same stretch on both sides, an empty one at the edges of the text."""
    head = [] if found and found[0].same else [Step(True, 0, 0, 0, 0)]
    old, new = len(before), len(after)
    tail = [] if found and found[-1].same else [Step(True, old, old, new, new)]
    return [*head, *found, *tail]


def _slide(found: list[Step], place: int, before: Sequence[str], after: Sequence[str]) -> None:
    """Move a bare addition or removal to where whole sentences, or words with their space, stand.

    "A [big ]dog" and "A[ big] dog" are the same change; the first reads better.
    """
    step = found[place]
    if step.old_start == step.old_end:
        run, start, end = after, step.new_start, step.new_end
    elif step.new_start == step.new_end:
        run, start, end = before, step.old_start, step.old_end
    else:
        return
    least, most = _room(found, place, run, start, end)
    best = max(range(least, most + 1), key=lambda by: (_ease(run, start + by, end + by), -abs(by)))
    if best:
        _move(found, place, best)


def _room(
    found: list[Step], place: int, run: Sequence[str], start: int, end: int
) -> tuple[int, int]:
    """How far left and right a change may slide without eating up a neighbour between changes."""
    left = found[place - 1].old_end - found[place - 1].old_start
    right = found[place + 1].old_end - found[place + 1].old_start
    left -= place > 1
    right -= place + 2 < len(found)
    least = most = 0
    while -least < left and run[start + least - 1] == run[end + least - 1]:
        least -= 1
    while most < right and run[start + most] == run[end + most]:
        most += 1
    return least, most


def _ease(run: Sequence[str], start: int, end: int) -> int:
    """How well a change reads that covers ``run[start:end]``."""
    ends_sentence = run[end - 1][-1] in _SENTENCE_ENDS or run[end - 1].isspace()
    if start == 0 or run[start - 1][-1] in _SENTENCE_ENDS:
        return 3 if ends_sentence else 1
    if run[start - 1].isspace() and start > 1 and run[start - 2][-1] in _SENTENCE_ENDS:
        return 4 if ends_sentence or end == len(run) else 2
    return 2 if run[end - 1].isspace() else int(run[start].isspace())


def _move(found: list[Step], place: int, by: int) -> None:
    step = found[place]
    moved = Step(
        False, step.old_start + by, step.old_end + by, step.new_start + by, step.new_end + by
    )
    left, right = found[place - 1], found[place + 1]
    found[place - 1 : place + 2] = [
        Step(True, left.old_start, moved.old_start, left.new_start, moved.new_start),
        moved,
        Step(True, moved.old_end, right.old_end, moved.new_end, right.new_end),
    ]

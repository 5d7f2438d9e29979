"""Keeping keys from one revision to the next.

Unchanged blocks are found first (longest common run of equal blocks, then equal blocks that moved),
so a paragraph put in above never shifts anything. Only what is left between them is compared
by likeness, in order, within one window of change at a time.
"""

import re
from collections import defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from workflow.text.segments import Block, Kind, Segment

ALIKE = 45.0  # percent of words in common, in order
_ALIKE_LETTERS = 75.0  # percent of letters: a mended typing error in a one-word heading
_BAND = 60  # how far apart blocks of a very large window may lie and still be compared
_LARGE = 10_000
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")


def keep_keys(
    old: Sequence[Segment], new: Sequence[Block], *, next_number: int
) -> tuple[Segment, ...]:
    """Give the blocks of a new revision their keys.

    A block that is unchanged, or recognisably the same (field, kind and most of its words), keeps
    its key; any other gets ``s{n}`` from ``next_number`` on, which must be above every number
    ever used in the story.
    """
    matched = _unchanged(old, new)
    likeness = _Likeness()
    for window in _windows(matched, len(old), len(new)):
        matched.update(_edited(old, new, window, likeness))
    _keep_lines(old, new, matched)
    return tuple(_keyed(old, new, matched, next_number))


def _keyed(
    old: Sequence[Segment], new: Sequence[Block], matched: dict[int, int], number: int
) -> Iterator[Segment]:
    for place, block in enumerate(new):
        if place in matched:
            key = old[matched[place]].key
        else:
            key = f"s{number}"
            number += 1
        yield Segment(
            field=block.field, kind=block.kind, text=block.text, frame=block.frame, key=key
        )


# Unchanged -----------------------------------------------------------------------------------


def _same(block: Block) -> Hashable:
    return block.field, block.kind, block.text


def _unchanged(old: Sequence[Segment], new: Sequence[Block]) -> dict[int, int]:
    """Return new place -> old place of equal blocks: those in order, then those that moved."""
    numbers: dict[Hashable, int] = {}
    before = [numbers.setdefault(_same(block), len(numbers)) for block in old]
    after = [numbers.setdefault(_same(block), len(numbers)) for block in new]
    matched: dict[int, int] = {}
    for step in LCSseq.opcodes(before, after):
        if step.tag == "equal":
            places = range(step.dest_start, step.dest_end)
            matched.update(zip(places, range(step.src_start, step.src_end), strict=True))
    taken = set(matched.values())
    waiting: dict[int, deque[int]] = defaultdict(deque)
    for place, number in enumerate(before):
        if place not in taken:
            waiting[number].append(place)
    for place, number in enumerate(after):
        if place not in matched and waiting[number]:
            matched[place] = waiting[number].popleft()
    return matched


# Edited --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Window:
    """Blocks without a partner between two unchanged ones."""

    old: tuple[int, ...]
    new: tuple[int, ...]


class _Likeness:
    """Compares blocks by their words; each word is one letter of a private alphabet, for speed."""

    def __init__(self) -> None:
        self._letters: dict[str, str] = {}
        self._coded: dict[str, str] = {}

    def __call__(self, old: Block, new: Block) -> float:
        """Return how alike two blocks are in percent, or 0 when they are not the same block."""
        if old.field is not new.field or old.kind is not new.kind:
            return 0.0
        words = fuzz.ratio(self._code(old.text), self._code(new.text), score_cutoff=ALIKE)
        return words or fuzz.ratio(old.text, new.text, score_cutoff=_ALIKE_LETTERS)

    def _code(self, text: str) -> str:
        if text not in self._coded:
            words = _WORD.findall(text.casefold())
            self._coded[text] = "".join(self._letter(word) for word in words)
        return self._coded[text]

    def _letter(self, word: str) -> str:
        number = len(self._letters) + 1
        past_surrogates = number + 0x800 if number >= 0xD800 else number
        return self._letters.setdefault(word, chr(past_surrogates))


def _windows(matched: dict[int, int], old_count: int, new_count: int) -> list[_Window]:
    """Cut both revisions at the unchanged blocks that stand in order."""
    taken = set(matched.values())
    windows: list[_Window] = []
    old_start = new_start = 0
    for new_end, old_end in [*_in_order(matched), (new_count, old_count)]:
        old_places = tuple(at for at in range(old_start, old_end) if at not in taken)
        new_places = tuple(at for at in range(new_start, new_end) if at not in matched)
        if old_places and new_places:
            windows.append(_Window(old_places, new_places))
        old_start, new_start = old_end + 1, new_end + 1
    return windows


def _in_order(matched: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that do not cross; a moved block is no border."""
    pairs = sorted(matched.items())
    yield from _heaviest_chain([(new, old, 1.0) for new, old in pairs])


def _edited(
    old: Sequence[Segment], new: Sequence[Block], window: _Window, likeness: _Likeness
) -> dict[int, int]:
    pairs = [
        (new_at, old_at, score)
        for new_at, old_at in _comparable(window)
        if (score := likeness(old[old_at], new[new_at])) > 0
    ]
    return dict(_heaviest_chain(pairs))


def _comparable(window: _Window) -> Iterator[tuple[int, int]]:
    """Yield the pairs worth comparing: all of a small window, a band of a large one."""
    olds, news = window.old, window.new
    if len(olds) * len(news) <= _LARGE:
        yield from ((new_at, old_at) for new_at in news for old_at in olds)
        return
    for place, new_at in enumerate(news):
        middle = place * len(olds) // len(news)
        for old_at in olds[max(0, middle - _BAND) : middle + _BAND]:
            yield new_at, old_at


def _heaviest_chain(pairs: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Return the pairs that rise in both places and weigh most together.

    A binary indexed tree holds, for each old place, the best chain that ends before it.
    """
    olds = {old: rank for rank, old in enumerate(sorted({old for _, old, _ in pairs}), start=1)}
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(olds) + 1)
    previous: list[int] = []
    for at, (_, old, weight) in enumerate(ordered := _by_new_place(pairs)):
        total, before = max((best[rank] for rank in _below(olds[old] - 1)), default=(0.0, -1))
        previous.append(before)
        rank = olds[old]
        while rank <= len(olds):
            best[rank] = max(best[rank], (total + weight, at))
            rank += rank & -rank
    chain: list[tuple[int, int]] = []
    at = max((best[rank] for rank in _below(len(olds))), default=(0.0, -1))[1]
    while at >= 0:
        chain.append(ordered[at][:2])
        at = previous[at]
    return chain[::-1]


def _by_new_place(pairs: Sequence[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """Order by new place, and within it downwards, so that no chain takes one place twice."""
    return sorted(pairs, key=lambda pair: (pair[0], -pair[1]))


def _below(rank: int) -> Iterator[int]:
    while rank > 0:
        yield rank
        rank -= rank & -rank


# Named fields --------------------------------------------------------------------------------


def _keep_lines(old: Sequence[Segment], new: Sequence[Block], matched: dict[int, int]) -> None:
    """A named field has one segment, which stays the same however it is rewritten."""
    lines = {block.field: place for place, block in enumerate(old) if block.kind is Kind.LINE}
    for place, block in enumerate(new):
        if block.kind is Kind.LINE and block.field in lines:
            matched[place] = lines[block.field]

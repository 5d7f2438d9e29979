"""Keeping keys from one revision to the next.

Unchanged blocks are found first (longest common run of equal blocks, then equal blocks that moved),
so a paragraph put in above never shifts anything. Only what is left between them is compared
by likeness, in order, within one window of change at a time. What is still left may have been moved
and edited: it is looked for wherever its rarer words stand.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from workflow.text.chain import heaviest_chain
from workflow.text.likeness import Likeness
from workflow.text.segments import Block, Kind, Segment

_BAND = 60  # how far apart blocks of a very large window may lie and still be compared
_LARGE = 10_000
_ALIKE_ELSEWHERE = 60.0  # percent: far from its place a block must be more alike to be the same
_RARE = 8  # a word in more of the blocks that are left than this tells none of them
_LIKELIEST = 3  # how many blocks are compared in full


def keep_keys(
    old: Sequence[Segment], new: Sequence[Block], *, next_number: int
) -> tuple[Segment, ...]:
    """Give the blocks of a new revision their keys.

    A block that is unchanged, or recognisably the same (field, kind and most of its words), keeps
    its key; any other gets ``s{n}`` from ``next_number`` on, which must be above every number
    ever used in the story.
    """
    matched = _unchanged(old, new)
    likeness = Likeness()
    for window in _windows(matched, len(old), len(new)):
        matched.update(_edited(old, new, window, likeness))
    matched.update(_moved_and_edited(old, new, matched, likeness))
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
    yield from heaviest_chain([(new, old, 1.0) for new, old in pairs])


def _edited(
    old: Sequence[Segment], new: Sequence[Block], window: _Window, likeness: Likeness
) -> dict[int, int]:
    pairs = [
        (new_at, old_at, score * score)  # squared: one good pair outweighs two poor ones
        for new_at, old_at in _comparable(window)
        if (score := likeness(old[old_at], new[new_at])) > 0
    ]
    return dict(heaviest_chain(pairs))


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


# Moved and edited ----------------------------------------------------------------------------


def _moved_and_edited(
    old: Sequence[Segment],
    new: Sequence[Block],
    matched: dict[int, int],
    likeness: Likeness,
) -> dict[int, int]:
    """Match what is left wherever it stands, the most alike first."""
    taken = set(matched.values())
    by_word: dict[str, list[int]] = defaultdict(list)
    for old_at, block in enumerate(old):
        if old_at not in taken:
            for word in likeness.vocabulary(block.text):
                by_word[word].append(old_at)
    pairs = [
        (score, new_at, old_at)
        for new_at, block in enumerate(new)
        if new_at not in matched
        for old_at in _likeliest(block, by_word, likeness)
        if (score := likeness(old[old_at], block)) >= _ALIKE_ELSEWHERE
    ]
    found: dict[int, int] = {}
    for _, new_at, old_at in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
        if new_at not in found and old_at not in taken:
            found[new_at] = old_at
            taken.add(old_at)
    return found


def _likeliest(block: Block, by_word: dict[str, list[int]], likeness: Likeness) -> list[int]:
    votes: Counter[int] = Counter()
    for word in likeness.vocabulary(block.text):
        places = by_word.get(word, ())
        if len(places) <= _RARE:
            votes.update(places)
    return [place for place, _ in votes.most_common(_LIKELIEST)]


# Named fields --------------------------------------------------------------------------------


def _keep_lines(old: Sequence[Segment], new: Sequence[Block], matched: dict[int, int]) -> None:
    """A named field has one segment, which stays the same however it is rewritten."""
    lines = {block.field: place for place, block in enumerate(old) if block.kind is Kind.LINE}
    for place, block in enumerate(new):
        if block.kind is Kind.LINE and block.field in lines:
            matched[place] = lines[block.field]

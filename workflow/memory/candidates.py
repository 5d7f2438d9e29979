"""Which stored texts may be like a text: those that share its rarest tokens.

Common tokens are read only while the budget lasts. Each shared token counts by its rarity, and the
texts with the largest sums are the candidates, which somebody then compares letter by letter.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy

from workflow.memory.postings import Ids, Reach, read_counts, read_texts
from workflow.memory.tokens import normalised, number, reach, tokens

BUDGET = 20_000  # ids of texts read for one query
MOST_TOKENS = 14
CANDIDATES = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A query as the index sees it: its chosen tokens with their weights, and its reach.

    ``ids`` is how many ids of texts are read for it.
    """

    reach: Reach
    weights: Mapping[int, float]
    ids: int


def candidates(texts: Sequence[str], tag: str, *, at_least: float) -> list[list[int]]:
    """For each text the ids of stored ones that may be like it: the likeliest, then the newest."""
    cut = [[number(tag, token) for token in tokens(text)] for text in texts]
    within = [reach(len(normalised(text)), at_least) for text in texts]
    counts = read_counts(_together(zip(within, cut, strict=True)))
    asked = [choose(found, each, counts) for found, each in zip(cut, within, strict=True)]
    postings = read_texts(_together((each.reach, each.weights) for each in asked))
    return [_likeliest(each, postings) for each in asked]


def choose(found: Iterable[int], within: Reach, counts: Mapping[int, Mapping[int, int]]) -> Asked:
    """The rarest tokens, as many as the budget pays for and at least one."""
    low, high = within
    sizes = {
        token: sum(count for bucket, count in counts[token].items() if low <= bucket <= high)
        for token in found
        if token in counts
    }
    weights: dict[int, float] = {}
    left = BUDGET
    for size, token in sorted((size, token) for token, size in sizes.items() if size):
        if weights and (size > left or len(weights) == MOST_TOKENS):
            break
        weights[token] = 1 / math.log2(2 + size)
        left -= size
    return Asked(reach=within, weights=weights, ids=BUDGET - left)


def _together(asked: Iterable[tuple[Reach, Iterable[int]]]) -> dict[int, Reach]:
    """Each token once, with a reach that covers those of all queries that have it."""
    wanted: dict[int, Reach] = {}
    for within, found in asked:
        for token in found:
            low, high = wanted.get(token, within)
            wanted[token] = (min(low, within[0]), max(high, within[1]))
    return wanted


def _likeliest(asked: Asked, postings: Mapping[tuple[int, int], Ids]) -> list[int]:
    lists, weights = [], []
    for token, weight in asked.weights.items():
        for bucket in range(asked.reach[0], asked.reach[1] + 1):
            ids = postings.get((token, bucket))
            if ids is not None:
                lists.append(ids)
                weights.append(numpy.full(len(ids), weight, dtype=numpy.float32))
    if not lists:
        return []
    ids, place = numpy.unique(numpy.concatenate(lists), return_inverse=True)
    sums = numpy.bincount(place, weights=numpy.concatenate(weights))
    if len(ids) > CANDIDATES:
        best = numpy.argpartition(-sums, CANDIDATES)[:CANDIDATES]
        ids, sums = ids[best], sums[best]
    order = numpy.lexsort((-ids.astype(numpy.int64), -sums))
    return [int(pk) for pk in ids[order]]

"""Which stored texts may be like a text: those that share its rarest tokens.

Common tokens are read only while the budget lasts. Each shared token counts by its rarity, and the
texts with the largest sums are the candidates, which somebody then compares letter by letter.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

import numpy

from workflow.memory.postings import Ids, Reach, read_counts, read_texts
from workflow.memory.tokens import SHORT, bucket, normalised, number, reach, tokens, word_tokens

BUDGET = 10_000  # ids of texts read for one query
FIRST_TOKENS, BUDGET_OF_FIRST = 3, 60_000  # one changed word must not leave a headline unfound
MOST_TOKENS = 14
CANDIDATES = 400
LEAST_SHARE = 0.12  # of the weight of the tokens read; texts that share less are not compared


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
    cuts = [(place, cut) for place, text in enumerate(texts) for cut in _cuts(text, tag, at_least)]
    counts = read_counts(_together(cut for _, cut in cuts))
    asked = [(place, choose(found, within, counts)) for place, (within, found) in cuts]
    postings = read_texts(_together((each.reach, each.weights) for _, each in asked))
    likely: list[list[list[int]]] = [[] for _ in texts]
    for place, each in asked:
        likely[place].append(_likeliest(each, postings))
    return [_by_turns(lists) for lists in likely]


def _by_turns(lists: Sequence[Sequence[int]]) -> list[int]:
    """The first of each list, then the second of each, and none twice."""
    turns = chain.from_iterable(zip_longest(*lists))
    return [pk for pk in dict.fromkeys(turns) if pk is not None]


def _cuts(text: str, tag: str, at_least: float) -> list[tuple[Reach, list[int]]]:
    """Its tokens; of a short text its words besides, for longer ones have nothing else to share."""
    size = len(normalised(text))
    low, high = reach(size, at_least)
    cuts = [((low, high), [number(tag, token) for token in tokens(text)])]
    if size <= SHORT and high > bucket(SHORT):
        words = [number(tag, token) for token in word_tokens(text)]
        cuts.append(((bucket(SHORT), high), words))
    return cuts


def choose(found: Iterable[int], within: Reach, counts: Mapping[int, Mapping[int, int]]) -> Asked:
    """The rarest tokens, as many as the budget pays for: more for the first, and at least one."""
    low, high = within
    sizes = {
        token: sum(count for bucket, count in counts[token].items() if low <= bucket <= high)
        for token in found
        if token in counts
    }
    weights: dict[int, float] = {}
    ids = 0
    for size, token in sorted((size, token) for token, size in sizes.items() if size):
        most = BUDGET if len(weights) >= FIRST_TOKENS else BUDGET_OF_FIRST
        if weights and (ids + size > most or len(weights) == MOST_TOKENS):
            break
        weights[token] = 1 / math.log2(2 + size)
        ids += size
    return Asked(reach=within, weights=weights, ids=ids)


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
        for length in range(asked.reach[0], asked.reach[1] + 1):
            ids = postings.get((token, length))
            if ids is not None:
                lists.append(ids)
                weights.append(weight)
    if not lists:
        return []
    ids, place = numpy.unique(numpy.concatenate(lists), return_inverse=True)
    each = numpy.repeat(numpy.array(weights), [len(some) for some in lists])
    sums = numpy.bincount(place, weights=each)
    enough = sums >= LEAST_SHARE * sum(asked.weights.values())
    ids, sums = ids[enough], sums[enough]
    if len(ids) > CANDIDATES:
        best = numpy.argpartition(-sums, CANDIDATES)[:CANDIDATES]
        ids, sums = ids[best], sums[best]
    order = numpy.lexsort((-ids.astype(numpy.int64), -sums))
    return [int(pk) for pk in ids[order]]

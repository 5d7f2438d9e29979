"""Choosing, among pairs of places in two texts, those that keep their order."""

from collections.abc import Iterator, Sequence


def heaviest_chain(pairs: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
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

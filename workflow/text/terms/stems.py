"""Endings on stems: the small grammar that Polish and Ukrainian share."""

from collections.abc import Iterable, Iterator, Mapping, Sequence


def joined(stems: Iterable[str], endings: Iterable[str]) -> Iterator[str]:
    """Every ending on every stem."""
    every = tuple(endings)
    for stem in stems:
        yield from (stem + ending for ending in every)


def swapped(stem: str, changes: Mapping[str, str]) -> str:
    """A stem with the longest of these endings changed; as it is where it has none of them."""
    for length in range(min(len(stem), 3), 0, -1):
        tail = stem[-length:]
        if tail in changes:
            return stem[:-length] + changes[tail]
    return stem


def without(word: str, endings: Sequence[str], *, least: int = 2) -> str | None:
    """A word without the first of these endings that it has; None where it has none."""
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: len(word) - len(ending)]
    return None

"""Rules that are a pattern and what belongs in its place."""

import re
from collections.abc import Callable, Iterable, Iterator

from workflow.text.typography.rule import Spot
from workflow.text.typography.style import HouseStyle

Find = Callable[[str, HouseStyle], Iterable[Spot]]
Fix = Callable[[re.Match[str]], str | None]
Swap = tuple[re.Pattern[str], str | Fix]

NBSP = "\u00a0"
SPOT = "spot"


def spots(text: str, pattern: re.Pattern[str], fix: str | Fix) -> Iterator[Spot]:
    """Each match whose words change; only its group ``spot`` is replaced where it has one.

    ``fix`` is a template as ``re.sub`` takes it, or a function that may answer None: leave it.
    """
    group = SPOT if SPOT in pattern.groupindex else 0
    for found in pattern.finditer(text):
        mended = found.expand(fix) if isinstance(fix, str) else fix(found)
        if mended is not None and mended != found.group(group):
            yield Spot(start=found.start(group), end=found.end(group), fix=mended)


def swapping(*swaps: Swap) -> Find:
    """A rule that makes all these swaps, whatever the house style; the first at a place counts."""

    def find(text: str, _: HouseStyle) -> Iterator[Spot]:
        taken: set[int] = set()
        for pattern, fix in swaps:
            for spot in spots(text, pattern, fix):
                if taken.isdisjoint(range(spot.start, spot.end)):
                    taken.update(range(spot.start, spot.end))
                    yield spot

    return find


def any_of(*words: str) -> str:
    """A pattern of these words, the longest first."""
    return (
        "(?:"
        + "|".join(
            sorted(
                {part for each in words for part in each.split()},
                key=lambda word: (-len(word), word),
            )
        )
        + ")"
    )

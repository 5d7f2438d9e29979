"""Telling a new revision of a story from the last: alignment and changes, by number of segments.

Each story gets the edits of an ordinary revision: one paragraph in seven reworded, one in twenty
moved, divided, put in or taken out. The ratio sets it beside ``difflib.SequenceMatcher`` over the
words of the same two texts, which finds no blocks, only words. The growth is the exponent of the
time from each size to the next: 1 is linear.
"""

import math
import random
import statistics
from difflib import SequenceMatcher
from itertools import accumulate

from benchmarks.measure import keep, median_ratio, medians, seconds
from workflow.text.align import keep_keys
from workflow.text.changes import changes
from workflow.text.segments import Block, Field, Kind, Segment

SIZES = (10, 50, 100, 250, 500)
ROUNDS = 3
MOST_GROWTH = 1.5  # from the smallest size to the largest
_VOCABULARY = 4_000  # words, as unevenly common as in a language
_WORDS = [f"word{number}" for number in range(_VOCABULARY)]
_COMMON = list(accumulate(1 / number for number in range(1, _VOCABULARY + 1)))


def story(segments: int, *, seed: int = 1) -> tuple[list[Segment], list[Block]]:
    """A keyed revision with this many paragraphs, and the blocks of the next one."""
    chance = random.Random(seed)
    texts = [_paragraph(chance) for _ in range(segments)]
    old = keep_keys((), _blocks(texts), next_number=1)
    edited: list[str] = []
    for place, text in enumerate(texts):
        edited.extend(_revised(text, place, chance))
    moved = edited[::20]
    rest = [text for place, text in enumerate(edited) if place % 20]
    for text in moved:
        rest.insert(chance.randrange(len(rest) + 1), text)
    return list(old), _blocks(rest)


def _paragraph(chance: random.Random) -> str:
    return " ".join(_words(chance, chance.randint(30, 70))) + "."


def _words(chance: random.Random, count: int) -> list[str]:
    return chance.choices(_WORDS, cum_weights=_COMMON, k=count)


def _revised(text: str, place: int, chance: random.Random) -> list[str]:
    words = text.split()
    if place % 7 == 3:
        for word in _words(chance, 4):
            words[chance.randrange(len(words))] = word
        return [" ".join(words)]
    if place % 20 == 8:
        return [" ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])]
    if place % 20 == 12:
        return [text, _paragraph(chance)]
    return [] if place % 20 == 16 else [text]


def _blocks(texts: list[str]) -> list[Block]:
    return [Block(field=Field.BODY, kind=Kind.PARAGRAPH, text=text) for text in texts]


def ours(old: list[Segment], new: list[Block]) -> None:
    """Keys for the new revision, and what became of every block."""
    changes(old, keep_keys(old, new, next_number=len(old) + 1))


def peer(old: list[Segment], new: list[Block]) -> None:
    """The same two texts through the standard library, word by word."""
    before = [word for block in old for word in block.text.split()]
    after = [word for block in new for word in block.text.split()]
    SequenceMatcher(None, before, after).get_opcodes()


def run() -> None:
    """Take the figures for each size, print them, keep them."""
    figures = [_figure(size) for size in SIZES]
    growth = _growth(figures)
    print(f"  growth from {SIZES[0]} to {SIZES[-1]} segments: exponent {growth:.2f} (1 is linear)")
    keep("aligning", {"sizes": figures, "growth": growth})
    if growth > MOST_GROWTH:
        raise SystemExit(f"Time grew with exponent {growth:.2f}; it must stay below {MOST_GROWTH}.")


def _figure(size: int) -> dict[str, float]:
    old, new = story(size)
    ours(old, new)
    times = max(3, 1_000 // size)
    taken = medians(
        {
            "ours": lambda: seconds(lambda: ours(old, new), times=times),
            "difflib": lambda: seconds(lambda: peer(old, new)),
        },
        rounds=ROUNDS,
    )
    figure = {
        "segments": size,
        "seconds": statistics.median(taken["ours"]),
        "difflib_seconds": statistics.median(taken["difflib"]),
        "difflib_ratio": median_ratio(taken["ours"], taken["difflib"]),
    }
    print(
        f"  {size:>3} segments: {figure['seconds'] * 1000:.2f} ms; difflib over the same words "
        f"{figure['difflib_seconds'] * 1000:.1f} ms, {figure['difflib_ratio']:.1f}x"
    )
    return figure


def _growth(figures: list[dict[str, float]]) -> float:
    first, last = figures[0], figures[-1]
    times = last["seconds"] / first["seconds"]
    return math.log(times) / math.log(last["segments"] / first["segments"])

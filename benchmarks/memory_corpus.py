"""A made-up archive for the memory: words by Zipf's law, sentences, headlines and names.

English about 190 characters a sentence, Ukrainian 200, Chinese 60; a tenth of the texts are
headlines, a thirtieth have 4 to 12 characters, and a tenth are an earlier one with some words
changed, as newsrooms write. Words stand together by chance, where real ones have their company:
the figures say how the index bears many texts, not how often a newsroom repeats itself. The same
seed gives the same archive.
"""

import random
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from workflow.languages.registry import by_tag
from workflow.memory.values import Grain, NewPair, PairOrigin, Side

LATIN = (tuple("bcdfghlmnprstvw"), ("a", "e", "i", "o", "u", "ea", "ou"))
CYRILLIC = (tuple("бвгджзклмнпрстчш"), tuple("аеиіоуюя"))
AGAIN, LATELY = 0.1, 2000  # how many are like an earlier text, and of how many earlier ones
ENDINGS = ("", "", "а", "у", "ом", "и", "ів", "ами")
KINDS = ("edits", "headlines", "short")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """How a made-up language is written: words, how common each is, and how many a sentence."""

    tag: str
    words: tuple[str, ...]
    weights: tuple[float, ...]
    sentence: int
    glue: str = " "
    endings: tuple[str, ...] = ("",)


def tongues() -> dict[str, Tongue]:
    """The three languages of the archive."""
    dice = random.Random(4)
    han = [chr(0x4E00 + place) for place in range(3500)]
    weights = [1 / (rank + 3) for rank in range(3500)]
    zh = [
        "".join(dice.choices(han, weights, k=dice.choice((1, 2, 2, 2, 3)))) for _ in range(40_000)
    ]
    return {
        "en": _tongue("en", [_word(LATIN, dice) for _ in range(60_000)], 31),
        "uk": _tongue("uk", [_word(CYRILLIC, dice) for _ in range(60_000)], 29, endings=ENDINGS),
        "zh-Hant": _tongue("zh-Hant", zh, 31, glue=""),
    }


def _tongue(tag: str, words: list[str], sentence: int, **rest: object) -> Tongue:
    weights = tuple(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    return Tongue(tag=tag, words=tuple(words), weights=weights, sentence=sentence, **rest)


def _word(letters: tuple[tuple[str, ...], tuple[str, ...]], dice: random.Random) -> str:
    syllables = dice.choice((1, 2, 2, 3, 3, 4))
    return "".join(dice.choice(letters[0]) + dice.choice(letters[1]) for _ in range(syllables))


def text(tongue: Tongue, kind: str, dice: random.Random) -> str:
    """A text of one of the kinds."""
    if kind == "short":
        size = dice.choice((1, 2)) if tongue.glue else dice.choice((2, 3, 4, 6))
    elif kind == "headlines":
        size = dice.randint(4, 9)
    else:
        size = max(5, round(dice.gauss(tongue.sentence, tongue.sentence / 2.5)))
    words = dice.choices(tongue.words, cum_weights=tongue.weights, k=size)
    said = tongue.glue.join(word + dice.choice(tongue.endings) for word in words)
    if kind == "short":
        return (
            said[:12] if len(said) >= 4 else f"{said}{tongue.glue}{tongue.words[-len(said)]}"[:12]
        )
    return said[:1].upper() + said[1:] + ("。" if not tongue.glue else ".")


def pairs(size: int) -> Iterator[NewPair]:
    """The archive: half English and Ukrainian, half English and Chinese."""
    said, dice = tongues(), random.Random(size)
    lately: dict[str, deque[tuple[str, str]]] = {tag: deque(maxlen=LATELY) for tag in said}
    for place in range(size):
        english, other = said["en"], said["uk" if place % 2 else "zh-Hant"]
        earlier = lately[other.tag]
        if len(earlier) == LATELY and dice.random() < AGAIN:
            was = earlier[dice.randrange(LATELY)]
            both = edited(was[0], english, dice), edited(was[1], other, dice)
        else:
            kind = dice.choices(KINDS, (86, 10, 4))[0]
            both = text(english, kind, dice), text(other, kind, dice)
        earlier.append(both)
        yield NewPair(
            first=Side(language=by_tag("en"), text=both[0]),
            second=Side(language=by_tag(other.tag), text=both[1]),
            grain=Grain.SENTENCE,
            origin=PairOrigin.TMX,
        )


def edited(stored: str, tongue: Tongue, dice: random.Random) -> str:
    """A text with about an eighth of its words changed, or a short one with one letter changed."""
    if len(stored) <= 12:
        place = dice.randrange(len(stored))
        letter = dice.choice(dice.choice(tongue.words))
        return stored[:place] + letter + stored[place + 1 :]
    words = stored.split(" ") if tongue.glue else list(stored)
    for _ in range(max(1, len(words) // 8)):
        place = dice.randrange(len(words))
        new = dice.choices(tongue.words, cum_weights=tongue.weights)[0]
        words[place] = new if tongue.glue else new[0]
    return tongue.glue.join(words)

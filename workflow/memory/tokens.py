"""Texts as the index sees them: normalised, cut into tokens, and sorted by length.

Polish and Ukrainian words are cropped, so that the forms of one word share a token. Han text is
cut into pairs of neighbouring characters. A short text has the pairs of all its characters
besides, its ends among them: with few words, one typing error would leave nothing to find it by.
"""

import math
import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

from workflow.text.words import HAN

CROP = 6
SHORT = 24  # characters
_GROWTH = math.log(1.25)
_APOSTROPHES = re.compile("[’ʼ‘`]")
_PIECES = re.compile(rf"(?P<han>[{HAN}]+)|\d+(?:[.,:]\d+)*|[^\W\d_{HAN}]+(?:'[^\W\d_{HAN}]+)*")


def normalised(text: str) -> str:
    """Composed, without NUL, its spaces single and none at the ends; the case is kept."""
    return " ".join(unicodedata.normalize("NFC", text.replace("\0", "")).split())


@lru_cache(maxsize=4_096)
def digest(text: str) -> str:
    """What an exact match is found by, 32 hex digits; nothing for an empty text."""
    plain = normalised(text)
    return blake2b(plain.encode("utf-8", "replace"), digest_size=16).hexdigest() if plain else ""


def folded(text: str) -> str:
    """The text as a search compares it: normalised, without case, one kind of apostrophe."""
    return _APOSTROPHES.sub("'", normalised(text).casefold())


def word_tokens(text: str) -> set[str]:
    """Words cropped, numbers whole, and pairs of neighbouring Han characters."""
    return _words(folded(text))


def _words(plain: str) -> set[str]:
    found: set[str] = set()
    for piece in _PIECES.finditer(plain):
        word = piece.group()
        if piece.group("han"):
            found.update(_bigrams(word) if len(word) > 1 else [word])
        else:
            found.add(word if word[0].isdigit() else word[:CROP])
    return found


def tokens(text: str) -> set[str]:
    """What a text is indexed under; short texts also by the pairs of their characters."""
    plain = folded(text)
    found = _words(plain)
    if len(plain) <= SHORT:
        found.update(f"_{pair}" for pair in _bigrams(f"^{plain}$"))
    return found


def _bigrams(text: str) -> list[str]:
    return [text[place : place + 2] for place in range(len(text) - 1)]


@lru_cache(maxsize=50_000)
def number(tag: str, token: str) -> int:
    """A token of a language as a number of 63 bits."""
    hashed = blake2b(f"{tag} {token}".encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(hashed, "big") >> 1


def bucket(length: int) -> int:
    """Which lengths count as about the same: each bucket reaches a quarter further."""
    return int(math.log(max(length, 1)) / _GROWTH)


def reach(length: int, at_least: float) -> tuple[int, int]:
    """The first and last bucket in which a text can be that alike one of ``length``."""
    share = at_least / (2 - at_least)
    return bucket(math.floor(length * share)), bucket(math.ceil(length / share))

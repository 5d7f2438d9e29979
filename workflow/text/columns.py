"""Text in columns, for the plain part of an email and for subjects.

Chinese has no spaces: a line may end after almost any character, but never before a closing mark
or after an opening one (kinsoku). Everything else breaks at spaces only, so that words, addresses
and numbers stay whole; a no-break space never breaks. Letters of ambiguous width (Cyrillic among
them) count one column.
"""

import re
import unicodedata
from collections.abc import Iterator

_WIDE = frozenset("WF")
_NO_WIDTH = frozenset({"Mn", "Me", "Cf", "Cc"})
_NOT_FIRST = frozenset("，。、；：！？）」』》〉】〕〗］｝…‥—–·・～％%,.;:!?)]}”’»›°ー々〻／")
_NOT_LAST = frozenset("（「『《〈【〔〖［｛([{“‘«‹„‚＄￥$£€№＃#")
_SPACES = re.compile("[ \t\n]+")
# An address goes on into Chinese only right after one of its own signs, as in /wiki/臺灣.
_ADDRESS = re.compile(r"https?://[!-~]+(?:(?<=[/=_%-])[^\s!-~\u3000-\u303f\uff00-\uffef]+[!-~]*)*")


def width(text: str) -> int:
    """Return how many columns a text takes: wide characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.category(char) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1


def wrap(text: str, *, columns: int, indent: str = "") -> list[str]:
    """Return the lines of a paragraph, none wider than ``columns`` with its indent.

    Newlines in the text are kept as line ends. A single word that is wider than a line stands
    alone on a line of its own and runs over.
    """
    room = max(columns - width(indent), 2)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(f"{indent}{line}" if line else "" for line in _filled(paragraph, room))
    return lines


def _filled(paragraph: str, room: int) -> Iterator[str]:
    line, used = "", 0
    for space, part in _parts(paragraph):
        wide = width(part)
        if line and used + space + wide > room:
            yield line
            line, used = part, wide
        elif line:
            line, used = line + " " * space + part, used + space + wide
        else:
            line, used = part, wide
    yield line


def _parts(paragraph: str) -> Iterator[tuple[int, str]]:
    """Yield (spaces before, unbreakable part) in order."""
    for place, word in enumerate(part for part in _SPACES.split(paragraph) if part):
        space = 1 if place else 0
        for part in _unbreakable(word):
            yield space, part
            space = 0


def _unbreakable(word: str) -> Iterator[str]:
    """Cut a word where Chinese may break; Latin and Cyrillic runs and addresses stay whole."""
    inside = {at for found in _ADDRESS.finditer(word) for at in range(*found.span())[1:]}
    start = 0
    for at in range(1, len(word)):
        if at not in inside and _may_break(word[at - 1], word[at]):
            yield word[start:at]
            start = at
    yield word[start:]


def _may_break(before: str, after: str) -> bool:
    if not (_breaks(before) or _breaks(after)):
        return False
    if before in _NOT_LAST or after in _NOT_FIRST or _char_width(after) == 0:
        return False
    return not {"\u00a0", "\u2060"} & {before, after}


def _breaks(char: str) -> bool:
    """Say whether a line may end beside this character without a space."""
    return unicodedata.east_asian_width(char) in _WIDE

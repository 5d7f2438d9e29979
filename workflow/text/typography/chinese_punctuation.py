"""Full-width marks beside Chinese characters, and no spaces around them.

Sources: 中文文案排版指北 (sparanoid/chinese-copywriting-guidelines); W3C, *Requirements for Chinese
Text Layout*; 教育部《重訂標點符號手冊》2008. Numbers, Latin words and addresses keep theirs.
"""

import re
from collections.abc import Iterator

from workflow.text.typography.chinese_names import is_between_names
from workflow.text.typography.han import (
    CLOSING,
    EMPHASIS,
    GAP,
    HAN,
    OPENING,
    TIGHT,
    beside,
    is_han,
)
from workflow.text.typography.opaque import OPAQUE
from workflow.text.typography.rule import Spot
from workflow.text.typography.style import HouseStyle
from workflow.text.typography.swaps import Find, spots, swapping

_FULL_OF = str.maketrans(",.?!:;｡､", "，。？！：；。、")
_AFTER_TEXT = f"[{HAN}{CLOSING}％%]"
_PASSED = re.compile(rf"(?:[…⋯*_~]|\]\({OPAQUE}+\))+$")
_MOST_PASSED = 400  # an address of a link may be that long
_NEAR = 40
_ABBREVIATED = re.compile(
    r"(?<![A-Za-z])(?:[A-Za-z]|No|Vol|vol|Dr|Mr|Mrs|Ms|St|vs|Inc|Ltd|Co|Corp|Jr|Sr|etc|al|pp|ed|eds)$"
)
_RUN = re.compile(
    rf"(?<!{GAP})(?P<spot>{GAP}*(?P<marks>(?<![?!？！])(?=[？！]*[?!])[?!？！]+|(?<![.,:;])[,:;.｡､](?![.,:;]))(?P<gap>{GAP}*))"
)
_REPEATED = re.compile(
    "(?P<spot>[!！]{2,}|[?？]{2,}|[,，]{2,}|[;；]{2,}|(?:？！){2,}|(?:！？){2,}|、{2,}|：{2,}|(?<!。)。。(?!。))"
)
_BRAND = re.compile(r"(?:Yahoo|Jeopardy|Joomla|Mamma Mia)$")
_LIST_NUMBER = re.compile(
    r"(?:^|\n)[ \t]*[一二三四五六七八九十百\d]{1,3}$"
    r"|第[一二三四五六七八九十百\d]{1,3}[章節條回課集部]$"
)
_FACE = re.compile(r"[)(DPp|/\\]")


def full_width_marks(text: str, _: HouseStyle) -> Iterator[Spot]:
    """Half-width marks that stand after Chinese, or between Latin words and Chinese."""
    yield from spots(text, _RUN, _widened)


def no_space_beside_marks() -> Find:
    """Say where a space stands beside a full-width mark; one that Markdown needs is left."""
    gaps = rf"(?P<spot>(?:{GAP}|\u3000)+)"
    before = rf"(?<=[^\s|{EMPHASIS}{OPAQUE}]){gaps}(?=[{TIGHT}]|——|……|⋯⋯)"
    after = rf"(?:(?<=[{TIGHT}])|(?<=——)|(?<=……)|(?<=⋯⋯)){gaps}(?=[^\s|{EMPHASIS}])"
    return swapping((re.compile(before), _unless_first), (re.compile(after), ""))


def no_repeated_marks(text: str, _: HouseStyle) -> Iterator[Spot]:
    """The same mark twice; ？！ together is fine."""
    yield from spots(text, _REPEATED, _once)


def _once(found: re.Match[str]) -> str | None:
    words = found["spot"]
    before = found.string[max(0, found.start() - 1) : found.start()]
    if set(words) <= set("!?,;") and not re.match(f"[{HAN}{TIGHT}!?]", before):
        return None
    return words[: 1 if len(set(words)) == 1 else 2].translate(_FULL_OF)


def _widened(found: re.Match[str]) -> str | None:
    text, marks = found.string, found["marks"]
    before = _last_of_words(text[max(0, found.start("spot") - _MOST_PASSED) : found.start("spot")])
    after = beside(text, found.end("spot"), 1)
    if not _belongs(found, before, after):
        return None
    gap = "" if text[found.end("spot") : found.end("spot") + 1].strip() else found["gap"]
    return f"{marks.translate(_FULL_OF)}{gap}"


def _last_of_words(text: str) -> str:
    """The last character but for emphasis, dots left out and the address of a link."""
    return _PASSED.sub("", text)[-1:]


def _belongs(found: re.Match[str], before: str, after: str) -> bool:
    text, marks = found.string, found["marks"]
    if marks in "｡､":
        return True
    if marks == ".":
        return _is_full_stop(found, before, after)
    if _is_markup(found, marks, after):
        return False
    if re.match(_AFTER_TEXT, before):
        return True
    if before == OPAQUE:
        return marks in ",;" and is_han(after)
    if not before.isalnum() or _BRAND.search(text[: found.start("spot")][-12:]):
        return False
    if before.isdigit() and after.isdigit():
        return False
    chinese_after = bool(after) and (is_han(after) or after in OPENING)
    return chinese_after or (marks not in ",:;" and bool(after) and after in "」』）")


def _is_markup(found: re.Match[str], marks: str, after: str) -> bool:
    """A picture's ``![``, a smiling face, a number at the head of a list."""
    if marks.endswith("!") and after == "[" and not found["gap"]:
        return True
    return marks == ":" and bool(after) and bool(_FACE.match(after))


def _is_full_stop(found: re.Match[str], before: str, after: str) -> bool:
    text = found.string
    start = found.start("spot")
    ahead = text[max(0, start - _NEAR) : start]
    if _LIST_NUMBER.search(text, max(0, start - _NEAR), start) or is_between_names(
        text, found.start("marks")
    ):
        return False
    if not re.match(f"[{HAN}{CLOSING}]", before):
        return _ends_after_number(ahead, after) or _ends_after_name(ahead, after)
    return not after.strip() or is_han(after) or after in CLOSING + OPENING or bool(found["gap"])


def _ends_after_number(ahead: str, after: str) -> bool:
    """A number or a percentage that ends a Chinese sentence, and the line: 共42%."""
    ends = not after.strip() or (is_han(after) and ahead.endswith(("%", "％")))
    return ends and bool(re.search(rf"(?![圖表註])[{HAN}]{GAP}?\d[\d,.]*[%％]?$", ahead))


def _ends_after_name(ahead: str, after: str) -> bool:
    """A Latin word that ends a Chinese sentence: 加入NATO. — an abbreviation keeps its point."""
    alone = re.search(rf"[{HAN}]{GAP}?[A-Za-z]+(?:-\d+)?$", ahead)
    ends = not after.strip() or is_han(after)
    return bool(alone) and ends and not _ABBREVIATED.search(ahead)


def _unless_first(found: re.Match[str]) -> str | None:
    """A space at the head of a line, or after the mark of a list, a heading, a quotation, stays."""
    line = found.string[: found.start()].rsplit("\n", 1)[-1]
    return None if re.fullmatch(rf"[ \t]*(?:(?:[-*+>#]+|\d+\.|{OPAQUE}+:)[ \t]*)*", line) else ""

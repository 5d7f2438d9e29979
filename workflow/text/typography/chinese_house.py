"""What a Chinese newsroom decides for itself: a space beside Latin words, and 台 or 臺.

Sources: W3C, *Requirements for Chinese Text Layout* (a gap of at most a quarter of an em, best set
by the layout); the usage of CNA, LTN and UDN (no space). News writes 台灣, the government 臺灣.
"""

import re
from collections.abc import Iterator

from workflow.text.typography.han import GAP, HAN
from workflow.text.typography.opaque import OPAQUE
from workflow.text.typography.rule import Spot
from workflow.text.typography.style import HouseStyle, Option
from workflow.text.typography.swaps import Find, any_of, spots

_LATIN = "A-Za-z0-9\u00c0-\u024f"
_OPEN = re.compile(rf"(?<=[{HAN}]){GAP}+(?=[{_LATIN}])|(?<=[{_LATIN}%]){GAP}+(?=[{HAN}])")
_CLOSED = re.compile(rf"(?<=[{HAN}])(?=[{_LATIN}])|(?<=[{_LATIN}%])(?=[{HAN}])")
_STRETCH = re.compile(rf"[^{OPAQUE}\n]+")
_TAI = any_of(
    "灣 北 中 南 東 大 海 獨 商 股 幣 語 鐵 電 糖 塑 澎 廈 師 客 企 資 美 日 胞 僑 文 式 菜 啤",
)
_SIMPLE = re.compile(rf"(?P<spot>台)(?={_TAI})")
_FULL = re.compile("(?P<spot>臺)")


def latin_spacing(option: Option) -> Find:
    """Say, once a text, where spaces beside Latin words and numbers are not as the house has it.

    The spot reaches from the first such place to the last, up to code or an address.
    """

    def find(text: str, style: HouseStyle) -> Iterator[Spot]:
        wanted = style.of(option)
        if wanted == "either":
            first, other = _OPEN.search(text), _CLOSED.search(text)
            if first is None or other is None:
                return
            wanted = "spaced" if first.start() < other.start() else "closed"
        wrong, right = (_OPEN, "") if wanted == "closed" else (_CLOSED, " ")
        for stretch in _STRETCH.finditer(text):
            places = list(wrong.finditer(text, stretch.start(), stretch.end()))
            if places:
                start, end = max(0, places[0].start() - 1), places[-1].end() + 1
                words = text[start:end]
                yield Spot(start=start, end=end, fix=wrong.sub(right, words))
                return

    return find


def tai(option: Option) -> Find:
    """Say where 台 or 臺 is not the one that the house writes in the names of the island."""

    def find(text: str, style: HouseStyle) -> Iterator[Spot]:
        wanted = style.of(option)
        if wanted == "台":
            yield from spots(text, _FULL, "台")
        elif wanted == "臺":
            yield from spots(text, _SIMPLE, "臺")

    return find

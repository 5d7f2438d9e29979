"""Book title marks: 《》 for books, films, songs and periodicals, and 〈〉 inside them.

Source: 教育部《重訂標點符號手冊》2008 (書名號).
"""

import re
from collections.abc import Iterator

from workflow.text.typography.opaque import OPAQUE
from workflow.text.typography.rule import Spot
from workflow.text.typography.style import HouseStyle
from workflow.text.typography.swaps import spots

_WORKS = (
    "小說|詩集|散文集|短篇集|文集|畫冊|繪本|漫畫|自傳|傳記|回憶錄|專書|著作|名著|代表作|處女作"
    "|電影|紀錄片|劇情片|動畫片?|影集|劇集|電視劇|連續劇|劇作|舞[台臺]劇|音樂劇|歌劇|話劇|專輯|單曲"
    "|歌曲|名曲|金曲|雜誌|[週周月]刊|期刊|報紙|長詩|史詩|(?<![\u3400-\u9fff])書|(?<=[新名童本的])書"
)
_MARKED = r"[「『“\"‘](?P<name>[^「」『』“”\"‘’《》\n]{1,20})[」』”\"’]"
_NAMED = re.compile(rf"(?:{_WORKS})[ \u00a0]?(?P<spot>{_MARKED})")
_CALLED = re.compile(
    rf"(?P<spot>{_MARKED})(?=一書|這(?:本書|部電影|部片|部小說|部紀錄片|首歌|張專輯|齣戲))"
)
_INNER = re.compile(
    r"(?<=《)(?P<before>[^《》〈〉\n]*)(?P<spot>《(?P<name>[^《》\n]*)》)(?=[^《》\n]*》)"
)
_SAYING = re.compile(r"[。！？，；：…]|^(?:很|非常|太|真|不|是|最|我|你|他|她)")


def title_marks(text: str, _: HouseStyle) -> Iterator[Spot]:
    """A work in quotation marks, or a title within a title that has the same marks."""
    for pattern in (_NAMED, _CALLED):
        yield from spots(text, pattern, _as_title)
    yield from spots(text, _INNER, lambda found: f"〈{found['name']}〉")


def _as_title(found: re.Match[str]) -> str | None:
    name = found["name"]
    if _SAYING.search(name) or not name.strip():
        return None
    return None if OPAQUE in name else f"《{name}》"

"""Title marks: 《》 for books, films, songs and periodicals; 〈〉 for articles and inside 《》.

Source: 教育部《重訂標點符號手冊》2008 (書名號).
"""

import re
from collections.abc import Iterator

from workflow.text.typography.opaque import OPAQUE
from workflow.text.typography.rule import Spot
from workflow.text.typography.style import HouseStyle
from workflow.text.typography.swaps import spots

_WORKS = (
    "小說|詩集|散文集|短篇集|文集|畫冊|繪本|漫畫|自傳|傳記|回憶錄|專書|著作|名著|名作|代表作|處女作"
    "|電影|紀錄片|劇情片|動畫片?|影集|劇集|電視劇|連續劇|劇作|劇本|戲劇|舞劇|舞[台臺]劇|音樂劇|歌劇"
    "|話劇|節目|遊戲|專輯|單曲|歌曲|名曲|金曲|雜誌|[週周月]刊|期刊|報紙|長詩|史詩"
    "|(?<![\u3400-\u9fff])書|(?<=[新名童本的])書"
)
_ARTICLES = "詩作|新詩|論文|文章|專文"
_MARKED = (
    r"(?P<first>[「『“\"‘'＂])(?P<name>[^「」『』“”\"‘’'＂《》〈〉\n]{1,24})(?P<last>[」』”\"’'＂])"
)
_NAMED = re.compile(rf"(?:{_WORKS})[ \u00a0]?(?P<spot>{_MARKED})")
_CALLED = re.compile(
    rf"(?P<spot>{_MARKED})(?=一書|這(?:本書|部電影|部片|部小說|部紀錄片|首歌|張專輯|齣戲))"
)
_NAMING = re.compile(rf"(?:名為|名叫|叫做|題為)(?P<spot>{_MARKED})(?=的(?:{_WORKS}|書))")
_AND = re.compile(rf"(?:、|和|與|及|以及)?(?P<spot>{_MARKED})(?!等人)")
_WRITTEN = re.compile(rf"(?:{_ARTICLES})[ \u00a0]?(?P<spot>{_MARKED})")
_INNER = re.compile(
    r"(?<=《)(?P<before>[^《》〈〉\n]*)(?P<spot>《(?P<name>[^《》\n]*)》)(?=[^《》\n]*》)"
)
_SAYING = re.compile(r"[。；…]|[！？]$|^(?:很|非常|太好)")


def title_marks(text: str, _: HouseStyle) -> Iterator[Spot]:
    """A work in quotation marks, or a title within a title that has the same marks."""
    patterns = ((_NAMED, "《》"), (_CALLED, "《》"), (_NAMING, "《》"), (_WRITTEN, "〈〉"))
    titles = {
        spot.start: spot
        for pattern, marks in patterns
        for found in pattern.finditer(text)
        for spot in _titles(found, marks)
    }
    yield from titles.values()
    yield from spots(text, _INNER, lambda found: f"〈{found['name']}〉")


def _titles(found: re.Match[str], marks: str) -> Iterator[Spot]:
    """A title and those that follow it: 電影「海角七號」、「賽德克·巴萊」."""
    following: re.Match[str] | None = found
    while following and following["name"].strip() and not _SAYING.search(following["name"]):
        yield from _as_title(following, marks)
        following = _AND.match(found.string, following.end())


def _as_title(found: re.Match[str], marks: str) -> Iterator[Spot]:
    """The whole title; where it is of another language, the two marks alone."""
    if OPAQUE not in found["name"]:
        yield Spot(
            start=found.start("spot"),
            end=found.end("spot"),
            fix=f"{marks[0]}{found['name']}{marks[1]}",
        )
        return
    for side, mark in zip(("first", "last"), marks, strict=True):
        yield Spot(start=found.start(side), end=found.end(side), fix=mark)

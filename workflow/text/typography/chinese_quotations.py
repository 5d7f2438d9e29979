"""Quotation marks of Chinese in Taiwan: 「…」, and 『…』 inside them.

Sources: CLDR, delimiters of zh-Hant; 教育部《重訂標點符號手冊》, the punctuation handbook of
Taiwan's Ministry of Education, 2008.
"""

import re
from collections.abc import Iterator, Mapping

from workflow.text.typography.han import TIGHT, beside, is_han
from workflow.text.typography.quote_levels import Mark
from workflow.text.typography.rule import Spot
from workflow.text.typography.style import HouseStyle

_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_MARK = re.compile(
    r"""
      [「」『』“”〝〞＂„«»﹁﹂﹃﹄]
    | "(?!(?<=\d")[ ]?(?:[x×]|吋|螢幕|電視|筆電))
    | (?<![A-Za-z])[‘’'](?!')
    | (?<=[A-Za-z])[’'](?![A-Za-z])
    | ＇
    """,
    re.VERBOSE,
)
_OPENING: Mapping[str, str] = {
    "「": "」", "『": "』", "“": "”", "‘": "’", "〝": "〞", "„": "”",
    "«": "»", "﹁": "﹂", "﹃": "﹄",
}  # fmt: skip
_STRAIGHT = "\"'＂＇"
_BRACKETS = "「」『』"
_LATIN = re.compile(r"[A-Za-z]")


def corner_marks(text: str, _: HouseStyle) -> Iterator[Spot]:
    """Marks of another language or of the keyboard; around Latin words alone they may stay."""
    for mark in _marks(text):
        if mark.words not in _BRACKETS and mark.partner and _is_chinese(text, mark):
            yield Spot(start=mark.start, end=mark.end, fix=_right(mark))


def corner_marks_nested(text: str, _: HouseStyle) -> Iterator[Spot]:
    """The outer marks used once more inside a finished quotation, or the inner ones twice."""
    for mark in _marks(text):
        opening = mark if mark.opens else mark.partner
        if opening is None or mark.words not in _BRACKETS or not opening.partner:
            continue
        around = opening.around
        if around and around.partner and mark.words != _right(mark):
            yield Spot(start=mark.start, end=mark.end, fix=_right(mark))


def _marks(text: str) -> list[Mark]:
    marks: list[Mark] = []
    start = 0
    for end in [*(found.end() for found in _PARAGRAPH.finditer(text)), len(text)]:
        marks += _paragraph(text, start, end)
        start = end
    return marks


def _paragraph(text: str, start: int, end: int) -> Iterator[Mark]:
    open_marks: list[Mark] = []
    for found in _MARK.finditer(text, start, end):
        mark = Mark(start=found.start(), words=found.group(), opens=_opens(text, found, open_marks))
        if mark.opens:
            mark.around = open_marks[-1] if open_marks else None
            mark.level = len(open_marks)
            open_marks.append(mark)
        else:
            _close(mark, open_marks)
        yield mark


def _opens(text: str, found: re.Match[str], open_marks: list[Mark]) -> bool:
    words = found.group()
    waiting = {mark.words for mark in open_marks}
    if words in _STRAIGHT:
        return words not in waiting or _opens_within(text, found, open_marks)
    if words == "“" and "„" in waiting:
        return False
    if words in "“‘" and words in waiting:
        return not _ends(text, found)
    return words in _OPENING


def _opens_within(text: str, found: re.Match[str], open_marks: list[Mark]) -> bool:
    """Whether a straight mark opens within what somebody says: 她說："他喊"快跑"就走。"."""
    outer = beside(text, open_marks[0].start, -1)
    end = _PARAGRAPH.search(text, found.end())
    rest = text[found.end() : end.start() if end else len(text)].split(found.group())
    return (
        len(open_marks) == 1
        and outer in "：，"
        and beside(text, found.start(), -1).isalnum()
        and beside(text, found.end(), 1).isalnum()
        and len(rest) == 3
        and rest[1].endswith(tuple("。！？…"))
    )


def _ends(text: str, found: re.Match[str]) -> bool:
    """Whether an opening mark was typed where one closes: “…“."""
    before, after = beside(text, found.start(), -1), beside(text, found.end(), 1)
    return bool(before.strip()) and before not in "，：、（「" and not _OPENING.get(after)


def _close(mark: Mark, open_marks: list[Mark]) -> None:
    fitting = [each for each in open_marks if _fits(each.words, mark.words)]
    if not fitting:
        return
    opening = fitting[-1]
    del open_marks[open_marks.index(opening) :]
    mark.level, mark.around = len(open_marks), opening.around
    mark.partner, opening.partner = opening, mark


def _fits(opening: str, closing: str) -> bool:
    return closing in (_OPENING.get(opening), opening) or (opening, closing) == ("„", "“")


def _right(mark: Mark) -> str:
    """「 at the outer level and at every second one, 『 between; a level counts if finished."""
    opening = mark if mark.opens else (mark.partner or mark)
    inner = _is_inner(opening)
    if mark.opens:
        return "『" if inner else "「"
    return "』" if inner else "」"


def _is_inner(opening: Mark) -> bool:
    turns = False
    while opening.around and opening.around.partner:
        opening, turns = opening.around, not turns
    return (opening.words == "『") is not turns


def _is_chinese(text: str, mark: Mark) -> bool:
    """Whether a quotation holds Chinese, or stands among it."""
    first, last = sorted((mark, mark.partner or mark), key=lambda each: each.start)
    if any(is_han(char) for char in text[first.end : last.start]):
        return True
    outside = (
        beside(text, first.start, -1, over_gaps=True),
        beside(text, last.end, 1, over_gaps=True),
    )
    return any(char and (is_han(char) or char in TIGHT) for char in outside)

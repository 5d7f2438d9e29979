"""Chinese sentences: at 。！？ outside quotations and brackets, and after some quotations.

A quotation that speaker and colon or comma lead in ends the sentence when it ends one itself:
他說：「走吧。」. One that comes first is followed by who said it: 「走嗎？」她問。 Dots (……) end
nothing, for they may stand for a pause as well as for an end.
"""

import re
from dataclasses import dataclass

_PAIRS = {
    "「": "」",
    "『": "』",
    "“": "”",
    "（": "）",
    "(": ")",
    "《": "》",
    "〈": "〉",
    "【": "】",
}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_BRACKETS = frozenset("（(【")
_ENDS = "。！？｡"
_END = re.compile(rf"[{_ENDS}]+[{_ENDS}!?]*|(?<=[\u3400-\u9fff」』）])[!?]+")
_ENDED = re.compile(rf"[{_ENDS}!?][」』”）》〉】)]*\Z")
_DEEPEST = 8  # marks within marks that are looked through for a partner
_LEADS_IN = frozenset("：，:,")
_GOES_ON = re.compile(r"\s*[，、；：。！？…—–─）」』,;:)]|\s*[的之等]")
_OPENS = re.compile(r"\s*[「『]")
_BRAND = re.compile(r"[A-Za-z]！(?=[奇台香])")  # Yahoo！奇摩


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two marks that belong together."""

    start: int
    end: int  # of the closing mark
    ends_sentence: bool  # what stands between them ends as a sentence does


def cut(text: str) -> tuple[int, ...]:
    """The places where a new sentence begins."""
    pairs = _pairs(text)
    found: list[int] = []
    start = at = 0
    while at < len(text):
        pair = pairs.get(at)
        end = _END.match(text, at)
        ended = False
        if pair:
            at = pair.end
            ended = _ends_here(text, pair, start)
        elif end and not _is_brand(text, at):
            at = end.end()
            ended = True
        else:
            at += 1
        if ended:
            start = at = _after_space(text, at)
            found.append(at)
    return tuple(found)


def _ends_here(text: str, pair: _Pair, start: int) -> bool:
    """Whether the sentence ends with a quotation or bracket that holds a whole one."""
    if not pair.ends_sentence or _GOES_ON.match(text, pair.end):
        return False
    led_by = text[start : pair.start].rstrip()[-1:]
    if text[pair.start] in _BRACKETS:
        return not led_by
    if text[pair.start] not in "「『“":
        return False
    answered = not led_by and _OPENS.match(text, pair.end) is not None
    return led_by in _LEADS_IN if led_by else answered


def _pairs(text: str) -> dict[int, _Pair]:
    """The outermost pairs by their start; a mark without its partner is no pair."""
    found: dict[int, _Pair] = {}
    open_marks: list[int] = []
    for at, character in enumerate(text):
        if character in _PAIRS:
            open_marks.append(at)
        elif character in _CLOSING:
            start = _partner(text, open_marks, _CLOSING[character])
            if start is not None:
                found[start] = _Pair(
                    start, at + 1, _ENDED.search(text, max(start, at - _DEEPEST), at) is not None
                )
    return found


def _partner(text: str, open_marks: list[int], opening: str) -> int | None:
    """Take out the nearest open mark of one kind, with all that were opened inside it."""
    for depth, start in enumerate(open_marks[: -_DEEPEST - 1 : -1], start=1):
        if text[start] == opening:
            del open_marks[-depth:]
            return start
    return None


def _is_brand(text: str, at: int) -> bool:
    return at > 0 and _BRAND.match(text, at - 1) is not None


def _after_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at

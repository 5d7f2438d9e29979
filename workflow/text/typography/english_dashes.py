"""English dashes typed as hyphens.

Sources: the stylebook of the Associated Press (an em dash with spaces), that of the Guardian (an en
dash with spaces), the Chicago Manual of Style (an em dash without).
"""

import re
from collections.abc import Iterator, Mapping

from workflow.text.typography.rule import Spot
from workflow.text.typography.style import HouseStyle, Option
from workflow.text.typography.swaps import Find, any_of, spots

_DASHES: Mapping[str, tuple[str, str]] = {
    "spaced-em": ("—", " "),
    "spaced-en": ("–", " "),
    "closed-em": ("—", ""),
}
_GAP = r"[ \u00a0]"
_DAYS_AND_MONTHS = any_of(
    "Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Monday Tuesday Wednesday Thursday Friday Saturday",
    "Sunday Jan Feb Mar Apr May Jun Jul Aug Sep Sept Oct Nov Dec January February March April June",
    "July August September October November December",
)
_WITHIN = re.compile(
    rf"(?<=[^\s|>])(?P<spot>{_GAP}+-{{1,3}}(?:{_GAP}+(?=[^\s|-])|(?=\\?$)))", re.MULTILINE
)
_DOUBLED = re.compile(
    rf"(?<=[\w»”\"’'!?….)])(?P<spot>---?{_GAP}*)(?=[\w«„“\"‘'(])(?!(?<=\d--)\d|(?<=\d---)\d)"
)
_BROKEN_OFF = re.compile(r"(?<=[^\W\d_])(?P<spot>---?)(?=[\"”’'!?]|$)", re.MULTILINE)
_SIGNED = re.compile(rf"^(?:>{_GAP}?)?(?P<spot>---?)(?={_GAP}\w)", re.MULTILINE)
_END_OF_RANGE = re.compile(rf"(?:\d[%)]?|\d{_GAP}?[ap]\.?m\.?|(?<!\w){_DAYS_AND_MONTHS}\.?)$")
_BEGIN_OF_RANGE = re.compile(rf"[$€£¥(]?\d|{_DAYS_AND_MONTHS}(?!\w)")
_ONE_LETTER = re.compile(r"(?:(?<!\w)[A-Za-z]|\d)$")
_TAKEN = re.compile(r"(?:[A-Za-z]|\d+)[ \u00a0]?[=+*<>]")
_BEFORE = 12


def english_dashes(option: Option) -> Find:
    """Say where hyphens stand for a dash; a score, a sum and a range are none."""

    def find(text: str, style: HouseStyle) -> Iterator[Spot]:
        dash, gap = _DASHES[style.of(option)]
        for pattern in (_WITHIN, _DOUBLED):
            yield from spots(text, pattern, lambda found: _between(found, dash, gap))
        yield from spots(text, _BROKEN_OFF, dash)
        yield from spots(text, _SIGNED, dash)

    return find


def _is_sum(text: str, start: int, end: int) -> bool:
    """Whether one letter is taken from another, as in x - y = 3."""
    return bool(_ONE_LETTER.search(text[max(0, start - 2) : start]) and _TAKEN.match(text, end))


def _between(found: re.Match[str], dash: str, gap: str) -> str | None:
    text, start, end = found.string, found.start("spot"), found.end("spot")
    ends = _END_OF_RANGE.search(text[max(0, start - _BEFORE) : start])
    if (ends and _BEGIN_OF_RANGE.match(text, end)) or _is_sum(text, start, end):
        return None
    return f"{gap}{dash}{gap if text[end : end + 1].strip() and text[end] != chr(92) else ''}"

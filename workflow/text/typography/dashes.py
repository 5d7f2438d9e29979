"""Dashes that were typed as hyphens, and hyphens that got a space.

Sources: typography.org.ua for Ukrainian (an em dash, a no-break space before it); pl.wikisource,
*Pomoc:Łącznik, pauza i półpauza*, for Polish (an en dash or an em dash, spaced).
"""

import re
from collections.abc import Iterator, Mapping

from workflow.text.typography.rule import Spot
from workflow.text.typography.style import HouseStyle, Option
from workflow.text.typography.swaps import Find, any_of, spots, swapping

MARKS: Mapping[str, str] = {"em": "—", "en": "–"}
_GAP = r"[ \u00a0]"
_HYPHENS = r"-{1,3}"
_SPOKEN = r"(?:(?<=[»”“\"!?…])|(?<=[»”“\"],))"  # the end of what somebody said
_SPEECH = '[«„“"…]?[A-ZĄĆĘŁŃÓŚŹŻА-ЯІЇЄҐ]'  # how somebody begins to speak; a list may not
_LINKED = any_of(
    "віце екс південно північно східно західно центрально міні максі синьо жовто червоно чорно",
    "біло темно світло інтернет веб медіа нью сан лос івано суспільно науково соціально військово",
    "політично економічно історично культурно жар будь казна хтозна бозна",
    "południowo północno społeczno polityczno naukowo historyczno biało żółto czarno polsko",
    "ukraińsko tajwańsko chińsko rosyjsko bielsko",
)
_ENDS_LINKED = re.compile(rf"(?<!\w){_LINKED}$", re.IGNORECASE)
_CYRILLIC = "[А-Яа-яІЇЄҐіїєґ]"
_SUSPENDED = r"(?!(?:і|й|та|або|чи|і/або|до|ні|а|але|проти|плюс)\b)"
_ENDING = any_of(r"ий ого ому ої их им ими а у ю я і ів ам ами ах ка ки кам ок")


def dashes(option: Option, *, gap: str) -> Find:
    """Say where hyphens stand for a dash: between spaces, doubled, after speech, before a line.

    ``gap`` is what stands before a dash within a line.
    """
    after = rf"(?={_GAP}+[^\s|-]|\\?$)"
    within = re.compile(
        rf"(?<=[^\s|])(?P<spot>{_GAP}+{_HYPHENS}){after}(?!(?<=\d{_GAP}-){_GAP}\d)", re.MULTILINE
    )
    doubled = re.compile(r"(?<=[^\W\d_]|[»”\"!?…)])(?P<spot>--)(?=[^\W\d_]|[«„“\"(])")
    closed_up = re.compile(rf"{_SPOKEN}(?P<spot>{_HYPHENS})(?={_GAP})")
    before_word = re.compile(rf"{_SPOKEN}(?P<spot>{_GAP}+{_HYPHENS})(?=[^\W\d_])")
    first = re.compile(rf"^(?P<spot>\\?{_HYPHENS})(?={_GAP}+{_SPEECH})", re.MULTILINE)
    first_closed = re.compile(rf"^(?P<spot>\\?-)(?={_SPEECH})", re.MULTILINE)

    def find(text: str, style: HouseStyle) -> Iterator[Spot]:
        dash = MARKS[style.of(option)]
        inner = f"{gap}{dash}"
        yield from spots(text, within, lambda found: _unless_linked(found, inner))
        yield from spots(text, doubled, f"{inner} ")
        yield from spots(text, closed_up, inner)
        yield from spots(text, before_word, f"{inner} ")
        yield from spots(text, first, dash)
        yield from spots(text, first_closed, f"{dash} ")

    return find


def dashes_without_comma(option: Option) -> Find:
    """The same for a language that drops the comma between a quotation and the dash after it."""
    comma = re.compile(rf"(?<=[”\"»’])(?P<spot>,{_GAP}*(?P<dash>{_HYPHENS}|[–—]))(?={_GAP})")
    other = dashes(option, gap=" ")

    def find(text: str, style: HouseStyle) -> Iterator[Spot]:
        dash = MARKS[style.of(option)]
        commas = list(
            spots(text, comma, lambda found: f" {found['dash'] if found['dash'] in '–—' else dash}")
        )
        yield from commas
        ends = {spot.end for spot in commas}
        yield from (spot for spot in other(text, style) if spot.end not in ends)

    return find


def hyphens_without_spaces() -> Find:
    """Say where a compound got a space at its hyphen; *дво- і триповерховий* is none."""
    right = rf"(?<=[\dА-Яа-яІЇЄҐіїєґ]-)(?P<spot>{_GAP}+)(?={_SUSPENDED}{_CYRILLIC})"
    left = rf"(?<=[\dА-Яа-яІЇЄҐіїєґ])(?P<spot>{_GAP}+)(?=-(?!{_ENDING}(?!\w)){_CYRILLIC})"
    both = rf"(?<!\w){_LINKED}(?P<spot>{_GAP}+-{_GAP}+)(?={_CYRILLIC})"
    joining = re.compile(rf"(?:^|[^\w])(?:і|й|та|або|чи){_GAP}*$", re.IGNORECASE)

    def closed(found: re.Match[str]) -> str | None:
        before = found.string[max(0, found.start() - 6) : found.start()]
        return None if joining.search(before) else ""

    return swapping(
        (re.compile(right), ""), (re.compile(left), closed), (re.compile(both, re.IGNORECASE), "-")
    )


def _unless_linked(found: re.Match[str], dash: str) -> str | None:
    before = found.string[max(0, found.start() - 16) : found.start()]
    return None if _ENDS_LINKED.search(before) else dash

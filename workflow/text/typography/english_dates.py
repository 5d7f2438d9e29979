"""English dates: a month has a capital, the day of a date no ending.

Sources: CLDR, calendar ca-gregorian of en (month names) and its long date (January 13, 2024; 13
January 2024 in en-GB).
"""

import re

from workflow.text.typography.swaps import Find, any_of, swapping

_GAP = r"[ \u00a0]"
_SURE = "January February April June July September October November December"
_WORDS = "March May August"  # words in small letters, too
_SHORT = "Jan Feb Apr Jun Jul Sept Sep Oct Nov Dec"
_SURE_MONTH, _WORD_MONTH = any_of(_SURE), any_of(_WORDS)
_MONTH = any_of(_SURE, _WORDS)
ANY_MONTH = rf"(?:{_MONTH}|{any_of(_SHORT, 'Mar Aug')}(?!\w)\.?)"

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ENDED = rf"(?P<day>{_DAY})(?:st|nd|rd|th)"
_YEAR = r"(?:1\d{3}|20\d{2})"
_OF_TIME = any_of(
    "on in since until till by from during before after throughout between early mid mid- late",
    "last next this every each around about late",
)
_FREE = r"(?<![\w@#/._-])"
_CLOSES = rf"(?=,?{_GAP}{_YEAR}(?!\w)|{_GAP}?[,;:!?)”’\"…—–]|\.(?!\w)|$)"
_EVENTS = r"(?:of|on|for|against|to|from|in|by)"
_NAMED_AFTER = re.compile(
    rf"{_GAP}(?:Day|Movement|Committee|Incident|Square|Division|Brigade|Street|Avenue|Group|Club"
    rf"|Commission|Museum|Foundation|University|School|Bridge|Park|Party|March|Revolution|Constitution"
    rf"|Agreement|Treaty|Uprising|Regiment|Battalion)(?!\w)"
)
_JOINED_BEFORE = re.compile(
    rf"\d(?:st|nd|rd|th)(?:{_GAP}?[-–/,]{_GAP}?|{_GAP}(?:and|or|to){_GAP})$"
)
_GOES_ON = any_of(
    "was is were are will would and or but in at on to by for as when where with marks marked saw",
    "the a an that which until till from after before since became remains had has he she they it",
    "we I this his her their not of",
)


def capital_months() -> Find:
    """Say where a month is written with a small letter; *may*, *march*, *august* are words too."""
    sure, words, short = (any_of(each.lower()) for each in (_SURE, _WORDS, _SHORT))
    before_year = rf"(?=,?{_GAP}{_YEAR}(?!\w))"
    before_day = rf"(?=\.?{_GAP}{_DAY}(?:st|nd|rd|th)?(?![\w%]|[.,:]\d))"
    small = rf"(?P<spot>{words})"
    alone = rf"(?=[.,;:!?)”’](?!\w)|{_GAP}?[—–]|$)"
    other = rf"(?i:{_MONTH})"
    to = rf"(?:{_GAP}(?:to|through|until|till|and|or){_GAP}|[–—-])"
    closes = rf"(?=[.,;:!?)”’](?!\w)|$|{_GAP}{_YEAR}(?!\w))"
    return swapping(
        (re.compile(rf"(?:{_FREE}|(?<=mid-))(?P<spot>{sure})(?![\w@/_]|\.\w|-\w)"), _capital),
        (re.compile(rf"{_FREE}(?:{_DAY}(?:st|nd|rd|th)?{_GAP}(?:of{_GAP})?){small}{before_year}"),
         _capital),
        (re.compile(rf"{_FREE}(?:on|since|until|till|by|from|before|after|of){_GAP}(?:the{_GAP})?"
                    rf"{_DAY}(?:st|nd|rd|th)?{_GAP}(?:of{_GAP})?{small}{_CLOSES}"), _capital),
        (re.compile(rf"{_FREE}{_DAY}(?:st|nd|rd|th){_GAP}of{_GAP}{small}(?!\w)"), _capital),
        (re.compile(rf"{_FREE}{small}(?={_GAP}{_DAY}(?:st|nd|rd|th)?,{_GAP}{_YEAR}(?!\w))"),
         _capital),
        (re.compile(rf"(?<!\w)(?i:{_OF_TIME}){_GAP}?{small}{before_year}"), _capital),
        (re.compile(rf"(?<!\w)(?i:on|since|until|before|after|by){_GAP}{small}{before_day}"
                    rf"(?!{_GAP}\d+{_GAP}(?:times|km|miles|people|percent))"), _capital),
        (re.compile(rf"(?<!\w)(?i:in|since|until|till|early|late|mid|last){_GAP}{small}{alone}"),
         _capital),
        (re.compile(rf"(?:^|(?<=[(\[–—])){small}{before_year}(?!,?{_GAP}{_YEAR}{_GAP}[a-z])"),
         _capital),
        (re.compile(rf"{_FREE}(?:(?i:{_SURE_MONTH})|{_WORD_MONTH}){to}{small}{closes}"), _capital),
        (re.compile(rf"{_FREE}{words}{to}{small}(?={_GAP}{_YEAR}(?!\w))"), _capital),
        (re.compile(rf"{_FREE}{small}(?=[–-]{other}(?!\w)|{to}{other}{_GAP}{_YEAR}(?!\w))"),
         _capital),
        (re.compile(rf"(?<!\w)(?i:from|between){_GAP}{small}(?={to}{other}(?!\w))"), _capital),
        (re.compile(rf"(?<=(?<!\w)mid-){small}(?!\w)"), _capital),
        (re.compile(rf"{_FREE}{_DAY}{_GAP}(?P<spot>{short})(?=\.?(?:{_GAP}{_YEAR}|[,;)]|$))"),
         _capital),
        (re.compile(rf"{_FREE}(?P<spot>{short})(?=\.?{_GAP}{_DAY}(?:,|$|{_GAP}{_YEAR}))"),
         _capital),
    )  # fmt: skip


def days_without_ending() -> Find:
    """Say where the day of a date has an ending; a feast and a movement keep their names."""
    year = rf"(?P<year>,?{_GAP}{_YEAR}(?!\w))?"
    of_month = rf"(?P<spot>(?P<the>[Tt]he{_GAP})?{_ENDED}{_GAP}(?P<of>of{_GAP})?)"
    after_day = rf"{_FREE}{of_month}(?P<month>{ANY_MONTH})(?!\w){year}"
    before_day = rf"{_FREE}{ANY_MONTH}{_GAP}(?P<spot>(?:the{_GAP})?{_ENDED})(?!\w|-\w)"
    return swapping((re.compile(after_day), _day_first), (re.compile(before_day), _month_first))


def _capital(found: re.Match[str]) -> str:
    return found["spot"].capitalize()


def _day_first(found: re.Match[str]) -> str | None:
    text, end = found.string, found.end()
    if _JOINED_BEFORE.search(text[max(0, found.start() - 12) : found.start()]):
        return None
    if not found["year"] and (_NAMED_AFTER.match(text, end) or _is_event(found)):
        return None
    the = found["the"] or ""
    if found["of"] or found["year"] or not the or _ends_or_goes_on(text, end):
        the = ""
    return f"{the}{int(found['day'])} "


def _month_first(found: re.Match[str]) -> str | None:
    if _NAMED_AFTER.match(found.string, found.end()):
        return None
    return str(int(found["day"]))


def _is_event(found: re.Match[str]) -> bool:
    """The Fourth of July; the 20th March for Life."""
    if found["month"] == "July" and int(found["day"]) == 4 and found["of"]:
        return True
    event = re.compile(rf"{_GAP}{_EVENTS}(?!\w)")
    return (
        found["month"] == "March"
        and not found["of"]
        and bool(event.match(found.string, found.end()))
    )


def _ends_or_goes_on(text: str, end: int) -> bool:
    """Whether a date stands by itself, before no noun: *the 24th February attack* keeps *the*."""
    return not re.match(rf"{_GAP}(?!{_GOES_ON}(?!\w))[a-z]", text[end:])

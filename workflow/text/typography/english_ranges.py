"""An unspaced en dash between the ends of an English range: years, pages, hours, what is measured.

Only ranges that cannot be anything else: a score, a telephone number, an ISBN, an ISO date, the
number of a resolution or the name of an aircraft keeps its hyphen. Source: the Chicago Manual of
Style (the en dash as *to*).
"""

import re

from workflow.text.typography.english_dates import ANY_MONTH
from workflow.text.typography.swaps import Find, Fix, Swap, any_of, swapping

_GAP = r"[ \u00a0]"
_FREE = r"(?<![\w.,:/+№#–—-])"
_END = r"(?![\w–—]|[-/.,:]\d|-\w)"
_HYPHEN = r"(?P<spot>--?)"
_SPACED = rf"(?P<spot>{_GAP}*--?{_GAP}*|{_GAP}+–{_GAP}*|{_GAP}*–{_GAP}+)"
_YEAR = r"(?:1\d{3}|20\d{2})"
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_NOON = r"[ap]\.?m(?:\.|(?!\w))"
_HOUR = rf"\d{{1,2}}(?:[:.]\d\d)?(?:{_GAP}?{_NOON})?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_WEEKDAY = (
    r"(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:rs(?:day)?)?|Fri(?:day)?|Sat(?:urday)?"
    r"|Sun(?:day)?)"
)
_CALENDAR = rf"(?:{_WEEKDAY}|{ANY_MONTH})"
_NUMBERED = any_of(
    r"pp?\.? pages? chapters chaps?\. chs\. vols\. volumes nos\. numbers figs\. figures tables",
    r"articles arts\. sections secs\. §§ paragraphs paras\.? verses vv\. lines ll\. items points",
    r"steps days weeks grades ages? aged parts questions episodes rows columns rooms",
)
_MEASURED = any_of(
    r"percent per\scent pct thousand million billion trillion m bn tn people persons men women",
    r"children soldiers troops civilians residents refugees victims students volunteers delegates",
    r"seconds? minutes? mins? hours? hrs? days? nights? weeks? fortnights? months? quarters years?",
    r"decades centuries century times degrees mm cm metres? meters? m km kilomet(?:re|er)s? miles?",
    r"feet ft inch(?:es)? yards acres hectares ha mg g grams? kg kilo(?:gram)?s? tons? tonnes?",
    r"lbs? pounds litres? liters? gallons dollars euros? hryvnias? zloty(?:s|ch)?",
    r"kW MW GW kWh MWh GWh",
    r"km/h mph knots MB GB TB Hz pages words copies drones missiles rockets tanks vehicles",
    r"aircraft ships seats places countries cities schools hospitals companies items minutes BCE?",
    r"AD CE",
)
_ESTIMATED = any_of(
    "about around some between roughly approximately every nearly estimated another"
)
_JOINED = any_of("year month week day hour minute mile metre meter kilometre kilometer foot page")
_SEASON = re.compile(
    r"[ \u00a0](?:season|winter|school|academic|fiscal|financial|budget|tax|campaign|term|edition)"
)
_IN_SEASON = re.compile(
    r"(?:(?<!\w)(?:season|winter|year|FY|term|in|the|of|during|from|for|since|over)[ \u00a0]"
    r"|\(|FY)$"
)
_BEFORE = 16
_NAMED = re.compile(
    r"(?<!\w)(?:ISO|IEC|EN|DIN|RFC|ISBN|ISSN|DOI|tel|phone|call|dial|fax|no|number|code|flight|model"
    r"|resolution|act|bill|case|order|decree|directive|regulation|decision)\.?:?[ \u00a0]*$",
    re.IGNORECASE,
)


def english_ranges() -> Find:
    """Say where a hyphen stands between the ends of a range."""
    low, high = rf"(?P<low>{_NUMBER})", rf"(?P<high>{_NUMBER})"
    unit = rf"{_GAP}?[%‰]|{_GAP}?°|{_GAP}(?:{_MEASURED})(?!\w)|-{_JOINED}(?!\w)"
    sized = rf"(?:{_GAP}?(?:m|bn|k|million|billion))?"
    days = rf"(?P<low>{_DAY}){_HYPHEN}(?P<high>{_DAY})"
    ordinal = r"\d{1,2}(?:st|nd|rd|th)"
    return swapping(
        _swap(rf"{_FREE}(?P<low>{_YEAR}){_SPACED}(?P<high>{_YEAR}){_END}", _rising),
        _swap(rf"(?:{_FREE}|(?<=FY))(?P<low>{_YEAR}){_HYPHEN}(?P<high>\d\d){_END}", _season),
        _swap(rf"{_FREE}{_YEAR}{_SPACED}(?:present|today|now)(?![\w-])"),
        _swap(rf"{_FREE}(?:{_YEAR}|\d0)s{_HYPHEN}(?=['’‘]?\d{{2,4}}s(?!\w))"),
        _swap(rf"(?<!\w)(?i:{_NUMBERED}){_GAP}?(?P<low>\d+){_HYPHEN}(?P<high>\d+)"
              rf"(?![\w–—]|[-/.,:]\d|-(?!year)\w)", _rising_or_short),
        _swap(rf"{_FREE}\d{{1,2}}:\d\d{_SPACED}\d{{1,2}}:\d\d(?![\w:–-])"),
        _swap(rf"{_FREE}{_HOUR}{_SPACED}\d{{1,2}}(?:[:.]\d\d)?{_GAP}?{_NOON}(?!\w)"),
        _swap(rf"{_FREE}{days}(?={_GAP}{ANY_MONTH}(?!\w))", _rising),
        _swap(rf"(?<!\w){ANY_MONTH}{_GAP}{days}{_END}", _rising),
        _swap(rf"{_FREE}{_DAY}{_GAP}{ANY_MONTH}{_HYPHEN}{_DAY}{_GAP}{ANY_MONTH}(?!\w)"),
        _swap(rf"(?<!\w){ANY_MONTH}{_GAP}{_DAY}{_HYPHEN}{ANY_MONTH}{_GAP}{_DAY}{_END}"),
        _swap(rf"(?<![\w-]){_CALENDAR}{_SPACED}{_CALENDAR}(?![\w-])"),
        _swap(rf"(?<=[$€£¥])(?P<low>{_NUMBER}){_HYPHEN}(?P<high>{_NUMBER})"
              rf"(?:m|bn|k)?(?![\w–—]|[-/.,:]\d)", _rising),
        _swap(rf"[$€£¥]{_NUMBER}{sized}{_SPACED}[$€£¥]{_NUMBER}"),
        _swap(rf"{_FREE}{_NUMBER}%{_SPACED}{_NUMBER}%"),
        _swap(rf"(?<![\w-])(?:{ordinal}|[IVX]+){_HYPHEN}(?:{ordinal}|[IVX]+)(?={_GAP}centur)"),
        _swap(rf"{_FREE}(?P<low>\d+){_HYPHEN}(?P<high>\d+)(?={_GAP}BCE?(?!\w))"),
        _swap(rf"{_FREE}{low}{_HYPHEN}{high}(?={unit})", _rising),
        _swap(rf"(?<!\w)(?i:{_ESTIMATED}){_GAP}{low}{_HYPHEN}{high}(?={_GAP}[a-z])", _rising),
    )  # fmt: skip


def _swap(pattern: str, fix: Fix | str = "–") -> Swap:
    return re.compile(pattern), fix


def _rising(found: re.Match[str]) -> str | None:
    low, high = (float(found[end].replace(",", "")) for end in ("low", "high"))
    return "–" if low < high and not _is_named(found) else None


def _rising_or_short(found: re.Match[str]) -> str | None:
    """Pages, the second of which may be cut to its last digits: *pp. 215-18*."""
    low, high = found["low"], found["high"]
    return "–" if int(low) < int(low[: max(0, len(low) - len(high))] + high) else None


def _season(found: re.Match[str]) -> str | None:
    """A year and the last digits of another; up to 12 they may be a month: *2024-02*."""
    low, high = int(found["low"]) % 100, int(found["high"])
    sure = high > 12 or (high == low + 1 and _is_season(found))
    return "–" if sure and low < high and not _is_named(found) else None


def _is_season(found: re.Match[str]) -> bool:
    text, start = found.string, found.start()
    before = text[max(0, start - _BEFORE) : start]
    return bool(_SEASON.match(text, found.end()) or _IN_SEASON.search(before))


def _is_named(found: re.Match[str]) -> bool:
    """The number of a standard, a law, a telephone."""
    start = found.start()
    return bool(_NAMED.search(found.string[max(0, start - _BEFORE) : start]))

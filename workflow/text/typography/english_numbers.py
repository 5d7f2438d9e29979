"""English numbers: commas between groups of three digits, a point before decimals, a closed %.

Source: CLDR, numbers.json of en (1,234.5 and 42%). Telephone numbers keep their spaces.
"""

import re

from workflow.text.typography.swaps import Find, any_of, swapping

_GAPS = r"[ \u00a0\u2009\u202f]"
_START = r"(?<![\w.,:/+№#–-])(?<!\d[ \u00a0\u2009\u202f])(?<!\)[ \u00a0])"
_END = rf"(?![\w/:]|[-.,’']\d|-\w|{_GAPS}\d)"
_BEFORE = 28
_DIALLED = re.compile(
    r"(?:\b(?:tel|phone|telephone|call|calling|dial|ring|fax|mobile|hotline|helpline|text|sms|ext"
    r"|whatsapp|signal|code|account|no|number|id|isbn|issn|iban|vat|postcode|zip)\b[^\w]{0,3}"
    r"(?:(?:on|at|to|is|us|them|number|no)\b[.:]?[ \u00a0])*|[+(]\d*[ \u00a0]?)$",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?[ \u00a0]$"
    r"|\b(?:chapter|page|figure|table|section|article|boeing|airbus|flight|group|grade"
    r"|room|box|day|year|v\.|verse|line|item)[ \u00a0]$",
    re.IGNORECASE,
)
_MEASURES = any_of(
    r"percent per\scent pct thousand million billion trillion mln bn mn km m cm mm kg g t ha l ml",
    r"kilomet(?:re|er)s? met(?:re|er)s? centimet(?:re|er)s? millimet(?:re|er)s? miles? feet inches",
    r"tons? tonnes? kilograms? kilos? grams? pounds lit(?:re|er)s? hectares acres degrees? times",
    r"hours? minutes? seconds? days? weeks? months? years? dollars euros? zloty hryvnias? points?",
    r"percentage kW MW GW kWh MWh GWh TWh km/h mph MB GB TB Hz kHz MHz GHz nm square cubic °C °F",
    r"magnitude earthquake quake",
)

_ABOUT = any_of(
    "a an the of by at to from about around over only than nearly almost some reached averaged",
    "rose fell grew roughly approximately magnitude rate scored measured averaging reaching",
)
_NO_THING = any_of("and or to in on at of for with by from as was were is are")


def grouped_numbers() -> Find:
    """Say where the groups of a large number are parted by spaces, points or apostrophes."""
    spaced = rf"{_START}(?P<spot>[1-9]\d{{0,2}}(?:{_GAPS}\d{{3}})+){_END}"
    marked = rf"{_START}(?P<spot>[1-9]\d{{0,2}}(?P<mark>[.’'])\d{{3}}(?:(?P=mark)\d{{3}})+){_END}"
    money = rf"(?<=[$€£¥₴])(?P<spot>[1-9]\d{{0,2}}(?:{_GAPS}\d{{3}})+){_END}"
    return swapping((re.compile(spaced), _grouped), (re.compile(marked), _grouped),
                    (re.compile(money), _grouped))  # fmt: skip


def decimal_points() -> Find:
    """Say where a decimal comma stands; *1,500* has groups, and *pages 3,5* is a list."""
    after = rf"(?={_GAPS}?[%‰]|{_GAPS}?°|{_GAPS}(?:{_MEASURES})(?!\w)|-?(?:{_MEASURES})(?!\w))"
    short = r"\d{1,3},\d{1,2}"
    return swapping(
        (re.compile(rf"{_START}(?P<spot>{short}){after}"), _pointed),
        (re.compile(rf"(?<=[$€£¥₴])(?P<spot>{short})(?![\w,]|[.:/-]\d)"), _pointed),
        (re.compile(rf"{_START}(?P<spot>0,\d+)(?![\w,]|[.:/-]\d)"), _pointed),
        (re.compile(rf"{_START}(?P<spot>[1-9]\d{{0,2}}(?:\.\d{{3}})+,\d{{1,2}})(?![\w,]|[.:/-]\d)"),
         _regrouped),
        (re.compile(rf"(?<!\w){_ABOUT}{_GAPS}(?P<spot>{short})(?=[.;:!?)](?!\w)|$"
                    rf"|-?{_GAPS}?(?!{_NO_THING}(?!\w))[a-z])"), _pointed),
        (re.compile(rf"^(?P<spot>{short})$"), _pointed),
    )  # fmt: skip


def _regrouped(found: re.Match[str]) -> str:
    """A number wholly in the manner of the continent: 1.234,56."""
    return found["spot"].translate(str.maketrans(".,", ",."))


def closed_percent() -> Find:
    """Say where a space stands before a percent sign."""
    return swapping((re.compile(rf"(?<=\d)(?P<spot>{_GAPS}+)(?=[%‰](?![\w%]))"), ""))


def _grouped(found: re.Match[str]) -> str | None:
    number = found["spot"]
    before = found.string[max(0, found.start() - _BEFORE) : found.start()]
    if _DIALLED.search(before) or _DATED.search(before):
        return None
    return re.sub(r"\D", ",", number)


def _pointed(found: re.Match[str]) -> str:
    return found["spot"].replace(",", ".")

"""An unspaced en dash between the ends of a range: years, days, pages, and what is measured.

Only ranges that cannot be anything else: a score, a telephone number, an ISO date, the number of
a law or the name of an aircraft keeps its hyphen.
"""

import re

from workflow.text.typography.months import POLISH_MONTHS, UKRAINIAN_MONTHS, genitives
from workflow.text.typography.swaps import Find, any_of, swapping

_GAP = r"[ \u00a0]"
_FREE = r"(?<![\w.,:/+№–—-])(?<![№§][ \u00a0])"
_END = r"(?![\w–—]|[-/.,:]\d|-\w)"
_HYPHEN = r"(?P<spot>--?)"
_YEAR = r"(?:1\d{3}|20\d{2})"
_ROMAN = r"[IVXLCІХ]+"
_CLOCK = r"(?:[01]?\d|2[0-3])[:.][0-5]\d"
_DATE = r"(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])(?:\.\d{4})?"
_STANDARD = re.compile(r"(?:ДСТУ|ГОСТ|ISO|IEC|EN|PN|PN-\w+|DIN|ISBN|ISSN|тел\.|tel\.)[ \u00a0]*$")

_UKRAINIAN_YEARS = r"рр\.|рок\w*"
_UKRAINIAN_BEFORE = any_of(
    r"с\. стор\. сторінк\w+ рис\. табл\. розд\. розділ\w* ст\. статт\w+ п\. пп\. пункт\w* т\.",
    r"глав\w* том\w* абз\. §",
)
_UKRAINIAN_AFTER = any_of(
    r"млн млрд трлн тис\. грн дол\. осіб особ\w* люд\w+ дн\w+ діб доб\w* рок\w* рр\. годин\w* год",
    r"хвилин\w* хв секунд\w* тижн\w* місяц\w* раз\w* сторін\w* градус\w* тонн\w* метр\w*",
    r"кілометр\w* доларів гривень євро відсотк\w* бал\w* см мм м км кг г т га л мл ст\. століт\w*",
    r"мільйон\w* мільярд\w* тисяч\w* ракет\w* дрон\w* одиниц\w* кв\. МВт ГВт °C °С",
)
_POLISH_YEARS = r"rr?\.|rok\w*|lat\w*"
_POLISH_BEFORE = any_of(
    r"s\. str\. stron\w* rys\. tab\. rozdz\. rozdział\w* art\. artykuł\w* ust\. pkt t\. tom\w*",
    r"godz\. §",
)
_POLISH_AFTER = any_of(
    r"mln mld bln tys\. zł osób osoby osobami dni dniach dniami lat lata latach latami godzin\w*",
    r"godz\. minut\w* min sekund\w* tygodn\w* miesi\w* raz\w* stron\w* stopni\w* ton\w* metr\w*",
    r"kilometr\w* dolarów złotych euro proc\. procent\w* punkt\w* cm mm m km kg g t ha l ml w\.",
    r"wiek\w* milion\w* miliard\w* tysi\w* rakiet\w* dron\w* sztuk MW GW °C",
)


def ukrainian() -> Find:
    """Ranges among Ukrainian words."""
    return _ranges(
        years=_UKRAINIAN_YEARS,
        before=_UKRAINIAN_BEFORE,
        after=rf"{_UKRAINIAN_AFTER}|{genitives(UKRAINIAN_MONTHS)}",
        centuries=r"ст\.|століт|вік",
    )


def polish() -> Find:
    """Ranges among Polish words."""
    return _ranges(
        years=_POLISH_YEARS,
        before=_POLISH_BEFORE,
        after=rf"{_POLISH_AFTER}|{genitives(POLISH_MONTHS)}",
        centuries=r"w\.|wiek|stuleci",
    )


def _ranges(*, years: str, before: str, after: str, centuries: str) -> Find:
    spaced = rf"(?P<spot>{_GAP}*--?{_GAP}*|{_GAP}+[–—]{_GAP}*|{_GAP}*[–—]{_GAP}+)"
    short = rf"(?P<short>\d\d)(?P<named>{_GAP}(?:{years}))?"
    number = r"\d+(?:[.,]\d+)?"
    clocks = rf"{_FREE}{_CLOCK}{_HYPHEN}{_CLOCK}{_END}"
    roman = rf"(?<![\w-]){_ROMAN}{_HYPHEN}{_ROMAN}(?={_GAP}(?:{centuries}))"
    return swapping(
        (re.compile(rf"{_FREE}(?P<low>{_YEAR}){spaced}(?P<high>{_YEAR}){_END}"), _rising),
        (re.compile(rf"{_FREE}(?P<low>{_YEAR}){_HYPHEN}{short}{_END}"), _season),
        (re.compile(rf"{_FREE}{_DATE}{_HYPHEN}{_DATE}(?!\.?\d|-|\w)"), "–"),
        (re.compile(clocks), "–"),
        (re.compile(roman), "–"),
        (
            re.compile(rf"(?<!\w)(?:{before}){_GAP}?(?P<low>\d+){_HYPHEN}(?P<high>\d+){_END}"),
            _rising,
        ),
        (
            re.compile(
                rf"{_FREE}(?P<low>{number}){_HYPHEN}(?P<high>{number})"
                rf"(?={_GAP}?[%‰]|{_GAP}?°|{_GAP}(?:{after})(?!\w))"
            ),
            _rising,
        ),
    )


def _rising(found: re.Match[str]) -> str | None:
    low, high = (float(found[end].replace(",", ".")) for end in ("low", "high"))
    named = _STANDARD.search(found.string[max(0, found.start() - 12) : found.start()])
    return "–" if low < high and not named else None


def _season(found: re.Match[str]) -> str | None:
    """A year and the last digits of another: the next one, or one that is called a year."""
    low, high = int(found["low"]) % 100, int(found["short"])
    sure = (high == low + 1 and high > 12) or found["named"]
    return "–" if sure and low < high else None

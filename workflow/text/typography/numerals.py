"""Numbers as continental Europe writes them: a comma for decimals, no-break spaces for groups.

Source: CLDR, numbers.json of uk and pl. What looks like a number but is an hour, a date, a version,
a section or an address of a machine is left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from workflow.text.typography.rule import Spot
from workflow.text.typography.style import HouseStyle, Option
from workflow.text.typography.swaps import NBSP, Find, any_of, spots, swapping

_START = r"(?<![\w.,:/+№§-])(?<![№§v][ \u00a0])"
_END = r"(?![\w:/]|[.,'’-]\d)"
_GAP = r"[ \u00a0]"
_BEFORE = 24

UKRAINIAN_MEASURES = any_of(
    r"секунд\w* хвилин\w* дні дня тижн\w* місяц\w*",
    r"млн млрд трлн тис\. мільйон\w* мільярд\w* трильйон\w* тисяч\w* відсотк\w* процент\w* в\.п\.",
    r"раз\w* бал\w* пункт\w* градус\w* метр\w* кілометр\w* тонн\w* гектар\w* літр\w* годин\w*",
    r"рок\w* долар\w* гривн\w* євро євроцент\w* кілограм\w* мегават\w* гігават\w* грн дол\. км м",
    r"см мм кг г т га л мл год кв\. куб\. км² м² м³ МВт ГВт кВт ГБ МБ ТБ °C °С Гц МГц ГГц дюйм\w*",
)
POLISH_MEASURES = any_of(
    r"sekund\w* dnia dni tygodni\w* miesiąc\w*",
    r"tys\. mln mld bln milion\w* miliard\w* bilion\w* tysiąc\w* procent\w* proc\. raz\w* punkt\w*",
    r"pkt stopni\w* metr\w* kilometr\w* ton\w* hektar\w* litr\w* godzin\w* lat rok\w* dolar\w*",
    r"cal\w* złot\w+ euro kilogram\w* megawat\w* gigawat\w* zł gr dol\. km m cm mm kg g t ha l ml",
    r"km² m² m³ MW GW kW GB MB TB °C Hz MHz GHz",
)
_SIZES = any_of(r"млн млрд трлн тис\. мільйон\w* мільярд\w* mln mld bln tys\. milion\w* miliard\w*")
_NAMED = re.compile(
    r"(?:верс\w*|розд\w*\.?|п\.|пп\.|ст\.|рис\.|табл\.|wersj\w*|rozdz\w*\.?|pkt|rys\.|tab\.|ust\."
    r"|art\.|Python|iOS|Android|Windows|Linux|Wi-Fi|USB|HTTP|API|тел\.|tel\.)[ \u00a0]$",
    re.IGNORECASE,
)
_HOUR = re.compile(
    r"(?:(?<!\w)(?:о|об|з|із|до|від|після|o|od|do|po|przed|около|około|godz\.)|[–-])[ \u00a0]?$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
_NOUN = re.compile(
    r"[ \u00a0](?!(?:проти|або|від|для|при|oraz|lub|wobec|przy|przeciw)\b)[^\W\d_]{3}"
)


def decimal_commas(measures: str) -> Find:
    """Say where a decimal point stands before a percent sign, a unit or a large number's name."""
    fraction = rf"\d+(?=(?P<sized>{_GAP}?[%‰]|{_GAP}{_SIZES}(?!\w))?)"
    after = rf"(?={_GAP}?[%‰]|{_GAP}(?:{_SIZES}|{measures})(?!\w))"
    measured = re.compile(rf"{_START}(?P<spot>\d+\.{fraction}){after}")
    money = re.compile(rf"(?<=[$€£₴])(?P<spot>\d+\.\d\d?){_END}(?P<sized>)")
    small = re.compile(rf"{_START}(?P<spot>0\.\d+){_END}(?P<sized>)")
    scale = r"(?:магнітуд|коефіцієнт|індекс|magnitud|współczynnik|indeks)\w*"
    scaled = re.compile(rf"{scale}{_GAP}(?P<spot>\d+\.\d+){_END}(?P<sized>)")

    def comma(found: re.Match[str]) -> str | None:
        number = found["spot"]
        before = _before(found)
        if _NAMED.search(before) or (_CLOCK.fullmatch(number) and _HOUR.search(before)):
            return None
        if found["sized"] is None and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", number):
            return None  # groups of three, more likely
        return number.replace(".", ",")

    return swapping((measured, comma), (money, comma), (small, comma), (scaled, comma))


def groups_of_three(measures: str) -> Find:
    """Say where the groups of a large number are parted by a comma, a point or an apostrophe."""
    mark = r"(?P<mark>[,.'’])"
    several = rf"{_START}(?P<spot>[1-9]\d{{0,2}}{mark}\d{{3}}(?:(?P=mark)\d{{3}})+){_END}"
    one = rf"{_START}(?P<spot>[1-9]\d{{0,2}}[,.'’]\d{{3}}){_END}(?!{_GAP}?[%‰]|{_GAP}{_SIZES})"
    measure = re.compile(rf"{_GAP}{measures}(?!\w)")

    def parted_unless_fraction(found: re.Match[str]) -> str | None:
        number = found["spot"]
        measured = measure.match(found.string, found.end())
        counted = _NOUN.match(found.string, found.end()) and not measured
        if _NAMED.search(_before(found)) or not (number.endswith("00") or counted):
            return None
        return _parted(number)

    return swapping(
        (re.compile(several), _parted_unless_address), (re.compile(one), parted_unless_fraction)
    )


def groups_from_five_digits(measures: str) -> Find:
    """The same for a language that parts numbers from five digits on only: 1234, but 12 345."""
    parted = rf"{_START}(?<!\d{_GAP})(?<!\){_GAP})(?P<spot>[1-9]{_GAP}\d{{3}})"
    short = re.compile(rf"{parted}(?![\w:/-]|{_GAP}\d|[.,]\d{{3}})")
    larger = groups_of_three(measures)

    def whole(found: re.Match[str]) -> str | None:
        return None if _NAMED.search(_before(found)) else re.sub(_GAP, "", found["spot"])

    def find(text: str, style: HouseStyle) -> Iterator[Spot]:
        for spot in larger(text, style):
            short_one = re.fullmatch(rf"\d{_GAP}\d{{3}}", spot.fix or "")
            yield replace(spot, fix=re.sub(_GAP, "", spot.fix or "")) if short_one else spot
        yield from spots(text, short, whole)

    return find


def percent_signs(option: Option) -> Find:
    """Say where a percent sign stands otherwise than the house wants: closed up or spaced.

    Where the house takes either, a text must keep to the way it began with.
    """
    sign = re.compile(r"(?<=\d)(?P<spot>[ \u00a0\u202f]*)(?=[%‰])")

    def find(text: str, style: HouseStyle) -> Iterator[Spot]:
        wanted = style.of(option)
        first = sign.search(text)
        if wanted == "either" and first:
            wanted = "spaced" if first["spot"] else "closed"
        yield from spots(text, sign, NBSP if wanted == "spaced" else "")

    return find


def _before(found: re.Match[str]) -> str:
    start = found.start("spot")
    return found.string[max(0, start - _BEFORE) : start]


def _parted(number: str) -> str:
    return re.sub(r"[,.'’]", NBSP, number)


def _parted_unless_address(found: re.Match[str]) -> str | None:
    parts = re.split(r"[.]", found["spot"])
    is_address = len(parts) == 4 and all(int(part) < 256 for part in parts)
    return None if is_address else _parted(found["spot"])

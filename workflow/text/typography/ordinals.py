"""The endings that are, and are not, written after numbers.

Sources: uaredactor.com.ua, *Коли і як нарощувати числа*; nck.pl, *ciekawostki językowe* (ordinal
numbers). A Ukrainian ending is one letter after a vowel and two after a consonant; a Polish ordinal
takes a point and no ending; the day of a date, and an hour, take neither.
"""

import re
from collections.abc import Mapping

from workflow.text.typography.months import POLISH_MONTHS, UKRAINIAN_MONTHS, genitives
from workflow.text.typography.swaps import NBSP, Find, any_of, swapping

_GAP = r"[ \u00a0]"
_NUMBER = r"(?<![\w.,/-])(?P<number>\d+)"
_DAY = r"(?:(?<![\w.,/-])|(?<=\d-))(?P<day>0?[1-9]|[12]\d|3[01])"

_ENDINGS: Mapping[str, str] = {
    "ий": "й", "ій": "й", "ого": "го", "ього": "го", "ому": "му", "ьому": "му", "ої": "ї",
    "ьої": "ї", "ою": "ю", "ьою": "ю", "им": "м", "ім": "м", "их": "х", "іх": "х", "ими": "ми",
    "іми": "ми",
}  # fmt: skip
_UKRAINIAN_LONG = any_of(*_ENDINGS)
_UKRAINIAN_DATED = any_of("го ого е ше ге тє те му ому")
_UKRAINIAN_ROMAN = any_of("го ого му ому й ий е ше те х их м им ї ої ту та")
_POLISH_ENDING = any_of(
    "ty ta te tego tej tym tych tymi temu tą tę go ga gi gie giego giej gim gą ci cia cie ciego",
    "ciej cim cią szy sza sze szego szej szym szą my ma me mego mej mym mych mą ego ej ym ych",
    "emu sty sta ste stego stej stym stych wszy wsza wszego",
    "ny na nego nej nym nych",
)
_POLISH_HOUR = r"(?:o|do|od|po|przed|około|ok\.|godz\.|godzinie|godziny|godziną)"
_POLISH_YEAR = r"(?:rok\w*|r\.)"


def ukrainian() -> Find:
    """Endings too long (*5-ий*), after the day of a date, after a Roman numeral."""
    month = genitives(UKRAINIAN_MONTHS)
    dated = rf"{_DAY}(?P<spot>-{_UKRAINIAN_DATED}{_GAP}+)(?={month}(?!\w))"
    long = rf"{_NUMBER}-(?P<spot>[тшгмнсв]?(?P<ending>{_UKRAINIAN_LONG}))(?![\w’ʼ'-])"
    decade = r"(?<![\w.,/-])(?P<number>\d+0)-(?P<spot>і)(?![\w’ʼ'-])"
    roman = rf"(?<![\w-])[IVXLC]+(?P<spot>-{_UKRAINIAN_ROMAN})(?![\w’ʼ'-])"
    return swapping(
        (re.compile(dated), NBSP),
        (re.compile(long), lambda found: _ENDINGS[found["ending"]]),
        (re.compile(decade), _decade),
        (re.compile(roman), ""),
    )


def polish() -> Find:
    """Endings after numbers, a point after the day of a date or after a Roman numeral."""
    month = rf"(?:{genitives(POLISH_MONTHS)}|{genitives(POLISH_MONTHS).title()})"
    until = rf"(?:{_GAP}(?:do|i|oraz|lub|albo){_GAP}|[–-])"
    first = rf"{_DAY}(?P<spot>\.)(?={until}\d{{1,2}}\.?{_GAP}{month}(?!\w))"
    dated = rf"{_DAY}(?P<spot>(?:-{_POLISH_ENDING}|\.){_GAP}+)(?=(?P<month>{month})(?!\w))"
    ending = r"-(?:tej|ej|szej|giej|ciej|mej)"
    hour = rf"(?<!\w){_POLISH_HOUR}{_GAP}(?:[01]?\d|2[0-4])(?P<spot>{ending})(?![\w-])"
    year = rf"(?<![\w.,/-])[12]\d{{3}}(?P<spot>-{_POLISH_ENDING})(?={_GAP}{_POLISH_YEAR})"
    roman = (
        rf"(?<![\w-])[IVXLC]+(?P<spot>-{_POLISH_ENDING}|\.(?={_GAP}(?:wiek|stuleci|w\.)))(?![\w-])"
    )
    number = rf"{_NUMBER}(?P<spot>-{_POLISH_ENDING})(?![\w’'-])(?P<point>\.)?"
    cardinal = rf"{_NUMBER}(?P<spot>-(?:ciu|stu|miu|tu|ech))(?![\w’'-])"
    return swapping(
        (re.compile(first), ""),
        (re.compile(dated), _day),
        (re.compile(hour), ""),
        (re.compile(year), ""),
        (re.compile(roman), ""),
        (re.compile(number), lambda found: "" if found["point"] else "."),
        (re.compile(cardinal), ""),
    )


def _decade(found: re.Match[str]) -> str:
    if found["number"].endswith("000"):
        return "ні"
    return "ві" if found["number"].endswith("40") else "ті"


def _day(found: re.Match[str]) -> str | None:
    """A point before a capital ends a sentence: *pod numerem 7. Maja śpi*."""
    return None if found["spot"][0] == "." and found["month"][0].isupper() else NBSP

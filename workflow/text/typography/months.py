"""Months of the languages that decline them: never a capital in a date, the genitive after a day.

Source: CLDR, calendar ca-gregorian (format and stand-alone month names of uk and pl).
"""

import re
from collections.abc import Mapping

from workflow.text.typography.swaps import Find, swapping

UKRAINIAN_MONTHS: Mapping[str, str] = {
    "січень": "січня",
    "лютий": "лютого",
    "березень": "березня",
    "квітень": "квітня",
    "травень": "травня",
    "червень": "червня",
    "липень": "липня",
    "серпень": "серпня",
    "вересень": "вересня",
    "жовтень": "жовтня",
    "листопад": "листопада",
    "грудень": "грудня",
}
POLISH_MONTHS: Mapping[str, str] = {
    "styczeń": "stycznia",
    "luty": "lutego",
    "marzec": "marca",
    "kwiecień": "kwietnia",
    "maj": "maja",
    "czerwiec": "czerwca",
    "lipiec": "lipca",
    "sierpień": "sierpnia",
    "wrzesień": "września",
    "październik": "października",
    "listopad": "listopada",
    "grudzień": "grudnia",
}
UKRAINIAN_LOCATIVES = (
    "січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні"
)
POLISH_LOCATIVES = (
    "styczniu lutym marcu kwietniu maju czerwcu lipcu sierpniu wrześniu październiku listopadzie"
    " grudniu"
)
DAY = r"(?<![\w.,:/+])(?P<day>0?[1-9]|[12]\d|3[01])"


def genitives(months: Mapping[str, str]) -> str:
    """A pattern of the months as they stand after a day."""
    return "(?:" + "|".join(months.values()) + ")"


def lowercase(
    months: Mapping[str, str], locatives: str, *, names: str, feasts: str, prepositions: str
) -> Find:
    """Say where a month in a date has a capital.

    ``names`` is a pattern of words before a date that is a name (a street, a feast), ``feasts`` of
    dates that are feasts by themselves, ``prepositions`` of the words before a month and its year.
    """
    dated = "|".join(name.capitalize() for pair in months.items() for name in pair)
    alone = "|".join(name.capitalize() for name in [*months.values(), *locatives.split()])
    day = re.compile(rf"{DAY}[ \u00a0]+(?P<spot>{dated})(?!\w)(?P<year>[ \u00a0]\d{{4}})?")
    year = re.compile(
        rf"(?<!\w)(?:{prepositions})[ \u00a0](?P<spot>{alone})(?=[ \u00a0]\d{{4}}(?!\d))"
    )
    name = re.compile(rf"(?:{names})[ \u00a0]$|[„“«\"]$")
    feast = re.compile(feasts)

    def lowered(found: re.Match[str]) -> str | None:
        words = found["spot"]
        if found.re is day and not found["year"]:
            if name.search(found.string[max(0, found.start() - 40) : found.start()]):
                return None
            if feast.fullmatch(f"{found['day']} {words}"):
                return None
        return words.lower()

    return swapping((day, lowered), (year, lowered))


def after_day(months: Mapping[str, str]) -> Find:
    """Say where a month after a day is not in the genitive."""
    pattern = re.compile(rf"{DAY}[ \u00a0]+(?P<spot>{'|'.join(months)})(?!\w)", re.IGNORECASE)

    def inflected(found: re.Match[str]) -> str:
        name = found["spot"]
        genitive = months[name.lower()]
        return genitive.upper() if name.isupper() else genitive

    return swapping((pattern, inflected))

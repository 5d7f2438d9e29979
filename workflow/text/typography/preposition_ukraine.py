"""Which preposition goes with the name of Ukraine: *в Україні*, *w Ukrainie*.

Sources: the usage of Ukrainian since 1991; Rada Języka Polskiego, July 2022, which recommends
*w Ukrainie, do Ukrainy* and does not call *na Ukrainie* an error. Quotations are left as they were
said; so is *на* where the verb asks for it: an attack, an influence, a glance.
"""

import re
from collections.abc import Iterator

from workflow.text.typography.quote_levels import quoted
from workflow.text.typography.rule import Spot
from workflow.text.typography.style import HouseStyle
from workflow.text.typography.swaps import any_of

_GAP = r"[ \u00a0]"
_NEAR = 45  # characters before the words: about four words
_AFTER = 20
_CLAUSE = re.compile(r"[.!?…:;»”\"]")

_UKRAINIAN = re.compile(
    rf"(?<![\w-])(?P<spot>[нН][аА]{_GAP})(?P<name>У(?:країн|КРАЇН)(?P<end>[іуІУ]))(?![\w-])"
)
_UKRAINIAN_ASKED = any_of(
    "зосеред фокус наголо заробл заробит нажи познач відби відобра концентр акцент хрест увагу",
    "сконцентр спекул зациклен тримається наполяг",
)
_UKRAINIAN_GOING = any_of(
    "їха їде їду їзд їжджа вируш верну поверн поверта прибу лети літа летят йти йшл йде йду",
    "ввоз ввез везе везти везли везут завоз завез постав надси наді надісла відправ переда потрап",
    "втеч утеч тіка втік утік подорож візит шлях дорог експорт імпорт вторг увійти увійшл введ",
    "перекид перекин рейс квит перебра перебир леті йшо завіта мігр пряму відрядж депорт запро",
    "допомог зброя зброю зброї",
)
_UKRAINIAN_AT = any_of(
    "напад напал атак удар вдар ракет шахед тиск тисн вплив погляд дивит агрес наступ обстріл санкц"
    " схож чека надії сподіва перетвор скарж"
)
_POLISH = re.compile(
    rf"(?<![\w-])(?P<spot>(?P<na>[nN][aA]){_GAP}U(?:krain|KRAIN)(?P<end>ie|ę|IE|Ę))(?![\w-])"
)
_POLISH_ASKED = any_of(
    "skup zarab zarob zale polega koncentr odbi wzor bazow oszczędz skoncentr zyska uwag"
    " spekul żerow mści opiera"
)
_POLISH_GOING = any_of(
    "jech jecha jad jedź jeżdż jazd wraca wróc powr podróż wysła wysył dostaw dostarcz transport",
    "traf leci lata wkrocz wejś wejd wszed eksport pomoc uda wybier przekaz przyby drog podąż",
    "pociąg autobus wizyt wyrusz rusz ucie zawie wywie wyprawi sprowadz przerzu konwoj delegacj",
    "wypraw zapr bilet czołg broń broni sprzęt amunicj uzbroj paczk wywóz import",
)
_POLISH_AT = any_of("atak napa naja agres uderz wpływ nacisk pres spojrz patrz ostrz nalot zamach")


def ukrainian(text: str, _: HouseStyle) -> Iterator[Spot]:
    """*На Україні*, and *на Україну* after a word of going or sending."""
    for found in _own_words(text, _UKRAINIAN):
        before = _clause_before(text, found.start())
        if found["end"] in "іІ":
            wanted = not _has(before, _UKRAINIAN_ASKED)
        else:
            near = before or text[found.end() : found.end() + _AFTER]
            wanted = _has(near, _UKRAINIAN_GOING) and not _has(near, _UKRAINIAN_AT)
        if wanted:
            words = found["spot"]
            capital = words[0] == "Н"
            yield Spot(
                start=found.start(),
                end=found.end(),
                fix=("В" if capital else "в") + words[2:] + found["name"],
            )


def polish(text: str, _: HouseStyle) -> Iterator[Spot]:
    """*Na Ukrainie*, and *na Ukrainę* near a word of going or sending."""
    for found in _own_words(text, _POLISH):
        before = _clause_before(text, found.start())
        if found["end"] in ("ie", "IE"):
            wanted = not _has(before, _POLISH_ASKED)
        else:
            near = before or text[found.end() : found.end() + _AFTER]
            wanted = _has(near, _POLISH_GOING) and not _has(near, _POLISH_AT)
        if wanted:
            yield Spot(start=found.start(), end=found.end(), fix=_polish_fix(found))


def _polish_fix(found: re.Match[str]) -> str:
    words = "w Ukrainie" if found["end"] in ("ie", "IE") else "do Ukrainy"
    if found["spot"].isupper():
        return words.upper()
    return words[0].upper() + words[1:] if found["na"][0] == "N" else words


def _own_words(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    quotations = list(quoted(text))
    for found in pattern.finditer(text):
        if not any(found.start() in quotation for quotation in quotations):
            yield found


def _clause_before(text: str, start: int) -> str:
    near = text[max(0, start - _NEAR) : start]
    return _CLAUSE.split(near)[-1].strip()


def _has(words: str, stems: str) -> bool:
    return re.search(rf"(?<!\w)\w{{0,4}}{stems}", words, re.IGNORECASE) is not None

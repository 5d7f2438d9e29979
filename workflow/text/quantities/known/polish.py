"""Polish."""

from decimal import Decimal
from functools import partial

from workflow.text.quantities.lexicon import NUMERIC_DATES, Lexicon, Sign, table, words
from workflow.text.quantities.quantity import Kind
from workflow.text.quantities.signs import CURRENCY_BEFORE, EVERYWHERE, measures, money
from workflow.text.quantities.spelled import numerals
from workflow.text.quantities.spelling import Spelling

_CARDINALS = table("""
0 zero zera
1 jeden jedna jedno jednego jednej jednemu jednym jedną
2 dwa dwie dwaj dwóch dwu dwóm dwoma dwiema dwoje dwójka dwójki oba obie obaj obu
3 trzy trzej trzech trzem trzema troje trojga trójka trójki
4 cztery czterej czterech czterem czterema czworo czworga czwórka czwórki
5 pięć pięciu pięcioma pięcioro pięciorga
6 sześć sześciu sześcioma sześcioro
7 siedem siedmiu siedmioma siedmioro
8 osiem ośmiu ośmioma ośmioro
9 dziewięć dziewięciu dziewięcioma dziewięcioro
10 dziesięć dziesięciu dziesięcioma dziesięcioro
11 jedenaście jedenastu jedenastoma
12 dwanaście dwunastu dwunastoma tuzin
13 trzynaście trzynastu trzynastoma
14 czternaście czternastu czternastoma
15 piętnaście piętnastu piętnastoma
16 szesnaście szesnastu szesnastoma
17 siedemnaście siedemnastu siedemnastoma
18 osiemnaście osiemnastu osiemnastoma
19 dziewiętnaście dziewiętnastu dziewiętnastoma
20 dwadzieścia dwudziestu dwudziestoma
30 trzydzieści trzydziestu trzydziestoma
40 czterdzieści czterdziestu czterdziestoma
50 pięćdziesiąt pięćdziesięciu pięćdziesięcioma
60 sześćdziesiąt sześćdziesięciu sześćdziesięcioma
70 siedemdziesiąt siedemdziesięciu siedemdziesięcioma
80 osiemdziesiąt osiemdziesięciu osiemdziesięcioma
90 dziewięćdziesiąt dziewięćdziesięciu dziewięćdziesięcioma
100 sto stu stoma
200 dwieście dwustu dwustoma
300 trzysta trzystu
400 czterysta czterystu
500 pięćset pięciuset
600 sześćset sześciuset
700 siedemset siedmiuset
800 osiemset ośmiuset
900 dziewięćset dziewięciuset
""")
_ORDINAL_STEMS = {
    1: "pierwsz",
    4: "czwart",
    5: "piąt",
    6: "szóst",
    7: "siódm",
    8: "ósm",
    9: "dziewiąt",
    10: "dziesiąt",
    11: "jedenast",
    12: "dwunast",
    13: "trzynast",
    14: "czternast",
    15: "piętnast",
    16: "szesnast",
    17: "siedemnast",
    18: "osiemnast",
    19: "dziewiętnast",
    20: "dwudziest",
    30: "trzydziest",
    40: "czterdziest",
    50: "pięćdziesiąt",
    60: "sześćdziesiąt",
    70: "siedemdziesiąt",
    80: "osiemdziesiąt",
    90: "dziewięćdziesiąt",
    100: "setn",
}
_PREFIXES = {
    stem + "o": value for value, stem in _ORDINAL_STEMS.items() if 11 <= value <= 40
} | table("""
2 dwu
3 trzy trój
4 cztero
5 pięcio
6 sześcio
7 siedmio
8 ośmio
9 dziewięcio
10 dziesięcio
50 pięćdziesięcio
60 sześćdziesięcio
70 siedemdziesięcio
80 osiemdziesięcio
90 dziewięćdziesięcio
100 stu
1000 tysiąc
""")
_ADJECTIVE = ("y", "a", "e", "ego", "ej", "emu", "ym", "ą")
_ORDINALS = {
    stem + ending: value for value, stem in _ORDINAL_STEMS.items() for ending in _ADJECTIVE
} | table("""
2 drugi druga drugie drugiego drugiej drugiemu drugim drugą
3 trzeci trzecia trzecie trzeciego trzeciej trzeciemu trzecim trzecią
""")
_DECADES = {
    _ORDINAL_STEMS[tens] + ending: 1900 + tens
    for tens in (20, 30, 40, 50, 60, 70, 80, 90)
    for ending in ("e", "ych", "ymi")
}
_MONTHS = table("""
1 styczeń stycznia styczniu styczniem
2 luty lutego lutym
3 marzec marca marcu marcem
4 kwiecień kwietnia kwietniu kwietniem
5 maj maja maju majem
6 czerwiec czerwca czerwcu czerwcem
7 lipiec lipca lipcu lipcem
8 sierpień sierpnia sierpniu sierpniem
9 wrzesień września wrześniu wrześniem
10 październik października październiku październikiem
11 listopad listopada listopadzie listopadem
12 grudzień grudnia grudniu grudniem
""")
_THIRD = Decimal(1) / 3

_SPELLING = Spelling(
    decimal=",.",
    grouping=" .",
    cardinals=_CARDINALS,
    ordinals=_ORDINALS,
    scales={
        r"tys\.?|tysiąc(?:a|e|u|em|om|ami|ach)?|tysięcy|tysięczn\w+": 10**3,
        r"mln\.?|milion(?:a|y|u|em|ie|ów|om|ami|ach|ow\w+)?": 10**6,
        r"mld\.?|miliard(?:a|y|u|em|zie|ów|om|ami|ach|ow\w+)?": 10**9,
        r"bln\.?|bilion(?:a|y|u|em|ów|om|ami|ach)?": 10**12,
    },
    alone=frozenset({"tysiąc", "tysiąca", "milion", "miliard"}),
    parts={
        **dict.fromkeys(("pół", "połowa", "połowy", "połowę", "połowie"), Decimal("0.5")),
        **dict.fromkeys(("półtora", "półtorej"), Decimal("1.5")),
        **dict.fromkeys(("ćwierć", "ćwierci"), Decimal("0.25")),
    },
    counted_parts={
        **dict.fromkeys(("trzecia", "trzecie", "trzecich", "trzeciej", "trzecią"), _THIRD),
        **dict.fromkeys(("czwarta", "czwarte", "czwartych", "czwartej"), Decimal("0.25")),
        **dict.fromkeys(("piąta", "piąte", "piątych", "piątej"), Decimal("0.2")),
    },
    prefixes=_PREFIXES,
    joined=(
        r"letni\w*|lat(?:ek|k)\w*|dniow\w+|tygodniow\w+|miesięczn\w+|godzinn\w+|minutow\w+"
        r"|osobow\w+|procentow\w+|piętrow\w+|kilometrow\w+|metrow\w+|tonow\w+|stronicow\w+"
    ),
    half=r" i pół\b",
    ordinal_ending=r"\.(?= [a-ząćęłńóśźż])|-(?:ty|ta|te|tego|go|ego|tym|szy|sza)\b",
)

_MONTH = f"(?i:{words(_MONTHS)})"
_DAY = r"(?<![\d.,:])(?P<day>\d{1,2})\.?"
_R = r"(?:roku|rok(?:iem)?|r\.|r\b)"
_YEAR = rf"(?P<year>1\d{{3}}|20\d{{2}})(?!\d|[.,]\d)(?:\s?{_R})?"

_CLOCK = r"(?P<hour>\d{1,2})(?:[.:](?P<minute>[0-5]\d))?"
_PART = r"(?P<part>rano|nad ranem|przed południem|po południu|wieczorem|w nocy)\b"

LEXICON = Lexicon(
    numerals=partial(numerals, spelling=_SPELLING),
    months=_MONTHS,
    decades=_DECADES,
    dates=(
        *NUMERIC_DATES,
        rf"(?<![\d.])(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}})(?!\d)(?:\s?{_R})?",
        rf"{_DAY}\s(?P<name>{_MONTH})\b(?:,? {_YEAR})?",
        rf"\b(?P<name>{_MONTH})\b,?\s{_YEAR}",
        rf"\b(?P<name>{_MONTH})\b",
        rf"(?<!\d)(?P<year>1\d{{3}}|20\d{{2}})\s?{_R}",
        r"(?<=\brok )(?P<year>1\d{3}|20\d{2})\b",
        r"(?<=\broku )(?P<year>1\d{3}|20\d{2})\b",
        r"\blat(?:a|ach|ami)?\s(?P<decade>1\d{3}|20\d{2}|[2-9]0)(?:\.|-(?:tych|te|ych))",
        rf"\blat(?:a|ach|ami)?\s(?P<decade>{words(_DECADES)})\b",
        r"\b(?P<roman>[IVX]+)\s?(?:w\.|wiek\w*|stuleci\w*)",
    ),
    clocks=(
        rf"(?<!\d\s)\bgodz(?:\.|in\w+)\s{_CLOCK}(?![:\d]|\smin)(?:\s{_PART})?",
        rf"(?<![\d.,:]){_CLOCK}\s{_PART}",
        r"(?<![\d.,:])(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?![:\d])",
        r"\bo\s(?P<hour>\d{1,2})\.(?P<minute>[0-5]\d)(?!\d)",
    ),
    parts_of_day={
        **dict.fromkeys(("rano", "nad ranem", "przed południem"), "am"),
        **dict.fromkeys(("po południu", "wieczorem"), "pm"),
        "w nocy": "night",
    },
    before=CURRENCY_BEFORE,
    after=(
        Sign(pattern=r"procent\w*|proc\.|pkt\.? proc\.|p\. ?p\.", kind=Kind.PERCENT),
        Sign(pattern=r"punkt\w* procentow\w+", kind=Kind.PERCENT),
        Sign(pattern=r"wiek\w*|stuleci\w*", kind=Kind.YEAR, unit="century", needs_ordinal=True),
        *money(
            {
                r"(?:now\w+ )?dolar\w* tajwańsk\w+|tajwańsk\w+ dolar\w*": "TWD",
                r"dolar\w* (?:amerykańsk\w+|USA)|amerykańsk\w+ dolar\w*": "USD",
                r"euro\b": "EUR",
                r"hrywi?e?n\w*": "UAH",
                r"złot\w+|zł\b": "PLN",
                r"funt\w* (?:szterling\w*|brytyjsk\w+)": "GBP",
                r"juan\w*": "CNY",
                r"jen(?:ów|y|a)?\b": "JPY",
                r"frank\w* szwajcarsk\w+": "CHF",
            }
        ),
        *money({r"dolar\w*|dol\.": "USD"}, certain=False),
        *measures(
            {
                r"kilometr\w* kwadratow\w+|km kw\.": "km²",
                r"metr\w* kwadratow\w+|m kw\.": "m²",
                r"(?:km|kilometr\w*) na godzinę": "km/h",
                r"mil\w? na godzinę": "mph",
                r"kilometr\w*": "km",
                r"mil(?:a|e|i|ę|ach|ami)?\b": "mi",
                r"centymetr\w*": "cm",
                r"milimetr\w*": "mm",
                r"metr\w*|m\b(?!\.)": "m",
                r"jard\w*": "yd",
                r"stóp\b|stop(?:a|y|ę)\b": "ft",
                r"cal(?:e|i|a|ach|ami)?\b": "in",
                r"kilogram\w*|kilo\b": "kg",
                r"gram\w*|g\b(?!\.)": "g",
                r"ton(?:a|y|ę|ach|ami|owy|owa)?\b|t\b(?!\.)": "t",
                r"hektar\w*": "ha",
                r"akr\w*": "ac",
                r"litr\w*|l\b(?!\.)": "l",
                r"stop(?:ień|nia|nie|ni|niach) Celsjusza": "°C",
                r"stop(?:ień|nia|nie|ni|niach) Fahrenheita": "°F",
                r"gigawat\w*": "GW",
                r"megawat\w*": "MW",
                r"kilowat\w*": "kW",
            }
        ),
        *measures({r"funt\w*": "lb", r"stop(?:ień|nia|nie|ni|niach)\b": "°"}, certain=False),
        *EVERYWHERE,
    ),
    approximate=r"(?:\bokoło|\bok\.|\bprawie|\bniemal|\bblisko|\bmniej więcej|\bniespełna|~|≈)",
    minus=r"\bminus",
)
TAG = "pl"

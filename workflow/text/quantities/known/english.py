"""English."""

from decimal import Decimal
from functools import partial

from workflow.text.quantities.lexicon import NUMERIC_DATES, Lexicon, Sign, table, words
from workflow.text.quantities.quantity import Kind
from workflow.text.quantities.signs import CURRENCY_BEFORE, EVERYWHERE, measures, money
from workflow.text.quantities.spelled import numerals
from workflow.text.quantities.spelling import Spelling

_CARDINALS = table("""
0 zero
1 one
2 two both
3 three
4 four
5 five
6 six
7 seven
8 eight
9 nine
10 ten
11 eleven
12 twelve
13 thirteen
14 fourteen
15 fifteen
16 sixteen
17 seventeen
18 eighteen
19 nineteen
20 twenty
30 thirty
40 forty
50 fifty
60 sixty
70 seventy
80 eighty
90 ninety
""")
_ORDINALS = table("""
1 first
2 second
3 third
4 fourth
5 fifth
6 sixth
7 seventh
8 eighth
9 ninth
10 tenth
11 eleventh
12 twelfth
13 thirteenth
14 fourteenth
15 fifteenth
16 sixteenth
17 seventeenth
18 eighteenth
19 nineteenth
20 twentieth
30 thirtieth
40 fortieth
50 fiftieth
60 sixtieth
70 seventieth
80 eightieth
90 ninetieth
100 hundredth
""")
_MONTHS = table("""
1 January Jan
2 February Feb
3 March Mar
4 April Apr
5 May
6 June Jun
7 July Jul
8 August Aug
9 September Sept Sep
10 October Oct
11 November Nov
12 December Dec
""")
_DECADES = table("""
1920 twenties
1930 thirties
1940 forties
1950 fifties
1960 sixties
1970 seventies
1980 eighties
1990 nineties
""")
_SPELLING = Spelling(
    decimal=".",
    grouping=",",
    cardinals=_CARDINALS,
    ordinals=_ORDINALS,
    scales={
        "dozen": 12,
        "thousand|thsd|k": 10**3,
        r"million|mln|mn|m(?!\w|\.\w)": 10**6,
        "billion|bln|bn|b": 10**9,
        "trillion|tn": 10**12,
    },
    hundred="hundred",
    articles=frozenset({"a", "an", "another"}),
    joining=frozenset({"and"}),
    parts={"half": Decimal("0.5")},
    counted_parts={
        **dict.fromkeys(("third", "thirds"), Decimal(1) / 3),
        **dict.fromkeys(("quarter", "quarters"), Decimal("0.25")),
        **dict.fromkeys(("fifth", "fifths"), Decimal("0.2")),
    },
    half=r"[ -]and[ -]a[ -]half\b",
    ordinal_ending=r"(?:st|nd|rd|th)\b",
)

_MONTH = words(_MONTHS)
_CLEAR = words(name for name in _MONTHS if len(name) > 3 and name not in {"March", "Sept"})
_IN = "(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|last|this|next|early|late|mid-?)"
_CLOCK = r"(?<![\d.,:])(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?"
_DAY = r"(?P<day>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d|[.,:]\d)"
_YEAR = r"(?P<year>1\d{3}|20\d{2})(?!\d|[,.]\d)"

LEXICON = Lexicon(
    numerals=partial(numerals, spelling=_SPELLING),
    months=_MONTHS,
    decades=_DECADES,
    dates=(
        *NUMERIC_DATES,
        rf"(?<!\d){_DAY}(?: of)? (?P<name>{_MONTH})\b\.?(?:,? {_YEAR})?",
        rf"\b(?P<name>{_MONTH})\b\.? {_DAY}(?:,? {_YEAR})?",
        rf"\b(?P<name>{_MONTH})\b(?:,| of)? {_YEAR}",
        rf"\b(?P<name>{_CLEAR})\b",
        rf"\b{_IN} ?(?P<name>May|March)\b",
        r"(?<![\d,.])(?P<decade>1\d{3}|20\d{2}|[’'‘]?[2-9]0)[’']?s\b",
        rf"\b(?P<decade>{words(_DECADES)})\b",
    ),
    clocks=(
        rf"{_CLOCK}[\s-]?(?P<part>[ap])\.?\s?m(?![a-z])\.?",
        r"(?<![\d.,:])(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?![:\d])",
        r"(?<![\d.,:])(?P<hour>\d{1,2}) o[’']clock(?: in the (?P<part>morning|afternoon|evening))?",
    ),
    parts_of_day={"a": "am", "p": "pm", "morning": "am", "afternoon": "pm", "evening": "pm"},
    before=CURRENCY_BEFORE,
    after=(
        Sign(pattern=r"per ?cent(?:age points?)?\b|percentage points?\b", kind=Kind.PERCENT),
        Sign(pattern=r"century\b", kind=Kind.YEAR, unit="century", needs_ordinal=True),
        *money(
            {
                r"(?:(?:New )?Taiwan|Taiwanese|NT) dollars?\b": "TWD",
                r"(?:US|U\.S\.|American) dollars?\b": "USD",
                r"euros?\b": "EUR",
                r"(?:Ukrainian )?hryvn\w+": "UAH",
                r"(?:Polish )?(?:zlot|złot)\w+": "PLN",
                r"yuan\b|renminbi\b": "CNY",
                r"yen\b": "JPY",
                r"(?:British )?pounds sterling\b|British pounds\b": "GBP",
            }
        ),
        *money({r"dollars?\b": "USD"}, certain=False),
        *measures(
            {
                r"(?:sq(?:uare|\.)? ?)(?:kilomet(?:er|re)s?|km)\b": "km²",
                r"(?:sq(?:uare|\.)? ?)(?:met(?:er|re)s?|m)\b": "m²",
                r"kilomet(?:er|re)s?(?: per hour| an hour)\b": "km/h",
                r"miles?(?: per hour| an hour)\b": "mph",
                r"kilomet(?:er|re)s?\b": "km",
                r"miles?\b|mi\b": "mi",
                r"centimet(?:er|re)s?\b": "cm",
                r"millimet(?:er|re)s?\b": "mm",
                r"met(?:er|re)s?\b|m\b": "m",
                r"yards?\b|yds?\b": "yd",
                r"f(?:ee|oo)t\b|ft\b": "ft",
                r"inch(?:es)?\b": "in",
                r"kilo(?:gram)?s?\b": "kg",
                r"(?:metric )?ton(?:ne)?s?\b|t\b": "t",
                r"lbs?\b": "lb",
                r"hectares?\b": "ha",
                r"acres?\b": "ac",
                r"lit(?:er|re)s?\b": "l",
                r"degrees? Celsius\b|degrees? C\b": "°C",
                r"degrees? Fahrenheit\b|degrees? F\b": "°F",
                r"gigawatts?\b": "GW",
                r"megawatts?\b": "MW",
                r"kilowatts?\b": "kW",
            }
        ),
        *measures({r"pounds?\b": "lb", r"degrees?\b": "°"}, certain=False),
        *EVERYWHERE,
    ),
    approximate=r"(?:\babout|\baround|\bsome|\bnearly|\balmost|\broughly|\bapproximately|\bcirca|~|≈)",
    minus=r"\bminus",
)
TAG = "en"

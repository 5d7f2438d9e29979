"""Polish typography. Sources: PN-83/P-55366; the advice of PWN; CLDR; Rada Języka Polskiego."""

from workflow.languages.catalogue import marked
from workflow.text.checks.finding import Grade, Severity
from workflow.text.typography import (
    dashes,
    months,
    no_break,
    numerals,
    ordinals,
    preposition_ukraine,
    quotations,
    ranges,
)
from workflow.text.typography.ellipses import ellipses
from workflow.text.typography.initials import closed_initials
from workflow.text.typography.rule import Rule
from workflow.text.typography.spelling_2026 import new_spellings
from workflow.text.typography.style import Option
from workflow.text.typography.swaps import Find

TAG = "pl"

_DASH = Option(
    name="pl.dash",
    values=("en", "em"),
    about=marked("Which dash is put in place of a hyphen in Polish: en or em."),
)
_PERCENT = Option(
    name="pl.percent",
    values=("closed", "spaced", "either"),
    about=marked(
        "How a percent sign stands after a number in Polish: 5%, 5 %, or as the text began."
    ),
)
_ORTHOGRAPHY = Option(
    name="pl.orthography-2026",
    values=("off", "list"),
    about=marked("Whether spellings that Polish changed in 2026 are listed."),
)
OPTIONS = (_DASH, _PERCENT, _ORTHOGRAPHY)

_STREETS_AND_FEASTS = (
    r"ul\.|ulic\w+|al\.|alej\w+|pl\.|plac\w*|rond\w+|os\.|osiedl\w+|most\w*|park\w*|skwer\w*|im\."
    r"|imienia|Konstytucj\w+|Święt\w+|[Śś]więt\w+|Stadion\w*|Ustaw\w+|Powstani\w+"
)


def _rule(
    check: str,
    message: str,
    find: Find,
    grade: Grade = Grade.AUTO,
    severity: Severity = Severity.NOTE,
) -> Rule:
    return Rule(check=check, severity=severity, grade=grade, message=message, find=find)


RULES = (
    _rule(
        "quotes",
        marked("Polish quotation marks are „…”, and «…» inside them. Put {fix} here."),
        quotations.polish,
    ),
    _rule(
        "quotes-nested",
        marked("Inside „…” a quotation has other marks: «…». Put {fix} here."),
        quotations.polish_nested,
    ),
    _rule("ellipsis", marked("Dots in a row are one character: {fix}"), ellipses()),
    _rule(
        "range-hyphen",
        marked("Between the ends of a range stands an en dash without spaces."),
        ranges.polish(),
    ),
    _rule(
        "dash-hyphen",
        marked("A hyphen stands here for a dash. Put a dash with spaces."),
        dashes.dashes_without_comma(_DASH),
    ),
    _rule(
        "initials-space",
        marked("Initials stand together, without a space: J.K. Bielecki."),
        closed_initials(),
    ),
    _rule(
        "ordinal-suffix",
        marked("A Polish ordinal has a point and no ending: 5.; a date and an hour have neither."),
        ordinals.polish(),
    ),
    _rule(
        "month-uppercase",
        marked("A month is written with a small letter in a date: {fix}."),
        months.lowercase(
            months.POLISH_MONTHS,
            months.POLISH_LOCATIVES,
            names=_STREETS_AND_FEASTS,
            feasts="",
            prepositions="w|we|z|od|do|po|na początku|pod koniec",
        ),
    ),
    _rule(
        "month-nominative",
        marked("After the day a month takes the genitive: {fix}."),
        months.after_day(months.POLISH_MONTHS),
    ),
    _rule(
        "number-grouping",
        marked("Groups of digits are parted by a no-break space, from five digits on: {fix}."),
        numerals.groups_from_five_digits(numerals.POLISH_MEASURES),
        Grade.ASK,
    ),
    _rule(
        "decimal-point",
        marked("Decimals follow a comma: {fix}."),
        numerals.decimal_commas(numerals.POLISH_MEASURES),
        Grade.ASK,
    ),
    _rule(
        "percent-space",
        marked("The percent sign does not stand after this number as the house style has it."),
        numerals.percent_signs(_PERCENT),
    ),
    _rule(
        "na-ukrainie",
        marked("The Council for the Polish Language recommends “{fix}”; “{found}” is no error."),
        preposition_ukraine.polish,
        Grade.WARN,
    ),
    _rule(
        "orthography-2026",
        marked("Since 2026 this is written “{fix}”; schools take both until 2031."),
        new_spellings(_ORTHOGRAPHY),
        Grade.ASK,
    ),
    _rule(
        "nbsp-single-letter",
        marked("A word of one letter does not end a line: put a no-break space after it."),
        no_break.polish_letters(),
    ),
    _rule(
        "nbsp-number",
        marked("A line must not be broken here: put a no-break space."),
        no_break.polish(),
    ),
)

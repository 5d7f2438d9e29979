"""Ukrainian typography. Sources: Український правопис 2019; CLDR; typography.org.ua."""

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
from workflow.text.typography.apostrophes import apostrophes
from workflow.text.typography.ellipses import ukrainian_ellipses
from workflow.text.typography.rule import Rule
from workflow.text.typography.spelling_2019 import old_spellings
from workflow.text.typography.style import Option
from workflow.text.typography.swaps import NBSP, Find

TAG = "uk"

_APOSTROPHE = Option(
    name="uk.apostrophe",
    values=("u2019", "u02bc"),
    about=marked("Which character the Ukrainian apostrophe is: U+2019 or U+02BC."),
)
_DASH = Option(
    name="uk.dash",
    values=("em", "en"),
    about=marked("Which dash is put in place of a hyphen in Ukrainian: em or en."),
)
_PERCENT = Option(
    name="uk.percent",
    values=("closed", "spaced", "either"),
    about=marked(
        "How a percent sign stands after a number in Ukrainian: 5%, 5 %, or as the text began."
    ),
)
_PREPOSITION = Option(
    name="uk.nbsp-preposition",
    values=("off", "on"),
    about=marked("Whether a Ukrainian word of one letter is kept on the line of the next word."),
)
OPTIONS = (_APOSTROPHE, _DASH, _PERCENT, _PREPOSITION)

_STREETS_AND_FEASTS = (
    r"вул\.|вулиц\w+|просп\.|проспект\w*|площ\w+|пл\.|імені|ім\.|майдан\w*|станці\w+|завод\w*|шахт\w+"
    r"|парк\w*|бульвар\w*|свят\w+"
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
        "apostrophe",
        marked("The apostrophe in a Ukrainian word is “{fix}”, not “{found}”."),
        apostrophes(_APOSTROPHE),
    ),
    _rule(
        "quotes",
        marked("Ukrainian quotation marks are «…», and „…“ inside them. Put {fix} here."),
        quotations.ukrainian,
    ),
    _rule(
        "quotes-nested",
        marked("Inside «…» a quotation has other marks: „…“. Put {fix} here."),
        quotations.ukrainian_nested,
    ),
    _rule(
        "punct-inside-quotes",
        marked("This mark stands after the closing quotation mark in Ukrainian: {fix}"),
        quotations.marks_before_closing,
        Grade.ASK,
    ),
    _rule("ellipsis", marked("Dots in a row are one character: {fix}"), ukrainian_ellipses()),
    _rule(
        "range-hyphen",
        marked("Between the ends of a range stands an en dash without spaces."),
        ranges.ukrainian(),
    ),
    _rule(
        "dash-hyphen",
        marked("A hyphen stands here for a dash. Put a dash with spaces."),
        dashes.dashes(_DASH, gap=NBSP),
    ),
    _rule(
        "hyphen-spaces",
        marked("A hyphen within a word has no space beside it."),
        dashes.hyphens_without_spaces(),
        Grade.ASK,
    ),
    _rule(
        "ordinal-suffix",
        marked("After a number the ending is short, and after the day of a date there is none."),
        ordinals.ukrainian(),
    ),
    _rule(
        "month-uppercase",
        marked("A month is written with a small letter in a date: {fix}."),
        months.lowercase(
            months.UKRAINIAN_MONTHS,
            months.UKRAINIAN_LOCATIVES,
            names=_STREETS_AND_FEASTS,
            feasts="8 Березня|1 Травня",
            prepositions="у|в|з|із|до|від|після|на|з початку|наприкінці",
        ),
    ),
    _rule(
        "month-nominative",
        marked("After the day a month takes the genitive: {fix}."),
        months.after_day(months.UKRAINIAN_MONTHS),
    ),
    _rule(
        "number-grouping",
        marked("Groups of digits are parted by a no-break space: {fix}."),
        numerals.groups_of_three(numerals.UKRAINIAN_MEASURES),
        Grade.ASK,
    ),
    _rule(
        "decimal-point",
        marked("Decimals follow a comma: {fix}."),
        numerals.decimal_commas(numerals.UKRAINIAN_MEASURES),
        Grade.ASK,
    ),
    _rule(
        "percent-space",
        marked("The percent sign does not stand after this number as the house style has it."),
        numerals.percent_signs(_PERCENT),
    ),
    _rule(
        "na-ukraini",
        marked("Ukrainian says “{fix}”, not “{found}”."),
        preposition_ukraine.ukrainian,
        Grade.ASK,
        Severity.WARNING,
    ),
    _rule(
        "old-spelling",
        marked("Since the orthography of 2019 this is written “{fix}”, not “{found}”."),
        old_spellings(),
    ),
    _rule(
        "nbsp",
        marked("A line must not be broken here: put a no-break space."),
        no_break.ukrainian(),
    ),
    _rule(
        "nbsp-dash",
        marked("A dash does not begin a line: put a no-break space before it."),
        no_break.before_dash(),
    ),
    _rule(
        "nbsp-preposition",
        marked("A word of one letter does not end a line: put a no-break space after it."),
        no_break.ukrainian_letters(_PREPOSITION),
    ),
)

"""English typography. Sources: CLDR; the Associated Press; Chicago Manual of Style."""

from workflow.languages.catalogue import marked
from workflow.text.checks.finding import Grade, Severity
from workflow.text.typography import (
    english_dates,
    english_numbers,
    english_quotations,
    english_ukraine,
)
from workflow.text.typography.ellipses import ellipses
from workflow.text.typography.english_dashes import english_dashes
from workflow.text.typography.english_ranges import english_ranges
from workflow.text.typography.rule import Rule
from workflow.text.typography.style import Option
from workflow.text.typography.swaps import Find

TAG = "en"

_DASH = Option(
    name="en.dash",
    values=("spaced-em", "spaced-en", "closed-em"),
    about=marked("Which dash is put in place of a hyphen in English, and whether it has spaces."),
)
OPTIONS = (_DASH,)


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
        marked("The apostrophe in English is “{fix}”, not “{found}”."),
        english_quotations.apostrophes,
    ),
    _rule(
        "quotes-straight",
        marked("English quotation marks are curly: “…”, and ‘…’ inside them. Put {fix} here."),
        english_quotations.straight,
    ),
    _rule(
        "quotes-nested",
        marked("A quotation within a quotation has marks of the other kind. Put {fix} here."),
        english_quotations.nested,
        Grade.ASK,
    ),
    _rule("ellipsis", marked("Dots in a row are one character: {fix}"), ellipses()),
    _rule(
        "range-hyphen",
        marked("Between the ends of a range stands an en dash without spaces."),
        english_ranges(),
    ),
    _rule(
        "dash-hyphen",
        marked("A hyphen stands here for a dash. Put the dash of the house style."),
        english_dashes(_DASH),
    ),
    _rule(
        "percent-space",
        marked("No space stands before a percent sign in English."),
        english_numbers.closed_percent(),
    ),
    _rule(
        "number-grouping",
        marked("Commas part the groups of a large number in English: {fix}."),
        english_numbers.grouped_numbers(),
        Grade.ASK,
    ),
    _rule(
        "decimal-comma",
        marked("Decimals follow a point in English: {fix}."),
        english_numbers.decimal_points(),
        Grade.ASK,
    ),
    _rule(
        "month-lowercase",
        marked("A month has a capital letter in English: {fix}."),
        english_dates.capital_months(),
    ),
    _rule(
        "ordinal-date",
        marked("The day of a date has no ending in English: 24 August 1991, January 13."),
        english_dates.days_without_ending(),
    ),
    _rule(
        "the-ukraine",
        marked("Ukraine takes no article. Write “{fix}”."),
        english_ukraine.without_article,
        Grade.ASK,
        Severity.WARNING,
    ),
    _rule(
        "russian-place-names",
        marked("“{found}” is the Russian name. Write “{fix}”, from Ukrainian."),
        english_ukraine.ukrainian_names,
        Grade.ASK,
        Severity.WARNING,
    ),
)

"""The typography of Chinese in Taiwan. Sources: the Ministry of Education's handbook; W3C; CLDR."""

from workflow.languages.catalogue import marked
from workflow.text.checks.finding import Grade, Severity
from workflow.text.typography import (
    chinese_dashes,
    chinese_dates,
    chinese_house,
    chinese_punctuation,
    chinese_quotations,
    chinese_width,
)
from workflow.text.typography.chinese_brackets import full_width_brackets
from workflow.text.typography.chinese_names import interpuncts
from workflow.text.typography.chinese_titles import title_marks
from workflow.text.typography.rule import Rule
from workflow.text.typography.style import Option
from workflow.text.typography.swaps import Find

TAG = "zh-Hant"

_SPACING = Option(
    name="zh-Hant.latin-spacing",
    values=("closed", "spaced", "either"),
    about=marked("Whether Chinese has a space beside Latin words and numbers."),
)
_TAI = Option(
    name="zh-Hant.tai",
    values=("either", "台", "臺"),
    about=marked("Which character Taiwan is written with in Chinese: 台 or 臺."),
)
OPTIONS = (_SPACING, _TAI)


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
        "fullwidth-digits",
        marked("Digits and Latin letters are half-width in Chinese: {fix}."),
        chinese_width.half_width_letters(),
    ),
    _rule(
        "fullwidth-in-number",
        marked("Within a number, a time or an address this mark is half-width: {fix}"),
        chinese_width.half_width_in_numbers(),
    ),
    _rule(
        "percent-space",
        marked("The percent sign is half-width and follows the number without a space."),
        chinese_width.closed_percent(_SPACING),
    ),
    _rule(
        "date-zero",
        marked("No zero stands before the month or the day in a Chinese date."),
        chinese_dates.no_zero(),
    ),
    _rule(
        "quotes",
        marked("Chinese quotation marks are 「…」, and 『…』 inside them. Put {fix} here."),
        chinese_quotations.corner_marks,
    ),
    _rule(
        "quotes-nested",
        marked("Inside 「…」 a quotation has other marks: 『…』. Put {fix} here."),
        chinese_quotations.corner_marks_nested,
    ),
    _rule(
        "ellipsis",
        marked("A Chinese ellipsis has six dots: {fix}"),
        chinese_dashes.six_dots,
    ),
    _rule(
        "interpunct",
        marked("The parts of a foreign name are joined by the point {fix} (U+00B7)."),
        interpuncts,
    ),
    _rule(
        "halfwidth-paren",
        marked("Brackets are full-width in Chinese, without spaces: {fix}"),
        full_width_brackets,
    ),
    _rule(
        "halfwidth-punct",
        marked("Beside Chinese characters this mark is full-width: {fix}"),
        chinese_punctuation.full_width_marks,
    ),
    _rule(
        "space-around-fullwidth",
        marked("No space stands beside a full-width mark."),
        chinese_punctuation.no_space_beside_marks(),
    ),
    _rule(
        "dash",
        marked("A Chinese dash is two characters long and has no spaces: {fix}"),
        chinese_dashes.two_cells,
        Grade.ASK,
    ),
    _rule(
        "title-marks",
        marked("The title of a work stands in title marks: {fix}"),
        title_marks,
        Grade.WARN,
    ),
    _rule(
        "date-slash",
        marked("Chinese writes the year first. If the first number is the day: {fix}."),
        chinese_dates.year_first(),
        Grade.ASK,
        Severity.WARNING,
    ),
    _rule(
        "repeat-punct",
        marked("This mark stands more than once. One is enough: {fix}"),
        chinese_punctuation.no_repeated_marks,
        Grade.WARN,
        Severity.WARNING,
    ),
    _rule(
        "latin-spacing",
        marked("The spaces beside Latin words and numbers are not as the house style has them."),
        chinese_house.latin_spacing(_SPACING),
        Grade.ASK,
    ),
    _rule(
        "tai",
        marked("The house style writes “{fix}” here, not “{found}”."),
        chinese_house.tai(_TAI),
        Grade.ASK,
    ),
)

"""Dates, times, numbers, lists, plurals and language names as each language writes them.

Everything comes from CLDR through Babel, mended in three places: narrow no-break spaces (U+202F),
which some mail fonts lack, become ordinary no-break spaces; the apostrophe of п’ятниця is the one
that the rest of our Ukrainian has (U+2019, not U+02BC); and a language's minimum number of grouped
digits is kept (Polish 1234, but 12 345), which Babel ignores.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Literal

from babel import Locale
from babel import dates as babel_dates
from babel import lists as babel_lists
from babel import numbers as babel_numbers

from workflow.languages.language import Language, NameForms, ReadingUnit

DateStyle = Literal["full", "long", "medium", "short"]
TimeStyle = Literal["short", "medium"]
ListStyle = Literal["standard", "or"]

_NARROW_SPACE, _NO_BREAK_SPACE = "\u202f", "\u00a0"
_LETTER_APOSTROPHE, _APOSTROPHE = "\u02bc", "\u2019"
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def format_date(day: date, language: Language, style: DateStyle = "long") -> str:
    """A day: 13 січня 2024 р., 2024年1月13日; ``full`` adds the weekday."""
    return _mend(babel_dates.format_date(day, format=style, locale=_locale(language)))


def format_month(day: date, language: Language) -> str:
    """The day's month and year without the day: січень 2024 р., styczeń 2024."""
    return _mend(babel_dates.format_skeleton("yMMMM", day, locale=_locale(language)))


def month_name(month: int, language: Language) -> str:
    """A month (1 to 12) standing alone, in the nominative: січень, not січня."""
    names: dict[int, str] = _locale(language).months["stand-alone"]["wide"]
    return names[month]


def format_time(moment: time | datetime, language: Language, style: TimeStyle = "short") -> str:
    """A time of day as its own clock shows it: 2:30 PM, 下午2:30, 14:30."""
    clock = moment.timetz() if isinstance(moment, datetime) else moment
    # Without its zone, so that Babel does not turn the hands to another one.
    naive = clock.replace(tzinfo=None)
    return _mend(babel_dates.format_time(naive, format=style, locale=_locale(language)))


def format_moment(moment: datetime, language: Language, style: DateStyle = "long") -> str:
    """A date with the time of day behind it, in the zone the moment carries."""
    pattern = str(_locale(language).datetime_formats[style]).replace("'", "")
    day, clock = format_date(moment, language, style), format_time(moment, language)
    return _mend(pattern.format(clock, day))


def format_number(number: int | float | Decimal, language: Language) -> str:
    """A number with the language's decimal and grouping marks, at most three decimals."""
    ungrouped_below = 10 ** (2 + language.minimum_grouping_digits)
    return _mend(
        babel_numbers.format_decimal(
            number, locale=_locale(language), group_separator=abs(number) >= ungrouped_below
        )
    )


def format_percent(share: float | Decimal, language: Language, *, digits: int = 0) -> str:
    """A share of one as a percentage, 0.425 as 42,5%, with at most ``digits`` decimals."""
    pattern = "#,##0" + ("." + "#" * digits if digits else "") + "%"
    return _mend(babel_numbers.format_percent(share, format=pattern, locale=_locale(language)))


def format_list(items: Sequence[str], language: Language, style: ListStyle = "standard") -> str:
    """An enumeration: A, B, and C; A、B和C; nothing for no items."""
    said = babel_lists.format_list(items, style=style, locale=_locale(language))
    for word in language.hanging_words:
        said = said.replace(f" {word} ", f" {word}{_NO_BREAK_SPACE}")
    return said


def quoted(words: str, language: Language) -> str:
    """A title in the language's quotation marks; those inside it become the inner ones."""
    marks = language.quotation_marks
    inner = str.maketrans(marks.opening + marks.closing, marks.inner_opening + marks.inner_closing)
    return marks.opening + words.translate(inner) + marks.closing


def plural_category(number: int | float | Decimal, language: Language) -> str:
    """The CLDR category a number takes: one, few, many or other; 21 is ``one`` in Ukrainian."""
    return _locale(language).plural_form(number)


def name_of(language: Language, *, in_language: Language) -> NameForms:
    """How ``in_language`` names ``language``.

    Its own table answers first; then the named language's table, so that a new language brings its
    names along; then CLDR's one form for all three.
    """
    forms = in_language.names.get(language.tag) or language.named_by.get(in_language.tag)
    if forms is not None:
        return forms
    name = _locale(language).get_display_name(_locale(in_language)) or language.native_name
    return NameForms(nominative=name, in_=name, from_=name)


def reading_minutes(text: str, language: Language) -> int:
    """How many minutes a plain text takes to read, rounded, at least one.

    Words are counted, or for Chinese the characters, with a Latin name among them as one.
    """
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    count = len(words)
    if language.reading_speed.unit is ReadingUnit.CHARACTERS:
        ideographs, rest = len(_IDEOGRAPH.findall(text)), _IDEOGRAPH.sub(" ", text)
        count = ideographs + len(re.findall(r"\w+", rest))
    return max(1, round(count / language.reading_speed.per_minute))


@cache
def _parsed(babel_name: str) -> Locale:
    return Locale.parse(babel_name)


def _locale(language: Language) -> Locale:
    return _parsed(language.babel_name)


def _mend(text: str) -> str:
    text = text.replace(_NARROW_SPACE, _NO_BREAK_SPACE)
    return text.replace(_LETTER_APOSTROPHE, _APOSTROPHE)

"""How each language writes dates, times, numbers, plurals, lists and the names of languages."""

from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.languages.formatting import (
    format_date,
    format_list,
    format_moment,
    format_month,
    format_number,
    format_percent,
    format_time,
    month_name,
    name_of,
    plural_category,
    quoted,
    reading_minutes,
)
from workflow.languages.registry import ALL

EN, ZH, UK, PL = ALL
DAY = date(2024, 1, 13)
NBSP = "\u00a0"

DATES = [
    ("full", EN, "Saturday, January 13, 2024"),
    ("full", ZH, "2024年1月13日 星期六"),
    ("full", UK, f"субота, 13 січня 2024{NBSP}р."),
    ("full", PL, "sobota, 13 stycznia 2024"),
    ("long", EN, "January 13, 2024"),
    ("long", ZH, "2024年1月13日"),
    ("long", UK, f"13 січня 2024{NBSP}р."),
    ("long", PL, "13 stycznia 2024"),
    ("medium", EN, "Jan 13, 2024"),
    ("medium", ZH, "2024年1月13日"),
    ("medium", UK, f"13 січ. 2024{NBSP}р."),
    ("medium", PL, "13 sty 2024"),
    ("short", EN, "1/13/24"),
    ("short", ZH, "2024/1/13"),
    ("short", UK, "13.01.24"),
    ("short", PL, "13.01.2024"),
]

PLURAL_NUMBERS = [0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 100, 101, 102, 111, 112, 1.5]
PLURALS = [
    (UK, "many one few few many many many many one few many many one few many many other"),
    (PL, "many one few few many many many many many few many many many few many many other"),
    (EN, "other one" + " other" * 15),
    (ZH, "other" + " other" * 16),
]


def ids(value):
    return str(value)


@pytest.mark.parametrize(("style", "language", "written"), DATES, ids=ids)
def test_a_date_is_written_as_the_language_writes_it(style, language, written):
    assert format_date(DAY, language, style) == written


def test_the_long_date_is_the_one_of_the_masthead():
    assert [format_date(DAY, each) for each in ALL] == [row[2] for row in DATES[4:8]]


def test_months_take_the_genitive_after_a_day_and_the_nominative_alone():
    assert [month_name(1, each) for each in ALL] == ["January", "1月", "січень", "styczeń"]
    months = [format_month(DAY, each) for each in ALL]
    assert months == ["January 2024", "2024年1月", f"січень 2024{NBSP}р.", "styczeń 2024"]


@pytest.mark.parametrize(
    ("language", "written"),
    [(EN, f"2:30{NBSP}PM"), (ZH, "下午2:30"), (UK, "14:30"), (PL, "14:30")],
    ids=ids,
)
def test_a_time_of_day_follows_the_clock_of_the_language(language, written):
    assert format_time(time(14, 30), language) == written


def test_a_moment_is_shown_in_the_zone_it_carries():
    taipei = datetime(2024, 1, 13, 14, 30, tzinfo=timezone(timedelta(hours=8)))
    assert format_time(taipei, UK) == "14:30"
    assert [format_moment(taipei, each) for each in ALL] == [
        f"January 13, 2024, 2:30{NBSP}PM",
        "2024年1月13日 下午2:30",
        f"13 січня 2024{NBSP}р., 14:30",
        "13 stycznia 2024 14:30",
    ]


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (7, ["7", "7", "7", "7"]),
        (999, ["999"] * 4),
        (1234, ["1,234", "1,234", f"1{NBSP}234", "1234"]),
        (9999, ["9,999", "9,999", f"9{NBSP}999", "9999"]),
        (-1234, ["-1,234", "-1,234", f"-1{NBSP}234", "-1234"]),
        (12345, ["12,345", "12,345", f"12{NBSP}345", f"12{NBSP}345"]),
        (1234567, ["1,234,567", "1,234,567", f"1{NBSP}234{NBSP}567", f"1{NBSP}234{NBSP}567"]),
        (1234.5, ["1,234.5", "1,234.5", f"1{NBSP}234,5", "1234,5"]),
        (Decimal("0.25"), ["0.25", "0.25", "0,25", "0,25"]),
    ],
)
def test_numbers_are_grouped_as_the_language_groups_them(number, written):
    assert [format_number(number, each) for each in ALL] == written


def test_a_percentage_takes_no_space_in_any_of_the_four():
    assert [format_percent(0.42, each) for each in ALL] == ["42%"] * 4
    halves = [format_percent(Decimal("0.425"), each, digits=1) for each in ALL]
    assert halves == ["42.5%", "42.5%", "42,5%", "42,5%"]


@pytest.mark.parametrize(("language", "categories"), PLURALS, ids=ids)
def test_the_seventeen_plurals_of_cldr(language, categories):
    assert [plural_category(n, language) for n in PLURAL_NUMBERS] == categories.split()


@pytest.mark.parametrize("language", ALL, ids=str)
def test_every_plural_category_is_one_the_language_says_it_has(language):
    assert {plural_category(n, language) for n in [*range(201), 1.5]} == {
        *language.plural_categories
    }


@pytest.mark.parametrize(
    ("items", "written"),
    [
        ([], [""] * 4),
        (["A"], ["A"] * 4),
        (["A", "B"], ["A and B", "A和B", "A і B", "A i\u00a0B"]),
        (["A", "B", "C"], ["A, B, and C", "A、B和C", "A, B і C", "A, B i\u00a0C"]),
    ],
    ids=len,
)
def test_a_list_is_joined_as_the_language_joins_it(items, written):
    assert [format_list(items, each) for each in ALL] == written


def test_the_apostrophe_of_a_weekday_is_the_one_of_all_our_ukrainian():
    assert format_date(date(2026, 11, 27), UK, "full").startswith("п\u2019ятниця, ")


@pytest.mark.parametrize(
    ("language", "words", "shown"),
    [
        (EN, "A harbour", "“A harbour”"),
        (ZH, "港口", "「港口」"),
        (UK, "Гавань", "«Гавань»"),
        (PL, "Port", "„Port”"),
        (EN, "A “harbour”, don’t you say", "“A ‘harbour’, don’t you say”"),
        (ZH, "「港口」甦醒", "「『港口』甦醒」"),
        (UK, "Роман «Гавань»", "«Роман „Гавань“»"),
        (PL, "Powieść „Port”", "„Powieść «Port»”"),
    ],
)
def test_a_title_is_quoted_as_the_language_quotes(language, words, shown):
    assert quoted(words, language) == shown


def test_a_choice_is_joined_with_or():
    written = [format_list(["A", "B"], each, style="or") for each in ALL]
    assert written == ["A or B", "A或B", "A або B", "A lub B"]


NAMES = [
    (EN, UK, "англійська", "англійською", "з англійської"),
    (ZH, UK, "китайська (традиційна)", "китайською", "з китайської"),
    (UK, UK, "українська", "українською", "з української"),
    (PL, UK, "польська", "польською", "з польської"),
    (EN, PL, "angielski", "po angielsku", "z angielskiego"),
    (ZH, PL, "chiński (tradycyjny)", "po chińsku", "z chińskiego"),
    (UK, PL, "ukraiński", "po ukraińsku", "z ukraińskiego"),
    (PL, PL, "polski", "po polsku", "z polskiego"),
    (EN, ZH, "英文", "英文", "英文"),
    (ZH, ZH, "繁體中文", "中文", "中文"),
    (UK, ZH, "烏克蘭文", "烏克蘭文", "烏克蘭文"),
    (PL, ZH, "波蘭文", "波蘭文", "波蘭文"),
    (EN, EN, "English", "English", "English"),
    (ZH, EN, "Traditional Chinese", "Traditional Chinese", "Chinese"),
    (UK, EN, "Ukrainian", "Ukrainian", "Ukrainian"),
    (PL, EN, "Polish", "Polish", "Polish"),
]


@pytest.mark.parametrize(("named", "speaker", "nominative", "in_", "from_"), NAMES, ids=ids)
def test_each_language_names_each_in_the_form_the_sentence_needs(
    named, speaker, nominative, in_, from_
):
    forms = name_of(named, in_language=speaker)
    assert (forms.nominative, forms.in_, forms.from_) == (nominative, in_, from_)


@pytest.mark.parametrize(
    ("text", "language", "minutes"),
    [
        ("", EN, 1),
        ("One short line.", EN, 1),
        ("word " * 460, EN, 2),
        ("слово " * 570, UK, 3),
        ("п’ять " * 380, UK, 2),  # an apostrophe does not make two words of one
        ("— " * 4000 + "słowo " * 360, PL, 2),  # a dash alone is no word
        ("字" * 1200, ZH, 3),
        ("字，" * 1200, ZH, 3),  # punctuation is not read
        ("字" * 400 + " Volodymyr Zelensky " * 200, ZH, 2),  # a Latin name counts by its words
        ("字 " * 800, UK, 4),
    ],
    ids=lambda value: str(value)[:12],
)
def test_reading_time_counts_words_or_for_chinese_characters(text, language, minutes):
    assert reading_minutes(text, language) == minutes


@settings(max_examples=100, deadline=None)
@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)), st.sampled_from(ALL))
def test_no_date_holds_the_narrow_space_that_mail_fonts_lack(day, language):
    for style in ("full", "long", "medium", "short"):
        assert "\u202f" not in format_date(day, language, style)


@settings(max_examples=200, deadline=None)
@given(st.integers(-(10**12), 10**12), st.sampled_from(ALL))
def test_a_written_whole_number_reads_back_as_itself(number, language):
    written = format_number(number, language)
    assert int(written.replace(",", "").replace(NBSP, "")) == number

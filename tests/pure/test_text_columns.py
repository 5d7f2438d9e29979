"""Text in columns."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.text.columns import width, wrap

CLOSING = "，。、；：！？）」』》〉…"
OPENING = "「『《〈（"


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Taiwan", 6),
        ("Тайвань і Україна", 17),  # ambiguous letters count one
        ("台灣", 4),
        ("「台灣」", 8),
        ("e\u0301", 1),
        ("a\u200db", 2),
        ("餃子 a", 6),
        ("“…—”", 4),
        ("", 0),
    ],
)
def test_width_counts_wide_characters_twice_and_combining_ones_not_at_all(text, columns):
    assert width(text) == columns


def test_chinese_breaks_anywhere_but_before_a_closing_or_after_an_opening_mark():
    text = "「餃子聯盟」成員表示：「我們不會屈服。」（外交部）"
    for columns in range(6, 40):
        lines = wrap(text, columns=columns)
        assert "".join(lines) == text
        assert not any(line[0] in CLOSING or line[-1] in OPENING for line in lines)


def test_latin_words_in_chinese_stay_whole():
    assert wrap("基輔的 Kyiv Independent 報導", columns=12) == [
        "基輔的 Kyiv",
        "Independent",
        "報導",
    ]
    assert wrap("基輔Independent報導", columns=12) == ["基輔", "Independent", "報導"]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a-very/long/address?with=many&parts=of#it",
        "https://zh.wikipedia.org/wiki/臺灣與烏克蘭的關係",
    ],
)
def test_an_address_is_never_broken(url):
    assert url in wrap(f"詳見 {url} 或來信", columns=20)


def test_a_no_break_space_does_not_break():
    assert wrap("Київ\u00a0— столиця України", columns=10) == ["Київ\u00a0—", "столиця", "України"]
    assert wrap("w\u00a0Kijowie mieszka", columns=9) == ["w\u00a0Kijowie", "mieszka"]
    assert wrap("約\u00a0690 公里", columns=4) == ["約\u00a0690", "公里"]


def test_dots_and_dashes_in_pairs_stay_together():
    for columns in range(4, 20):
        joined = "\n".join(wrap("沒有人知道……何時結束——基輔仍在等待", columns=columns))
        assert "……" in joined
        assert "——" in joined
        assert "\n…" not in joined
        assert "\n—" not in joined


def test_lines_of_the_text_and_the_indent_are_kept():
    assert wrap("a b\nc", columns=10, indent="> ") == ["> a b", "> c"]
    assert wrap("", columns=10) == [""]


PIECES = st.lists(
    st.sampled_from(
        [
            "台",
            "灣",
            "「",
            "」",
            "，",
            "。",
            "（",
            "）",
            "…",
            "—",
            " ",
            "  ",
            "\n",
            "a",
            "Kyiv",
            "п’ять",
            "п",
            "«",
            "»",
            "„",
            "”",
            "\xa0",
            "https://example.org/a",
            "3.5%",
            "!",
            "(",
            ")",
            "é",
            "🧵",
        ]
    ),
    max_size=40,
).map("".join)


@settings(max_examples=200, deadline=None)
@given(PIECES, st.integers(4, 40))
def test_no_words_are_lost_and_no_line_runs_over_unless_one_part_alone_does(text, columns):
    lines = wrap(text, columns=columns, indent=" ")
    assert re.sub(r"[ \n]", "", "".join(lines)) == re.sub(r"[ \n]", "", text)
    for line in lines:
        if width(line) > columns:
            assert " " not in line.strip(" ")
            assert not re.search(r"[台灣][台灣]", line)

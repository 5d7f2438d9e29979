"""Texts as the memory's index sees them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.memory.tokens import (
    SHORT,
    bucket,
    digest,
    normalised,
    number,
    reach,
    tokens,
    word_tokens,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Ministry denied 1,200 reports.", {"the", "minist", "denied", "1,200", "report"}),
        ("Міністерство, міністерства, міністерству", {"мініст"}),
        ("прем'єр ПРЕМ’ЄР премʼєр", {"прем'є"}),
        ("台灣大選", {"台灣", "灣大", "大選"}),
        ("台", {"台"}),
        ("他用iPhone打2次", {"他用", "iphone", "打", "2", "次"}),
        ("Zażółć gęślą", {"zażółć", "gęślą"}),
        ("?!", set()),
    ],
)
def test_texts_are_cut_into_tokens(text, expected):
    assert word_tokens(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("Kyiv", "Kyev"), ("台灣大選", "台彎大選"), ("Łódź", "Łodź"), ("Kyiv", "Kiyv")],
)
def test_short_texts_that_differ_in_a_letter_share_a_token(one, other):
    assert not word_tokens(one) & word_tokens(other) or len(one) == 4
    assert tokens(one) & tokens(other)


def test_long_texts_have_words_alone():
    text = "x" * (SHORT + 1)
    assert tokens(text) == word_tokens(text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("It  rains. ", "It rains.", True),
        ("e\u0301te", "éte", True),
        ("It rains.", "it rains.", False),
        ("It\0 rains.", "It rains.", True),
    ],
)
def test_spaces_and_composition_do_not_count_in_an_exact_match_and_case_does(one, other, same):
    assert (digest(one) == digest(other)) is same


def test_an_empty_text_has_no_digest():
    assert digest(" \n") == ""


def test_the_same_word_is_another_token_in_another_language():
    assert number("uk", "порт") != number("pl", "порт")
    assert 0 <= number("uk", "порт") < 2**63


@given(st.text(max_size=60))
def test_what_is_normalised_stays_as_it_is(text):
    assert normalised(normalised(text)) == normalised(text)


@given(length=st.integers(1, 5000), other=st.integers(1, 5000), at_least=st.floats(0.5, 1))
def test_no_text_that_can_be_alike_enough_is_out_of_reach(length, other, at_least):
    low, high = reach(length, at_least)
    best = 2 * min(length, other) / (length + other)
    assert best < at_least or low <= bucket(other) <= high

"""How much of a machine's text still stands: words, and characters of Chinese."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.languages.registry import ALL, by_tag
from workflow.text.effort import effort, still_there, tokens

EN, ZH, UK, PL = map(by_tag, ("en", "zh-Hant", "uk", "pl"))


@pytest.mark.parametrize(
    ("language", "machine", "text", "kept", "counted"),
    [
        (EN, "The ferry leaves at nine", "The ferry leaves at nine", 1.0, 5),
        (EN, "The ferry leaves at nine", "The ferry departs at nine", 0.8, 5),
        (EN, "The ferry leaves", "Gulls follow it out to sea", 0.0, 6),
        (EN, "The ferry leaves at nine", "At nine the ferry leaves", 0.6, 5),
        (UK, "Пором відходить о дев’ятій", "Пором відходить о дев'ятій.", 1.0, 4),
        (UK, "Пором відходить о девʼятій", "Пором вирушає о дев’ятій", 0.75, 4),
        (PL, "Prom odpływa o dziewiątej", "Prom wypływa o dziewiątej rano", 0.6, 5),
        (ZH, "渡輪九點出發", "渡輪九點啟航", 4 / 6, 6),
        (ZH, "臺灣的渡輪", "台灣的渡輪", 1.0, 5),
        (EN, "24,000 people", "24 000 people", 1.0, 2),
        (EN, "a well-known **pilot**", "a well known [pilot](https://a.example)", 1.0, 4),
        (EN, "", "A ferry", 0.0, 2),
        (EN, "—", "…", 1.0, 0),
    ],
)
def test_what_still_stands_is_a_share_of_the_longer_text(language, machine, text, kept, counted):
    found = effort(machine, text, language)
    assert (round(found.kept, 6), found.tokens) == (round(kept, 6), counted)


def test_words_are_the_machines_only_in_their_order():
    assert still_there("one two three four", "four three one two", EN) == 2
    assert still_there("", "one", EN) == 0


WORDS = st.lists(st.sampled_from(["пором", "ferry", "渡輪", "o", "дев’ять", "24,000"]), max_size=8)


@given(WORDS.map(" ".join), WORDS.map(" ".join), st.sampled_from(ALL))
def test_the_measure_is_a_share_the_same_both_ways_and_whole_only_for_the_same_words(
    one, other, language
):
    found = effort(one, other, language)
    assert 0 <= found.kept <= 1
    assert found == effort(other, one, language)
    assert (found.kept == 1) == (tokens(one, language) == tokens(other, language))
    assert effort(one, one, language).kept == 1


@given(WORDS.filter(len), st.data(), st.sampled_from(ALL))
def test_every_word_taken_out_leaves_less_standing(some, data, language):
    place = data.draw(st.integers(0, len(some) - 1))
    less = some[:place] + some[place + 1 :]
    assert effort(" ".join(some), " ".join(less), language).kept < 1

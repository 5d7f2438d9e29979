"""What holds for mending typography in every language, whatever the text."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.languages.language import Language
from workflow.languages.registry import ALL, by_tag
from workflow.text.checks.finding import Grade, Severity
from workflow.text.typography.apply import findings, mend, options, rules
from workflow.text.typography.style import USUAL

OPAQUE = (
    '`it\'s -- "x", 5 %`',
    "https://a.example/b-c?d=1,2",
    "desk@a-b.example",
    "{count}",
    "[^1]",
    "#Kiev2014",
)
LINK = "](https://a.example/x--y 'n')"
MARKS = tuple(" \u00a0\n'\"“”‘’«»„「」『』()（），。.,:;!?！？-–—…·‧*_[%％／/")
DIGITS = ("1", "24", "2014", "2022", "3,5", "1 234", "09", "１", "0")
WORDS = {
    "en": ("the", "Ukraine", "Kiev", "students", "May", "january", "13th", "of", "s", "tis", "a"),
    "zh-Hant": ("台灣", "小說", "普丁", "月", "日", "年", "說", "Kyiv", "的", "安潔拉", "！"),
    "uk": ("Київ", "січня", "на", "Україні", "в", "м'ята", "тис.", "ст.", "Слава", "ій", "і"),
    "pl": ("Kijów", "stycznia", "na", "Ukrainie", "w", "ul.", "tys.", "Maja", "tej", "Lalka", "i"),
}
FOREIGN = {"en": "Слава", "zh-Hant": "so-called 'peace' - now", "uk": "the 'end'", "pl": "Слава"}


def _texts(language: Language) -> st.SearchStrategy[str]:
    pieces = (*WORDS[language.tag], *MARKS, *DIGITS, *OPAQUE, " ", " ", f"[x{LINK[:-1]})")
    return st.lists(st.sampled_from(pieces), max_size=14).map("".join)


def _auto(text: str, language: Language) -> list[tuple[str, str]]:
    found = findings(text, language)
    return [(each.check, text[each.start : each.end]) for each in found if each.grade is Grade.AUTO]


@pytest.mark.parametrize("language", ALL, ids=lambda language: language.tag)
@given(data=st.data())
@settings(max_examples=120, deadline=None)
def test_mending_twice_changes_nothing_more(language: Language, data: st.DataObject) -> None:
    mended = mend(data.draw(_texts(language)), language)
    assert mend(mended, language) == mended


@pytest.mark.parametrize("language", ALL, ids=lambda language: language.tag)
@given(data=st.data())
@settings(max_examples=120, deadline=None)
def test_a_mended_text_has_nothing_left_to_mend(language: Language, data: st.DataObject) -> None:
    assert _auto(mend(data.draw(_texts(language)), language), language) == []


@pytest.mark.parametrize("language", ALL, ids=lambda language: language.tag)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_code_addresses_and_placeholders_come_through(
    language: Language, data: st.DataObject
) -> None:
    before, after = data.draw(_plain(language)), data.draw(_plain(language))
    for kept in OPAQUE:
        assert kept in mend(f"{before} {kept} {after}", language)
    assert "](https://a.example/x--y)" in mend(
        f"{before}[a](https://a.example/x--y){after}", language
    )


def _plain(language: Language) -> st.SearchStrategy[str]:
    pieces = (*WORDS[language.tag], " ", ",", ".", " - ", "'", '"', "%", "1", "。")
    return st.lists(st.sampled_from(pieces), max_size=8).map("".join)


@pytest.mark.parametrize("language", ALL, ids=lambda language: language.tag)
def test_a_quotation_in_another_script_comes_through(language: Language) -> None:
    foreign = FOREIGN[language.tag]
    quoted = WORDS[language.tag][0] + f' "{foreign}" ' + WORDS[language.tag][1]
    assert foreign in mend(quoted, language)


@pytest.mark.parametrize("language", ALL, ids=lambda language: language.tag)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_every_spot_lies_in_the_text_and_changes_it(
    language: Language, data: st.DataObject
) -> None:
    text = data.draw(_texts(language))
    for each in findings(text, language):
        assert 0 <= each.start <= each.end <= len(text)
        assert each.fix != text[each.start : each.end]
        assert "{" not in re.sub(r"\{count\}", "", str(each))


@pytest.mark.parametrize("language", ALL, ids=lambda language: language.tag)
def test_an_empty_text_is_well_set(language: Language) -> None:
    assert findings("", language) == ()
    assert mend("", language) == ""


@pytest.mark.parametrize("language", ALL, ids=lambda language: language.tag)
def test_typography_never_blocks(language: Language) -> None:
    assert all(rule.severity is not Severity.ERROR for rule in rules(language))


@pytest.mark.parametrize("language", ALL, ids=lambda language: language.tag)
def test_a_language_has_its_rules_and_its_choices(language: Language) -> None:
    assert rules(language)
    assert all(name.split(".")[0] in {each.tag for each in ALL} for name in options())
    assert USUAL.of(options()["en.dash"]) == "spaced-em"
    assert by_tag(language.tag) == language

"""The checks of a text by itself: what each finds, what it leaves alone, what it mends."""

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workflow.languages.registry import ALL, by_tag
from workflow.text.checks.catalogue import CHECKS, check_text, wrong_script
from workflow.text.checks.finding import Grade, Severity
from workflow.text.checks.mending import mend
from workflow.text.segments import Kind

EN, ZH, UK, PL = (by_tag(tag) for tag in ("en", "zh-Hant", "uk", "pl"))
FACTS = Path(__file__).parents[1] / "facts"
OURS = {name for check in CHECKS for name in check.ids}


def table(name):
    with (FACTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CASES = [row for row in table("typography-cases.csv") if row["rule"] in OURS]
WORDS = table("zh-tw-vocab.csv")


def found(check, text, language, **place):
    findings = check_text(text, language=language, **place)
    return [each for each in findings if each.check == check]


def spans(check, text, language, **place):
    return [text[each.start : each.end] for each in found(check, text, language, **place)]


def fixes(check, text, language):
    return {text[each.start : each.end]: each.fix for each in found(check, text, language)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}: {case['bad']!r}")
def test_the_table_of_cases_holds_both_ways(case):
    language = by_tag(case["locale"])
    if case["bad"]:
        assert found(case["rule"], case["bad"], language)
    assert not found(case["rule"], case["good"], language)


@pytest.mark.parametrize(
    "case",
    [
        case
        for case in CASES
        if case["rule"] in {"homoglyph", "control-chars"} and case["good"] != "Kijów"
    ],
    ids=lambda case: f"{case['rule']}: {case['bad']!r}",
)
def test_what_may_be_mended_silently_is(case):
    language = by_tag(case["locale"])
    mended = mend(case["bad"], language)
    assert mended.replace("\u00a0", " ") == case["good"].replace("\u00a0", " ")
    assert mend(mended, language) == mended


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("台湾与乌克兰", {"湾与乌": "灣與烏", "兰": "蘭"}),
        ("东欧国家的总统", {"东欧国": "東歐國", "总统": "總統"}),
        ("他头发很长", {"头发": None, "长": "長"}),
        ("台灣與烏克蘭的總統", {}),
        ("一群人在山峰的床上", {}),
        ("TSMC 與 Kyiv", {}),
        ("見 https://zh.wikipedia.org/wiki/台湾", {}),
        ("用 `打印机` 這個名字", {}),
    ],
)
def test_simplified_characters_are_found_run_by_run(text, expected):
    assert fixes("simplified", text, ZH) == expected
    for each in found("simplified", text, ZH):
        assert each.severity is Severity.ERROR
        assert each.grade is (Grade.WARN if each.fix is None else Grade.ASK)


@pytest.mark.parametrize("row", WORDS, ids=lambda row: row["mainland_form"])
def test_each_word_of_the_mainland_weighs_as_the_table_says(row):
    severities = {each.severity for each in found("mainland-vocab", row["mainland_form"], ZH)}
    # 打造 is as good in Taiwan; 默認 also means to acquiesce.
    usage = {"打造": "never", "默認": "soft"}.get(row["mainland_form"], row["severity"])
    expected = {"hard": {Severity.WARNING}, "soft": {Severity.NOTE}, "never": set()}
    assert severities == expected[usage]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("人工智能與服務器", {"人工智能": "人工智慧", "服務器": "伺服器"}),
        ("視頻會議", {"視頻會議": "視訊會議"}),
        ("「普京」下令", {"普京": "普丁"}),
        ("小說《視頻》", {}),
        ("納米比亞在線上投票，同意大利多於弊", {}),
        ("他熟悉尼泊爾，博客來有售", {}),
        ("他支持修憲程序，會後公布文件與訪問項目。", {}),
        ("中國大陸與歐洲大陸", {}),
    ],
)
def test_words_of_the_mainland_are_found_the_longest_first(text, expected):
    assert fixes("mainland-vocab", text, ZH) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("это конец", ["это"]),
        ("Владимир Зеленскый", ["Зеленскый"]),
        ("підʼїзд, об’єкт і ґанок", []),
        ("див. `объект` на https://example.org/объект", []),
    ],
)
def test_russian_letters_are_found_word_by_word(text, expected):
    assert spans("russian-letters", text, UK) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (UK, "Укрaїна", {"Укрaїна": "Україна"}),
        (UK, "мiсто Київ", {"мiсто": "місто"}),
        (UK, "війна i мир", {"i": "і"}),
        (UK, "i мир, NATO i Київ", {"i": "і"}),
        (UK, "B Україні тихо. A потім?", {"B": "В", "A": "А"}),
        (UK, "статтю Tаiwan News", {"Tаiwan": "Taiwan"}),
        (UK, "текст [Kиїв](https://example.org/Kиїв)", {"Kиїв": "Київ"}),
        (UK, "3D-друк, SMSка, ITшник, Wi-Fi і NATO", {}),
        (UK, "вітамін C для нього, план B для нас", {}),
        (UK, "у статті The Kyiv Independent сказано", {}),
        (UK, "X і Y: iPhone, eBay, Zрада, TikTok-канал", {}),
        (PL, "Wаrszawa", {"Wаrszawa": "Warszawa"}),
        (PL, "Tajwan і Polska", {"і": "i"}),
        (PL, "О wojnie", {"О": "O"}),
        (PL, "Warszawa i Київ, słowo „мир”", {}),
        (EN, "It took а week in Kуiv", {"а": "a", "Kуiv": "Kyiv"}),
        (EN, "the word “Україна” and the letter і", {}),
        (ZH, "總統Zelensky訪問Kуiv", {"Kуiv": "Kyiv"}),
    ],
)
def test_look_alike_letters_are_found_and_mended(language, text, expected):
    assert fixes("homoglyph", text, language) == expected


def test_a_foreign_name_with_a_ukrainian_ending_is_only_asked_about():
    (finding,) = found("homoglyph", "він працює з Macом", UK)
    assert (finding.severity, finding.grade) == (Severity.WARNING, Grade.ASK)


@pytest.mark.parametrize(
    ("language", "text", "fix"),
    [
        (EN, "ministry\u0092s", "’"),
        (EN, "\u0093Yes\u0094", "“”"),
        (EN, "the city\u0097quiet now", "—"),
        (EN, "a\u0007b", ""),
        (UK, "п\u0092ять", "’"),
        (UK, "сло\u0092ва", ""),
        (PL, "Kijów\u0085", "…"),
        (ZH, "台\u0085灣", ""),
        (PL, "\u2028Kijów", ""),
        (PL, "Kijów\u2028Lwów", "\n"),
        (EN, "a\rb", ""),
    ],
)
def test_control_characters_become_what_they_were_meant_to_be(language, text, fix):
    findings = found("control-chars", text, language)
    assert "".join(each.fix for each in findings) == fix
    assert {(each.severity, each.grade) for each in findings} == {(Severity.ERROR, Grade.AUTO)}


def test_the_ends_of_lines_are_no_control_characters():
    assert not found("control-chars", "one\r\ntwo\n\tthree", EN)


def test_lost_letters_are_found_but_nobody_can_mend_them():
    (finding,) = found("lost-letters", "Ki\ufffdw", PL)
    assert (finding.severity, finding.fix) == (Severity.ERROR, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (unicodedata.normalize("NFD", "Київ"), {"и\u0306": None}),
        (unicodedata.normalize("NFD", "Łódź"), {}),
        ("Київ, Łódź, café", {}),
    ],
)
def test_letters_in_two_characters_are_made_one(text, expected):
    whole = unicodedata.normalize("NFC", text)
    findings = found("nfc", text, UK)
    assert bool(findings) is (whole != text)
    mended = text
    for each in reversed(findings):
        mended = mended[: each.start] + each.fix + mended[each.end :]
    assert mended == whole


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (EN, "all the the ports", [("the the", Severity.WARNING)]),
        (EN, "The the ports", [("The the", Severity.WARNING)]),
        (EN, "the government government said", [("government government", Severity.NOTE)]),
        (EN, "He had had enough of that that day; very very late. Duran Duran, New York", []),
        (UK, "стояв на на мосту", [("на на", Severity.WARNING)]),
        (UK, "так, так так, дуже дуже; в В. Зеленського; І і ІІ", []),
        (PL, "mieszka w w Kijowie", [("w w", Severity.WARNING)]),
        (PL, "który który", [("który który", Severity.WARNING)]),
        (PL, "bardzo bardzo, już już; I i II wojna", []),
        (ZH, "烏克蘭政府政府表示", [("政府政府", Severity.WARNING)]),
        (ZH, "慢慢走，好好的，討論討論，一個一個，哈哈哈哈，目的的確", []),
    ],
)
def test_words_that_stand_twice_are_found(language, text, expected):
    findings = found("doubled-words", text, language)
    assert [(text[each.start : each.end], each.severity) for each in findings] == expected


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        ("a **bold** word and *another*", []),
        ("a **bold word", [Severity.ERROR]),
        ("a ** bold ** word", [Severity.ERROR, Severity.ERROR]),
        (r"a \*\*bold word", [Severity.ERROR]),
        ("see [the page](https://example.org/a and more", [Severity.ERROR]),
        ("see [the page] (https://example.org/a)", [Severity.ERROR]),
        ("見[網頁]（https://example.org/a）", [Severity.ERROR]),
        ("見［網頁］(https://example.org/a)", [Severity.ERROR]),
        ("an *italic * word", [Severity.WARNING]),
        ("“f**k that”, 2 * 3 * 4, 5* hotel", []),
        ("s*** happens", []),
        (r"see \[the page\](https://example.org/a)", [Severity.ERROR]),
        ("[the page](https://example.org/a_(b)) [sic] (see above)", []),
        ("`a ** b` and snake_case_name", []),
        ("***", []),
        ("to the power of two: x ** 2", []),
    ],
)
def test_marks_that_readers_would_see_are_found(text, severities):
    assert [each.severity for each in found("markup", text, EN)] == severities


@pytest.mark.parametrize(
    ("language", "text", "kind", "severities"),
    [
        (EN, "“Yes,” she said. “No.”", Kind.PARAGRAPH, []),
        (EN, "“This goes on in the next paragraph.", Kind.PARAGRAPH, []),
        (EN, "She said: “no, and left.", Kind.PARAGRAPH, [Severity.NOTE]),
        (EN, "She said: “no, and left", Kind.LINE, [Severity.WARNING]),
        (EN, 'A 21" screen and the students’ camp in ’90', Kind.LINE, []),
        (UK, "«Ми читали „Кобзар“ у школі»", Kind.LINE, []),
        (UK, "Ми вистоїмо», — сказав він", Kind.HEADING, [Severity.WARNING]),
        (PL, "„Zostajemy“ i „To «tarcza» wyspy”", Kind.LINE, []),
        (PL, "„Zostajemy, powiedział", Kind.LINE, [Severity.WARNING]),
        (ZH, "她說：「他喊了『快跑』才離開。」", Kind.LINE, []),
        (ZH, "她說：「他喊了『快跑』才離開。", Kind.LINE, [Severity.WARNING]),
    ],
)
def test_quotation_marks_without_a_partner_are_found(language, text, kind, severities):
    findings = found("quotations", text, language, kind=kind)
    assert [each.severity for each in findings] == severities


@pytest.mark.parametrize(
    ("language", "text", "checks"),
    [
        (ZH, "台湾", {"simplified"}),
        (UK, "это Укрaїна", {"russian-letters", "homoglyph"}),
        (PL, "Wаrszawa", {"homoglyph"}),
        (EN, "Kуiv", {"homoglyph"}),
        (EN, "台湾 and это", set()),
        (UK, "Київ 台湾", set()),
    ],
)
def test_each_language_gets_its_own_checks(language, text, checks):
    assert {finding.check for finding in wrong_script(text, language)} == checks


def test_code_is_only_looked_through_for_characters_nothing_may_hold():
    text = "if the the: mi\u0456sto\u0007"
    checks = {each.check for each in check_text(text, language=EN, kind=Kind.CODE)}
    assert checks == {"control-chars"}


def test_the_table_of_checks_names_only_languages_that_exist():
    named = {tag for check in CHECKS for tag in check.tags or ()}
    assert named <= {language.tag for language in ALL}


def test_no_name_of_a_check_stands_for_two():
    names = [name for check in CHECKS for name in check.ids]
    assert len(names) == len(set(names))


TEXTS = st.text(
    alphabet=st.sampled_from(
        "aіiа тhe台湾政府“”„«»「」\"'’*_[]()`!{}%@.,:—-\n\u0092\u0306\ufffd 12/"
    ),
    max_size=60,
)


@given(text=TEXTS, language=st.sampled_from(ALL))
@example(text="*" * 40 + "[](", language=EN)
def test_any_text_can_be_checked_and_mended(text, language):
    for each in check_text(text, language=language):
        assert 0 <= each.start <= each.end <= len(text)
        assert each.severity in next(
            (check.severities for check in CHECKS if each.check in check.ids), tuple(Severity)
        )
        assert each.grade is not Grade.AUTO or each.fix is not None
        assert str(each)
    mended = mend(text, language)
    assert mend(mended, language) == mended

"""The checks: what each finds, and what it leaves alone."""

import pytest

from workflow.languages.registry import ALL, by_tag
from workflow.text.checks.catalogue import BY_TAG, wrong_script
from workflow.text.checks.characters import control_characters
from workflow.text.checks.chinese import simplified_characters
from workflow.text.checks.finding import Severity
from workflow.text.checks.letters import cyrillic_lookalikes, latin_lookalikes, russian_letters
from workflow.text.checks.remainder import untranslated_remainder

EN, ZH, UK, PL = (by_tag(tag) for tag in ("en", "zh-Hant", "uk", "pl"))


def spans(text, findings):
    return [text[finding.start : finding.end] for finding in findings]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("台湾与乌克兰", ["湾与乌", "兰"]),
        ("东欧国家的总统", ["东欧国", "总统"]),
        ("台灣與烏克蘭的總統", []),
        ("一群人在山峰的床上", []),
        ("TSMC 與 Kyiv", []),
    ],
)
def test_simplified_characters_are_found_run_by_run(text, found):
    findings = simplified_characters(text)
    assert spans(text, findings) == found
    assert all(each.severity is Severity.ERROR and each.fix is None for each in findings)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("это конец", ["это"]),
        ("Владимир Зеленскый", ["Зеленскый"]),
        ("підʼїзд, об’єкт і ґанок", []),
        ("див. `объект` на https://example.org/объект", []),
    ],
)
def test_russian_letters_are_found_word_by_word(text, found):
    assert spans(text, russian_letters(text)) == found


@pytest.mark.parametrize(
    ("text", "fixes"),
    [
        ("Укрaїна", {"Укрaїна": "Україна"}),
        ("мiсто Київ", {"мiсто": "місто"}),
        ("війна i мир", {"i": "і"}),
        ("3D-друк, SMSка, Wi-Fi і NATO", {}),
        ("вітамін C для нього", {}),
        ("у статті The Kyiv Independent сказано", {}),
        ("текст [Kиїв](https://example.org/Kиїв)", {"Kиїв": "Київ"}),
    ],
)
def test_latin_look_alikes_in_cyrillic_are_found_and_mended(text, fixes):
    assert {text[f.start : f.end]: f.fix for f in latin_lookalikes(text)} == fixes


@pytest.mark.parametrize(
    ("text", "fixes"),
    [("Wаrszawa", {"Wаrszawa": "Warszawa"}), ("Warszawa i Київ", {}), ("słowo „мир”", {})],
)
def test_cyrillic_look_alikes_in_latin_are_found_and_mended(text, fixes):
    assert {text[f.start : f.end]: f.fix for f in cyrillic_lookalikes(text)} == fixes


def test_control_characters_and_lost_letters_are_found():
    text = "a\u0092b\ufeff\u200bc\ufffdd\te\nf"
    findings = control_characters(text)
    assert [(f.check, text[f.start : f.end], f.fix) for f in findings] == [
        ("control-characters", "\u0092", ""),
        ("control-characters", "\ufeff\u200b", ""),
        ("lost-letters", "\ufffd", None),
    ]
    assert "U+0092" in str(findings[0])


@pytest.mark.parametrize(
    ("language", "text", "checks"),
    [
        (ZH, "台湾", {"simplified-characters"}),
        (UK, "это Укрaїна", {"russian-letters", "look-alike-letters"}),
        (PL, "Wаrszawa", {"look-alike-letters"}),
        (EN, "Kуiv", {"look-alike-letters"}),
        (EN, "台湾 and это", set()),
        (UK, "Київ 台湾", set()),
    ],
)
def test_each_language_gets_its_own_checks(language, text, checks):
    assert {finding.check for finding in wrong_script(text, language)} == checks


def test_the_table_of_checks_names_only_languages_that_exist():
    assert set(BY_TAG) <= {language.tag for language in ALL}


SOURCES = {
    "en": "According to international think tanks, cooperation between the EU and Taiwan has "
    "increased sevenfold, with Central European regions being the driving force.",
    "zh-Hant": "根據國際智庫的資料，歐盟與台灣的合作增加了七倍，中東歐地區是主要推手。",
    "uk": "За даними міжнародних аналітичних центрів, співпраця між ЄС і Тайванем зросла всемеро, "
    "а рушійною силою стали країни Центральної Європи.",
    "pl": "Według międzynarodowych ośrodków analitycznych współpraca między UE a Tajwanem wzrosła "
    "siedmiokrotnie, a siłą napędową są kraje Europy Środkowej.",
}
PAIRS = [(a, b) for a in ALL for b in ALL if a != b]
PAIR_IDS = [f"{a}-in-{b}" for a, b in PAIRS]


@pytest.mark.parametrize(("source", "target"), PAIRS, ids=PAIR_IDS)
def test_a_left_over_source_paragraph_is_found_in_every_pair(source, target):
    left = SOURCES[source.tag]
    (finding,) = untranslated_remainder(
        left, language=target, source_text=left, source_language=source
    )
    assert finding.check == "untranslated-remainder"
    assert (finding.start, finding.end) in {(0, len(left)), (0, len(left) - 1)}


@pytest.mark.parametrize(("source", "target"), PAIRS, ids=PAIR_IDS)
def test_a_left_over_sentence_among_translated_ones_is_found(source, target):
    left, done = SOURCES[source.tag], SOURCES[target.tag]
    text = f"{done} {left} {done}"
    findings = untranslated_remainder(
        text, language=target, source_text=left, source_language=source
    )
    assert len(findings) == 1
    assert left[5:-5] in text[findings[0].start : findings[0].end]


@pytest.mark.parametrize(("source", "target"), PAIRS, ids=PAIR_IDS)
def test_a_translated_paragraph_is_left_alone(source, target):
    assert not untranslated_remainder(
        SOURCES[target.tag],
        language=target,
        source_text=SOURCES[source.tag],
        source_language=source,
    )


@pytest.mark.parametrize(
    ("source", "target", "text"),
    [
        (EN, ZH, "《The Kyiv Independent》記者 Olga Rudenko"),
        (EN, ZH, "他說：「We will not stop, and we will be here for a very long time.」"),
        (EN, ZH, "詳見 https://example.org/we/will/not/stop/and/we/will"),
        (EN, UK, "Taiwan Digital Diplomacy Association"),
        (EN, UK, "Звіт «What motivates the countries of the region to work with it» вийшов."),
        (EN, UK, "— CEIAS: Central European Institute of Asian Studies (@CEIAS_eu)"),
        (EN, PL, "Central European Institute of Asian Studies"),
        (EN, PL, "Taiwan, Warsaw, Kyiv"),
        (EN, PL, "NATO – 2024"),
        (EN, PL, "Jak pisze „The voice of the region and of the people in it is not heard”."),
        (PL, EN, "Gazeta Wyborcza and Tygodnik Powszechny"),
        (ZH, EN, "The word 餃子聯盟 means “dumpling alliance”."),
        (UK, PL, "Teatr „Ой не ходи, Грицю, та й на вечорниці” (ой не ходи грицю та й)"),
        (EN, UK, "#DumplingAlliance @digidiploTaiwan"),
        (EN, UK, "OK"),
        (EN, UK, "Це porcupine strategy, тобто стратегія дикобраза."),
        (EN, ZH, "所謂 porcupine strategy 即豪豬戰略。"),
        (EN, PL, "   "),
    ],
)
def test_names_addresses_quotations_and_short_texts_are_no_remainder(source, target, text):
    assert not untranslated_remainder(
        text, language=target, source_text=text, source_language=source
    )


def test_a_text_in_its_own_language_has_no_remainder():
    text = SOURCES["en"]
    assert not untranslated_remainder(text, language=EN, source_text=text, source_language=EN)

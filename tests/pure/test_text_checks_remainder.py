"""Words left untranslated: what is found, in every pair of languages, and what is left alone."""

import pytest

from workflow.languages.registry import ALL, by_tag
from workflow.text.checks.catalogue import check_pair, check_text
from workflow.text.checks.finding import Severity
from workflow.text.checks.remainder import untranslated_remainder

EN, ZH, UK, PL = (by_tag(tag) for tag in ("en", "zh-Hant", "uk", "pl"))


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


@pytest.mark.parametrize(("other", "target"), PAIRS, ids=PAIR_IDS)
def test_words_of_a_third_language_count_as_well(other, target):
    left, done = SOURCES[other.tag], SOURCES[target.tag]
    text = f"{done} {left} {done}"
    found = [
        each for each in check_text(text, language=target) if each.check == "untranslated-remainder"
    ]
    assert [each.severity for each in found] == [Severity.WARNING]
    assert left[5:-5] in text[found[0].start : found[0].end]


def test_a_remainder_of_the_source_is_told_once_and_hides_its_typography():
    text = SOURCES["zh-Hant"] + SOURCES["en"]
    found = check_pair(text, language=ZH, source_text=SOURCES["en"], source_language=EN)
    assert [each.check for each in found if each.start >= len(SOURCES["zh-Hant"])] == [
        "untranslated-remainder"
    ]


@pytest.mark.parametrize("language", ALL, ids=str)
def test_a_text_alone_in_its_own_language_has_nothing_left_over(language):
    found = check_text(SOURCES[language.tag], language=language)
    assert "untranslated-remainder" not in {each.check for each in found}


@pytest.mark.parametrize(
    ("source", "target", "text", "severity"),
    [
        (EN, UK, "The port that went dark came back.", Severity.ERROR),
        (EN, PL, "The port that went dark came back.", Severity.ERROR),
        (PL, EN, "„Wracamy do domu po wojnie”", Severity.ERROR),
        (ZH, EN, "台灣的港口重新開放了。", Severity.ERROR),
        (UK, ZH, "порт запрацював", Severity.WARNING),
        (EN, PL, "International Rescue Committee, Warsaw", None),
        (EN, PL, "status quo", None),
        (EN, UK, "NATO", None),
        (ZH, EN, "餃子", None),
    ],
)
def test_a_text_copied_from_its_source_is_told_by_its_lower_case_words(
    source, target, text, severity
):
    found = check_pair(text, language=target, source_text=text, source_language=source)
    copied = [each.severity for each in found if each.check == "copied-source"]
    assert copied == ([severity] if severity else [])
    assert severity is not Severity.ERROR or len(found) == 1

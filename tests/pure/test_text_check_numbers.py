"""The check of numbers: what differs between a source and its translation, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.languages.registry import ALL, by_tag
from workflow.text.checks.finding import Grade, Severity
from workflow.text.checks.numbers import numbers

EN, ZH, UK, PL = (by_tag(tag) for tag in ("en", "zh-Hant", "uk", "pl"))

# What each language says rightly, and what a slip makes of it.
FACTS = [
    (
        "numbers",
        {
            "en": ("The city sent 24,000 tents.", "The city sent 42,000 tents."),
            "zh-Hant": ("該市送出2.4萬頂帳篷。", "該市送出2.4億頂帳篷。"),
            "uk": ("Місто передало 24 тис. наметів.", "Місто передало 24 млн наметів."),
            "pl": ("Miasto przekazało 24 tys. namiotów.", "Miasto przekazało 240 tys. namiotów."),
        },
    ),
    (
        "numbers",
        {
            "en": ("About 1.5 million people left.", "About 1.5 billion people left."),
            "zh-Hant": ("約150萬人離開。", "約15萬人離開。"),
            "uk": ("Виїхало близько 1,5 мільйона людей.", "Виїхало близько 15 мільйонів людей."),
            "pl": ("Wyjechało około 1,5 mln osób.", "Wyjechało około 1,5 mld osób."),
        },
    ),
    (
        "numbers",
        {
            "en": ("Turnout was 71.86 percent.", "Turnout was 78.16 percent."),
            "zh-Hant": ("投票率為百分之71.86。", "投票率為百分之71.68。"),
            "uk": ("Явка становила 71,86%.", "Явка становила 71,96%."),
            "pl": ("Frekwencja wyniosła 71,86 proc.", "Frekwencja wyniosła 17,86 proc."),
        },
    ),
    (
        "dates",
        {
            "en": ("It began on 24 February 2022.", "It began on 24 February 2023."),
            "zh-Hant": ("戰爭始於民國111年2月24日。", "戰爭始於民國110年2月24日。"),
            "uk": ("Почалося 24 лютого 2022 року.", "Почалося 24 січня 2022 року."),
            "pl": ("Zaczęło się 24.02.2022.", "Zaczęło się 14.02.2022."),
        },
    ),
    (
        "dates",
        {
            "en": ("The Act of 1987 stands.", "The Act of 1978 stands."),
            "zh-Hant": ("1987年的法律仍有效。", "1997年的法律仍有效。"),
            "uk": ("Закон 1987 року діє.", "Закон 1988 року діє."),
            "pl": ("Ustawa z 1987 r. obowiązuje.", "Ustawa z 1887 r. obowiązuje."),
        },
    ),
    (
        "dates",
        {
            "en": ("He taught there in the 1990s.", "He taught there in the 1980s."),
            "zh-Hant": ("他1990年代在那裡任教。", "他1980年代在那裡任教。"),
            "uk": ("Він викладав там у 1990-х роках.", "Він викладав там у 1970-х роках."),
            "pl": ("Uczył tam w latach 90.", "Uczył tam w latach 80."),
        },
    ),
    (
        "dates",
        {
            "en": ("The session opens at 2:30 p.m.", "The session opens at 2:30 a.m."),
            "zh-Hant": ("會議下午2時30分開始。", "會議下午3時30分開始。"),
            "uk": ("Засідання почнеться о 14:30.", "Засідання почнеться о 14:50."),
            "pl": ("Obrady zaczną się o godz. 14.30.", "Obrady zaczną się o godz. 16.30."),
        },
    ),
    (
        "currencies",
        {
            "en": ("It cost 5 million euros.", "It cost 5 million hryvnias."),
            "zh-Hant": ("耗資500萬歐元。", "耗資500萬美元。"),
            "uk": ("Це коштувало 5 млн євро.", "Це коштувало 5 млн злотих."),
            "pl": ("Kosztowało to 5 mln euro.", "Kosztowało to 5 mln zł."),
        },
    ),
    (
        "numbers",
        {
            "en": ("Taipei gave US$2 million.", "Taipei gave US$20 million."),
            "zh-Hant": ("台北捐了200萬美元。", "台北捐了2,000萬美元。"),
            "uk": ("Тайбей дав 2 млн доларів США.", "Тайбей дав 3 млн доларів США."),
            "pl": ("Tajpej dało 2 mln dolarów.", "Tajpej dało 2 mld dolarów."),
        },
    ),
    (
        "units",
        {
            "en": ("The front is 300 kilometres away.", "The front is 300 miles away."),
            "zh-Hant": ("前線在300公里外。", "前線在300公尺外。"),
            "uk": ("До фронту 300 км.", "До фронту 300 миль."),
            "pl": ("Do frontu jest 300 km.", "Do frontu jest 300 mil."),
        },
    ),
    (
        "numbers",
        {
            "en": ("A 13-year-old found it in 11 stores.", "A 13-year-old found it in 17 stores."),
            "zh-Hant": ("13歲少年在11家店找到它。", "31歲少年在11家店找到它。"),
            "uk": ("13-річний хлопець знайшов це в 11 крамницях.",
                   "13-річний хлопець знайшов це в 12 крамницях."),
            "pl": ("13-latek znalazł to w 11 sklepach.", "18-latek znalazł to w 11 sklepach."),
        },
    ),
    (
        "numbers",
        {
            "en": ("She scored in the 89th minute.", "She scored in the 98th minute."),
            "zh-Hant": ("她在第89分鐘進球。", "她在第86分鐘進球。"),
            "uk": ("Вона забила на 89-й хвилині.", "Вона забила на 19-й хвилині."),
            "pl": ("Strzeliła w 89. minucie.", "Strzeliła w 88. minucie."),
        },
    ),
    (
        "numbers",
        {
            "en": ("Between 5 and 7 million live there.", "Between 5 and 9 million live there."),
            "zh-Hant": ("500萬至700萬人住在那裡。", "500萬至900萬人住在那裡。"),
            "uk": ("Там живе 5–7 мільйонів.", "Там живе 5–8 мільйонів."),
            "pl": ("Mieszka tam 5–7 milionów.", "Mieszka tam 4–7 milionów."),
        },
    ),
]  # fmt: skip
PAIRS = [(a, b) for a in ALL for b in ALL if a != b]
ROWS = [
    (check, source, target, said[source.tag][0], *said[target.tag])
    for check, said in FACTS
    for source, target in PAIRS
]


def found(source_text, text, source, target):
    return numbers(source_text, text, source_language=source, language=target)


def serious(findings):
    return [each for each in findings if each.severity is not Severity.NOTE]


@pytest.mark.parametrize(("check", "source", "target", "said", "right", "wrong"), ROWS)
def test_the_same_said_in_another_language_is_no_finding(check, source, target, said, right, wrong):
    assert found(said, right, source, target) == ()


@pytest.mark.parametrize(("check", "source", "target", "said", "right", "wrong"), ROWS)
def test_a_slip_is_a_warning_where_it_stands(check, source, target, said, right, wrong):
    (finding,) = found(said, wrong, source, target)
    assert (finding.check, finding.severity) == (check, Severity.WARNING)
    assert wrong[finding.start : finding.end] == finding.values["target"]
    assert finding.values["source"] in said


SAME = [
    (EN, ZH, "Half of them are 50% of the town.", "其中一半是該鎮的五成。"),
    (EN, UK, "A third said no.", "33% сказали «ні»."),
    (EN, PL, "Twenty-four towns", "24 miasta"),
    (EN, UK, "One of them has two sons.", "Дехто з них має синів."),
    (EN, PL, "In the early 2000s", "Na początku XXI wieku"),
    (EN, ZH, "45 miles (72 kilometers) away", "相距45英里（72公里）"),
    (EN, UK, "30 yards away", "за 27 метрів"),
    (EN, PL, "200 miles away", "w odległości 320 km"),
    (UK, EN, "за 200 миль (322 км)", "200 miles away"),
    (PL, UK, "1:0", "1-0"),
    (EN, UK, "call 0800 555 111", "телефонуйте 0800 555 111"),
    (EN, PL, "The 42-year-old came.", "Czterdziestodwuletni mężczyzna przyszedł."),
    (ZH, EN, "超過2,000萬人", "more than 20 million people"),
    (ZH, PL, "民國111年", "2022 rok"),
    (ZH, UK, "早上7:55分", "о 7:55"),
    (UK, PL, "сімсот сорок два", "742"),
    (UK, ZH, "півтора мільйона", "150萬"),
    (PL, EN, "dwa i pół miliona", "2.5 million"),
    (EN, ZH, "in 2022–23", "2022至2023年"),
    (EN, UK, "COVID-19 and the G7", "пандемія і «Велика сімка»"),
    (EN, PL, "See https://example.org/42", "Zob. https://example.org/24"),
    (EN, ZH, "dozens of towns, thousands of people", "數十個城鎮，數千人"),
    (EN, ZH, "$5 million", "500萬元"),
    (EN, ZH, "24,000 people", "2萬4000人"),
    (EN, ZH, "35,500 New Taiwan dollars", "3萬5500元"),
    (EN, PL, "the 2020s", "lata 20. XXI wieku"),
    (EN, UK, "24 F-16 jets and 155mm shells", "24 літаки F-16 та 155-мм снаряди"),
    (ZH, EN, "3月2日和3日", "2 and 3 March"),
    (PL, ZH, "między 1 a 2 w nocy", "凌晨1點到2點之間"),
    (EN, PL, "£11 million", "11 mln funtów"),
]


@pytest.mark.parametrize(("source", "target", "said", "text"), SAME)
def test_other_ways_to_say_it_are_left_alone(source, target, said, text):
    assert found(said, text, source, target) == ()


NOTES = [
    (EN, UK, "It lost 12 ships.", "Він втратив кораблі."),
    (EN, UK, "It lost ships.", "Він втратив 12 кораблів."),
    (EN, PL, "It is 20 degrees hot.", "Jest 7 stopni ciepła."),
    (EN, UK, "It took 18 months.", "Це тривало 1,5 року."),
    (EN, PL, "Exactly 23,456 people", "około 23 tys. osób"),
    (EN, UK, "1 in 5 voters", "20% виборців"),
    (EN, ZH, "Fourteen people", "15人"),
    (EN, UK, "It was in the 80s there.", "Там було 27 градусів Цельсія."),
    (UK, PL, "7,62 см", "7,5 cm"),
]


@pytest.mark.parametrize(("source", "target", "said", "text"), NOTES)
def test_what_is_missing_added_rounded_or_unsure_is_only_a_note(source, target, said, text):
    findings = found(said, text, source, target)
    assert findings
    assert not serious(findings)


def test_something_missing_is_shown_over_the_whole_text():
    text = "Він втратив кораблі."
    (finding,) = found("It lost 12 ships.", text, EN, UK)
    assert (finding.start, finding.end) == (0, len(text))
    assert "12" in str(finding)


def test_one_to_ten_in_words_come_and_go():
    assert found("Two of the three sisters", "Siostry", EN, PL) == ()
    assert found("Sisters", "Dwie z trzech sióstr", EN, PL) == ()


def test_bare_digits_can_be_mended_and_anything_else_cannot():
    (bare,) = found("24,000 tents", "42 000 наметів", EN, UK)
    assert (bare.fix, bare.grade) == ("24\u00a0000", Grade.ASK)
    (scaled,) = found("24,000 tents", "42 тис. наметів", EN, UK)
    assert (scaled.fix, scaled.grade) == (None, Grade.WARN)


def test_an_empty_translation_has_no_findings():
    assert found("24,000 tents", "  ", EN, UK) == ()


@given(
    source=st.sampled_from(ALL),
    target=st.sampled_from(ALL),
    said=st.text("0123456789 .,:–-%$€°kmx年月日萬億成半млнtysр", max_size=60),
    text=st.text("0123456789 .,:–-%$€°kmx年月日萬億成半млнtysр", max_size=60),
)
def test_whatever_the_texts_every_finding_lies_in_the_translation(source, target, said, text):
    for finding in found(said, text, source, target):
        assert 0 <= finding.start < finding.end <= len(text)
        assert str(finding)

"""A negation lost or added in translation: what is found, how firmly, and what is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.languages.registry import ALL, by_tag
from workflow.text.checks.finding import Severity
from workflow.text.checks.negation import negation
from workflow.text.lexicon.registry import lexicon

EN, ZH, UK, PL = (by_tag(tag) for tag in ("en", "zh-Hant", "uk", "pl"))

LOST = [
    (EN, UK, "The government did not agree.", "Уряд погодився."),
    (EN, PL, "The government did not agree.", "Rząd się zgodził."),
    (EN, ZH, "The government did not agree.", "政府同意了。"),
    (EN, UK, "Nobody came to the square.", "Люди прийшли на площу."),
    (EN, PL, "She never left Warsaw.", "Wyjechała z Warszawy."),
    (UK, EN, "Уряд не погодився на це.", "The government agreed to it."),
    (UK, PL, "Жоден міністр туди поїхав.", "Każdy minister tam pojechał."),
    (UK, ZH, "Рішення немає досі.", "決定已經作出了。"),
    (PL, EN, "Rząd się nie zgodził.", "The government agreed to it."),
    (PL, UK, "Nikt tam wtedy przyszedł.", "Туди прийшли люди."),
    (ZH, EN, "政府沒有同意此事。", "The government agreed to it."),
    (ZH, UK, "他從未到過基輔。", "Він бував у Києві."),
    (ZH, PL, "政府無法同意。", "Rząd się na to zgodzi."),
]


@pytest.mark.parametrize(("source_language", "language", "source", "text"), LOST)
def test_a_negation_lost_in_a_short_plain_sentence_is_a_warning(
    source_language, language, source, text
):
    (finding,) = negation(source, text, source_language=source_language, language=language)
    assert finding.check == "negation"
    assert finding.severity is Severity.WARNING
    assert (finding.start, finding.end) == (0, len(text))
    assert str(finding).startswith("The source says “")


@pytest.mark.parametrize(
    ("source_language", "language", "source", "text", "word"),
    [
        (EN, UK, "The government agreed to it.", "Уряд не погодився на це.", "не"),
        (EN, PL, "The government agreed to it.", "Rząd się na to nie zgodził.", "nie"),
        (EN, ZH, "The government agreed to it.", "政府沒有同意。", "沒有"),
        (UK, EN, "Уряд погодився на це.", "The government didn’t agree to it.", "didn’t"),
        (PL, EN, "Rząd się na to zgodził.", "The government never agreed to it.", "never"),
        (ZH, EN, "政府同意了此事。", "The government did not agree to it.", "not"),
    ],
)
def test_a_negation_out_of_nowhere_is_shown_where_it_stands(
    source_language, language, source, text, word
):
    (finding,) = negation(source, text, source_language=source_language, language=language)
    assert text[finding.start : finding.end] == word
    assert finding.severity is Severity.WARNING


LEFT_ALONE = [
    (EN, UK, "It did not help.", "Це не допомогло."),
    (EN, UK, "Not only Poland helped.", "Допомогла і Польща, і Литва."),
    (EN, UK, "They did not succeed.", "Спроба була невдалою."),
    (EN, UK, "He did not agree to it.", "Він відмовився від цього."),
    (EN, UK, "They left without a word.", "Вони пішли й не сказали ні слова."),
    (EN, UK, "It was unclear.", "Це не було зрозуміло."),
    (EN, PL, "It is not easy.", "To trudne zadanie."),
    (EN, PL, "There was no electricity.", "Brakowało prądu."),
    (EN, PL, "Nobody knew anything.", "Nikt nic nie wiedział."),
    (EN, PL, "It remains impossible.", "To nadal niemożliwe."),
    (EN, ZH, "The talks did not fail.", "會談並未失敗。"),
    (EN, ZH, "A very big crowd came.", "非常多的人來了。"),
    (EN, ZH, "The future is bright.", "未來一片光明。"),
    (EN, ZH, "Drones were shown.", "展出了無人機。"),
    (EN, ZH, "Soon it was over.", "不久就結束了。"),
    (EN, ZH, "However, he left.", "不過他走了。"),
    (EN, ZH, "Is he coming?", "他是不是要來？"),
    (EN, ZH, "She refused to leave.", "她不肯離開。"),
    (UK, EN, "Не лише Польща допомогла.", "Poland was among those that helped."),
    (UK, EN, "Небо було чисте.", "The sky was clear."),
    (UK, PL, "Немає світла.", "Brak prądu."),
    (UK, PL, "Ніхто нічого не знав.", "Nikt nic nie wiedział."),
    (PL, EN, "W niedzielę przyjechali Niemcy.", "The Germans came on Sunday."),
    (PL, UK, "Nie tylko Polska pomogła.", "Допомогла й Польща."),
    (PL, ZH, "Bez wątpienia pomogli.", "他們無疑幫了忙。"),
    (ZH, EN, "雙方合作不斷增加。", "Cooperation keeps growing."),
    (ZH, UK, "他不得不離開。", "Він мусив піти."),
    (ZH, PL, "無論如何，他來了。", "Tak czy inaczej przyjechał."),
    (ZH, UK, "他等到妻子來了。", "Він чекав, поки дружина не прийшла."),
    (ZH, PL, "他等到妻子來了。", "Czekał, dopóki żona nie przyszła."),
    (EN, UK, "It is No.1 in Asia.", "Це перше місце в Азії."),
    (EN, UK, "Run `not this`.", "Запустіть `not this`."),
    (EN, UK, "", ""),
    (EN, UK, "It did not help.", "   "),
]


@pytest.mark.parametrize(("source_language", "language", "source", "text"), LEFT_ALONE)
def test_a_negation_carried_by_other_means_is_left_alone(source_language, language, source, text):
    assert not negation(source, text, source_language=source_language, language=language)


LONG = {
    "en": "The minister said on Tuesday that the parliament would not vote on the law this year.",
    "uk": "Міністр сказав у вівторок, що парламент голосуватиме за цей закон цього року.",
    "pl": "Minister powiedział we wtorek, że parlament zagłosuje nad tą ustawą w tym roku.",
    "zh-Hant": "部長星期二表示，國會今年將就這項法案進行表決，時間預定在十二月中旬之前。",
}


@pytest.mark.parametrize("tag", ["uk", "pl", "zh-Hant"])
def test_in_a_long_sentence_it_is_only_a_note(tag):
    (finding,) = negation(LONG["en"], LONG[tag], source_language=EN, language=by_tag(tag))
    assert finding.severity is Severity.NOTE


@pytest.mark.parametrize(
    "source", ["Will he not come?", "“We will not go,” he said.", "It went. It did not help."]
)
def test_questions_quotations_and_several_sentences_are_never_more_than_a_note(source):
    (finding,) = negation(source, "Він прийшов сюди.", source_language=EN, language=UK)
    assert finding.severity is Severity.NOTE


def test_a_text_in_its_own_language_is_not_compared():
    assert not negation("It did not help.", "It helped.", source_language=EN, language=EN)


def test_every_language_has_a_lexicon():
    assert all(lexicon(language) for language in ALL)


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(ALL), st.sampled_from(ALL))
def test_spans_lie_in_the_translation(source, text, source_language, language):
    for finding in negation(source, text, source_language=source_language, language=language):
        assert 0 <= finding.start < finding.end <= len(text)
        assert "{" not in str(finding).replace(text, "").replace(source, "")

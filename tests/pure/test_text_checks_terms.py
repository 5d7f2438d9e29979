"""What the checks say of terms and names, and where they keep quiet."""

import pytest

from workflow.languages.registry import by_tag
from workflow.text.checks.catalogue import check_pair, check_text
from workflow.text.checks.finding import Severity
from workflow.text.terms.base import term_base
from workflow.text.terms.values import Concept, Confidence, Domain, FormStatus, TermForm

EN, ZH, UK, PL = map(by_tag, ("en", "zh-Hant", "uk", "pl"))
BAD = FormStatus.FORBIDDEN
UNSURE = {"confidence": Confidence.LOW}


def form(language, text, status=FormStatus.PREFERRED, **rest):
    return TermForm(language=language, text=text, status=status, **rest)


def concept(key, domain, *forms):
    return Concept(key=key, domain=domain, forms=forms)


TERMS = term_base(
    [
        concept(
            "tug",
            Domain.TECHNOLOGY,
            form(EN, "tugboat"),
            form(UK, "буксир"),
            form(UK, "тягач", BAD, reason="На воді — буксир."),
            form(UK, "буксирка", BAD, **UNSURE),
        ),
        concept("odd", Domain.OTHER, form(UK, "кораблик", BAD, reason="Дитяче.")),
        concept("vega", Domain.PERSON, form(EN, "Ola Vega"), form(UK, "Ола Веґа")),
        concept(
            "zeta", Domain.PERSON, form(EN, "Zeta"), form(UK, "Дзета", confidence=Confidence.LOW)
        ),
        concept("poland", Domain.COUNTRY, form(EN, "Poland"), form(UK, "Польща"), form(ZH, "波蘭")),
        concept("only", Domain.OTHER, form(EN, "pilot")),
    ]
)


def alone(text):
    found = check_text(text, language=UK, terms=TERMS)
    return [each for each in found if each.check == "forbidden-term"]


def beside(source, text, language=UK):
    found = check_pair(text, language=language, source_text=source, source_language=EN, terms=TERMS)
    ours = {"names", "glossary"}
    return [(each.check, each.severity.value) for each in found if each.check in ours]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Порт продав тягач.", Severity.WARNING),
        ("Порт продав тягача й два тягачі.", Severity.WARNING),
        ("Капітан назвав його «тягач».", Severity.NOTE),
        ("Порт продав буксирку.", Severity.NOTE),
    ],
)
def test_a_forbidden_form_is_a_warning_but_a_note_where_others_speak_or_nobody_is_sure(
    text, severity
):
    assert {each.severity for each in alone(text)} == {severity}


def test_it_says_why_and_what_to_write_and_offers_it_where_the_word_is_not_bent():
    [finding] = alone("Це тягач.")
    assert str(finding) == (
        "The house does not write «тягач» here, but «буксир». На воді — буксир."
    )
    assert finding.fix == "буксир"
    assert alone("Немає тягача.")[0].fix is None
    assert str(alone("Це кораблик.")[0]) == "The house does not write «кораблик» here. Дитяче."


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("A tugboat left.", "Буксир вийшов.", []),
        ("Two tugboats left.", "Немає жодного буксира.", []),
        ("A tugboat left.", "Човен вийшов.", [("glossary", "note")]),
        ("A tugboat. Another tugboat.", "Човен.", [("glossary", "note")]),
        ("A tugboat left.", "Тягач вийшов.", []),  # that it is forbidden is said already
        ("A pilot left.", "Лоцман пішов.", []),  # the house has no word for it here
        ("Ola Vega came.", "Прийшла Ола Веґа.", []),
        ("Ola Vega came.", "Листа Олі Веґи прочитали.", []),
        ("Ola Vega came.", "Вона прийшла.", [("names", "warning")]),
        ("Zeta came.", "Вона прийшла.", [("names", "note")]),
        ("Poland voted.", "Країна голосувала.", [("names", "note")]),
        ("Poland voted.", "Польський уряд голосував.", []),
        ("See https://poland.example.", "Дивіться https://poland.example.", []),
    ],
)
def test_a_term_of_the_source_is_looked_for_in_every_form_it_may_have(source, text, found):
    assert beside(source, text) == found


def test_in_chinese_the_first_character_of_a_name_is_enough():
    assert beside("Poland voted.", "波國投票。", ZH) == []
    assert beside("Poland voted.", "該國投票。", ZH) == [("names", "note")]


def test_without_a_glossary_nothing_is_said():
    assert [each.check for each in check_text("Це тягач.", language=UK)] == []

"""The checks of a translation beside its source: what each weighs, and what it leaves alone."""

import pytest

from workflow.languages.registry import by_tag
from workflow.text.checks.catalogue import check_against, check_pair
from workflow.text.checks.finding import Severity
from workflow.text.segments import Field, Kind

EN, ZH, UK, PL = (by_tag(tag) for tag in ("en", "zh-Hant", "uk", "pl"))
ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
LONG = "The ferry leaves at nine, as it has done since the harbour was built."
WIKI = "https://{}.wikipedia.org/wiki/{}"


def weights(check, source_language, source, language, text, **place):
    found = check_against(
        text, language=language, source_text=source, source_language=source_language, **place
    )
    return [each.severity for each in found if each.check == check]


@pytest.mark.parametrize(
    ("source", "text", "severities"),
    [
        ("[a](https://ceias.eu/x)", "[б](https://ceias.eu/x/)", []),
        ("[a](http://www.ceias.eu/x)", "[б](https://ceias.eu/x?utm_source=mail)", []),
        (f"[a]({WIKI.format('en', 'Kyiv')})", f"[б]({WIKI.format('uk', 'Київ')})", []),
        ("[a](https://who.int/en/x)", "[б](https://who.int/uk/x)", []),
        ("[a](https://who.int/x?lang=en)", "[б](https://who.int/x?lang=uk)", []),
        ("[a](https://who.int/x)", "[б](https://who.int/y)", [NOTE]),
        ("[a](https://ceias.eu/x)", "слово", [WARNING]),
        ("see https://ceias.eu/x.", "див. https://ceias.eu/x", []),
        ("word", "[б](https://ceias.eu/x)", [NOTE]),
        ("[a](https://ceias.eu/x)", "[б](https://example.org)", [NOTE, WARNING]),
        ("[a](https://bbc.co.uk/x)", "[б](https://sky.co.uk/x)", [NOTE, WARNING]),
        ("[a](#top) [b](mailto:a@b.org)", "[а](#top) [б](mailto:a@b.org)", []),
    ],
)
def test_links_of_the_source_are_kept(source, text, severities):
    assert sorted(weights("links", EN, source, UK, text)) == sorted(severities)


@pytest.mark.parametrize(
    ("check", "source", "text", "severities"),
    [
        ("images", "![a](a.png)", "![б](a.png)", []),
        ("images", "![a](a.png)", "слово", [ERROR]),
        ("images", "![a](a.png)", "![б](b.png)", [NOTE]),
        ("images", "![a](a.png)", "![](a.png)", [WARNING]),
        ("images", "word", "![б](b.png)", [NOTE]),
        ("footnotes", "a[^1] b[^2]", "б[^2] а[^1]", []),
        ("footnotes", "a[^1] b[^2]", "а[^1] б[2]", [ERROR]),
        ("footnotes", "a[^1]", "а[^1] б[^1]", [WARNING]),
        ("footnotes", "a[^1]", "а [^ 1]", [ERROR]),
        ("placeholders", "{name}, %s and %(n)d", "%s, %(n)d та {name}", []),
        ("placeholders", "{name}", "{імʼя}", [ERROR, WARNING]),
        ("placeholders", "%s", "% s", [ERROR]),
        ("placeholders", "100% sure and 5% down", "100% і 5% вниз", []),
        ("code", "`make send`", "`make send`", []),
        ("code", "`make send`", "«make send»", [WARNING]),
        ("markup", "a **b** c", "а **б** в", []),
        ("markup", "a **b** c", "а б в", [NOTE]),
    ],
)
def test_what_is_no_word_is_kept(check, source, text, severities):
    assert sorted(weights(check, EN, source, UK, text)) == sorted(severities)


def test_a_language_without_italics_need_not_keep_them():
    assert not weights("markup", EN, "a *new* word", ZH, "一個新的詞")
    assert weights("markup", EN, "a **new** word", ZH, "一個新的詞") == [NOTE]


@pytest.mark.parametrize(
    ("source_language", "source", "language", "text", "severities"),
    [
        (EN, "“We will not leave,” she said.", UK, "«Ми не підемо», — сказала вона.", []),
        (EN, "“We will not leave,” she said.", UK, "Вона сказала, що не піде.", [WARNING]),
        (EN, "“We will not leave,” she said.", PL, "– Nie odejdziemy – powiedziała.", []),
        (EN, "the so-called “silicon shield”", UK, "так званий кремнієвий щит", []),
        (EN, "“One two three” and “four five six”", UK, "«Раз два три» і решта", [NOTE]),
        (EN, "She read “The Old Man and the Sea”", ZH, "她讀了《老人與海》", []),
        (ZH, "她說：「我們不會離開這裡。」", EN, "She said they would stay.", [WARNING]),
        (
            EN,
            "“We will not leave,” she said.",
            UK,
            "«Ми не підемо, — сказала вона.",
            [WARNING, NOTE],
        ),
    ],
)
def test_quotations_of_the_source_are_quoted(source_language, source, language, text, severities):
    assert sorted(weights("quotations", source_language, source, language, text)) == sorted(
        severities
    )


@pytest.mark.parametrize(
    ("source", "language", "text", "place", "severities"),
    [
        ("— Lin Yi (@lin_yi)", UK, "— Лінь І (@lin_yi)", {"kind": Kind.ATTRIBUTION}, []),
        ("— Lin Yi (@lin_yi)", UK, "— Лінь І", {"kind": Kind.ATTRIBUTION}, [WARNING]),
        ("Ask @lin_yi.", UK, "Спитайте Лінь І.", {"kind": Kind.PARAGRAPH}, [NOTE]),
        ("Photo: Jane Doe", PL, "Fot. Jane Doe", {"field": Field.IMAGE_CREDIT}, []),
        ("Photo by Jane Doe", PL, "Zdjęcie Janiny Doe", {"field": Field.IMAGE_CREDIT}, []),
        ("Photo: Jane Doe", PL, "Fot. archiwum", {"field": Field.IMAGE_CREDIT}, [NOTE]),
        ("Photo: Jane Doe", PL, "Fot. archiwum", {"kind": Kind.PARAGRAPH}, []),
        ("Write to a@example.org", UK, "Пишіть сюди", {"kind": Kind.PARAGRAPH}, []),
    ],
)
def test_people_keep_their_names(source, language, text, place, severities):
    assert weights("names", EN, source, language, text, **place) == severities


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        ("Пором відходить о дев’ятій, як і завжди відтоді, як збудували гавань.", []),
        ("Пором відходить о дев’ятій, як завжди.", [NOTE]),
        ("Пором іде.", [WARNING]),
        ("Пором відходить о дев’ятій, як і завжди відтоді. " * 3, [NOTE]),
        ("Пором відходить о дев’ятій, як і завжди відтоді. " * 6, [WARNING]),
    ],
)
def test_a_length_far_from_the_usual_weighs_more(text, severities):
    assert weights("length", EN, LONG, UK, text) == severities


def test_short_sources_may_have_translations_of_any_length():
    assert not weights("length", EN, "Open", UK, "Порт уже знову відкрили для всіх кораблів")


def test_findings_stand_in_order_of_place_and_nothing_is_told_twice():
    found = check_pair(
        "Наше мiсто, як на на мапі",
        language=UK,
        source_text="See [our city](https://example.org/a) on the {map}",
        source_language=EN,
    )
    assert [each.start for each in found] == sorted(each.start for each in found)
    assert [each.check for each in found] == ["links", "placeholders", "homoglyph", "doubled-words"]


def test_nothing_is_compared_with_a_gap():
    assert not check_pair("", language=UK, source_text=LONG, source_language=EN)
    assert not check_against("Порт", language=UK, source_text=" ", source_language=EN)

"""The four languages as values, and how a fifth joins them."""

import importlib
import sys
from dataclasses import fields, replace
from datetime import date
from types import ModuleType

import pytest
from babel import Locale
from babel.core import get_global

from workflow.languages import known
from workflow.languages.formatting import format_date, format_list, name_of, reading_minutes
from workflow.languages.language import Language, MailEncoding, NameForms, Script
from workflow.languages.negotiation import fallbacks, negotiate
from workflow.languages.registry import ALL, by_tag, discover

EN, ZH, UK, PL = ALL
PROVIDERS = {"google", "deepl", "deepl-source", "microsoft", "mymemory", "libretranslate", "nllb"}

CZECH_MODULE = '''
"""Czech, as a newsroom that joins next year would add it."""

from dataclasses import replace

from workflow.languages.language import NameForms
from workflow.languages.registry import by_tag

LANGUAGE = replace(
    by_tag("pl"),
    tag="cs",
    order=35,
    html_tag="cs",
    django_code="cs",
    gettext_name="cs",
    babel_name="cs",
    native_name="Čeština",
    names={"pl": NameForms(nominative="polština", in_="polsky", from_="z polštiny")},
    named_by={"uk": NameForms(nominative="чеська", in_="чеською", from_="з чеської")},
    fallbacks=("pl", "en"),
    matches=("cs",),
    minimum_grouping_digits=1,
)
'''


@pytest.fixture
def a_package(tmp_path, monkeypatch):
    """A package of language modules, made of the given sources."""

    def build(**sources: str) -> ModuleType:
        folder = tmp_path / "newcomers"
        folder.mkdir()
        (folder / "__init__.py").write_text("")
        for name, source in sources.items():
            (folder / f"{name}.py").write_text(source, "utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        return importlib.import_module("newcomers")

    yield build
    for name in [name for name in sys.modules if name.split(".")[0] == "newcomers"]:
        del sys.modules[name]


@pytest.fixture
def czech(a_package) -> Language:
    return discover(a_package(czech=CZECH_MODULE))[0]


def test_the_four_languages_stand_in_the_order_of_the_newsroom():
    assert [language.tag for language in ALL] == ["en", "zh-Hant", "uk", "pl"]


@pytest.mark.parametrize("language", ALL, ids=str)
def test_a_language_is_found_by_its_exact_tag(language):
    assert by_tag(language.tag) is language


@pytest.mark.parametrize("tag", ["", "ru", "UK", "zh", "zh-TW", "en-GB"])
def test_another_tag_is_refused_with_the_tags_that_exist(tag):
    with pytest.raises(KeyError, match="en, zh-Hant, uk, pl"):
        by_tag(tag)


def test_languages_compare_and_hash_by_tag():
    assert replace(EN, native_name="Inglish") == EN
    assert len({EN, replace(EN, order=99), PL}) == 2


@pytest.mark.parametrize("language", ALL, ids=str)
def test_a_language_shows_itself_by_its_tag_alone(language):
    assert (str(language), repr(language)) == (language.tag, f"<Language {language.tag}>")


@pytest.mark.parametrize("language", ALL, ids=str)
def test_every_language_names_every_language_in_three_forms(language):
    assert set(language.names) == {each.tag for each in ALL}
    for forms in language.names.values():
        assert all([forms.nominative, forms.in_, forms.from_])


@pytest.mark.parametrize("language", ALL, ids=str)
def test_every_language_knows_its_length_against_every_other_source(language):
    others = {each.tag for each in ALL} - {language.tag}
    assert set(language.expansion) == set(language.segment_bands) == others
    for tag, ratio in language.expansion.items():
        assert language.segment_bands[tag].low < ratio < language.segment_bands[tag].high
        assert 0.8 < ratio * by_tag(tag).expansion[language.tag] < 1.2  # there and back


@pytest.mark.parametrize("language", ALL, ids=str)
def test_every_language_has_a_code_for_every_machine_translation_provider(language):
    assert set(language.machine_codes) == PROVIDERS


@pytest.mark.parametrize(
    ("provider", "codes"),
    [
        ("google", ["en", "zh-TW", "uk", "pl"]),
        ("deepl", ["EN-GB", "ZH-HANT", "UK", "PL"]),
        ("deepl-source", ["EN", "ZH", "UK", "PL"]),
        ("microsoft", ["en", "zh-Hant", "uk", "pl"]),
        ("mymemory", ["en-GB", "zh-TW", "uk-UA", "pl-PL"]),
        ("libretranslate", ["en", "zt", "uk", "pl"]),
        ("nllb", ["eng_Latn", "zho_Hant", "ukr_Cyrl", "pol_Latn"]),
    ],
)
def test_no_provider_is_ever_sent_a_code_of_simplified_chinese_or_of_a_country(provider, codes):
    assert [language.machine_codes[provider] for language in ALL] == codes


@pytest.mark.parametrize("language", ALL, ids=str)
def test_babel_agrees_with_the_value(language):
    locale = Locale.parse(language.babel_name)
    assert set(language.plural_categories) == {*locale.plural_form.tags, "other"}
    likely = get_global("likely_subtags")[language.gettext_name]
    assert likely.split("_")[1] == language.script


def test_mails_in_cyrillic_and_chinese_travel_as_base64_and_in_latin_as_quoted_printable():
    encodings = {language.tag: language.mail_encoding for language in ALL}
    assert encodings == {
        "en": MailEncoding.QUOTED_PRINTABLE,
        "zh-Hant": MailEncoding.BASE64,
        "uk": MailEncoding.BASE64,
        "pl": MailEncoding.QUOTED_PRINTABLE,
    }


def test_quotation_marks_are_those_of_cldr():
    marks = [
        "".join(getattr(each.quotation_marks, field.name) for field in fields(each.quotation_marks))
        for each in ALL
    ]
    assert marks == ["“”‘’", "「」『』", "«»„“", "„”«»"]


@pytest.mark.parametrize("language", ALL, ids=str)
def test_font_stacks_fit_into_a_style_attribute_and_end_in_a_generic_family(language):
    assert '"' not in language.sans_fonts + language.serif_fonts
    assert language.sans_fonts.endswith(", sans-serif")
    assert language.serif_fonts.endswith(", serif")


def test_chinese_is_set_with_traditional_fonts_more_leading_and_no_italics():
    assert "PingFang TC" in ZH.sans_fonts
    assert " SC" not in ZH.sans_fonts + ZH.serif_fonts
    assert ZH.line_height > max(EN.line_height, UK.line_height, PL.line_height)
    assert [each.tag for each in ALL if not each.italic_emphasis] == ["zh-Hant"]


def test_missing_text_falls_back_to_english_and_english_to_nothing():
    assert [fallbacks(language) for language in ALL] == [(), (EN,), (EN,), (EN,)]


def test_html_django_and_catalogue_spellings_are_kept_apart():
    assert (ZH.html_tag, ZH.django_code, ZH.gettext_name) == ("zh-Hant-TW", "zh-hant", "zh_Hant")
    assert ZH.script is Script.HAN_TRADITIONAL


def test_the_registry_takes_every_module_of_the_folder_in_the_order_they_ask_for(a_package):
    package = a_package(
        a_last=CZECH_MODULE.replace("order=35", "order=90").replace('"cs"', '"aa"'),
        czech=CZECH_MODULE,
    )
    assert [language.tag for language in discover(package)] == ["cs", "aa"]
    assert discover(known) == ALL


def test_two_modules_for_one_language_are_refused_by_name(a_package):
    package = a_package(czech=CZECH_MODULE, czech_again=CZECH_MODULE)
    with pytest.raises(ValueError, match=r"same language: cs\. Give one of them another tag"):
        discover(package)


def test_a_fifth_language_is_negotiated_without_a_change_elsewhere(czech):
    five = (*ALL, czech)
    assert negotiate(["cs-CZ", "pl"], among=five) == czech
    assert negotiate(["cs-CZ", "pl"]) == PL
    assert fallbacks(czech, among=five) == (PL, EN)


def test_a_fifth_language_brings_its_names_in_the_other_languages_along(czech):
    assert name_of(czech, in_language=UK).from_ == "з чеської"


def test_a_fifth_language_without_a_name_of_its_own_gets_the_one_of_cldr(czech):
    czech_in_polish = NameForms(nominative="czeski", in_="czeski", from_="czeski")
    assert name_of(czech, in_language=PL) == czech_in_polish
    assert name_of(UK, in_language=czech).nominative == "ukrajinština"
    assert name_of(PL, in_language=czech).in_ == "polsky"


def test_a_fifth_language_formats_dates_and_lists_at_once(czech):
    assert format_date(date(2024, 1, 13), czech) == "13. ledna 2024"
    assert format_list(["A", "B"], czech) == "A a\u00a0B"
    assert reading_minutes("slovo " * 400, czech) == 2

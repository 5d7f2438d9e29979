"""The interface's words: looked up, filled in, counted, and falling back to English."""

import logging
from datetime import date

import pytest

from workflow.languages.catalogue import (
    INTERFACE,
    MissingMessage,
    MissingValue,
    catalogue,
    marked,
    po_path,
)
from workflow.languages.formatting import format_date, format_list, name_of
from workflow.languages.registry import ALL, by_tag

EN, ZH, UK, PL = ALL
NBSP = "\u00a0"

UK_PO = r"""
msgid ""
msgstr ""
"Language: uk\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n"

msgid "Sent by {name}"
msgstr "Надсилає {name}"

msgid "Half done"
msgstr ""

msgid "{n} dumpling"
msgid_plural "{n} dumplings"
msgstr[0] "{n} вареник"
msgstr[1] "{n} вареники"
msgstr[2] "{n} вареників"

msgid "{n} pot"
msgid_plural "{n} pots"
msgstr[0] "{n} горщик"
msgstr[1] ""
msgstr[2] ""

msgctxt "month"
msgid "May"
msgstr "травень"

msgid "May"
msgstr "можна"
"""  # noqa: E501


@pytest.fixture
def kitchen(tmp_path):
    """An interface of our own: Ukrainian words, an English file with one exception, no others."""
    english = UK_PO.split("\n\n", maxsplit=1)[0].replace("Language: uk", "Language: en")
    english = english.split('"Plural-Forms')[0] + '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"'
    exception = '\n\nmsgid "Half done"\nmsgstr "Half way there"\n'
    for name, text in {"uk": UK_PO, "en": english + exception}.items():
        path = po_path(tmp_path, name)
        path.parent.mkdir(parents=True)
        path.write_text(text.lstrip(), "utf-8")
    return tmp_path


def test_a_sentence_is_given_in_the_language_with_its_values():
    written = [catalogue(each, strict=True).text("Photo: {name}", name="Чен") for each in ALL]
    assert written == ["Photo: Чен", "攝影：Чен", "Фото: Чен", "Fot. Чен"]


@pytest.mark.parametrize(
    ("language", "n", "written"),
    [
        (EN, 1, "1 story"),
        (EN, 5, "5 stories"),
        (ZH, 5, "共 5 篇"),
        (UK, 1, "1 матеріал"),
        (UK, 3, "3 матеріали"),
        (UK, 5, "5 матеріалів"),
        (UK, 11, "11 матеріалів"),
        (UK, 21, "21 матеріал"),
        (PL, 1, "1 artykuł"),
        (PL, 3, "3 artykuły"),
        (PL, 5, "5 artykułów"),
        (PL, 21, "21 artykułów"),
        (PL, 22, "22 artykuły"),
        (PL, 1234, "1234 artykuły"),
        (PL, 12345, f"12{NBSP}345 artykułów"),
        (EN, 12345, "12,345 stories"),
    ],
    ids=str,
)
def test_a_counted_sentence_takes_the_form_and_the_digits_of_the_language(language, n, written):
    assert catalogue(language, strict=True).count("{n} story", "{n} stories", n) == written


def test_reading_time_reads_as_english_readers_expect_it():
    english = catalogue(EN)
    assert english.count("{n} minute read", "{n} minutes read", 1) == "1-minute read"
    assert english.count("{n} minute read", "{n} minutes read", 5) == "5-minute read"


@pytest.mark.parametrize(
    ("language", "credit", "languages", "note"),
    [
        (
            EN,
            "Translated from Ukrainian by Lin",
            "Also available in: Traditional Chinese and Polish",
            "This story is not yet translated; it is shown in Ukrainian.",
        ),
        (
            ZH,
            "譯自烏克蘭文，譯者：Lin",
            "其他語言版本：中文和波蘭文",
            "本文尚未翻譯，先以烏克蘭文刊出。",
        ),
        (
            UK,
            "Переклад (з української): Lin",
            "Також доступно: китайською і польською",
            "Цей матеріал ще не перекладено, тому подаємо його українською.",
        ),
        (
            PL,
            "Tłumaczenie (z ukraińskiego): Lin",
            "Dostępne także: po chińsku i\u00a0po polsku",
            "Ten artykuł nie został jeszcze przetłumaczony, dlatego publikujemy go po ukraińsku.",
        ),
    ],
    ids=str,
)
def test_the_names_of_languages_fit_the_sentences_they_stand_in(language, credit, languages, note):
    words = catalogue(language, strict=True)
    source = name_of(UK, in_language=language)
    others = format_list([name_of(each, in_language=language).in_ for each in (ZH, PL)], language)
    assert (
        words.text(
            "Translated from {language_from} by {name}", language_from=source.from_, name="Lin"
        )
        == credit
    )
    assert words.text("Also available in: {languages}", languages=others) == languages
    shown = "This story is not yet translated; it is shown in {language_in}."
    assert words.text(shown, language_in=source.in_) == note


def test_a_missing_sentence_is_shown_in_english_and_remembered(kitchen):
    words = catalogue(UK, root=kitchen)
    assert words.text("Boil {what}", what="water") == "Boil water"
    assert words.count("{n} plate", "{n} plates", 2) == "2 plates"
    assert words.missing == {"Boil {what}", "{n} plate"}


def test_a_sentence_that_was_found_is_not_called_missing(kitchen):
    words = catalogue(UK, root=kitchen)
    assert words.text("Sent by {name}", name="Оля") == "Надсилає Оля"
    assert words.count("{n} dumpling", "{n} dumplings", 22) == "22 вареники"
    assert words.missing == set()


def test_a_strict_catalogue_refuses_a_missing_sentence_and_names_the_file(kitchen):
    words = catalogue(UK, strict=True, root=kitchen)
    with pytest.raises(MissingMessage, match=r"'Boil it'\. Add it to .*/uk/LC_MESSAGES/django\.po"):
        words.text("Boil it")
    with pytest.raises(MissingMessage, match=r"no translation of '\{n\} plate'"):
        words.count("{n} plate", "{n} plates", 2)


def test_an_empty_translation_counts_as_missing_and_takes_the_finished_english(kitchen):
    words = catalogue(UK, root=kitchen)
    assert words.text("Half done") == "Half way there"
    assert words.missing == {"Half done"}


def test_a_count_that_lacks_one_plural_form_is_missing_in_all(kitchen):
    words = catalogue(UK, root=kitchen)
    assert words.count("{n} pot", "{n} pots", 1) == "1 pot"
    assert words.missing == {"{n} pot"}


def test_english_misses_nothing_since_a_message_is_its_own_english(kitchen):
    words = catalogue(EN, strict=True, root=kitchen)
    assert words.text("Boil it") == "Boil it"
    assert words.text("Half done") == "Half way there"
    assert words.missing == set()


def test_a_context_tells_two_meanings_of_one_english_word_apart(kitchen):
    words = catalogue(UK, root=kitchen)
    assert (words.text_in("month", "May"), words.text("May")) == ("травень", "можна")
    assert words.text_in("verb", "May") == "May"


def test_a_language_without_a_file_speaks_english_and_leaves_an_event(kitchen, caplog):
    with caplog.at_level(logging.WARNING, "workflow.languages"):
        words = catalogue(PL, root=kitchen)
    assert words.text("Half done") == "Half way there"
    assert words.missing == {"Half done"}
    assert [record.message for record in caplog.records] == ["languages.catalogue_absent"]


def test_a_placeholder_without_a_value_is_named():
    with pytest.raises(MissingValue, match="'name'"):
        catalogue(PL).text("Photo: {name}", author="Lin")


def test_a_value_with_braces_or_quotes_is_left_alone():
    name = '{name} "}{" {0}'
    assert catalogue(UK).text("Photo: {name}", name=name) == f"Фото: {name}"


def test_a_value_that_ends_in_a_stop_takes_no_second_one():
    english = catalogue(EN)
    assert english.text("Sent by {name}.", name="Ola Doe, Ph.D.") == "Sent by Ola Doe, Ph.D."
    assert english.text("Sent by {name}...", name="Ola") == "Sent by Ola..."
    assert english.text("Look at {path}.", path="../issues") == "Look at ../issues."


def test_a_sentence_is_given_with_open_placeholders_for_values_that_carry_markup():
    assert catalogue(ZH).pattern("Photo: {name}") == "攝影：{name}"


def test_each_caller_gets_a_record_of_missing_sentences_of_its_own(kitchen):
    catalogue(UK, root=kitchen).text("Boil it")
    assert catalogue(UK, root=kitchen).missing == set()


def test_a_masthead_date_is_the_long_date(kitchen):
    day = format_date(date(2024, 1, 13), UK)
    assert catalogue(UK, strict=True).text("{date}", date=day) == f"13 січня 2024{NBSP}р."


def test_a_marked_sentence_is_itself():
    assert marked("Hold the edition") == "Hold the edition"


def test_the_interface_lies_where_the_program_looks_for_it():
    assert all(po_path(INTERFACE, by_tag(each.tag).gettext_name).is_file() for each in ALL)

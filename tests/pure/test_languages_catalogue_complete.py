"""Nothing of the interface is left untranslated, and the PO files hold only sound words.

A failure names the sentence and where it is asked for: add it to the PO file of every language but
English, whose message is its own text.
"""

import gettext
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from workflow.languages.catalogue import INTERFACE, po_path, singular
from workflow.languages.catalogue_audit import (
    Sentence,
    faults,
    read_catalogue,
    sentences_in_python,
    sentences_in_template,
    sentences_in_use,
    untranslated,
)
from workflow.languages.formatting import plural_category
from workflow.languages.registry import ALL, by_tag

PROJECT = Path(__file__).resolve().parents[2]
EN, ZH, UK, PL = ALL
TRANSLATED = [language for language in ALL if language.tag != "en"]

# Cp950 holds these, but no Taiwanese text does: they are Simplified forms of other letters.
SIMPLIFIED_IN_BIG5 = set("与优体儿听圣复宁岭异忏怀怜惊扑扰机构气洁洒离篱网肮茧触赶")


def words(language):
    """Every translated string of a language with the English it stands for."""
    for message in read_catalogue(INTERFACE, language):
        if message.id:
            strings = (message.string,) if isinstance(message.string, str) else message.string
            yield from ((singular(message), string) for string in strings)


# What is asked for is there.


@pytest.mark.parametrize("language", TRANSLATED, ids=str)
def test_every_sentence_of_code_and_templates_is_translated(language):
    in_use = sentences_in_use(PROJECT)
    missing = untranslated(in_use, read_catalogue(INTERFACE, language))
    places = [f"{each} ({in_use[each].relative_to(PROJECT)})" for each in missing]
    assert not places, f"the {language} interface lacks:\n" + "\n".join(places)


def test_the_three_translated_catalogues_hold_the_same_sentences():
    ids = [{message.id for message in read_catalogue(INTERFACE, each)} for each in TRANSLATED]
    assert ids[0] == ids[1] == ids[2]


@pytest.mark.parametrize("language", ALL, ids=str)
def test_every_po_file_is_sound(language):
    assert faults(INTERFACE, language) == []


@pytest.mark.parametrize("language", ALL, ids=str)
def test_the_plural_rule_of_the_file_separates_numbers_as_cldr_does(language):
    choose = gettext.c2py(read_catalogue(INTERFACE, language).plural_expr)
    pairs = {(choose(n), plural_category(n, language)) for n in range(300)}
    forms, categories = {form for form, _ in pairs}, {category for _, category in pairs}
    assert len(pairs) == len(forms) == len(categories)


# What is there reads well.


def test_no_simplified_letter_stands_in_the_chinese():
    letters = set(re.findall(r"[\u3400-\u9fff]", "".join(text for _, text in words(ZH))))
    unknown = {letter for letter in letters if not letter.encode("cp950", errors="ignore")}
    assert unknown | letters & SIMPLIFIED_IN_BIG5 == set()


def test_chinese_takes_full_width_punctuation():
    narrow = [text for _, text in words(ZH) if re.search(r"[\u4e00-\u9fff}][,;:?!()]", text)]
    assert not narrow


def test_chinese_avoids_the_words_of_the_mainland():
    mainland = re.compile("查看|點擊|數據|發送|視頻|信息|網絡|軟件|默認|用戶|郵箱|保存")
    assert not [text for _, text in words(ZH) if mainland.search(text)]


def test_ukrainian_has_no_russian_letters_and_no_latin_look_alikes():
    for _, text in words(UK):
        plain = re.sub(r"\{\w+\}", "", text)
        assert not re.search(r"[ыэёъ]", plain, re.IGNORECASE)
        assert not re.search(r"[a-z][а-яіїєґ]|[а-яіїєґ][a-z]", plain, re.IGNORECASE)


def test_a_ukrainian_dash_never_begins_a_line():
    assert not [text for _, text in words(UK) if " —" in text or " –" in text]


def test_a_polish_one_letter_word_never_ends_a_line():
    assert not [text for _, text in words(PL) if re.search(r"\b[aiouwz] ", text, re.IGNORECASE)]


def test_polish_does_not_ask_whether_its_reader_is_a_man_or_a_woman():
    gendered = re.compile(r"\w+łeś|\w+łaś|\(a\)|\(aś\)|przez \{")
    assert not [text for _, text in words(PL) if gendered.search(text)]


@pytest.mark.parametrize("language", [ZH, UK, PL], ids=str)
def test_a_title_stands_between_the_marks_of_the_language(language):
    around = {"zh-Hant": "《{newsletter}》", "uk": "«{newsletter}»", "pl": "„{newsletter}”"}
    titled = [text for _, text in words(language) if "{newsletter}" in text]
    assert titled
    assert all(around[language.tag] in text for text in titled)


@pytest.mark.parametrize("language", [UK, PL], ids=str)
def test_the_number_sign_is_never_parted_from_its_number(language):
    texts = dict(words(language))
    assert re.search("(№|nr)\u00a0{n}", texts["Issue {n}"])


def test_an_english_sentence_brings_its_own_preposition_for_the_name_of_a_language():
    """English name forms are bare, so "shown {language_in}" would read "shown Polish"."""
    for sentence, _ in words(UK):
        assert sentence.count("{language_in}") == sentence.count("in {language_in}")
        assert sentence.count("{language_from}") == sentence.count("from {language_from}")


# The audit itself can fail.


def test_python_is_read_for_literal_sentences():
    source = """
def view(words, t, n):
    label = words.text("Read more")
    words.text(label)
    words.text_in("month", "May")
    words.count("{n} story", "{n} stories", n)
    "banana".count("an")
    text("not a catalogue")
    return [_("Open"), t('It’s \\"quoted\\"'), marked("Hold" " it"), words.pattern("By {name}")]
"""
    assert sentences_in_python(source) == {
        Sentence(singular="Read more"),
        Sentence(singular="May", context="month"),
        Sentence(singular="{n} story", plural="{n} stories"),
        Sentence(singular="Open"),
        Sentence(singular='It’s "quoted"'),
        Sentence(singular="Hold it"),
        Sentence(singular="By {name}"),
    }


def test_templates_are_read_for_literal_sentences():
    source = """
<mj-text>{{ t("Read more") }} {{ words.text('By {name}', name=author) }}</mj-text>
<img alt="{{ _("Photo: {name}") }}"> {{ count("{n} story", "{n} stories", n) }}
{% t "Share" %} {%- translate 'Open' %} {{ split("not one") }} {{ t(label) }}
"""
    assert sentences_in_template(source) == {
        Sentence(singular="Read more"),
        Sentence(singular="By {name}"),
        Sentence(singular="Photo: {name}"),
        Sentence(singular="{n} story", plural="{n} stories"),
        Sentence(singular="Share"),
        Sentence(singular="Open"),
    }


def test_the_whole_tree_is_searched(tmp_path):
    for place, text in {
        "workflow/desk/views.py": 'words.text("From a view")',
        "send.py": 'words.text("From the command")',
        "templates/email/edition.mjml": '{{ t("From an email") }}',
    }.items():
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    found = {str(sentence): path.name for sentence, path in sentences_in_use(tmp_path).items()}
    assert found == {
        "From a view": "views.py",
        "From the command": "send.py",
        "From an email": "edition.mjml",
    }


def test_what_a_catalogue_lacks_is_listed():
    catalog = Catalog()
    catalog.add("Read more", "Читати далі")
    catalog.add("Share", "")
    catalog.add(("{n} story", "{n} stories"), ("{n} матеріал", ""))
    catalog.add("{n} page", "{n} сторінка")
    asked = [
        Sentence(singular="Read more"),
        Sentence(singular="Read more", context="button"),
        Sentence(singular="Share"),
        Sentence(singular="{n} story", plural="{n} stories"),
        Sentence(singular="{n} page", plural="{n} pages"),
        Sentence(singular="Open"),
    ]
    assert untranslated(asked, catalog) == sorted(asked[1:], key=str)


PO_FAULTS = [
    ("a fuzzy mark", 'msgid "Share"', '#, fuzzy\nmsgid "Share"', "is marked fuzzy"),
    ("a lost placeholder", '"Фото: {name}"', '"Фото"', "placeholders differ"),
    ("a renamed placeholder", '"Фото: {name}"', '"Фото: {імʼя}"', "placeholders differ"),
    ("a straight quotation mark", "Зв’язатися", "Зв'язатися", "straight quotation mark"),
    ("an empty string", 'msgstr "Поділитися"', 'msgstr ""', "'Share' has no translation"),
    ("an empty plural", '[1] "{n} матеріали"', '[1] ""', "not in every plural form"),
    ("a twin", 'msgid "Share"', 'msgid "Correction"\nmsgstr "?"\n\nmsgid "Share"', "distinct"),
    ("another language", "Language: uk", "Language: ru", "names the language ru"),
    ("too few plural forms", "nplurals=3", "nplurals=2", "it cannot be read"),
    ("too many plural forms", "nplurals=3", "nplurals=4", "4 plural forms where there are 3"),
    ("an obsolete message", 'msgid "Share"', '#~ msgid "x"\n#~ msgstr "y"\n\nmsgid "Share"', "#~"),
    ("an open string", 'msgstr "Поділитися"', 'msgstr "Поділитися', "whole quoted string"),
    ("a mark inside a string", "Поділитися", 'Поділ"итися', "whole quoted string"),
]


@pytest.mark.parametrize(("what", "sound", "broken", "complaint"), PO_FAULTS, ids=lambda v: v[:24])
def test_a_broken_po_file_is_told_what_is_wrong_with_it(tmp_path, what, sound, broken, complaint):
    language = by_tag("uk")
    path = po_path(tmp_path, "uk")
    path.parent.mkdir(parents=True)
    text = po_path(INTERFACE, "uk").read_text("utf-8")
    assert sound in text
    path.write_text(text.replace(sound, broken, 1), "utf-8")
    assert any(complaint in fault for fault in faults(tmp_path, language)), what

"""How well terms are found: precision and recall on sentences written for it, by language.

Each line of ``terms_said`` is a sentence; what a reader would call a term stands in brackets, with
its concept in braces. The half under "held out" was not looked at while the rules were made.
"""

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from workflow.languages.language import Script
from workflow.languages.registry import ALL, by_tag
from workflow.text.terms.base import term_base
from workflow.text.terms.measure import Score, marked_sentence, score
from workflow.text.terms.table import read_terms

ROOT = Path(__file__).parents[2]
SAID = Path(__file__).with_name("terms_said")
TERMS = term_base(read_terms((ROOT / "translations" / "glossary.csv").read_text("utf-8")))
SCRIPT_NAMES = {
    Script.LATIN: "LATIN",
    Script.CYRILLIC: "CYRILLIC",
    Script.HAN_TRADITIONAL: "CJK",
}


def scored(tag: str, half: str) -> Score:
    halves = re.split(r"^# (.*)\n", (SAID / f"{tag}.txt").read_text("utf-8"), flags=re.MULTILINE)
    lines = dict(zip(halves[1::2], halves[2::2], strict=True))[half].splitlines()
    return score(map(marked_sentence, lines), TERMS, by_tag(tag))


@pytest.mark.parametrize("half", ["tuned", "held out"])
@pytest.mark.parametrize("tag", [language.tag for language in ALL])
def test_terms_are_found_in_every_form_and_hardly_anything_else_is(tag, half):
    found = scored(tag, half)
    assert found.precision >= 0.97, found.wrong
    assert found.recall >= 0.97, found.missed


@pytest.mark.parametrize(("tag", "least"), [("uk", 150), ("pl", 150), ("en", 60), ("zh-Hant", 60)])
def test_there_are_enough_sentences_to_say_so(tag, least):
    assert sum(scored(tag, half).marked for half in ("tuned", "held out")) >= least


@pytest.mark.parametrize("language", ALL, ids=str)
def test_why_a_form_is_not_used_is_said_in_its_own_language(language):
    """A reviewer of the language reads it below her text."""
    reasons = [
        form.reason
        for concept in TERMS.concepts
        for form in concept.forms
        if form.language == language and form.reason
    ]
    assert reasons
    for reason in reasons:
        letters = [unicodedata.name(letter).split()[0] for letter in reason if letter.isalpha()]
        assert Counter(letters).most_common(1)[0][0] == SCRIPT_NAMES[language.script], reason


@pytest.mark.parametrize("language", ALL, ids=str)
def test_every_form_of_the_glossary_is_found_where_it_stands_alone(language):
    lost = [
        (concept.key, said)
        for concept in TERMS.concepts
        for form in concept.forms
        if form.language == language
        for said in (form.text, *form.inflected)
        if concept.key not in {each.concept.key for each in TERMS.find(said, language)}
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("tag", "said", "key"),
    [
        ("en", "Chisinau", "chisinau"),
        ("en", "Gdansk’s", "gdansk"),
        ("en", "Rzeszow", "rzeszow"),
        ("en", "Przemysl", "przemysl"),
        ("en", "Visegrad Group", "visegrad-group"),
        ("en", "Milos Vystrcil", "milos-vystrcil"),
        ("pl", "okupowanych terytoriów", "occupied-territories"),
        ("pl", "uchodźczyń", "refugee"),
        ("uk", "польок", "pole"),
    ],
)
def test_a_spelling_that_papers_use_is_found(tag, said, key):
    text = f"– {said} –"
    assert [
        (text[each.start : each.end], each.concept.key) for each in TERMS.find(text, by_tag(tag))
    ] == [(said, key)]

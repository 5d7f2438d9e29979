"""A phrase is found where it stands, whatever it is made of, and the newest first."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import AT, EN, PL, UK, ZH, editor
from tests.rooms.memory.told_pairs import from_a_file
from workflow.memory.actions import remember
from workflow.memory.search import LONGEST, concordance

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("phrase", "text", "language", "stands"),
    [
        ("a strike", "They threaten a strike.", EN, True),
        ("a strike", "A banana strike is a joke.", EN, False),
        ("100%", "It is 100% sure.", EN, True),
        ("100%", "It is 100 in all.", EN, False),
        ("a_c", "a_c and so on", EN, True),
        ("a_c", "abc and a, c", EN, False),
        ("(ferry", "The boat (ferry 9) leaves.", EN, True),
        (".*", "Anything.", EN, False),
        ("  harbour \n master ", "The harbour master waits.", EN, True),
        ("HARBOUR MASTER", "The harbour master waits.", EN, True),
        ("harbour", "The harbours are full.", EN, True),
        ("’sea’", "He said 'sea' and left.", EN, True),
        ("київ", "КИЇВ чекає.", UK, True),
        ("żółw", "Żo\u0301\u0142w idzie.", PL, True),
        ("報導", "外交部否認台灣的報導", ZH, True),
        ("報台", "外交部否認台灣的報導", ZH, False),
        ("2.4萬", "港口有2.4萬人", ZH, True),
        ("AI晶", "新的AI晶片", ZH, True),
        ("的AI晶", "新的AI晶片", ZH, True),
    ],
)
def test_a_phrase_stands_in_a_text_or_it_does_not(phrase, text, language, stands):
    other = EN if language != EN else UK
    remember([from_a_file(text, "…?", languages=(language, other))], by=editor(), at=AT)
    assert [each.text for each in concordance(phrase, language=language)] == [text] * stands


@pytest.mark.parametrize("size", [LONGEST + 1, 100_000, 1_000_000])
def test_a_phrase_that_is_too_long_is_not_searched_for(size):
    with CaptureQueriesContext(connection) as made:
        assert concordance("ab " * (size // 3 + 1), language=EN) == ()
    assert len(made) == 0


def test_a_phrase_of_the_greatest_length_is_found():
    text = "ab " * (LONGEST // 3) + "ab"
    remember([from_a_file(f"So: {text}.", "Так.")], by=editor(), at=AT)
    assert len(text) == LONGEST
    assert len(concordance(text, language=EN)) == 1


def test_spaces_at_the_ends_do_not_make_a_phrase_too_long():
    remember([from_a_file("The ferry leaves.", "Пором іде.")], by=editor(), at=AT)
    assert len(concordance(" " * 500 + "ferry" + " " * 500, language=EN)) == 1


def test_a_phrase_in_a_text_of_a_hundred_thousand_characters_is_found():
    long = "word " * 20_000 + "Keelung"
    remember([from_a_file(long, "Порт.")], by=editor(), at=AT)
    assert [len(each.text) for each in concordance("keelung", language=EN)] == [len(long)]


def test_the_newest_come_first_and_of_one_day_the_shortest():
    by = editor()
    days = [("The old ferry", 0), ("A ferry that is long", 1), ("A ferry", 1), ("ferry, new", 2)]
    for text, day in days:
        remember([from_a_file(text, f"{text}…")], by=by, at=AT + timedelta(days=day))
    found = [each.text for each in concordance("ferry", language=EN)]
    assert found == ["ferry, new", "A ferry", "A ferry that is long", "The old ferry"]
    found = [each.text for each in concordance("ferry", language=EN, most=1)]
    assert found == ["ferry, new"]


def test_a_common_word_is_read_from_the_newest_texts_until_there_are_enough():
    by = editor()
    remember((from_a_file(f"Ferry {n}", f"Пором {n}") for n in range(700)), by=by, at=AT)
    with CaptureQueriesContext(connection) as few:
        assert len(concordance("ferry", language=EN, most=20)) == 20
    with CaptureQueriesContext(connection) as many:
        assert len(concordance("ferry", language=EN, most=600)) == 600
    assert (len(few), len(many)) == (4, 8)


def test_a_rare_phrase_of_common_words_is_found_however_old_it_is():
    by = editor()
    remember([from_a_file("The ferry master waits", "Чекає.")], by=by, at=AT)
    several = (from_a_file(f"The ferry {n} and its master", f"Пором {n}") for n in range(600))
    remember(several, by=by, at=AT)
    assert [each.translation for each in concordance("ferry master", language=EN)] == ["Чекає."]


def test_only_the_other_language_asked_for_is_shown():
    by = editor()
    remember(
        [from_a_file("A ferry", "Пором"), from_a_file("Prom", "Пором", languages=(PL, UK))],
        by=by,
        at=AT,
    )
    assert {each.other for each in concordance("пором", language=UK)} == {EN, PL}
    assert [each.translation for each in concordance("пором", language=UK, other=PL)] == ["Prom"]
    assert concordance("пором", language=UK, other=ZH) == ()

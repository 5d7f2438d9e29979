"""What the memory finds: exactly, in context, nearly; in both directions, and not what left it."""

from collections.abc import Iterable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.factories import AT, EN, LATER, UK, ZH, editor
from workflow.journal.models import Entry
from workflow.languages.language import Language
from workflow.memory.actions import NotAPair, remember
from workflow.memory.forgetting import forget, forget_place
from workflow.memory.index import FAN, tidy_index
from workflow.memory.lookup import lookup
from workflow.memory.models import MemoryPair, MemoryRun, MemoryText
from workflow.memory.search import concordance
from workflow.memory.tokens import normalised
from workflow.memory.values import Grain, HitKind, NewPair, PairOrigin, Query, Remembered, Side
from workflow.people.permissions import NotAllowed

pytestmark = pytest.mark.django_db

SAID = (
    (EN, "The harbour took in 412 ships last year.", UK, "Торік порт прийняв 412 кораблів."),
    (EN, "Pilots threaten a strike", UK, "Лоцмани погрожують страйком"),
    (EN, "Taiwan votes", ZH, "台灣大選"),
    (EN, "The ministry denied the report.", ZH, "外交部否認這項報導,並表示將持續關注。"),
)
SOURCES = [(a, text, b, other) for a, text, b, other in SAID] + [
    (b, other, a, text) for a, text, b, other in SAID
]


def loose(first: Language, text: str, second: Language, other: str) -> NewPair:
    return NewPair(
        first=Side(language=first, text=text),
        second=Side(language=second, text=other),
        grain=Grain.SENTENCE,
        origin=PairOrigin.TMX,
    )


def placed(
    text: str, other: str, *, place: str = "s6", around: Iterable[str] = ("", "")
) -> NewPair:
    before, after = around
    return NewPair(
        first=Side(language=UK, text=other),
        second=Side(language=EN, text=text, before=before, after=after),
        grain=Grain.BLOCK,
        origin=PairOrigin.APPROVED,
        story="gulls",
        place=place,
        made_of=("uk@1", "en@2"),
    )


def ask(text: str, source: Language = EN, target: Language = UK, **rest: str):
    [hits] = lookup([Query(text=text, **rest)], source=source, target=target)
    return hits


@pytest.mark.parametrize(("source", "text", "target", "other"), SOURCES)
def test_a_pair_is_found_exactly_in_both_directions(source, text, target, other):
    remember([loose(*each) for each in SAID], by=editor(), at=AT)
    [hit] = ask(f" {text}  ", source, target)
    assert (hit.text, hit.translation, hit.score, hit.kind) == (text, other, 1.0, HitKind.EXACT)


@pytest.mark.parametrize(
    ("source", "text", "target", "stored"),
    [
        (EN, "The harbour took in 413 ships this year.", UK, SAID[0][1]),
        (UK, "Торік порти прийняли 412 кораблів.", EN, SAID[0][3]),
        (EN, "Pilots threaten strikes", UK, SAID[1][1]),
        (EN, "Taiwan vote", ZH, SAID[2][1]),
        (ZH, "台北高雄", EN, None),
        (ZH, "台灣選舉", EN, SAID[2][3]),
        (ZH, "台灣大選了", EN, SAID[2][3]),
        (ZH, "台彎大選", EN, SAID[2][3]),
        (ZH, "外交部否認該報導,並表示將持續關注。", EN, SAID[3][3]),
    ],
)
def test_a_text_that_is_nearly_the_same_is_found(source, text, target, stored):
    remember([loose(*each) for each in SAID], by=editor(), at=AT)
    hits = ask(text, source, target)
    assert [hit.text for hit in hits] == ([] if stored is None else [stored])
    assert all(hit.kind is HitKind.FUZZY and 0.7 <= hit.score < 1 for hit in hits)


def test_the_same_neighbours_make_a_match_in_context_and_come_first():
    around = ("Gulls call.", "They leave.")
    by = editor()
    remember([placed("It rains.", "Дощить.", around=around)], by=by, at=AT)
    remember([placed("It rains.", "Іде дощ.", place="s9")], by=by, at=LATER)
    hits = ask("It rains.", before="Gulls call.", after="They leave.")
    assert [(hit.kind, hit.translation) for hit in hits] == [
        (HitKind.CONTEXT, "Дощить."),
        (HitKind.EXACT, "Іде дощ."),
    ]
    assert [hit.made_of for hit in hits] == [("en@2", "uk@1")] * 2
    assert [hit.kind for hit in ask("It rains.")] == [HitKind.EXACT] * 2


def test_a_pair_whose_neighbours_were_rewritten_is_found_between_those_it_has_now():
    by = editor()
    remember([placed("Gulls.", "Чайки.", around=("Ships.", "Tea."))], by=by, at=AT)
    told = remember([placed("Gulls.", "Чайки.", around=("Boats.", "Tea."))], by=by, at=LATER)
    assert told == Remembered(same=1)
    assert [ask("Gulls.", before=each, after="Tea.")[0].kind for each in ("Boats.", "Ships.")] == [
        HitKind.CONTEXT,
        HitKind.EXACT,
    ]


def test_a_correction_takes_the_place_and_the_journal_says_what_was_there():
    by = editor()
    done = remember([placed("It rains.", "Дощить.")], by=by, at=AT)
    assert done == Remembered(new=1)
    done = remember([placed("It rains.", "Іде дощ.")], by=by, at=LATER)
    assert done == Remembered(replaced=1)
    assert [hit.translation for hit in ask("It rains.")] == ["Іде дощ."]
    old = MemoryPair.objects.get(replaced_at=LATER)
    assert old.replaced_by == MemoryPair.objects.get(replaced_at=None)
    entry = Entry.objects.get(verb="correct")
    assert entry.detail["was"] == {"first": "It rains.", "second": "Дощить."}


def test_what_is_brought_again_doubles_nothing():
    by, pairs = editor(), [loose(*each) for each in SAID]
    assert remember(pairs, by=by, at=AT) == Remembered(new=4)
    assert remember(pairs, by=by, at=LATER) == Remembered(same=4)
    assert (MemoryPair.objects.count(), MemoryText.objects.count()) == (4, 8)


def test_what_an_editor_has_forgotten_is_kept_but_not_found():
    by = editor()
    remember([placed("It rains.", "Дощить.")], by=by, at=AT)
    forget(MemoryPair.objects.get(), by=by, at=LATER, reason="Wrong.")
    assert ask("It rains.") == () == ask("It rained.")
    assert concordance("rains", language=EN) == ()
    assert MemoryPair.objects.get().replaced_at == LATER
    assert Entry.objects.get(verb="forget").detail["reason"] == "Wrong."


def test_only_who_keeps_the_memory_may_forget(django_user_model):
    remember([placed("It rains.", "Дощить.")], by=editor(), at=AT)
    nobody = django_user_model.objects.create_user("nobody")
    with pytest.raises(NotAllowed):
        forget(MemoryPair.objects.get(), by=nobody, at=LATER, reason="Wrong.")


def test_a_retracted_story_is_forgotten_in_one_language():
    by = editor()
    remember([placed("It rains.", "Дощить."), placed("So.", "Так.", place="s7")], by=by, at=AT)
    assert forget_place(story="gulls", languages={ZH}, by=by, at=LATER, reason="Gone.") == 0
    assert forget_place(story="gulls", languages={UK}, by=by, at=LATER, reason="Gone.") == 2
    assert ask("It rains.") == ()


@pytest.mark.parametrize(
    "pair", [loose(EN, "Same", EN, "Same"), loose(EN, " ", UK, "Ні"), placed("A", "Б", place="")]
)
def test_what_is_no_pair_is_refused_and_nothing_is_kept(pair):
    with pytest.raises(NotAPair):
        remember([loose(*SAID[0]), pair], by=editor(), at=AT)
    assert not MemoryText.objects.exists()


def test_merging_runs_changes_no_answer():
    by = editor()
    texts = [f"Ferry number {n} leaves the harbour at {n % 24} o’clock." for n in range(FAN - 1)]
    for text in texts:
        remember([loose(EN, text, UK, f"Пором: {text}")], by=by, at=AT)
    asked = [Query(text=text.replace("leaves", "left")) for text in texts]
    before = lookup(asked, source=EN, target=UK)
    assert MemoryRun.objects.count() == FAN - 1
    remember([loose(ZH, "台灣大選", EN, "Taiwan votes")], by=by, at=AT)
    assert list(MemoryRun.objects.values_list("level", flat=True)) == [1]
    assert lookup(asked, source=EN, target=UK) == before
    assert all(before)
    assert tidy_index(at=AT) == 0


def test_as_many_database_queries_are_made_for_sixty_texts_as_for_one():
    pairs = [loose(EN, f"Ship {n} sails to port {n}.", UK, f"Судно {n}.") for n in range(60)]
    remember(pairs, by=editor(), at=AT)
    counts = []
    for size in (1, 10, 60):
        asked = [Query(text=f"Ship {n} sailed to port {n}.") for n in range(size)]
        with CaptureQueriesContext(connection) as made:
            assert all(lookup(asked, source=EN, target=UK))
        counts.append(len(made))
    assert counts == [5, 5, 5]


@pytest.mark.parametrize(
    ("words", "language", "found"),
    [
        ("台灣", ZH, ["台灣大選"]),
        ("PILOTS thre", EN, []),
        ("PILOTS threat", EN, ["Pilots threaten a strike"]),
        ("pilots THREATEN", EN, ["Pilots threaten a strike"]),
        ("порт", UK, ["Торік порт прийняв 412 кораблів."]),
        ("strike pilots", EN, []),
        ("!", EN, []),
    ],
)
def test_a_phrase_is_found_wherever_it_stands(words, language, found):
    remember([loose(*each) for each in SAID], by=editor(), at=AT)
    assert [each.text for each in concordance(words, language=language)] == found


@pytest.mark.parametrize("asked", ["прем'єр", "ПРЕМ’ЄР", "премʼєр"])
def test_apostrophes_of_all_kinds_find_each_other(asked):
    remember([loose(UK, "Прем’єр пішов.", EN, "The premier left.")], by=editor(), at=AT)
    [found] = concordance(asked, language=UK, other=EN)
    assert found.translation == "The premier left."


TEXTS = st.text(alphabet="ab ’'Ґїżó台灣大選12.,", min_size=1, max_size=40).filter(str.strip)


class Laws(TestCase):
    """Each example in a transaction of its own."""

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(texts=st.lists(TEXTS, min_size=1, max_size=8), asked=TEXTS)
    def test_every_stored_text_is_found_and_nothing_below_the_threshold(self, texts, asked):
        pairs = [loose(EN, text, UK, f"={text}=") for text in texts]
        remember(pairs, by=editor(), at=AT)
        for text, hits in zip(
            texts, lookup([Query(text=t) for t in texts], source=EN, target=UK), strict=True
        ):
            assert normalised(text) in [normalised(hit.text) for hit in hits]
            assert {hit.score for hit in hits} == {1.0}
        back = lookup([Query(text=f"={text}=") for text in texts], source=UK, target=EN)
        assert all(back)
        [hits] = lookup([Query(text=asked)], source=EN, target=UK, at_least=0.8)
        assert all(hit.score >= 0.8 for hit in hits)

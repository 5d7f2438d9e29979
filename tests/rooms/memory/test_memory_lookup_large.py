"""A lookup takes no longer in a large memory: what it reads is bounded, and so are its queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import AT, EN, UK, ZH, editor
from tests.rooms.memory.told_pairs import asked, from_a_file
from workflow.memory.actions import remember
from workflow.memory.candidates import (
    BUDGET,
    BUDGET_OF_FIRST,
    CANDIDATES,
    FIRST_TOKENS,
    MOST_TOKENS,
    candidates,
    choose,
)
from workflow.memory.lookup import LONGEST, lookup
from workflow.memory.search import concordance
from workflow.memory.tokens import number, reach, tokens
from workflow.memory.values import HitKind, Query

ELEVEN = "Odesa ferry"
COUNTS = st.dictionaries(
    st.integers(0, 50), st.dictionaries(st.integers(0, 12), st.integers(1, 400_000), min_size=1)
)


def test_a_query_of_11_characters_is_read_within_its_budget_among_three_million_texts():
    """Where Weblate took 7,766 ms: the most common of its tokens are left unread."""
    found = [number("en", token) for token in sorted(tokens(ELEVEN))]
    within = reach(len(ELEVEN), 0.7)
    counts = {
        token: dict.fromkeys(range(within[0], within[1] + 1), 80 * 2**place)
        for place, token in enumerate(found)
    }
    assert max(sum(each.values()) for each in counts.values()) > 3_400_000
    chosen = choose(found, within, counts)
    assert 1 < len(chosen.weights) < len(found)
    assert chosen.ids <= BUDGET


@given(counts=COUNTS, low=st.integers(0, 12), further=st.integers(0, 4))
def test_the_rarest_tokens_are_read_while_the_budget_lasts_and_one_always(counts, low, further):
    within = (low, low + further)
    sizes = {
        token: sum(n for bucket, n in each.items() if low <= bucket <= low + further)
        for token, each in counts.items()
    }
    met = {token: size for token, size in sizes.items() if size}
    chosen = choose(list(counts), within, counts)
    assert chosen.ids == sum(met[token] for token in chosen.weights)
    assert chosen.ids <= BUDGET_OF_FIRST or len(chosen.weights) == 1
    assert chosen.ids <= BUDGET or len(chosen.weights) <= FIRST_TOKENS
    assert len(chosen.weights) <= MOST_TOKENS
    assert bool(chosen.weights) == bool(met)
    left = [size for token, size in met.items() if token not in chosen.weights]
    assert all(met[token] <= min(left, default=met[token]) for token in chosen.weights)


def numbered(amount: int) -> None:
    """Texts that share all their words."""
    texts = [f"Odesa ferry {n}" for n in range(amount)]
    remember([from_a_file(each, f"{each}…") for each in texts], by=editor(), at=AT)


@pytest.mark.django_db
def test_no_more_texts_are_compared_and_no_more_queries_made_in_a_larger_memory():
    seen = []
    for amount in (500, 1000):
        numbered(amount)
        assert len(candidates([f"{ELEVEN} x"], "en", at_least=0.7)[0]) == CANDIDATES
        with CaptureQueriesContext(connection) as made:
            assert len(asked(f"{ELEVEN} x")) == 5
        seen.append(len(made))
    assert seen == [5, 5]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "act",
    [
        lambda: lookup(
            [Query(text=f"{ELEVEN} x"), Query(text=f"{ELEVEN} 7")], source=EN, target=UK
        ),
        lambda: concordance(ELEVEN, language=EN),
    ],
    ids=["lookup", "concordance"],
)
def test_no_table_is_read_from_end_to_end(act):
    numbered(50)
    with CaptureQueriesContext(connection) as made:
        assert act()
    plans = [_plan(query["sql"]) for query in made.captured_queries]
    assert len(plans) >= 3
    assert [plan for plan in plans if _reads_all(plan)] == []


@pytest.mark.django_db
def test_a_pair_of_rare_languages_is_found_among_many_like_it_in_others():
    by = editor()
    remember([from_a_file("Odesa ferry no 7", "敖德薩", languages=(EN, ZH))], by=by, at=AT)
    numbered(CANDIDATES - 1)
    with CaptureQueriesContext(connection) as made:
        assert [hit.translation for hit in asked(f"{ELEVEN} no 8", EN, ZH)] == ["敖德薩"]
    assert len(made) == 6


def _plan(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            return [row[3] for row in cursor.fetchall()]
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {sql}")
        return [row[0] for row in cursor.fetchall()]


def _reads_all(plan: list[str]) -> bool:
    return any(
        ("SCAN memory_" in line or "Seq Scan on memory_" in line) or line in {"SCAN p", "SCAN s"}
        for line in plan
    )


@pytest.mark.django_db
def test_a_two_character_chinese_headline_word_is_found():
    said = (ZH, EN)
    pairs = [("台灣大選", "Taiwan votes"), ("外交部否認台灣的報導", "Denied"), ("大選", "Election")]
    remember([from_a_file(*each, languages=said) for each in pairs], by=editor(), at=AT)
    assert {each.text for each in concordance("台灣", language=ZH)} == {pairs[0][0], pairs[1][0]}
    assert [each.translation for each in concordance("選", language=ZH)] == []
    assert [hit.kind for hit in asked("大選", ZH, EN)] == [HitKind.EXACT]
    assert [hit.text for hit in asked("大選了", ZH, EN)] == ["大選"]


@pytest.mark.django_db
def test_a_text_of_a_hundred_thousand_characters_is_found_exactly_and_compared_with_none():
    long = "The ferry leaves at nine. " * 4000
    remember([from_a_file(long, "Пором.")], by=editor(), at=AT)
    assert len(long) > 100_000
    assert [hit.kind for hit in asked(long)] == [HitKind.EXACT]
    with CaptureQueriesContext(connection) as made:
        assert asked(f"{long} So.") == ()
    assert len(made) == 1


@pytest.mark.django_db
def test_a_text_of_the_greatest_length_is_still_compared():
    words = " ".join(f"word{n}" for n in range(1000))[: LONGEST - 1]
    remember([from_a_file(f"{words}!", "Слова.")], by=editor(), at=AT)
    assert [hit.kind for hit in asked(f"{words}?")] == [HitKind.FUZZY]
    assert asked(f"{words}??") == ()


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", " ", "\n\t ", "\0", "…", "!?", "\ud800", "%", "_", "a" * 300])
def test_what_says_nothing_finds_nothing_and_breaks_nothing(text):
    numbered(3)
    assert asked(text) == ()
    assert concordance(text, language=EN) == ()

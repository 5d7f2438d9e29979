"""A pair that an editor had forgotten does not come back with the next file."""

from datetime import timedelta
from io import BytesIO

import pytest

from tests.factories import EN, LATER, UK, editor
from tests.rooms.memory.tmx_files import many, tmx, unit
from tests.rooms.memory.told_pairs import approved_pair, asked
from workflow.memory.actions import remember
from workflow.memory.forgetting import forget, forget_place, keep_only
from workflow.memory.forgotten import forgotten
from workflow.memory.importing import begin_import
from workflow.memory.models import MemoryImport, MemoryPair
from workflow.memory.tmx.read import Unit, read_tmx
from workflow.memory.work import run_imports

pytestmark = pytest.mark.django_db

WRONG = ("en", "The ship left."), ("uk", "Судно прийшло.")
RIGHT = ("en", "The ship left."), ("uk", "Судно вийшло.")
WHY = (
    "The pair of en and uk was forgotten before (Ola: “It came.”). "
    "If it is right after all, approve it in a story."
)


def bring(*units: str) -> MemoryImport:
    row = begin_import(BytesIO(tmx(*units)), name="a.tmx", by=editor(), at=LATER)
    run_imports(clock=lambda: LATER)
    row.refresh_from_db()
    return row


def forget_wrong() -> None:
    bring(unit(*WRONG))
    wrong = MemoryPair.objects.get(second__text=WRONG[1][1])
    forget(wrong, by=editor("ola"), at=LATER, reason="It came.")


def why(row: MemoryImport) -> list[str]:
    return [each.why.in_(EN) for each in row.rejects.all()]


def test_a_forgotten_pair_is_rejected_with_who_had_it_forgotten_and_why():
    forget_wrong()
    row = bring(unit(*RIGHT), unit(("en", "The  ship left."), WRONG[1]))
    assert (row.pairs_new, row.pairs_same, row.rejected, row.not_whole) == (1, 0, 1, 0)
    assert why(row) == [WHY]
    assert [hit.translation for hit in asked("The ship left.")] == ["Судно вийшло."]


def test_the_other_pairs_of_its_unit_enter():
    forget_wrong()
    row = bring(unit(*WRONG, ("pl", "Statek wypłynął.<ph/>")))
    assert (row.pairs_new, row.rejected, row.not_whole) == (2, 0, 1)
    assert why(row) == [f"It is in, without tags of another tool: <ph/>. {WHY}"]


def test_of_a_unit_that_stays_outside_only_that_is_told():
    forget_wrong()
    assert why(bring(unit(WRONG[0], ("uk", "Судно прийшло.<ph/>")))) == [WHY]


def test_what_was_approved_since_is_not_forgotten():
    forget_wrong()
    remember([approved_pair(WRONG[0][1], WRONG[1][1])], by=editor(), at=LATER)
    row = bring(unit(*WRONG))
    assert (row.pairs_new, row.pairs_same, row.rejected) == (0, 1, 0)


def test_what_a_correction_replaced_does_not_come_back():
    for text in (WRONG[1][1], RIGHT[1][1]):
        remember([approved_pair(WRONG[0][1], text)], by=editor(), at=LATER)
    row = bring(unit(*WRONG))
    assert (row.pairs_new, row.rejected) == (0, 1)
    assert "was corrected before" in why(row)[0]


def test_what_was_said_of_older_words_of_the_source_may_come_from_a_file():
    for source, text in (WRONG[0][1], WRONG[1][1]), ("The ship came.", RIGHT[1][1]):
        remember([approved_pair(source, text)], by=editor(), at=LATER)
    assert bring(unit(*WRONG)).pairs_new == 1


def test_what_was_said_of_it_last_counts():
    bring(unit(*WRONG))
    pair = MemoryPair.objects.get()
    remember([approved_pair(WRONG[0][1], WRONG[1][1])], by=editor(), at=LATER)
    gone = {"story": "gulls", "languages": [EN, UK], "reason": "uk@2 does not have it."}
    keep_only((), by=editor(), at=LATER, **gone)
    forget(pair, by=editor(), at=LATER + timedelta(days=1), reason="It came.")
    assert bring(unit(*WRONG)).rejected == 1


def test_a_pair_of_a_file_that_names_the_story_stays_when_the_story_has_it_no_longer():
    props = "<prop type='x-story'>gulls</prop><prop type='x-place'>s6</prop>"
    bring(unit(*WRONG, props=props))
    remember([approved_pair(WRONG[0][1], WRONG[1][1])], by=editor(), at=LATER)
    gone = {"story": "gulls", "languages": [EN, UK], "reason": "uk@2 does not have it."}
    keep_only((), by=editor(), at=LATER, **gone)
    assert len(asked("The ship left.")) == 1


def test_what_was_retracted_does_not_come_back():
    remember([approved_pair(WRONG[0][1], WRONG[1][1])], by=editor(), at=LATER)
    reason = "The source was retracted."
    assert forget_place(story="gulls", by=editor(), at=LATER, reason=reason) == 1
    assert bring(unit(*WRONG)).rejected == 1


def test_what_a_new_version_has_no_longer_may_come_from_a_file():
    remember([approved_pair(WRONG[0][1], WRONG[1][1])], by=editor(), at=LATER)
    reason = "uk@2 does not have it."
    keep_only((), story="gulls", languages=[EN, UK], by=editor(), at=LATER, reason=reason)
    assert bring(unit(*WRONG)).pairs_new == 1


@pytest.mark.parametrize("count", [3, 300])
def test_as_many_database_queries_are_made_for_three_hundred_pairs_as_for_three(
    count, django_assert_num_queries
):
    begin_import(BytesIO(b"".join(many(300))), name="b.tmx", by=editor(), at=LATER)
    run_imports(clock=lambda: LATER)
    for row in MemoryPair.objects.order_by("pk")[:count]:
        forget(row, by=row.added_by, at=LATER, reason="It came.")
    units = read_tmx(BytesIO(b"".join(many(count))))
    pairs = [pair for each in units if isinstance(each, Unit) for pair in each.pairs]
    with django_assert_num_queries(4):
        assert len(forgotten(pairs)) == count

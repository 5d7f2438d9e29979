"""A translator's own blocks: merged, split, added, dropped, and back again."""

import pytest

from tests import factories as make
from tests.factories import AT, EN, LATER, PL, UK
from workflow.people.permissions import NotAllowed
from workflow.people.roles import TeamRole
from workflow.stories.actions import revise
from workflow.text.problems import ShapeRefused
from workflow.translation.actions import approve, follow, reopen, submit_for_review
from workflow.translation.models import Shaping
from workflow.translation.problems import Incomplete, SaveRefused
from workflow.translation.queries import standings, translated_text
from workflow.translation.reshaping import (
    add_note,
    drop_block,
    merge_blocks,
    split_block,
    take_back,
)
from workflow.translation.sources import blocks_of
from workflow.translation.writing import current_versions, save_segment

pytestmark = pytest.mark.django_db

BODY = "One here.\n\nTwo there.\n\nThree more.\n\n- First thing\n- Second thing"


@pytest.fixture
def by():
    return make.editor()


@pytest.fixture
def row(by):
    row = make.draft(make.story(body=BODY, headline="H"), UK, by=by)
    make.fill(row)
    return row


def keys(row):
    return [block.key for block in blocks_of(row)]


def approved(row, by):
    submit_for_review(row, by=by, at=AT)
    return translated_text(approve(row, by=make.editor(), at=AT))


def test_a_merged_block_says_what_both_said_and_undoing_brings_them_back(row, by):
    before = {key: each.text for key, each in current_versions(row).items()}
    merge_blocks(row, ["s2", "s3"], by=by, at=AT)
    assert keys(row) == ["s1", "s2", "s4", "s5", "s6"]
    assert current_versions(row)["s2"].text == f"{before['s2']} {before['s3']}"
    take_back(row, "unmerge", "s2", by=by, at=AT)
    assert keys(row) == ["s1", "s2", "s3", "s4", "s5", "s6"]
    assert {key: each.text for key, each in current_versions(row).items()} == before


def test_a_merged_text_that_somebody_went_on_writing_stays_hers(row, by):
    merge_blocks(row, ["s2", "s3"], by=by, at=AT)
    base = current_versions(row)["s2"]
    save_segment(row, "s2", "Одне речення з двох.", base_version=base, by=by, at=AT)
    take_back(row, "unmerge", "s2", by=by, at=AT)
    assert current_versions(row)["s2"].text == "Одне речення з двох."


def test_a_split_block_needs_a_text_for_each_piece(row, by):
    split_block(row, "s2", into=3, by=by, at=AT)
    with pytest.raises(Incomplete) as refused:
        submit_for_review(row, by=by, at=AT)
    assert [block.key for block in refused.value.missing] == ["s2.2", "s2.3"]
    for key in ("s2.2", "s2.3"):
        save_segment(row, key, "Далі", base_version=None, by=by, at=AT)
    text = approved(row, by)
    assert [block.key for block in text.segments] == [
        "s1",
        "s2",
        "s2.2",
        "s2.3",
        "s3",
        "s4",
        "s5",
        "s6",
    ]


def test_a_translators_note_stands_where_it_was_put_and_is_marked_as_nobodys_source(row, by):
    key = add_note(row, after="s3", text="НАТО — оборонний союз.", by=by, at=AT)
    assert keys(row) == ["s1", "s2", "s3", key, "s4", "s5", "s6"]
    (note,) = [block for block in approved(row, by).segments if block.key == key]
    assert (note.sources, note.text) == ((), "НАТО — оборонний союз.")


def test_two_notes_have_two_keys_though_the_first_was_taken_out(row, by):
    first = add_note(row, after="s2", text="Перша.", by=by, at=AT)
    take_back(row, "take out", first, by=by, at=AT)
    second = add_note(row, after="s2", text="Друга.", by=by, at=AT)
    assert first != second


def test_an_empty_note_is_refused_and_leaves_no_trace(row, by):
    with pytest.raises(SaveRefused, match="empty"):
        add_note(row, after="s2", text="  ", by=by, at=AT)
    assert not Shaping.objects.exists()


def test_a_block_is_dropped_for_a_reason_and_restored_with_its_text(row, by):
    before = current_versions(row)["s3"].text
    with pytest.raises(ShapeRefused, match="why"):
        drop_block(row, "s3", reason=" ", by=by, at=AT)
    drop_block(row, "s3", reason="Ми пояснюємо це вище", by=by, at=AT)
    assert "s3" not in keys(row)
    take_back(row, "restore", "s3", by=by, at=AT)
    assert current_versions(row)["s3"].text == before


def test_every_shape_there_was_is_kept(row, by):
    split_block(row, "s2", by=by, at=AT)
    take_back(row, "unsplit", "s2", by=by, at=AT)
    shapes = list(Shaping.objects.values_list("number", "shape"))
    assert shapes == [(1, {"split": {"s2": 2}}), (2, {})]


def test_an_approved_version_keeps_its_shape_when_work_goes_on(row, by):
    merge_blocks(row, ["s2", "s3"], by=by, at=AT)
    text = approved(row, by)
    version = row.approved_versions.get()
    reopen(row, by=by, at=AT)
    take_back(row, "unmerge", "s2", by=by, at=AT)
    assert translated_text(version) == text
    assert [block.key for block in text.segments][:3] == ["s1", "s2", "s4"]


def test_a_note_survives_the_paragraph_it_followed(row, by):
    key = add_note(row, after="s3", text="Примітка.", by=by, at=AT)
    newer = make.content(BODY.replace("Two there.\n\n", ""), headline="H")
    follow(row, revise(row.story, newer, by=by, at=LATER), by=by, at=LATER)
    assert keys(row) == ["s1", "s2", key, "s4", "s5", "s6"]


def test_a_relay_of_a_reshaped_translation_renders_the_originals_segments(by):
    story = make.story(language=EN, body="One here.\n\nTwo there.\n\nThree more.", headline="H")
    row = make.draft(story, UK, by=by)
    make.fill(row)
    merge_blocks(row, ["s2", "s3"], by=by, at=AT)
    submit_for_review(row, by=by, at=AT)
    pivot = approve(row, by=make.editor(), at=AT)
    relay = make.draft(story, PL, made_from=pivot)
    assert keys(relay) == ["s1", "s2", "s3", "s4"]
    make.fill(relay)
    make.approved(make.story(), PL)
    reopen(row, by=by, at=LATER)
    take_back(row, "unmerge", "s2", by=by, at=LATER)
    submit_for_review(row, by=by, at=LATER)
    approve(row, by=make.editor(), at=LATER)
    (reason,) = standings([story.pk], [PL])[story.pk, PL].outdated
    assert set(reason.keys) == {"s2", "s3"}


def test_only_whoever_may_write_reshapes(row):
    with pytest.raises(NotAllowed):
        split_block(row, "s2", by=make.user(pl=TeamRole.REVIEWER), at=AT)
    with pytest.raises(SaveRefused, match="Nothing was changed"):
        split_block(row, "s2", by=make.user(uk=TeamRole.TRANSLATOR), at=AT)
    assert not Shaping.objects.exists()

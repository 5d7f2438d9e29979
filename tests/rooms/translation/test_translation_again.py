"""Whoever was not told that it was done does it again, and finds it done once."""

import pytest

from tests.factories import AT, LATER, content, draft, editor, fill, story, user
from workflow.journal.models import Entry
from workflow.notices.models import Notice
from workflow.people.roles import TeamRole
from workflow.translation.actions import catch_up
from workflow.translation.changes import change_source
from workflow.translation.models import SegmentVersion, Suggestion
from workflow.translation.problems import KeptAsSuggestion, SegmentConflict
from workflow.translation.suggestions import decline
from workflow.translation.writing import confirm, current_versions, save_segment, suggest

pytestmark = pytest.mark.django_db


def begun(by=None):
    return draft(story(body="One.\n\nTwo.", headline="H"), by=by or editor())


def counts():
    return [model.objects.count() for model in (SegmentVersion, Suggestion, Entry, Notice)]


def test_the_same_words_on_the_same_old_text_are_kept_once():
    row, olena, ivan = begun(), editor(), editor()
    base = save_segment(row, "s2", "Раз.", base_version=None, by=olena, at=AT)
    theirs = save_segment(row, "s2", "Раз і два.", base_version=base, by=olena, at=AT)
    conflicts = []
    for _ in range(2):
        with pytest.raises(SegmentConflict) as conflict:
            save_segment(row, "s2", "Раз та три.", base_version=base, by=ivan, at=AT)
        conflicts.append((conflict.value.mine.number, conflict.value.theirs, counts()))
    assert conflicts[0] == conflicts[1]
    assert conflicts[0][:2] == (3, theirs)
    with pytest.raises(SegmentConflict) as another:
        save_segment(row, "s2", "Раз та три.", base_version=base, by=editor(), at=AT)
    assert another.value.mine.number == 4


def test_the_same_words_in_anothers_draft_are_one_suggestion_until_it_is_settled():
    olena = user(uk=TeamRole.TRANSLATOR)
    anna = user(uk=TeamRole.TRANSLATOR)
    row = begun(by=olena)
    said = {"base_version": None, "by": anna, "at": AT}
    kept = []
    for _ in range(2):
        with pytest.raises(KeptAsSuggestion) as refused:
            save_segment(row, "s2", "Раз.", **said)
        kept.append((refused.value.suggestion, counts()))
    assert kept[0] == kept[1]
    assert suggest(row, "s2", "Раз.", **said) == kept[0][0]
    decline(kept[0][0], by=olena, at=AT)
    assert suggest(row, "s2", "Раз.", **said) != kept[0][0]


def test_words_once_suggested_count_when_their_author_may_write_them_herself():
    row, anna = begun(), user(uk=TeamRole.TRANSLATOR)
    suggest(row, "s2", "Раз.", base_version=None, by=anna, at=AT)
    row.claims.update(state="released", ended_at=AT)
    saved = save_segment(row, "s2", "Раз.", base_version=None, by=anna, at=AT)
    assert current_versions(row)["s2"] == saved


def test_a_source_is_followed_and_a_text_confirmed_once():
    row, by = begun(), editor()
    fill(row)
    change_source(row.story, content("One!\n\nTwo.", headline="H"), by=by, at=AT)
    catch_up(row, by=by, at=LATER)
    before = counts()
    catch_up(row, by=by, at=LATER)
    assert counts() == before
    confirm(row, ["s2"], by=by, at=LATER)
    confirmed = counts()
    assert confirmed != before
    confirm(row, ["s2"], by=by, at=LATER)
    assert counts() == confirmed

"""Side doors and leftovers: what somebody who tries the odd way round must not reach."""

import pytest

from tests import factories as make
from tests.factories import AT, LATER, UK
from workflow.people.actions import terminal_user
from workflow.people.roles import TeamRole
from workflow.stories.models import SourceChange
from workflow.text.meaning import Level
from workflow.translation import changes
from workflow.translation.actions import (
    approve,
    catch_up,
    follow,
    open_translation,
    request_changes,
    set_credits,
    start,
    submit_for_review,
)
from workflow.translation.changed import changed_since_made
from workflow.translation.claims import divide
from workflow.translation.credits import credited
from workflow.translation.models import Contribution
from workflow.translation.problems import ClaimTaken, NotSeen, SaveRefused
from workflow.translation.queries import standings
from workflow.translation.reshaping import drop_block, merge_blocks, take_back
from workflow.translation.sources import blocks_of
from workflow.translation.staleness import must_be_renewed
from workflow.translation.states import ContributionKind, CreditRole
from workflow.translation.suggestions import accept
from workflow.translation.workbench import workbench
from workflow.translation.writing import confirm, current_versions, save_segment, suggest

pytestmark = pytest.mark.django_db

BODY = "One here.\n\nTwo there.\n\nThree more.\n\nFour left."


@pytest.fixture
def olena():
    return make.user("olena", uk=TeamRole.TRANSLATOR)


@pytest.fixture
def ivan():
    return make.user("ivan", uk=TeamRole.TRANSLATOR)


@pytest.fixture
def maria():
    return make.user("maria", uk=TeamRole.REVIEWER)


def save(row, key, text, by):
    base = current_versions(row).get(key)
    return save_segment(row, key, text, base_version=base, by=by, at=AT)


class TestPartsOfALongStory:
    @pytest.fixture
    def row(self, olena, ivan, maria):
        row = open_translation(make.story(body=BODY), UK, by=olena, at=AT)
        divide(row, ["s1", "s4"], by=maria, at=AT)
        start(row, by=olena, at=AT, part=1)
        start(row, by=ivan, at=AT, part=2)
        return row

    def test_nobody_merges_a_block_of_anothers_part_into_hers(self, row, olena):
        with pytest.raises(SaveRefused, match="Ivan"):
            merge_blocks(row, ["s3", "s4"], by=olena, at=AT)

    def test_a_block_that_reaches_into_two_parts_is_taken_apart_by_either_holder_or_reviewer(
        self, row, maria
    ):
        merge_blocks(row, ["s3", "s4"], by=maria, at=AT)
        take_back(row, "unmerge", "s3", by=maria, at=AT)
        assert row.shape_number == 2


def test_nobody_changes_the_credits_of_a_draft_that_another_holds(olena, ivan):
    row = make.draft(make.story(), UK, by=olena)
    with pytest.raises(ClaimTaken, match="Olena"):
        set_credits(row, authors=(), translators=["Ivan"], reviewers=(), by=ivan, at=AT)
    assert credited(row)[CreditRole.TRANSLATOR] == ("Olena",)


def test_credits_are_compared_with_those_of_now_and_not_with_those_seen_before(olena):
    row = make.draft(make.story(), UK, by=olena)
    seen = type(row).objects.get(pk=row.pk)
    names = {"translators": ["Olena"], "reviewers": (), "by": olena, "at": AT}
    set_credits(row, authors=["Оля"], **names)
    set_credits(seen, authors=[], **names)
    row.refresh_from_db()
    assert row.authors == []


def test_the_words_of_a_suggestion_merged_in_are_credited_to_whoever_suggested_it(
    olena, ivan, maria
):
    row = make.draft(make.story(body="Nine old ferries leave."), UK, by=olena)
    save(row, "s1", "Порт", olena)
    first = save(row, "s2", "Дев’ять поромів ідуть.", olena)
    offered = suggest(
        row, "s2", "Дев’ять старих поромів ідуть.", base_version=first, by=ivan, at=AT
    )
    save(row, "s2", "Дев’ять поромів відходять.", olena)
    merged = accept(offered, by=olena, at=AT)
    assert (merged.text, merged.author) == ("Дев’ять старих поромів відходять.", ivan)
    submit_for_review(row, by=olena, at=AT)
    approve(row, by=maria, at=AT)
    words = Contribution.objects.filter(kind=ContributionKind.WORDS)
    assert dict(words.values_list("user__username", "amount"))["ivan"] == 1


def test_following_an_older_version_weighs_a_change_as_it_was_weighed_forwards():
    story = make.story(body="The quay has 24 lamps.")
    old = make.revision(story)
    new = changes.change_source(
        story, make.content("The quay has 42 lamps."), by=make.editor(), at=LATER
    )
    typo = SourceChange.objects.get(new_keys=["s2"])
    changes.decide(typo, Level.TYPO, seen=Level.FACT, by=make.editor(), at=LATER)
    row = make.draft(story, UK, made_from=new)
    make.fill(row)
    follow(row, old, by=terminal_user(), at=LATER)
    assert must_be_renewed(row, blocks_of(row)) == []


def test_merging_a_stale_block_leaves_it_stale():
    story = make.story(body="The quay has 24 lamps.\n\nGulls follow.")
    row = make.draft(story, UK)
    make.fill(row)
    newer = make.content("The quay has 42 lamps.\n\nGulls follow.")
    changes.change_source(story, newer, by=make.editor(), at=LATER)
    catch_up(row, by=terminal_user(), at=LATER)
    merge_blocks(row, ["s2", "s3"], by=terminal_user(), at=LATER)
    assert [each.key for each in must_be_renewed(row, blocks_of(row))] == ["s2"]
    take_back(row, "unmerge", "s2", by=terminal_user(), at=LATER)
    assert [each.key for each in must_be_renewed(row, blocks_of(row))] == ["s2"]


def test_a_level_raised_after_the_approval_outdates_what_was_approved_as_it_stood():
    story = make.story(body="The quay has big lamps.\n\nGulls follow.", headline="H")
    row = make.approved(story, UK).translation
    newer = make.content("The quay has huge lamps.\n\nGulls follow.", headline="H")
    changes.change_source(story, newer, by=make.editor(), at=LATER)
    change = SourceChange.objects.get()
    by, ewa = terminal_user(), make.editor()
    assert change.proposed == Level.STYLE
    catch_up(row, by=by, at=LATER)
    submit_for_review(row, by=by, at=LATER)
    approve(row, by=by, at=LATER)
    assert standings([story.pk], [UK])[story.pk, UK].outdated == ()
    changes.decide(change, Level.FACT, seen=Level.STYLE, by=ewa, at=LATER)
    (reason,) = standings([story.pk], [UK])[story.pk, UK].outdated
    assert (reason.level, reason.keys) == (Level.FACT, ("s2",))
    assert changed_since_made([story.pk]) == {story.pk}
    catch_up(row, by=by, at=LATER)
    confirm(row, ["s2"], by=by, at=LATER)
    submit_for_review(row, by=by, at=LATER)
    approve(row, by=by, at=LATER)
    assert standings([story.pk], [UK])[story.pk, UK].outdated == ()


def test_a_reason_typed_with_invisible_signs_is_kept_without_them():
    row = make.draft(make.story(body="One here.\n\nTwo there."), UK)
    drop_block(row, "s2", reason="Чому\x00 ні", by=terminal_user(), at=AT)
    row.refresh_from_db()
    assert row.shape == {"dropped": {"s2": "Чому ні"}}


class TestWhatTheReviewerRead:
    """Between reading and approving, others may write; what she approves is what she read."""

    @pytest.fixture
    def row(self, olena):
        row = make.draft(make.story(body=BODY), UK, by=olena)
        make.fill(row)
        submit_for_review(row, by=olena, at=AT)
        return row

    def test_what_she_read_is_approved(self, row, maria):
        seen = workbench(row).seen
        assert approve(row, by=maria, at=LATER, seen=seen).number == 1

    def test_a_text_put_right_by_another_reviewer_meanwhile_is_read_first(self, row, maria):
        iryna = make.user("iryna", uk=TeamRole.REVIEWER)
        seen = workbench(row).seen
        save(row, "s3", "Щойно змінено.", iryna)
        with pytest.raises(NotSeen, match="s3 changed since") as refused:
            approve(row, by=maria, at=LATER, seen=seen)
        assert refused.value.keys == ("s3",)
        assert row.approved_versions.count() == 0
        assert approve(row, by=maria, at=LATER, seen=workbench(row).seen).number == 1

    def test_so_is_one_that_was_handed_back_and_in_again_without_a_block(self, row, olena, maria):
        seen = workbench(row).seen
        request_changes(row, by=maria, at=AT)
        drop_block(row, "s4", reason="Зайве.", by=olena, at=AT)
        submit_for_review(row, by=olena, at=AT)
        with pytest.raises(NotSeen) as refused:
            approve(row, by=maria, at=LATER, seen=seen)
        assert refused.value.keys == ("s4",)

"""Comments with mentions, and suggestions that are accepted with credit."""

import pytest

from tests import factories as make
from tests.factories import AT, UK
from workflow.journal.actions import MoveRefused
from workflow.journal.append_only import WrittenOnce
from workflow.notices.models import Notice
from workflow.people.permissions import NotAllowed
from workflow.people.roles import TeamRole
from workflow.text.reserved import READER_TOKEN
from workflow.translation.actions import approve, open_translation, start, submit_for_review
from workflow.translation.models import Comment, Contribution
from workflow.translation.problems import SaveRefused, SegmentConflict
from workflow.translation.states import SuggestionState, ThreadState
from workflow.translation.suggestions import accept, decline, withdraw
from workflow.translation.talk import mentioned_in, open_thread, reply, resolve
from workflow.translation.workbench import workbench
from workflow.translation.writing import current_versions, save_segment, suggest

pytestmark = pytest.mark.django_db


@pytest.fixture
def olena():
    return make.user("olena", uk=TeamRole.TRANSLATOR)


@pytest.fixture
def ivan():
    return make.user("ivan", uk=TeamRole.TRANSLATOR)


@pytest.fixture
def maria():
    return make.user("maria", uk=TeamRole.REVIEWER)


@pytest.fixture
def row(olena):
    row = open_translation(
        make.story(body="Nine ferries leave.", headline="H"), UK, by=olena, at=AT
    )
    start(row, by=olena, at=AT)
    save_segment(row, "s1", "Порт", base_version=None, by=olena, at=AT)
    save_segment(row, "s2", "Дев’ять поромів ідуть.", base_version=None, by=olena, at=AT)
    return row


class TestComments:
    def test_a_thread_belongs_to_a_block_and_shows_beside_it(self, row, ivan):
        open_thread(row, "s2", "Тут «відходять»?", by=ivan, at=AT)
        threads = {view.block.key: view.open_threads for view in workbench(row).blocks}
        assert threads == {"s1": 0, "s2": 1}

    def test_whoever_is_mentioned_is_told_once_and_nobody_of_her_own_words(self, row, olena, ivan):
        thread = open_thread(row, "s2", "@olena @ivan @olena, гляньте", by=ivan, at=AT)
        assert set(thread.comments.get().mentions.values_list("user__username", flat=True)) == {
            "olena",
            "ivan",
        }
        told = Notice.objects.filter(kind="mention").values_list("user__username", flat=True)
        assert list(told) == ["olena"]

    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("@olena, see", ("olena",)),
            ("Write to olena@mail.example", ()),
            ("(@ivan.k) and @ivan.k.", ("ivan.k",)),
            ("@@olena", ()),
            ("нема @оленка", ("оленка",)),
        ],
    )
    def test_a_name_after_an_at_is_a_mention_and_an_address_is_none(self, text, names):
        assert mentioned_in(text) == names

    def test_a_resolved_thread_opens_again_when_somebody_replies(self, row, olena, ivan):
        thread = open_thread(row, "s2", "Тут «відходять»?", by=ivan, at=AT)
        resolve(thread, by=olena, at=AT)
        assert thread.state == ThreadState.RESOLVED
        reply(thread, "А втім, ні.", by=ivan, at=AT)
        thread.refresh_from_db()
        assert thread.state == ThreadState.OPEN
        assert thread.comments.count() == 2

    def test_of_two_who_resolve_one_is_told(self, row, olena, ivan):
        thread = open_thread(row, "s2", "Тут «відходять»?", by=ivan, at=AT)
        seen = type(thread).objects.get(pk=thread.pk)
        resolve(thread, by=olena, at=AT)
        with pytest.raises(MoveRefused):
            resolve(seen, by=ivan, at=AT)

    def test_what_was_said_is_never_changed(self, row, ivan):
        open_thread(row, "s2", "Перше слово", by=ivan, at=AT)
        with pytest.raises(WrittenOnce):
            Comment.objects.update(text="Інше")

    @pytest.mark.parametrize(
        ("text", "why"), [("  ", "empty"), ("x" * 10_001, "longer"), (READER_TOKEN, "secret")]
    )
    def test_an_empty_a_huge_or_a_dangerous_comment_is_refused(self, row, ivan, text, why):
        with pytest.raises(SaveRefused, match=why):
            open_thread(row, "s2", text, by=ivan, at=AT)

    def test_only_the_team_talks_and_only_about_blocks_there_are(self, row, ivan):
        with pytest.raises(NotAllowed):
            open_thread(row, "s2", "Hi", by=make.user(pl=TeamRole.REVIEWER), at=AT)
        with pytest.raises(SaveRefused, match="no block s77"):
            open_thread(row, "s77", "Hi", by=ivan, at=AT)


class TestSuggestions:
    def offer(self, row, text, by, *, key="s2"):
        return suggest(row, key, text, base_version=current_versions(row).get(key), by=by, at=AT)

    def test_an_accepted_text_counts_and_credits_its_writer(self, row, olena, ivan, maria):
        made = self.offer(row, "Дев’ять поромів відходять.", ivan)
        assert accept(made, by=olena, at=AT) == made.version
        assert current_versions(row)["s2"].author == ivan
        names = row.credits.filter(role="translator").order_by("position")
        assert list(names.values_list("name", flat=True)) == ["Olena", "Ivan"]
        submit_for_review(row, by=olena, at=AT)
        approve(row, by=maria, at=AT)
        words = Contribution.objects.filter(kind="words").values_list("name", "amount")
        assert set(words) == {("Olena", 3), ("Ivan", 1)}

    def test_a_suggestion_changes_nothing_until_it_is_accepted(self, row, ivan):
        before = current_versions(row)["s2"]
        self.offer(row, "Інакше.", ivan)
        assert current_versions(row)["s2"] == before
        (view,) = [view for view in workbench(row).blocks if view.suggestions]
        assert view.suggestions[0].version.text == "Інакше."

    def test_only_the_owner_or_a_reviewer_accepts(self, row, olena, ivan, maria):
        made = self.offer(row, "Інакше.", ivan)
        with pytest.raises(NotAllowed, match="being translated by Olena"):
            accept(made, by=ivan, at=AT)
        accept(made, by=maria, at=AT)
        assert current_versions(row)["s2"].text == "Інакше."

    def test_a_suggestion_is_merged_with_what_was_written_since(self, row, olena, ivan):
        made = self.offer(row, "Дев’ять старих поромів ідуть.", ivan)
        base = current_versions(row)["s2"]
        save_segment(row, "s2", "Дев’ять поромів відходять.", base_version=base, by=olena, at=AT)
        accepted = accept(made, by=olena, at=AT)
        assert accepted.text == "Дев’ять старих поромів відходять."
        assert accepted.base.text == "Дев’ять поромів відходять."

    def test_one_that_touches_the_same_words_is_shown_with_both_and_changes_nothing(
        self, row, olena, ivan
    ):
        made = self.offer(row, "Дев’ять поромів відчалюють.", ivan)
        base = current_versions(row)["s2"]
        now = save_segment(
            row, "s2", "Дев’ять поромів відходять.", base_version=base, by=olena, at=AT
        )
        with pytest.raises(SegmentConflict) as conflict:
            accept(made, by=olena, at=AT)
        assert not conflict.value.merge.clean
        assert current_versions(row)["s2"] == now
        made.refresh_from_db()
        assert made.state == SuggestionState.OFFERED

    def test_a_declined_one_stays_on_record_and_can_be_accepted_later(self, row, olena, ivan):
        made = self.offer(row, "Інакше.", ivan)
        decline(made, by=olena, at=AT, note="Занадто вільно")
        assert made.state == SuggestionState.DECLINED
        accept(made, by=olena, at=AT)
        assert current_versions(row)["s2"].text == "Інакше."

    def test_ones_own_is_withdrawn_and_nobody_elses(self, row, olena, ivan):
        made = self.offer(row, "Інакше.", ivan)
        with pytest.raises(NotAllowed):
            withdraw(made, by=olena, at=AT)
        withdraw(made, by=ivan, at=AT)
        with pytest.raises(MoveRefused):
            accept(made, by=olena, at=AT)

    def test_it_is_accepted_once(self, row, olena, ivan):
        made = self.offer(row, "Інакше.", ivan)
        seen = type(made).objects.get(pk=made.pk)
        accept(made, by=olena, at=AT)
        with pytest.raises(MoveRefused):
            accept(seen, by=olena, at=AT)

    def test_a_reviewers_suggestion_leaves_her_free_to_approve(self, row, olena, maria):
        accept(self.offer(row, "Інакше.", maria), by=olena, at=AT)
        submit_for_review(row, by=olena, at=AT)
        assert approve(row, by=maria, at=AT).number == 1

"""Source changes: levels proposed by rule and decided by editors, and what follows from them."""

import pytest

from tests import factories as make
from tests.factories import AT, EN, LATER, PL, UK, ZH
from tests.racing import race
from workflow.issues.accepting import accept_outdated
from workflow.issues.actions import IssueRefused, SlotPlan, set_slots
from workflow.issues.decide import Choice, decide
from workflow.issues.freeze import freeze
from workflow.issues.links import Links
from workflow.issues.retraction import EditionRetracted, refuse_retracted
from workflow.issues.snapshot import snapshot
from workflow.issues.states import Fallback, Layout
from workflow.journal.actions import MoveRefused
from workflow.journal.models import Entry
from workflow.languages.registry import ALL
from workflow.notices.models import Notice
from workflow.people.actions import terminal_user
from workflow.people.permissions import NotAllowed
from workflow.people.roles import TeamRole
from workflow.stories.models import LevelDecision, SourceChange
from workflow.text.changes import ChangeKind
from workflow.text.meaning import Level
from workflow.translation import changes
from workflow.translation.actions import (
    approve,
    catch_up,
    follow,
    reopen,
    submit_for_review,
)
from workflow.translation.models import PivotChange
from workflow.translation.problems import SaveRefused, StaleTexts
from workflow.translation.queries import standings
from workflow.translation.states import TranslationState
from workflow.translation.workbench import workbench
from workflow.translation.writing import confirm, current_versions, save_segment

pytestmark = pytest.mark.django_db

LINKS = Links(base="https://news.example")
BODY = "The quay has 24 lamps.\n\nThe pilots greet every ship.\n\nGulls follow."


def change(story, body, headline="H"):
    content = make.content(body, headline=headline)
    return changes.change_source(story, content, by=make.editor(), at=LATER)


def standing(story, language=UK):
    return standings([story.pk], ALL)[story.pk, language]


def facts(**body) -> list[tuple[str, str]]:
    return [(row.kind, row.proposed) for row in SourceChange.objects.all()]


@pytest.fixture
def story():
    return make.story(body=BODY, headline="H")


class TestLevels:
    def test_a_revision_keeps_each_change_with_its_level_and_its_reason(self, story):
        change(story, BODY.replace("24", "42").replace("greet every", "still greet each"))
        rows = [(row.kind, row.new_keys, row.proposed) for row in SourceChange.objects.all()]
        assert rows == [(ChangeKind.EDITED, ["s2"], "fact"), (ChangeKind.EDITED, ["s3"], "style")]
        reason = SourceChange.objects.first()
        assert "24" in reason.reason.format_map(reason.values)

    def test_style_is_shown_and_blocks_nothing(self, story):
        make.approved(story, UK)
        change(story, BODY.replace("greet every", "still greet each"))
        assert standing(story).level is Level.STYLE
        issue = make.issue(stories=[story])
        choice = decide(snapshot(issue), UK)[1].choice
        assert choice is Choice.OUTDATED

    def test_an_editor_decides_and_decides_again_and_all_of_it_is_kept(self, story):
        make.approved(story, UK)
        change(story, BODY.replace("24", "42"))
        (row,) = SourceChange.objects.all()
        editor = make.editor("ewa")
        for seen, level in ((Level.FACT, Level.TYPO), (Level.TYPO, Level.STYLE)):
            changes.decide(row, level, seen=seen, by=editor, at=LATER, note="Checked")
        assert standing(story).level is Level.STYLE
        assert list(LevelDecision.objects.values_list("number", "level", "note")) == [
            (1, "typo", "Checked"),
            (2, "style", "Checked"),
        ]
        assert Entry.objects.filter(verb="decide level", by=editor).count() == 2

    def test_a_decision_on_a_level_that_no_longer_holds_is_refused(self, story):
        change(story, BODY.replace("24", "42"))
        (row,) = SourceChange.objects.all()
        changes.decide(row, Level.TYPO, seen=Level.FACT, by=make.editor(), at=LATER)
        with pytest.raises(MoveRefused, match="Somebody else has just decided"):
            changes.decide(row, Level.STYLE, seen=Level.FACT, by=make.editor(), at=LATER)

    def test_a_translator_does_not_decide(self, story):
        change(story, BODY.replace("24", "42"))
        (row,) = SourceChange.objects.all()
        person = make.user(uk=TeamRole.REVIEWER)
        with pytest.raises(NotAllowed):
            changes.decide(row, Level.TYPO, seen=Level.FACT, by=person, at=LATER)

    def test_the_worst_level_between_two_versions_counts(self, story):
        make.approved(story, UK)
        change(story, BODY.replace("24", "42"))
        change(story, BODY.replace("24 lamps", "42 lamps,"))
        assert standing(story).level is Level.FACT

    def test_people_are_told_once_a_change_and_again_when_it_weighs_more(self, story):
        make.approved(story, UK)
        change(story, BODY.replace("greet every", "still greet each"))
        changes.announce(story, by=None, at=LATER)
        assert Notice.objects.filter(kind="source_changed").count() == 2  # translator, reviewer
        (row,) = SourceChange.objects.all()
        changes.decide(row, Level.FACT, seen=Level.STYLE, by=make.editor(), at=LATER)
        assert Notice.objects.filter(kind="source_changed").count() == 4

    def test_what_a_crash_left_unsaid_is_said_by_the_caretaker(self, story):
        make.approved(story, UK)
        change(story, BODY.replace("24", "42"))
        Notice.objects.all().delete()
        changes.announce_recent(at=LATER)
        assert Notice.objects.filter(kind="source_changed").count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_who_decide_at_once_one_wins_and_the_other_is_told():
    story = make.story(body=BODY, headline="H")
    change(story, BODY.replace("24", "42"))
    (row,) = SourceChange.objects.all()
    ewa, ola = make.editor(), make.editor()
    outcomes = race(
        lambda: changes.decide(row, Level.TYPO, seen=Level.FACT, by=ewa, at=LATER),
        lambda: changes.decide(row, Level.STYLE, seen=Level.FACT, by=ola, at=LATER),
    )
    assert {type(each) for each in outcomes} == {LevelDecision, MoveRefused}


class TestUpdating:
    def test_only_the_stale_texts_are_left_to_do_and_bring_it_back_to_review(self, story):
        version = make.approved(story, UK)
        row, by = version.translation, make.editor()
        change(story, BODY.replace("24", "42"))
        catch_up(row, by=by, at=LATER)
        assert row.state == TranslationState.DRAFTING
        with pytest.raises(StaleTexts) as refused:
            submit_for_review(row, by=by, at=LATER)
        assert [each.key for each in refused.value.stale] == ["s2"]
        base = current_versions(row)["s2"]
        save_segment(row, "s2", "42 ліхтарі.", base_version=base, by=by, at=LATER)
        submit_for_review(row, by=by, at=LATER)
        assert row.state == TranslationState.IN_REVIEW
        approve(row, by=make.editor(), at=LATER)
        assert standing(story).outdated == ()

    def test_a_text_that_still_holds_is_confirmed_not_typed_again(self, story):
        version = make.approved(story, UK)
        row, by = version.translation, make.editor()
        change(story, BODY.replace("24", "42"))
        catch_up(row, by=by, at=LATER)
        before = current_versions(row)["s2"]
        confirm(row, ["s2"], by=by, at=LATER)
        after = current_versions(row)["s2"]
        assert (after.text, after.base, after.origin) == (before.text, before, before.origin)
        assert not workbench(row, checked=False).stale

    def test_nothing_is_confirmed_that_is_not_there(self, story):
        row = make.draft(story, UK)
        with pytest.raises(SaveRefused, match="no text to confirm for s2"):
            confirm(row, ["s2"], by=make.editor(), at=AT)

    def test_the_approved_text_runs_on_while_its_update_is_drafted(self, story):
        version = make.approved(story, UK)
        change(story, BODY.replace("greet every", "still greet each"))
        catch_up(version.translation, by=make.editor(), at=LATER)
        assert standing(story).approved.approved_version_id == version.pk

    def test_split_paragraphs_name_the_new_one_too(self, story):
        story = make.story(body="One long thought here. And another thought there.", headline="H")
        version = make.approved(story, UK)
        change(story, "One long thought here.\n\nAnd another thought there.")
        (row,) = SourceChange.objects.all()
        assert (row.kind, row.old_keys) == (ChangeKind.SPLIT, ["s2"])
        assert set(row.new_keys) == {"s2", "s3"}
        catch_up(version.translation, by=make.editor(), at=LATER)
        views = {view.block.key: view for view in workbench(version.translation).blocks}
        assert views["s3"].text == ""


class TestRelays:
    def test_a_relay_of_a_text_reworded_in_the_pivot_alone_is_stale_by_what_was_changed(self):
        story = make.story(body="The quay has 24 lamps.", headline="H")
        pivot = make.approved(story, PL)
        make.approved(story, UK, made_from=pivot)
        row, by = pivot.translation, make.editor()
        reopen(row, by=by, at=LATER)
        base = current_versions(row)["s2"]
        save_segment(row, "s2", f"{base.text} Nowe.", base_version=base, by=by, at=LATER)
        submit_for_review(row, by=by, at=LATER)
        approve(row, by=make.editor(), at=LATER)
        (reason,) = standing(story).outdated
        assert (reason.language, reason.via, reason.keys) == (PL, None, ("s2",))
        change_row = PivotChange.objects.get()
        changes.decide(
            change_row, Level.TYPO, seen=Level(change_row.proposed), by=make.editor(), at=LATER
        )
        assert standing(story).outdated == ()

    def test_switching_to_the_original_keeps_every_text(self, story):
        pivot = make.approved(story, PL)
        row = make.draft(story, UK, made_from=pivot)
        make.fill(row)
        before = current_versions(row)
        follow(row, make.revision(story), by=terminal_user(), at=LATER)
        assert (row.relay, current_versions(row)) == (None, before)
        assert not workbench(row, checked=False).stale
        submit_for_review(row, by=terminal_user(), at=LATER)

    def test_the_original_stands_beside_the_pivot(self, story):
        pivot = make.approved(story, PL)
        row = make.draft(story, UK, made_from=pivot)
        bench = workbench(row)
        assert (bench.source_language, bench.original_language) == (PL, EN)
        view = bench.blocks[1]
        assert view.original == "The quay has 24 lamps."
        assert view.source.startswith("[pl]")

    def test_each_text_says_what_it_was_made_from(self, story):
        pivot = make.approved(story, PL)
        row = make.draft(story, UK, made_from=pivot)
        make.fill(row)
        assert {view.source_version for view in workbench(row).blocks} == {"pl@1"}


class TestEditions:
    @pytest.mark.parametrize(
        ("fallback", "choice"),
        [
            (Fallback.HOLD, Choice.HELD),
            (Fallback.OMIT, Choice.OMITTED),
            (Fallback.ORIGINAL, Choice.FALLBACK),
        ],
    )
    def test_a_changed_fact_keeps_the_text_back_and_the_fallback_says_what_happens(
        self, story, fallback, choice
    ):
        make.approved(story, UK)
        change(story, BODY.replace("24", "42"))
        issue = make.issue(stories=[story])
        slots = [SlotPlan(story=story, layout=Layout.LEAD, fallback=fallback)]
        set_slots(issue, slots, by=terminal_user(), at=AT)
        decision = decide(snapshot(issue), UK)[1]
        assert decision.choice is choice
        if choice is Choice.FALLBACK:
            assert decision.shown.language == EN

    def test_an_editor_lets_it_run_and_that_is_recorded_for_this_state_of_things(self, story):
        make.approved(story, UK)
        change(story, BODY.replace("24", "42"))
        issue = make.issue(stories=[story])
        accept_outdated(issue, story, UK, note="The number is in the box", by=make.editor(), at=AT)
        assert decide(snapshot(issue), UK)[1].choice is Choice.OUTDATED
        line = Entry.objects.get(verb="accept outdated")
        assert line.detail["note"] == "The number is in the box"
        change(story, BODY.replace("24", "43"))
        assert decide(snapshot(issue), UK)[1].choice is Choice.HELD

    def test_only_an_editor_accepts_and_only_what_is_outdated_and_with_a_reason(self, story):
        make.approved(story, UK)
        issue = make.issue(stories=[story])
        with pytest.raises(IssueRefused, match="nothing to accept"):
            accept_outdated(issue, story, UK, note="x", by=make.editor(), at=AT)
        change(story, BODY.replace("24", "42"))
        with pytest.raises(IssueRefused, match="Say why"):
            accept_outdated(issue, story, UK, note=" ", by=make.editor(), at=AT)
        person = make.user(uk=TeamRole.REVIEWER)
        with pytest.raises(NotAllowed):
            accept_outdated(issue, story, UK, note="x", by=person, at=AT)

    def test_what_is_retracted_is_pulled_from_every_edition_and_the_rest_runs(self, story):
        for language in (ZH, UK, PL):
            make.approved(story, language)
        issue = make.issue(stories=[story])
        for language in (ZH, UK, PL):
            make.approved(issue.letter, language)
        frozen = freeze(issue, UK, by=make.editor(), at=AT, links=LINKS)
        refuse_retracted(frozen)
        change(story, BODY.replace("The pilots greet every ship.", "The pilots greet no ship."))
        (row,) = SourceChange.objects.all()
        editor = make.editor()
        changes.decide(row, Level.RETRACTION, seen=Level(row.proposed), by=editor, at=LATER)
        for language in (ZH, UK, PL):
            shown = decide(snapshot(issue), language)[1].shown
            assert [block.key for block in shown.segments] == ["s1", "s2", "s4"]
        with pytest.raises(EditionRetracted, match="retracted after it was frozen"):
            refuse_retracted(frozen)
        again = freeze(issue, UK, by=make.editor(), at=LATER, links=LINKS)
        refuse_retracted(again)

    def test_a_retracted_title_keeps_the_story_back(self, story):
        make.approved(story, UK)
        change(story, BODY, headline="Another headline altogether")
        (row,) = SourceChange.objects.all()
        editor = make.editor()
        changes.decide(row, Level.RETRACTION, seen=Level(row.proposed), by=editor, at=LATER)
        assert decide(snapshot(make.issue(stories=[story])), UK)[1].choice is Choice.HELD

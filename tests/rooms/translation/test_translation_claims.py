"""Claims: promised, refreshed, recalled, handed over, and lapsing without losing a word."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from tests import factories as make
from tests.factories import AT, PL, UK
from tests.racing import race
from workflow.journal.actions import MoveRefused
from workflow.journal.models import Entry
from workflow.notices.models import Notice
from workflow.people.actions import terminal_user
from workflow.people.permissions import NotAllowed
from workflow.people.roles import TeamRole
from workflow.teams.actions import forget, set_team_rules
from workflow.translation.actions import (
    open_translation,
    request_changes,
    start,
    submit_for_review,
)
from workflow.translation.claims import (
    divide,
    hand_in,
    hand_over,
    lapse_overdue,
    nudge,
    release,
)
from workflow.translation.models import Claim, Translation
from workflow.translation.problems import (
    ClaimTaken,
    KeptAsSuggestion,
    SaveRefused,
    TranslationProblem,
)
from workflow.translation.states import ClaimState, TranslationState
from workflow.translation.writing import current_versions, save_file, save_segment

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
BODY = "One here.\n\nTwo there.\n\nThree more.\n\nFour left."


@pytest.fixture
def olena():
    return make.user("olena", uk=TeamRole.TRANSLATOR)


@pytest.fixture
def ivan():
    return make.user("ivan", uk=TeamRole.TRANSLATOR)


@pytest.fixture
def reviewer():
    return make.user("maria", uk=TeamRole.REVIEWER)


def claimed(by, *, days: int = 10) -> Translation:
    row = open_translation(make.story(body=BODY, headline="H"), UK, by=by, at=AT)
    start(row, by=by, at=AT, promised_at=AT + days * DAY)
    return row


def save(row, text, *, by, at=AT, key="s2", base=None):
    return save_segment(row, key, text, base_version=base, by=by, at=at)


def claim_of(row) -> Claim:
    return row.claims.order_by("pk").last()


def told(kind: str) -> list[str]:
    rows = Notice.objects.filter(kind=kind).order_by("pk")
    return list(rows.values_list("user__username", flat=True))


def test_a_claim_has_a_promised_date_and_the_teams_usual_one_when_none_is_named(olena):
    row = open_translation(make.story(), UK, by=olena, at=AT)
    start(row, by=olena, at=AT)
    claim = claim_of(row)
    assert (claim.holder, claim.state, claim.part) == (olena, ClaimState.HELD, 0)
    assert claim.promised_at == claim.lapses_at == AT + 7 * DAY


def test_a_team_says_how_long_a_claim_lasts(olena):
    rules = {"allows_self_review": False, "claim_days": 2, "grace_days": 1}
    set_team_rules(UK, **rules, by=terminal_user(), at=AT)
    row = open_translation(make.story(), UK, by=olena, at=AT)
    start(row, by=olena, at=AT)
    assert claim_of(row).promised_at == AT + 2 * DAY


def test_a_promise_in_the_past_is_refused(olena):
    row = open_translation(make.story(), UK, by=olena, at=AT)
    with pytest.raises(TranslationProblem, match="passed already"):
        start(row, by=olena, at=AT, promised_at=AT)
    row.refresh_from_db()
    assert row.state == TranslationState.OPEN


def test_a_second_claim_is_refused_with_the_holder_and_the_date(olena, ivan):
    row = claimed(olena)
    with pytest.raises(ClaimTaken, match=r"Olena holds .* until 2026-10-12 09:30 UTC"):
        start(row, by=ivan, at=AT + DAY)
    assert Claim.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_claim_at_once_one_wins_and_the_other_is_told(olena, ivan):
    row = open_translation(make.story(), UK, by=olena, at=AT)
    mine, theirs = (Translation.objects.get(pk=row.pk) for _ in range(2))
    outcomes = race(
        lambda: start(mine, by=olena, at=AT),
        lambda: start(theirs, by=ivan, at=AT),
    )
    assert sorted(type(each).__name__ for each in outcomes) == ["ClaimTaken", "NoneType"]
    assert Claim.objects.filter(state=ClaimState.HELD).count() == 1
    assert Entry.objects.filter(verb="start").count() == 1


def test_real_editing_refreshes_a_claim_past_its_promised_date(olena):
    row = claimed(olena, days=2)
    save(row, "Раз.", by=olena, at=AT + DAY)
    assert claim_of(row).lapses_at == AT + 4 * DAY
    assert claim_of(row).promised_at == AT + 2 * DAY
    assert lapse_overdue(at=AT + 3 * DAY) == 0


def test_looking_and_saving_the_same_words_refreshes_nothing(olena):
    row = claimed(olena, days=2)
    base = save(row, "Раз.", by=olena)
    save(row, "Раз.", by=olena, at=AT + 2 * DAY - timedelta(hours=1), base=base)
    assert claim_of(row).lapses_at == AT + 3 * DAY


def test_a_lapsed_claim_keeps_its_draft_and_its_credit_and_tells_its_holder(olena):
    row = claimed(olena, days=2)
    save(row, "Раз.", by=olena)
    assert lapse_overdue(at=AT + 3 * DAY) == 1
    row.refresh_from_db()
    assert (row.state, claim_of(row).state) == (TranslationState.OPEN, ClaimState.LAPSED)
    assert current_versions(row)["s2"].text == "Раз."
    assert row.credits.get().name == "Olena"
    assert told("lapsed") == ["olena"]
    verbs = list(Entry.objects.filter(verb="lapse").values_list("subject_kind", "to_state"))
    assert verbs == [("translation.claim", "lapsed"), ("translation.translation", "open")]
    assert lapse_overdue(at=AT + 3 * DAY) == 0


def test_an_overdue_claim_gives_way_to_whoever_comes_even_before_it_was_swept(olena, ivan):
    row = claimed(olena, days=2)
    start(row, by=ivan, at=AT + 2 * DAY)
    states = list(row.claims.order_by("pk").values_list("holder__username", "state"))
    assert states == [("olena", "lapsed"), ("ivan", "held")]


def test_she_may_go_on_after_her_time_while_nobody_else_came(olena):
    row = claimed(olena, days=2)
    save(row, "Раз.", by=olena, at=AT + 5 * DAY)
    assert claim_of(row).lapses_at == AT + 8 * DAY


def test_a_promise_is_recalled_at_half_and_at_four_fifths_of_its_time_and_once_each(olena):
    claimed(olena, days=10)
    recalled = [nudge(at=AT + day * DAY) for day in (4, 5, 6, 8, 9)]
    assert recalled == [0, 1, 0, 1, 0]
    assert told("due") == ["olena", "olena"]


def test_a_promise_nobody_recalled_in_time_is_recalled_once(olena):
    claimed(olena, days=10)
    assert [nudge(at=AT + 9 * DAY), nudge(at=AT + 9 * DAY)] == [1, 0]


def test_the_caretaker_does_all_of_that_and_can_be_run_again(olena, capsys):
    claimed(olena, days=10)
    for day in (5, 5, 11, 11):
        call_command("tend", at=(AT + day * DAY).isoformat())
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        "Claims lapsed: 0. Promises recalled: 1.",
        "Claims lapsed: 0. Promises recalled: 0.",
        "Claims lapsed: 1. Promises recalled: 0.",
        "Claims lapsed: 0. Promises recalled: 0.",
    ]


def test_a_claim_is_handed_over_with_its_draft(olena, ivan):
    row = claimed(olena)
    save(row, "Раз.", by=olena)
    hand_over(row, ivan, by=olena, at=AT + DAY)
    states = list(row.claims.order_by("pk").values_list("holder__username", "state"))
    assert states == [("olena", "handed_over"), ("ivan", "held")]
    assert current_versions(row)["s2"].text == "Раз."
    assert told("assigned") == ["ivan"]
    row.refresh_from_db()
    assert row.state == TranslationState.DRAFTING


@pytest.mark.parametrize("act", ["release", "hand over"])
def test_another_translator_ends_nobodys_claim_but_a_reviewer_may(olena, ivan, reviewer, act):
    row = claimed(olena)

    def end(by):
        if act == "release":
            release(row, by=by, at=AT)
        else:
            hand_over(row, ivan, by=by, at=AT)

    with pytest.raises(NotAllowed, match="Olena holds it"):
        end(ivan)
    assert claim_of(row).state == ClaimState.HELD
    end(reviewer)
    assert row.claims.get(holder=olena).state != ClaimState.HELD


def test_a_claim_goes_to_nobody_outside_the_team(olena):
    row = claimed(olena)
    with pytest.raises(NotAllowed):
        hand_over(row, make.user(pl=TeamRole.REVIEWER), by=olena, at=AT)
    assert claim_of(row).state == ClaimState.HELD


def test_a_reviewer_assigns_a_story_and_its_holder_is_told_and_credited(olena, reviewer, ivan):
    row = open_translation(make.story(), UK, by=reviewer, at=AT)
    with pytest.raises(NotAllowed):
        start(row, by=ivan, holder=olena, at=AT)
    start(row, by=reviewer, holder=olena, at=AT)
    assert claim_of(row).holder == olena
    assert row.credits.get().name == "Olena"
    assert told("assigned") == ["olena"]


def test_a_text_typed_on_somebody_elses_claim_is_kept_as_a_suggestion(olena, ivan):
    row = claimed(olena)
    base = save(row, "Раз.", by=olena)
    with pytest.raises(KeptAsSuggestion, match="being translated by Olena") as kept:
        save(row, "Раз!", by=ivan, base=base)
    assert kept.value.suggestion.version.text == "Раз!"
    assert current_versions(row)["s2"] == base
    assert told("suggestion") == ["olena"]


def test_what_a_lapsed_translator_types_after_somebody_took_over_is_not_lost(olena, ivan):
    row = claimed(olena, days=2)
    base = save(row, "Раз.", by=olena)
    start(row, by=ivan, at=AT + 4 * DAY)
    with pytest.raises(KeptAsSuggestion) as kept:
        save(row, "Раз, нарешті.", by=olena, base=base, at=AT + 4 * DAY)
    assert kept.value.suggestion.version.text == "Раз, нарешті."


@pytest.mark.parametrize("state", [TranslationState.OPEN, TranslationState.APPROVED])
def test_what_is_typed_where_nobody_writes_is_not_lost_either(olena, state):
    row = claimed(olena)
    base = save(row, "Раз.", by=olena)
    Claim.objects.all().delete()
    Translation.objects.filter(pk=row.pk).update(state=state)
    with pytest.raises(KeptAsSuggestion):
        save(row, "Раз, два.", by=olena, base=base)


def test_a_file_for_somebody_elses_claim_is_refused_whole(olena, ivan):
    row = claimed(olena)
    with pytest.raises(SaveRefused, match="Nothing was changed"):
        save_file(row, {"s1": "Г", "s2": "Раз."}, by=ivan, at=AT)
    assert not current_versions(row)


def test_another_translator_hands_nobodys_draft_in(olena, ivan):
    row = claimed(olena)
    make.fill(row)
    with pytest.raises(ClaimTaken, match="Olena’s to work on"):
        submit_for_review(row, by=ivan, at=AT)
    submit_for_review(row, by=olena, at=AT)
    assert claim_of(row).state == ClaimState.HANDED_IN


def test_after_changes_are_requested_she_holds_it_again_and_is_told(olena, reviewer):
    row = claimed(olena)
    make.fill(row)
    submit_for_review(row, by=olena, at=AT)
    request_changes(row, by=reviewer, at=AT + DAY, note="Назва корабля")
    claim = claim_of(row)
    assert (claim.holder, claim.state) == (olena, ClaimState.HELD)
    assert claim.promised_at == AT + 8 * DAY
    assert told("changes_requested") == ["olena"]
    assert Notice.objects.get(kind="changes_requested").values["note"] == "Назва корабля"


def test_whoever_left_the_team_gets_no_claim_back(olena, reviewer):
    row = claimed(olena)
    make.fill(row)
    submit_for_review(row, by=olena, at=AT)
    olena.memberships.all().delete()
    request_changes(row, by=reviewer, at=AT)
    assert not row.claims.filter(state=ClaimState.HELD).exists()


def test_the_claim_of_a_deleted_account_is_free_at_once(olena, ivan):
    row = claimed(olena)
    save(row, "Раз.", by=olena)
    forget(olena, by=terminal_user(), at=AT)
    row.refresh_from_db()
    start(row, by=ivan, at=AT)
    states = list(row.claims.order_by("pk").values_list("holder_name", "state"))
    assert states == [("Olena", "lapsed"), ("Ivan", "held")]
    assert current_versions(row)["s2"].text == "Раз."


def test_nothing_is_started_from_review_or_from_an_approved_text(olena, ivan):
    row = claimed(olena)
    make.fill(row)
    submit_for_review(row, by=olena, at=AT)
    with pytest.raises(MoveRefused, match="in_review"):
        start(row, by=ivan, at=AT)
    version = make.approved(make.story(), PL)
    with pytest.raises(MoveRefused, match="Reopen an approved one"):
        start(version.translation, by=make.editor(), at=AT)


class TestParts:
    """A long story, divided: one claim a part."""

    @pytest.fixture
    def row(self, reviewer):
        row = open_translation(make.story(body=BODY, headline="H"), UK, by=reviewer, at=AT)
        divide(row, ["s1", "s4"], by=reviewer, at=AT)
        return row

    def test_each_part_has_its_own_holder(self, row, olena, ivan):
        start(row, by=olena, at=AT, part=1)
        start(row, by=ivan, at=AT, part=2)
        with pytest.raises(ClaimTaken, match="part 2"):
            start(row, by=olena, at=AT, part=2)

    def test_the_whole_is_not_claimed_over_a_part_nor_a_part_over_the_whole(self, row, olena, ivan):
        start(row, by=olena, at=AT, part=1)
        with pytest.raises(ClaimTaken):
            start(row, by=ivan, at=AT)
        release(row, by=olena, at=AT, part=1)
        start(row, by=ivan, at=AT)
        with pytest.raises(ClaimTaken):
            start(row, by=olena, at=AT, part=2)

    def test_each_holder_writes_in_her_own_part(self, row, olena, ivan):
        start(row, by=olena, at=AT, part=1)
        start(row, by=ivan, at=AT, part=2)
        save(row, "Один тут.", by=olena, key="s2")
        with pytest.raises(KeptAsSuggestion):
            save(row, "Три ще.", by=olena, key="s4")
        save(row, "Три ще.", by=ivan, key="s4")

    def test_a_part_nobody_holds_is_open_to_the_team(self, row, olena, ivan):
        start(row, by=olena, at=AT, part=1)
        save(row, "Три ще.", by=ivan, key="s4")
        assert current_versions(row)["s4"].text == "Три ще."

    def test_the_story_is_handed_in_when_its_last_part_is(self, row, olena, ivan):
        start(row, by=olena, at=AT, part=1)
        start(row, by=ivan, at=AT, part=2)
        make.fill(row)
        with pytest.raises(ClaimTaken, match="Ivan"):
            submit_for_review(row, by=olena, at=AT)
        assert hand_in(row, by=olena, at=AT, part=1) is False
        with pytest.raises(ClaimTaken, match="Ivan"):
            submit_for_review(row, by=olena, at=AT)
        assert hand_in(row, by=ivan, at=AT, part=2) is True
        submit_for_review(row, by=ivan, at=AT)
        row.refresh_from_db()
        assert row.state == TranslationState.IN_REVIEW

    def test_a_released_part_leaves_the_rest_being_drafted(self, row, olena, ivan):
        start(row, by=olena, at=AT, part=1)
        start(row, by=ivan, at=AT, part=2)
        release(row, by=olena, at=AT, part=1)
        row.refresh_from_db()
        assert row.state == TranslationState.DRAFTING
        release(row, by=ivan, at=AT, part=2)
        row.refresh_from_db()
        assert row.state == TranslationState.OPEN

    @pytest.mark.parametrize(
        ("keys", "why"),
        [
            (["s1", "s99"], "no segment s99"),
            (["s1"], "at least two parts"),
            (["s2", "s4"], "begins at s1"),
            (["s1", "s4", "s3"], "in the order of the story"),
        ],
    )
    def test_a_division_that_does_not_fit_the_story_is_refused(self, reviewer, keys, why):
        row = open_translation(make.story(body=BODY, headline="H"), UK, by=reviewer, at=AT)
        with pytest.raises(TranslationProblem, match=why):
            divide(row, keys, by=reviewer, at=AT)

    def test_no_part_is_claimed_that_is_not_there(self, row, olena):
        with pytest.raises(TranslationProblem, match="no part 3"):
            start(row, by=olena, at=AT, part=3)

    def test_a_story_is_not_divided_under_somebodys_hands(self, row, olena, reviewer):
        start(row, by=olena, at=AT, part=1)
        with pytest.raises(ClaimTaken):
            divide(row, [], by=reviewer, at=AT)

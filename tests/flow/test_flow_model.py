"""The flow as a model: any run of acts by anybody leaves what the model says, and loses no text."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests import factories as make
from tests.factories import AT, UK
from workflow.journal.actions import MoveRefused
from workflow.journal.models import Entry
from workflow.people.permissions import NotAllowed
from workflow.people.roles import TeamRole
from workflow.translation.actions import (
    approve,
    catch_up,
    open_translation,
    reopen,
    request_changes,
    start,
    submit_for_review,
)
from workflow.translation.changes import change_source
from workflow.translation.claims import hand_over, lapse_overdue, release
from workflow.translation.models import (
    ApprovedVersion,
    Claim,
    SegmentVersion,
    Suggestion,
    Translation,
)
from workflow.translation.problems import (
    ClaimTaken,
    Incomplete,
    KeptAsSuggestion,
    OwnWork,
    SegmentConflict,
    StaleTexts,
    TranslationProblem,
)
from workflow.translation.queries import translated_text
from workflow.translation.states import ClaimState, SuggestionState
from workflow.translation.suggestions import accept
from workflow.translation.workbench import workbench
from workflow.translation.writing import confirm, current_versions, save_segment

TRANSLATORS = ("olena", "ivan")
REVIEWERS = ("maria", "petro")
PEOPLE = (*TRANSLATORS, *REVIEWERS)
WORDS = ("Чайки летять.", "Чайки кружляють.", "Порт спить.", "Ліхтарі горять.", "Туман стоїть.")
KEYS = ("s1", "s2", "s3")

translators = st.sampled_from(TRANSLATORS)
reviewers = st.sampled_from(REVIEWERS)
people = st.sampled_from(PEOPLE)
keys = st.sampled_from(KEYS)
words = st.sampled_from(WORDS)


class Flow(RuleBasedStateMachine):
    """One translation, four people. The model is a state, a holder, and every text ever typed."""

    def __init__(self) -> None:
        super().__init__()
        self.run = transaction.atomic()  # each run begins with an empty newsroom
        self.run.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.run.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.at = AT
        self.people = {
            name: make.user(
                name, uk=TeamRole.REVIEWER if name in REVIEWERS else TeamRole.TRANSLATOR
            )
            for name in PEOPLE
        }
        self.bodies = 0
        self.story = make.story(body=self.body(), headline="Port")
        self.row = open_translation(self.story, UK, by=self.people["olena"], at=AT)
        self.state = "open"
        self.holder: str | None = None
        self.due = AT
        self.typed: list[str] = []
        self.translated: set[str] = set()
        self.versions: list[tuple[int, object]] = []

    def body(self) -> str:
        return f"Gulls fly.\n\nThe harbour sleeps, {self.bodies} lamps burn."

    def now(self):
        self.at += timedelta(minutes=1)
        return self.at

    def fresh(self) -> Translation:
        return Translation.objects.get(pk=self.row.pk)

    def refused(self, act, *errors: type[Exception]) -> bool:
        """Whether the act was refused in one of the ways it may be; then nothing may have moved."""
        lines = Entry.objects.count()
        try:
            act()
        except errors:
            assert Entry.objects.count() == lines
            return True
        return False

    @precondition(lambda self: self.state == "open" or self.at.minute % 3 == 0)
    @rule(name=translators)
    def claim(self, name: str) -> None:
        free = self.state == "open" or (self.state == "drafting" and self.holder is None)
        overdue = self.state == "drafting" and self.due <= self.at + timedelta(minutes=1)
        moment = self.now()
        row = self.fresh()
        was = self.refused(
            lambda: start(row, by=self.people[name], at=moment), MoveRefused, ClaimTaken
        )
        mine = self.holder == name
        assert was == (not (free or (overdue and not mine)))
        if not was:
            self.state, self.holder = "drafting", name
            self.due = moment + timedelta(days=7)
            self.translated.add(name)

    @rule(name=people, key=keys, text=words)
    def type_a_text(self, name: str, key: str, text: str) -> None:
        if self.row.revision_id is None and self.fresh().revision_id is None:
            return
        moment = self.now()
        row = self.fresh()
        base = current_versions(row).get(key)
        counts = self.may_write(name)
        before = SegmentVersion.objects.count()
        same = base is not None and base.text == text
        try:
            save_segment(row, key, text, base_version=base, by=self.people[name], at=moment)
            assert counts or same
        except KeptAsSuggestion:
            assert not counts
        if same:
            assert SegmentVersion.objects.count() == before
            return
        self.typed.append(text)
        if counts and self.state == "drafting":
            self.translated.add(name)
            self.refreshed(name)

    @precondition(lambda self: self.state == "drafting")
    @rule(number=st.integers(0, len(WORDS) - 1), again=st.booleans())
    def work_it_through(self, number: int, again: bool) -> None:
        """Whoever holds it, or else Olena, gives every block a text and confirms what was stale."""
        name = self.holder or "olena"
        row = self.fresh()
        for place, key in enumerate(KEYS):
            if again or not (key in current_versions(row) and current_versions(row)[key].text):
                self.type_a_text(name, key, WORDS[(number + place) % len(WORDS)])
        stale = [view.block.key for view in workbench(row, checked=False).stale]
        if stale:
            confirm(row, stale, by=self.people[name], at=self.now())
            self.refreshed(name)

    @precondition(lambda self: self.state == "drafting")
    @rule()
    def the_holder_hands_in(self) -> None:
        self.hand_in(self.holder or "olena")

    def refreshed(self, name: str) -> None:
        later = self.at + timedelta(days=3)
        holds = self.state == "drafting" and self.holder == name
        if holds and self.due + timedelta(hours=1) < later:
            self.due = later

    def may_write(self, name: str) -> bool:
        if self.state == "in_review":
            return name in REVIEWERS
        if self.state != "drafting":
            return False
        return self.holder in {None, name} or name in REVIEWERS

    @rule(name=people, text=words)
    def type_on_an_old_text(self, name: str, text: str) -> None:
        row = self.fresh()
        if not self.may_write(name) or "s2" not in current_versions(row):
            return
        current = current_versions(row)["s2"]
        if current.text == text:
            return
        with pytest.raises(SegmentConflict) as conflict:
            save_segment(row, "s2", text, base_version=None, by=self.people[name], at=self.now())
        assert conflict.value.theirs == current
        assert current_versions(row)["s2"] == current
        self.typed.append(text)
        if self.state == "drafting":
            self.translated.add(name)
            self.refreshed(name)

    @precondition(lambda self: self.state == "drafting" or self.at.minute % 5 == 0)
    @rule(name=translators)
    def hand_in(self, name: str) -> None:
        row = self.fresh()
        was = self.refused(
            lambda: submit_for_review(row, by=self.people[name], at=self.now()),
            MoveRefused,
            ClaimTaken,
            Incomplete,
            StaleTexts,
            TranslationProblem,
        )
        if not was:
            assert self.state == "drafting"
            assert self.holder in {None, name}
            self.state, self.holder = "in_review", None

    @precondition(lambda self: self.state == "in_review")
    @rule(name=people)
    def approve_it(self, name: str) -> None:
        row = self.fresh()
        was = self.refused(
            lambda: approve(row, by=self.people[name], at=self.now()), NotAllowed, OwnWork
        )
        assert was == (name not in REVIEWERS or name in self.translated)
        if not was:
            self.state = "approved"
            version = row.approved_versions.order_by("number").last()
            self.versions.append((version.pk, translated_text(version)))

    @precondition(lambda self: self.state == "in_review")
    @rule(name=reviewers)
    def ask_for_changes(self, name: str) -> None:
        request_changes(self.fresh(), by=self.people[name], at=self.now())
        self.state = "drafting"
        held = Claim.objects.filter(translation=self.row, state=ClaimState.HELD).first()
        self.holder = held.holder.username if held else None
        self.due = held.lapses_at if held else self.due

    @precondition(lambda self: self.state == "approved")
    @rule(name=translators)
    def take_up_again(self, name: str) -> None:
        moment = self.now()
        reopen(self.fresh(), by=self.people[name], at=moment)
        self.state, self.holder, self.due = "drafting", name, moment + timedelta(days=7)

    @precondition(lambda self: self.state == "drafting" or self.at.minute % 5 == 0)
    @rule(name=people)
    def let_go(self, name: str) -> None:
        row = self.fresh()
        was = self.refused(
            lambda: release(row, by=self.people[name], at=self.now()), MoveRefused, NotAllowed
        )
        allowed = self.state == "drafting" and (self.holder in {None, name} or name in REVIEWERS)
        assert was == (not allowed)
        if not was:
            self.state, self.holder = "open", None

    @precondition(lambda self: self.state == "drafting" and self.holder is not None)
    @rule(name=people, to=translators)
    def give_to_another(self, name: str, to: str) -> None:
        row = self.fresh()
        moment = self.now()
        was = self.refused(
            lambda: hand_over(row, self.people[to], by=self.people[name], at=moment), NotAllowed
        )
        assert was == (name != self.holder and name not in REVIEWERS)
        if not was:
            self.holder, self.due = to, moment + timedelta(days=7)

    @rule(days=st.integers(0, 9))
    def time_passes(self, days: int) -> None:
        self.at += timedelta(days=days)
        lapsed = lapse_overdue(at=self.at)
        expected = self.state == "drafting" and self.holder is not None and self.due <= self.at
        assert lapsed == int(expected)
        if expected:
            self.state, self.holder = "open", None

    @precondition(lambda self: self.bodies < 3 and self.state in {"drafting", "approved"})
    @rule()
    def the_source_changes(self) -> None:
        self.bodies += 1
        content = make.content(self.body(), headline="Port")
        change_source(self.story, content, by=make.editor(), at=self.now())

    @precondition(lambda self: self.state == "drafting")
    @rule(name=translators)
    def take_up_the_change(self, name: str) -> None:
        row = self.fresh()
        was = self.refused(lambda: catch_up(row, by=self.people[name], at=self.now()), ClaimTaken)
        assert was == (self.holder not in {None, name})

    @precondition(lambda self: self.state == "in_review")
    @rule()
    def a_reviewer_who_did_not_translate_approves(self) -> None:
        free = [name for name in REVIEWERS if name not in self.translated]
        if free:
            self.approve_it(free[0])

    @precondition(lambda self: self.state in {"drafting", "in_review"})
    @rule(name=reviewers)
    def take_a_suggestion(self, name: str) -> None:
        made = Suggestion.objects.filter(state=SuggestionState.OFFERED).first()
        if made is None or self.state not in {"drafting", "in_review"}:
            return
        try:
            accepted = accept(made, by=self.people[name], at=self.now())
        except SegmentConflict:
            return
        author = made.version.author.username
        if author not in REVIEWERS:
            self.translated.add(author)
        assert current_versions(self.fresh())[made.version.key] == accepted

    @invariant()
    def the_database_says_what_the_model_says(self) -> None:
        row = self.fresh()
        held = list(Claim.objects.filter(translation=row, state=ClaimState.HELD))
        assert row.state == self.state
        assert [claim.holder.username for claim in held] == ([self.holder] if self.holder else [])

    @invariant()
    def nothing_typed_is_lost(self) -> None:
        kept = set(SegmentVersion.objects.values_list("text", flat=True))
        assert set(self.typed) <= kept  # the same words sent twice are kept once

    @invariant()
    def approved_versions_stay_what_they_were(self) -> None:
        rows = {row.pk: row for row in ApprovedVersion.objects.all()}
        assert list(rows) == [pk for pk, _ in self.versions]
        for pk, text in self.versions:
            assert translated_text(rows[pk]) == text

    @invariant()
    def the_journal_leads_from_state_to_state(self) -> None:
        lines = Entry.objects.filter(
            subject_kind="translation.translation", subject_id=self.row.pk
        ).exclude(to_state="")
        moves = list(lines.order_by("pk").values_list("from_state", "to_state"))
        assert [move[0] for move in moves[1:]] == [move[1] for move in moves[:-1]]
        assert moves[-1][1] == self.state


@pytest.mark.django_db
def test_any_run_of_acts_leaves_what_the_model_says_and_loses_no_text() -> None:
    run_state_machine_as_test(
        Flow,
        settings=settings(
            max_examples=40,
            stateful_step_count=50,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

"""Who works on what, what is free, what waits, what blocks an issue, and whose work it was."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from tests import factories as make
from tests.factories import ALL, AT, EN, LATER, PL, UK, ZH
from workflow.issues.actions import SlotPlan, set_slots
from workflow.issues.models import Issue
from workflow.issues.readiness import Status
from workflow.issues.states import Fallback, Layout
from workflow.issues.tracking import blockers, board, free_work
from workflow.people.actions import terminal_user
from workflow.people.models import User
from workflow.people.roles import NewsroomRole, TeamRole
from workflow.teams.actions import forget, set_byline
from workflow.text.meaning import Level
from workflow.translation.actions import (
    approve,
    catch_up,
    open_translation,
    reopen,
    start,
    submit_for_review,
)
from workflow.translation.changed import changed_since_made
from workflow.translation.changes import change_source
from workflow.translation.claims import divide
from workflow.translation.models import Claim
from workflow.translation.queries import standings
from workflow.translation.states import TranslationState
from workflow.translation.talk import open_thread
from workflow.translation.tracking import (
    ledger,
    ledger_of,
    my_work,
    throughput,
    waiting_for_review,
)
from workflow.translation.writing import current_versions, save_segment

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def olena():
    return make.user("olena", uk=TeamRole.TRANSLATOR)


@pytest.fixture
def maria():
    return make.user("maria", uk=TeamRole.REVIEWER)


def claimed(story, by, *, days=7, language=UK):
    row = open_translation(story, language, by=by, at=AT)
    start(row, by=by, at=AT, promised_at=AT + days * DAY)
    return row


def change(story, body):
    content = make.content(body, headline="H")
    return change_source(story, content, by=make.editor(), at=LATER)


def editors(*people):
    """The names of all editors of a test, these among them."""
    names = tuple(map(str, User.objects.filter(newsroom_role=NewsroomRole.EDITOR).order_by("pk")))
    assert set(map(str, people)) <= set(names)
    return names


def planned(slug, stories, *, days, number):
    issue = make.issue(slug, stories=stories, number=number)
    Issue.objects.filter(pk=issue.pk).update(planned_at=AT + days * DAY)
    return issue


class TestMyWork:
    def test_it_lists_her_claims_the_most_urgent_first_with_how_far_they_are(self, olena):
        late, soon = make.story(headline="Late"), make.story(headline="Soon")
        claimed(late, olena, days=9)
        row = claimed(soon, olena, days=2)
        save_segment(row, "s1", "Порт", base_version=None, by=olena, at=AT)
        open_thread(row, "s1", "Чи так?", by=olena, at=AT)
        first, second = my_work(olena, at=AT + DAY)
        assert (first.title, second.title) == ("Soon", "Late")
        assert (first.done, first.blocks, first.open_threads) == (1, 5, 1)
        assert (first.overdue, first.level) == (False, None)

    def test_it_says_what_is_overdue_and_what_changed_at_the_source(self, olena):
        story = make.story(body="Nine lamps.", headline="H")
        claimed(story, olena, days=2)
        change(story, "Ten lamps.")
        (work,) = my_work(olena, at=AT + 2 * DAY)
        assert (work.overdue, work.level) == (True, Level.FACT)

    def test_it_costs_as_many_queries_for_ten_claims_as_for_two(
        self, olena, django_assert_num_queries
    ):
        for _ in range(2):
            claimed(make.story(), olena)
        with django_assert_num_queries(16):
            my_work(olena, at=AT)
        for _ in range(8):
            claimed(make.story(), olena)
        with django_assert_num_queries(16):
            assert len(my_work(olena, at=AT)) == 10


class TestFreeWork:
    def test_it_is_what_nobody_holds_in_her_languages_the_next_issue_first(self, olena):
        stories = [make.story(f"story-{name}", headline=name) for name in ("a", "b", "c")]
        planned("far", stories[:1], days=30, number=1)
        planned("near", [stories[2]], days=10, number=2)
        found = [each.slug for each in free_work(olena, at=AT)]
        assert found == ["story-c", "letter-near", "story-a", "letter-far", "story-b"]
        assert {each.fallback for each in free_work(olena, at=AT)} == {Fallback.HOLD, None}

    def test_a_claim_in_time_holds_a_story_and_an_overdue_one_does_not(self, olena):
        claimed(make.story("taken"), make.editor(), days=2)
        assert free_work(olena, at=AT + DAY) == ()
        (free,) = free_work(olena, at=AT + 3 * DAY)
        assert (free.slug, free.state) == ("taken", TranslationState.DRAFTING)

    def test_what_is_in_review_or_approved_is_not_free(self, olena):
        make.approved(make.story(), UK)
        row = make.draft(make.story(), UK)
        make.fill(row)
        submit_for_review(row, by=terminal_user(), at=AT)
        assert free_work(olena, at=AT) == ()

    def test_a_divided_story_is_free_while_one_part_is(self, olena, maria):
        row = open_translation(make.story("long"), UK, by=maria, at=AT)
        divide(row, ["s1", "s3"], by=maria, at=AT)
        start(row, by=maria, at=AT, part=1)
        assert [each.slug for each in free_work(olena, at=AT)] == ["long"]
        start(row, by=olena, at=AT, part=2)
        assert free_work(olena, at=AT) == ()

    def test_a_language_that_is_not_hers_or_not_the_coverages_is_left_out(self, olena):
        of = make.coverage("two", languages=[EN, PL])
        make.story("two-languages", of=of)
        make.story("ukrainian", of=make.coverage("all"), language=UK)
        assert free_work(olena, at=AT) == ()


def test_what_waits_for_review_is_listed_the_longest_first_and_ones_own_is_marked(maria, olena):
    rows = []
    for by in (maria, olena):
        row = claimed(make.story(), by)
        make.fill(row)
        rows.append(row)
    submit_for_review(rows[1], by=olena, at=AT)
    submit_for_review(rows[0], by=maria, at=LATER)
    found = waiting_for_review(maria)
    assert [each.translation_id for each in found] == [rows[1].pk, rows[0].pk]
    assert [(each.translators, each.own) for each in found] == [
        (("Olena",), False),
        (("Maria",), True),
    ]
    assert waiting_for_review(olena) == ()


class TestBoard:
    def test_it_shows_state_age_holder_and_due_date(self, olena):
        story = make.story("harbour", headline="Harbour")
        claimed(story, olena, days=4)
        planned("near", [story], days=10, number=1)
        row = next(each for each in board(at=AT) if each.slug == "harbour")
        cells = {cell.language: cell for cell in row.cells}
        assert set(cells) == {ZH, UK, PL}
        held = cells[UK]
        assert (held.state, held.since) == (TranslationState.DRAFTING, AT)
        assert (held.holders, held.due_at) == (("Olena",), AT + 4 * DAY)
        assert row.planned_at == AT + 10 * DAY
        assert cells[PL].state is TranslationState.OPEN

    def test_it_tells_the_same_staleness_as_the_whole_comparison(self):
        bodies = ("Nine lamps.", "Nine, lamps.", "Nine bright lamps.", "Ten lamps.")
        for body in bodies:
            story = make.story(body="Nine lamps.", headline="H", language=EN)
            pivot = make.approved(story, PL)
            make.approved(story, UK, made_from=pivot)
            make.draft(story, ZH)
            if body != "Nine lamps.":
                change(story, body)
            if body == "Ten lamps.":
                row = pivot.translation
                catch_up(row, by=terminal_user(), at=LATER)
                base = current_versions(row)["s2"]
                save_segment(
                    row, "s2", "Dziesięć.", base_version=base, by=terminal_user(), at=LATER
                )
                submit_for_review(row, by=terminal_user(), at=LATER)
                approve(row, by=make.editor(), at=LATER)
        rows = board(at=AT)
        ids = [row.story_id for row in rows]
        whole = standings(ids, ALL)
        seen = {(row.story_id, cell.language): cell.level for row in rows for cell in row.cells}
        assert seen == {key: standing.level for key, standing in whole.items()}
        assert set(seen.values()) == {None, Level.STYLE, Level.FACT}
        assert len(changed_since_made(ids)) == 2

    def test_it_costs_as_many_queries_for_twelve_stories_as_for_three(
        self, django_assert_max_num_queries
    ):
        for _ in range(3):
            make.approved(make.story(), UK)
        with django_assert_max_num_queries(18) as few:
            board(at=AT)
        for _ in range(9):
            make.approved(make.story(), UK)
        with django_assert_max_num_queries(18) as many:
            assert len(board(at=AT)) == 12
        assert len(few) == len(many)


class TestBlockers:
    def test_each_says_why_what_happens_and_who_can_do_something(self, olena, maria):
        ewa = make.editor("ewa")
        held, free, stale, waiting = (
            make.story(name, body="Nine lamps.", headline="H")
            for name in ("held", "free", "stale", "waiting")
        )
        claimed(held, olena)
        make.approved(stale, UK)
        change_source(stale, make.content("Ten lamps.", headline="H"), by=ewa, at=LATER)
        row = claimed(waiting, olena)
        make.fill(row)
        submit_for_review(row, by=olena, at=AT)
        issue = make.issue("near", stories=[held, free, stale, waiting])
        found = {each.slug: each for each in blockers(issue) if each.language == UK}
        assert set(found) == {"held", "free", "stale", "waiting", issue.letter.slug}
        assert all(each.holds for each in found.values())
        ways = {
            slug: {way.mend.in_(EN): way.who for way in each.ways} for slug, each in found.items()
        }
        statuses = {slug: each.status for slug, each in found.items()}
        assert statuses["held"] is Status.DRAFTING
        assert ways["held"] == {
            "Finish the translation and hand it in, or hand it over.": ("Olena",),
            "Hand it over to somebody else.": ("Maria",),
        }
        assert statuses["free"] is Status.OPEN
        assert ways["free"] == {
            "Take it and translate it.": ("Olena", "Maria"),
            "Assign it to somebody.": ("Maria",),
        }
        assert statuses["stale"] is Status.OUTDATED
        assert ways["stale"]["Let it run as it stands."] == editors(ewa)
        assert ways["stale"]["Bring it up to date."] == ("Olena", "Maria")
        assert statuses["waiting"] is Status.IN_REVIEW
        assert ways["waiting"] == {"Review it and approve it.": ("Maria",)}
        assert {each.instead.in_(EN) for each in found.values()} == {"The edition waits for it."}

    def test_what_holds_an_edition_comes_before_what_is_only_left_out(self):
        one, other = make.story("one"), make.story("other")
        issue = make.issue("near", stories=[one, other])
        slots = [
            SlotPlan(story=one, layout=Layout.LEAD, fallback=Fallback.OMIT),
            SlotPlan(story=other, layout=Layout.BRIEF, fallback=Fallback.HOLD),
        ]
        set_slots(issue, slots, by=terminal_user(), at=AT)
        holds = [each.holds for each in blockers(issue)]
        assert holds == sorted(holds, reverse=True)
        assert set(holds) == {True, False}


def test_throughput_counts_what_was_approved_and_how_long_each_step_waited(olena, maria):
    row = open_translation(make.story(body="Nine lamps.", headline="H"), UK, by=olena, at=AT)
    start(row, by=olena, at=AT + DAY)
    for key, text in (("s1", "Порт"), ("s2", "Дев’ять ліхтарів.")):
        save_segment(row, key, text, base_version=None, by=olena, at=AT + DAY)
    submit_for_review(row, by=olena, at=AT + 3 * DAY)
    approve(row, by=maria, at=AT + 3 * DAY + timedelta(hours=6))
    found = {each.language: each for each in throughput(AT, AT + 10 * DAY)}
    done = found[UK]
    assert (done.approved, done.words) == (1, 3)
    assert (done.to_start.median, done.to_submit.median) == (DAY, 2 * DAY)
    assert done.to_approve.median == timedelta(hours=6)
    assert (found[PL].approved, found[PL].to_start) == (0, None)
    assert {each.approved for each in throughput(AT + 5 * DAY, AT + 10 * DAY)} == {0}


class TestCredits:
    def work(self, by, reviewer, story=None):
        row = claimed(story or make.story(body="Nine lamps.", headline="H"), by)
        for key, text in (("s1", "Порт"), ("s2", "Дев’ять ліхтарів.")):
            save_segment(row, key, text, base_version=None, by=by, at=AT)
        submit_for_review(row, by=by, at=AT)
        approve(row, by=reviewer, at=AT)
        return row

    def test_words_and_reviews_are_summed_by_person_under_the_byline_she_chose(self, olena, maria):
        self.work(olena, maria)
        self.work(olena, maria)
        set_byline(olena, "О. Ткач", by=olena, at=LATER)
        words, reviews = ledger()
        assert (words.name, words.words, words.words_by_language) == ("О. Ткач", 6, {UK: 6})
        assert (reviews.name, reviews.reviews) == ("Maria", 2)
        assert ledger_of(olena).words == 6

    def test_they_outlive_a_translation_made_anew_and_the_account(self, olena, maria):
        row = self.work(olena, maria)
        ivan = make.user("ivan", uk=TeamRole.TRANSLATOR)
        reopen(row, by=ivan, at=LATER)
        base = current_versions(row)["s2"]
        save_segment(row, "s2", "Світить дев’ятка.", base_version=base, by=ivan, at=LATER)
        submit_for_review(row, by=ivan, at=LATER)
        approve(row, by=maria, at=LATER)
        forget(olena, by=make.user("root", role=NewsroomRole.ADMIN), at=LATER)
        assert {each.name: each.words for each in ledger() if each.words} == {"Olena": 3, "Ivan": 2}

    def test_two_people_of_one_name_stay_two(self, maria):
        for _ in range(2):
            person = make.user(uk=TeamRole.TRANSLATOR)
            set_byline(person, "Anna", by=person, at=AT)
            self.work(person, maria)
        assert [each.words for each in ledger() if each.name == "Anna"] == [3, 3]


class TestCommand:
    def lines(self, capsys, *args) -> list[dict]:
        call_command("track", *args, "--json")
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    def test_it_answers_each_question_as_lines_of_json(self, olena, maria, capsys):
        story = make.story("harbour", headline="Harbour")
        claimed(story, olena)
        make.issue("near", stories=[story])
        (mine,) = self.lines(capsys, "mine", "olena")
        assert (mine["slug"], mine["language"], mine["blocks"]) == ("harbour", "uk", 5)
        free = self.lines(capsys, "free", "olena")  # she holds the other, overdue as it is
        assert [row["slug"] for row in free] == ["letter-near"]
        assert self.lines(capsys, "review", "maria") == []
        cells = self.lines(capsys, "board", "harbours")
        assert len(cells) == 6
        assert {cell["holders"][0] for cell in cells if cell["holders"]} == {"Olena"}
        blocks = self.lines(capsys, "blocks", "near")
        assert blocks == self.lines(capsys, "blocks")
        assert {name for row in blocks for way in row["ways"] for name in way["who"]} >= {"Olena"}
        assert len(self.lines(capsys, "throughput")) == 4
        assert self.lines(capsys, "credits") == []

    @pytest.mark.parametrize("what", ["board", "throughput", "credits"])
    def test_it_prints_tables_too(self, olena, maria, capsys, what):
        TestCredits().work(olena, maria)
        call_command("track", what)
        assert capsys.readouterr().out.strip()

    @pytest.mark.parametrize(
        ("args", "why"),
        [
            (("mine", "nobody"), "Nothing is called “nobody”. There is: olena"),
            (("blocks", "nothing"), "Nothing is called “nothing”. There is: –"),
            (("board", "nothing"), "Nothing is called “nothing”. There is: –"),
        ],
    )
    def test_an_unknown_name_is_answered_with_those_there_are(self, olena, args, why):
        with pytest.raises(CommandError, match=why):
            call_command("track", *args)


def test_a_claim_of_somebody_who_left_holds_nothing(olena):
    claimed(make.story("left"), olena)
    Claim.objects.update(holder=None)
    assert [each.slug for each in free_work(make.editor(), at=AT) if each.language == UK] == [
        "left"
    ]

"""Free work, the board and blockers, rule by rule; and that they cost no more for more stories."""

from datetime import timedelta
from itertools import product

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.factories import AT, EN, LATER, PL, UK, ZH
from tests.wording import worded
from workflow.issues.accepting import accept_outdated
from workflow.issues.actions import SlotPlan, set_slots
from workflow.issues.models import Issue
from workflow.issues.readiness import Status
from workflow.issues.readiness import board as readiness
from workflow.issues.snapshot import snapshot
from workflow.issues.states import Fallback, IssueState, Layout
from workflow.issues.tracking import blockers, board, free_work
from workflow.languages.catalogue import catalogue
from workflow.languages.registry import ALL
from workflow.people.actions import terminal_user
from workflow.people.models import LanguageTeam
from workflow.people.roles import TeamRole
from workflow.stories.models import SourceChange, Story
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
from workflow.translation.changes import change_source, decide
from workflow.translation.claims import divide, hand_in, release
from workflow.translation.models import Translation
from workflow.translation.queries import standings

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
BODY = "Nine lamps.\n\nTwo quays.\n\nThree gulls."


@pytest.fixture
def olena():
    return make.user("olena", uk=TeamRole.TRANSLATOR)


@pytest.fixture
def ivan():
    return make.user("ivan", uk=TeamRole.TRANSLATOR)


@pytest.fixture
def maria():
    return make.user("maria", uk=TeamRole.REVIEWER)


def new_story(slug="", **said) -> Story:
    return make.story(slug, **{"body": BODY, "headline": "Head", **said})


def claimed(story, by, *, days=7, language=UK) -> Translation:
    row = open_translation(story, language, by=by, at=AT)
    start(row, by=by, at=AT, promised_at=AT + days * DAY)
    return row


def change(story, body, *, at=LATER):
    return change_source(story, make.content(body, headline="Head"), by=make.editor(), at=at)


def planned(slug, stories, *, days, number=1, languages=ALL, fallback=Fallback.HOLD) -> Issue:
    issue = make.issue(slug, stories=stories, number=number)
    tags = [language.tag for language in languages]
    Issue.objects.filter(pk=issue.pk).update(planned_at=AT + days * DAY, languages=tags)
    slots = [SlotPlan(story=each, layout=Layout.BRIEF, fallback=fallback) for each in stories]
    set_slots(issue, slots, by=terminal_user(), at=AT)
    issue.refresh_from_db()
    return issue


def free(user, *, at=AT) -> list[str]:
    rows = free_work(user, at=at)
    return [each.slug for each in rows if not each.slug.startswith("letter")]


def found_free(user, slug, *, at=AT):
    return next(each for each in free_work(user, at=at) if each.slug == slug)


def cells(story, *, at=AT):
    row = next(each for each in board(at=at) if each.story_id == story.pk)
    return {cell.language: cell for cell in row.cells}


def queries(ask) -> int:
    with CaptureQueriesContext(connection) as seen:
        ask()
    return len(seen)


# What is free.


def test_free_work_is_ranked_by_the_earliest_issue_it_stands_in_then_by_age(olena):
    old, lone, young = (new_story(slug) for slug in ("old", "lone", "young"))
    for place, story in enumerate((lone, old, young)):
        Story.objects.filter(pk=story.pk).update(created_at=AT - (3 - place) * DAY)
    planned("far", [young, old], days=30)
    planned("near", [young], days=9, number=2)
    assert free(olena) == ["young", "old", "lone"]
    assert found_free(olena, "young").issue == "near"
    assert found_free(olena, "lone").planned_at is None


def test_within_one_issue_the_oldest_story_comes_first(olena):
    first, second = new_story("a"), new_story("b")
    Story.objects.filter(pk=second.pk).update(created_at=AT - DAY)
    planned("near", [first, second], days=9)
    assert free(olena) == ["b", "a"]


def test_an_issue_without_an_edition_in_her_language_ranks_nothing(olena):
    polish, both = new_story("polish"), new_story("both")
    planned("polish-only", [polish], days=3, languages=[EN, PL])
    planned("near", [both], days=9, number=2)
    assert free(olena) == ["both", "polish"]
    assert found_free(olena, "polish").issue == ""


@pytest.mark.parametrize("state", [IssueState.SENT, IssueState.DROPPED, IssueState.SENDING])
def test_an_issue_that_is_not_planned_any_more_ranks_nothing_and_needs_no_letter(olena, state):
    gone, near = new_story("gone"), new_story("near")
    over = planned("over", [gone], days=3)
    planned("next", [near], days=9, number=2)
    Issue.objects.filter(pk=over.pk).update(state=state)
    assert free(olena) == ["near", "gone"]
    letters = {each.slug for each in free_work(olena, at=AT)} - {"near", "gone"}
    assert letters == {"letter-next"}


def test_it_says_what_the_issue_does_otherwise_as_the_readiness_board_says_it(olena):
    kinds = dict(
        zip(Fallback, (new_story(each) for each in ("held", "omitted", "shown")), strict=True)
    )
    for story in kinds.values():
        make.draft(story, ZH)
    issue = planned("near", [], days=9)
    slots = [
        SlotPlan(story=story, layout=Layout.BRIEF, fallback=fallback)
        for fallback, story in kinds.items()
    ]
    set_slots(issue, slots, by=terminal_user(), at=AT)
    told = {
        row.slug: cell.instead
        for row in readiness(snapshot(issue)).rows
        for cell in row.cells
        if cell.language == UK
    }
    found = {each.slug: each.instead for each in free_work(olena, at=AT)}
    assert found == told
    assert [found[slug].in_(EN) for slug in ("held", "omitted", "shown")] == [
        "The edition waits for it.",
        "It is left out.",
        "It runs in English with a note.",
    ]


def test_a_story_that_falls_back_names_the_language_it_will_run_in(olena):
    story = new_story("chinese", language=ZH, body="九盞燈。")
    planned("near", [story], days=9, fallback=Fallback.ORIGINAL)
    assert "Chinese" in found_free(olena, "chinese").instead.in_(EN)
    make.approved(story, EN)
    assert found_free(olena, "chinese").instead.in_(EN) == "It runs in English with a note."


def test_nothing_stands_in_where_an_older_version_runs(olena):
    version = make.approved(new_story("runs"), UK)
    reopen(version.translation, by=olena, at=AT)
    release(version.translation, by=olena, at=AT)
    planned("near", [version.translation.story], days=9)
    assert found_free(olena, "runs").instead is None


def test_an_outdated_text_that_an_editor_accepted_needs_nothing_in_its_place(olena):
    version = make.approved(new_story("stale"), UK)
    story = version.translation.story
    issue = planned("near", [story], days=9)
    reopen(version.translation, by=olena, at=AT)
    release(version.translation, by=olena, at=AT)
    change(story, BODY.replace("Nine", "Ten"))
    assert found_free(olena, "stale").instead.in_(EN) == "The edition waits for it."
    accept_outdated(issue, story, UK, note="Fine.", by=make.editor(), at=AT)
    assert found_free(olena, "stale").instead is None


def test_an_overdue_claim_counts_as_free_for_others_and_stays_with_its_holder(olena, ivan):
    claimed(new_story("late"), olena, days=2)
    assert (free(ivan, at=AT + DAY), free(olena, at=AT + DAY)) == ([], [])
    assert (free(ivan, at=AT + 2 * DAY), free(olena, at=AT + 2 * DAY)) == (["late"], [])


def test_what_was_released_is_free_with_its_draft(olena, ivan):
    release(claimed(new_story("back"), olena), by=olena, at=LATER)
    assert free(ivan) == ["back"]
    assert found_free(ivan, "back").since == LATER


def test_of_a_divided_story_only_the_parts_that_nobody_holds_or_has_done_are_free(
    olena, ivan, maria
):
    row = open_translation(new_story("long"), UK, by=maria, at=AT)
    divide(row, ["s1", "s3", "s4"], by=maria, at=AT)
    assert found_free(ivan, "long").parts == ()
    start(row, by=olena, at=AT, part=1, promised_at=AT + 5 * DAY)
    start(row, by=maria, at=AT, part=2, promised_at=AT + 2 * DAY)
    assert found_free(ivan, "long").parts == (3,)
    assert found_free(ivan, "long", at=AT + 2 * DAY).parts == (2, 3)
    hand_in(row, by=olena, at=LATER, part=1)
    assert found_free(ivan, "long", at=AT + 9 * DAY).parts == (2, 3)


def test_an_editor_sees_what_is_free_in_every_language(olena):
    new_story("new")
    found = [each.language for each in free_work(make.editor(), at=AT) if each.slug == "new"]
    assert found == [ZH, UK, PL]


def test_somebody_without_a_team_has_nothing_to_take():
    new_story("new")
    assert free_work(make.user(), at=AT) == ()


# The board.


def test_a_cell_nobody_has_begun_is_as_old_as_its_story():
    story = new_story()
    Story.objects.filter(pk=story.pk).update(created_at=AT - 5 * DAY)
    assert {cell.since for cell in cells(story).values()} == {AT - 5 * DAY}


def test_a_cell_says_whether_the_promised_date_has_passed(olena):
    story = new_story()
    claimed(story, olena, days=2)
    assert not cells(story, at=AT + DAY)[UK].overdue
    late = cells(story, at=AT + 2 * DAY)[UK]
    assert (late.overdue, late.holders, late.due_at) == (True, ("Olena",), AT + 2 * DAY)
    assert not cells(story, at=AT + 2 * DAY)[PL].overdue


def test_a_cell_says_why_its_text_is_outdated_and_in_which_issue_it_is_wanted():
    story = new_story()
    make.approved(story, UK)
    planned("polish", [story], days=3, languages=[EN, PL])
    planned("all", [story], days=9, number=2)
    change(story, BODY.replace("Nine", "Ten"))
    cell = cells(story)[UK]
    assert cell.level is Level.FACT
    assert cell.why.in_(EN).startswith("The source (English) has changed, from version 1 to 2.")
    assert (cell.planned_at, cells(story)[PL].planned_at) == (AT + 9 * DAY, AT + 3 * DAY)
    assert cells(story)[PL].why is None


def test_a_board_of_one_coverage_has_its_stories_and_its_languages_only():
    here = new_story("here", of=make.coverage("small", languages=[EN, UK]))
    new_story("there", of=make.coverage("other"))
    (row,) = board(here.coverage, at=AT)
    assert (row.slug, [cell.language for cell in row.cells]) == ("here", [UK])


def revised(row, *, by):
    """The next approved version of a translation, brought up to its source, with other words."""
    catch_up(row, by=terminal_user(), at=LATER)
    make.fill(row, mark=worded("Quite other words", row.language))
    submit_for_review(row, by=terminal_user(), at=LATER)
    approve(row, by=by, at=LATER)


WORDS = {
    "nothing": BODY,
    "punctuation": BODY.replace("Nine lamps.", "Nine lamps"),
    "style": BODY.replace("Nine lamps.", "Nine bright lamps."),
    "fact": BODY.replace("Nine", "Ten"),
    "a new paragraph": f"{BODY}\n\nAnd a pier.",
    "a lost paragraph": BODY.replace("\n\nTwo quays.", ""),
}


@pytest.mark.parametrize(
    ("first", "second"),
    [*product(WORDS, WORDS), ("fact", "back again"), ("punctuation", "back again")],
)
def test_the_board_says_of_every_cell_what_the_whole_comparison_says(first, second):
    """A relay, a translation of the original, a draft and a caught-up pivot, after two changes."""
    by, words = make.editor(), {**WORDS, "back again": BODY}
    story = new_story()
    pivot = make.approved(story, PL)
    make.approved(story, UK, made_from=pivot)
    make.draft(story, ZH)
    quiet = new_story("quiet")
    make.approved(quiet, UK)
    for body in (words[first], words[second]):
        if body != words["nothing"] or second == "back again":
            change(story, body)
    if second == "fact":
        revised(pivot.translation, by=by)
    whole = standings([story.pk, quiet.pk], ALL)
    told = {
        (row.story_id, cell.language): (cell.level, cell.why is not None)
        for row in board(at=AT)
        for cell in row.cells
    }
    assert told == {key: (each.level, bool(each.outdated)) for key, each in whole.items()}
    assert changed_since_made([story.pk, quiet.pk]) <= {story.pk}


def test_the_texts_of_a_story_with_mended_slips_only_are_not_read():
    story = new_story()
    make.approved(story, UK)
    change(story, BODY.replace("Nine lamps.", "Nine lamps"))
    assert changed_since_made([story.pk]) == set()


@pytest.mark.parametrize(
    ("seen", "level"), [(Level.FACT, Level.TYPO), (Level.FACT, Level.RETRACTION)]
)
def test_an_editors_word_on_a_change_decides_what_the_board_compares(seen, level):
    story = new_story()
    make.approved(story, UK)
    revision = change(story, BODY.replace("Nine", "Ten"))
    row = SourceChange.objects.get(revision=revision)
    decide(row, level, seen=seen, by=make.editor(), at=LATER)
    whole = standings([story.pk], [UK])[story.pk, UK].level
    assert cells(story)[UK].level == whole == (None if level is Level.TYPO else level)
    assert changed_since_made([story.pk]) == (set() if level is Level.TYPO else {story.pk})


def test_of_a_revision_whose_changes_nobody_wrote_down_the_texts_are_compared():
    story = new_story()
    make.approved(story, UK)
    change(story, BODY.replace("Nine", "Ten"))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {SourceChange._meta.db_table}")
    whole = standings([story.pk], [UK])[story.pk, UK].level
    assert cells(story)[UK].level is whole is Level.FACT


def test_a_change_of_a_pivot_reaches_the_board_of_its_relays_relay():
    story = new_story()
    pivot = make.approved(story, PL)
    relay = make.approved(story, UK, made_from=pivot)
    make.approved(story, ZH, made_from=relay)
    revised(pivot.translation, by=make.editor())
    whole = {key: each.level for key, each in standings([story.pk], ALL).items()}
    assert {(story.pk, each): cell.level for each, cell in cells(story).items()} == whole
    assert whole[story.pk, UK] == whole[story.pk, ZH] is not None


# What blocks an issue.


def ways(issue, slug, *, language=UK) -> dict[str, tuple[str, ...]]:
    found = next(e for e in blockers(issue) if e.slug == slug and e.language == language)
    return {way.mend.in_(EN): way.who for way in found.ways}


def test_what_runs_blocks_nothing_even_outdated_in_style_or_accepted():
    fine, style, fact = (new_story(slug) for slug in ("fine", "style", "fact"))
    for story in (fine, style, fact):
        make.approved(story, UK)
    issue = planned("near", [fine, style, fact], days=9)
    change(style, BODY.replace("Nine lamps", "Nine bright lamps"))
    change(fact, BODY.replace("Nine", "Ten"))
    accept_outdated(issue, fact, UK, note="Fine.", by=make.editor(), at=AT)
    blocked = {each.slug for each in blockers(issue) if each.language == UK}
    assert blocked == {issue.letter.slug}


def test_several_issues_are_told_in_the_order_of_their_send_times():
    later = planned("later", [new_story("one")], days=20)
    sooner = planned("sooner", [new_story("two")], days=9, number=2)
    found = [each.issue for each in blockers(later, sooner)]
    assert found == sorted(found, key=["sooner", "later"].index)
    assert set(found) == {"sooner", "later"}
    assert {each.sends_at for each in blockers(sooner)} == {AT + 9 * DAY}


def test_nobody_is_asked_to_review_her_own_work_and_editors_are_when_no_other_is_left(maria):
    anna = make.user("anna", uk=TeamRole.REVIEWER)
    row = claimed(new_story("waits"), maria)
    make.fill(row)
    submit_for_review(row, by=maria, at=AT)
    issue = planned("near", [row.story], days=9)
    assert ways(issue, "waits") == {"Review it and approve it.": ("Anna",)}
    anna.memberships.all().delete()
    editor = make.editor("ewa")
    assert ways(issue, "waits") == {"Review it and approve it.": (str(editor),)}
    LanguageTeam.objects.filter(language=UK).update(allows_self_review=True)
    assert ways(issue, "waits") == {"Review it and approve it.": ("Maria",)}


def test_two_of_one_name_are_told_apart_when_ones_own_work_waits(maria):
    other = make.user("maria-two", uk=TeamRole.REVIEWER)
    other.public_name = "Maria"
    other.save()
    row = claimed(new_story("waits"), maria)
    make.fill(row)
    submit_for_review(row, by=maria, at=AT)
    issue = planned("near", [row.story], days=9)
    assert ways(issue, "waits") == {"Review it and approve it.": ("Maria",)}


def test_an_outdated_text_whose_draft_is_under_way_can_be_finished_or_accepted(olena, maria):
    ewa = make.editor("ewa")
    version = make.approved(new_story("stale"), UK)
    story = version.translation.story
    issue = planned("near", [story], days=9)
    content = make.content(BODY.replace("Nine", "Ten"), headline="Head")
    change_source(story, content, by=ewa, at=LATER)
    catch_up(version.translation, by=olena, at=LATER)
    found = ways(issue, "stale")
    assert next(iter(found)) == "Finish the translation and hand it in, or hand it over."
    assert next(iter(found.values())) == ("Olena",)
    assert "Ewa" in found["Let it run as it stands."]


def test_a_retracted_title_is_not_to_be_accepted():
    story = new_story("gone", headline="Nine lamps")
    make.approved(story, UK)
    issue = planned("near", [story], days=9)
    content = make.content(BODY, headline="Ten lamps")
    revision = change_source(story, content, by=make.editor(), at=LATER)
    row = SourceChange.objects.get(revision=revision)
    assert "Let it run as it stands." in ways(issue, "gone")
    decide(row, Level.RETRACTION, seen=Level(row.proposed), by=make.editor(), at=LATER)
    assert "Let it run as it stands." not in ways(issue, "gone")


def test_where_the_team_has_nobody_the_newsroom_is_named():
    ewa = make.editor("ewa")
    issue = planned("near", [new_story("lonely")], days=9)
    assert ways(issue, "lonely") == {
        "Take it and translate it.": (str(ewa),),
        "Assign it to somebody.": (str(ewa),),
    }


def test_what_is_left_out_or_replaced_is_told_after_what_holds_and_holds_nothing():
    issue = planned("near", [new_story("brief")], days=9, fallback=Fallback.OMIT)
    told = [(each.slug, each.holds) for each in blockers(issue) if each.language == UK]
    assert told == [(issue.letter.slug, True), ("brief", False)]
    (brief,) = [e for e in blockers(issue) if e.slug == "brief" and e.language == UK]
    assert (brief.status, brief.instead.in_(EN)) == (Status.OPEN, "It is left out.")


# However much there is.


def grow(count: int, olena) -> None:
    """As many stories: one approved and outdated, one claimed, one in review, in turn."""
    for number in range(count):
        story = new_story()
        if number % 3 == 0:
            make.approved(story, UK)
            change(story, BODY.replace("Nine", "Ten"))
        elif number % 3 == 1:
            claimed(story, olena)
        else:
            row = claimed(story, olena)
            make.fill(row)
            submit_for_review(row, by=olena, at=AT)


@pytest.mark.parametrize("what", ["free", "board", "blockers"])
def test_every_question_takes_as_many_queries_for_thirty_stories_as_for_three(olena, ivan, what):
    def ask():
        issue = Issue.objects.get()
        return {
            "free": lambda: free_work(ivan, at=AT + 30 * DAY),
            "board": lambda: board(at=AT),
            "blockers": lambda: blockers(issue),
        }[what]()

    issue = make.issue("near")
    counts = []
    for more in (3, 27):
        grow(more, olena)
        slots = [
            SlotPlan(story=each, layout=Layout.BRIEF, fallback=Fallback.ORIGINAL)
            for each in Story.objects.exclude(pk=issue.letter_id)
        ]
        set_slots(issue, slots, by=terminal_user(), at=AT)
        assert ask()
        counts.append(queries(ask))
    assert counts[0] == counts[1] <= 40


# The command.


def printed(capsys, *args) -> str:
    call_command("track", *args)
    return capsys.readouterr().out


def test_a_title_with_brackets_is_printed_whole(olena, capsys):
    new_story("odd", headline="[b]Lamps[/b] and [uk]")
    assert "[b]Lamps[/b] and [uk]" in printed(capsys, "free", "olena").replace("\n", "")


def test_columns_stand_straight_below_chinese_titles(capsys, settings):
    new_story("wide", language=ZH, headline="港口的九盞燈", body="九盞燈。")
    new_story("narrow", headline="Lamps")
    lines = [line for line in printed(capsys, "board").splitlines() if "open" in line]
    ends = {_columns(line[: line.index("open")]) for line in lines}
    assert len(lines) == 6
    assert len(ends) == 1


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes: a Han character takes two."""
    return sum(2 if "\u4e00" <= letter <= "\u9fff" else 1 for letter in text)


@pytest.mark.parametrize("language", ALL, ids=str)
def test_a_table_speaks_the_language_of_the_terminal(olena, capsys, settings, language):
    settings.TERMINAL_LANGUAGE = language.tag
    claimed(new_story("lamps"), olena)
    words = catalogue(language)
    told = printed(capsys, "mine", "olena").replace("\n", "").replace(" ", "")
    assert words.text("in draft").replace(" ", "") in told
    assert words.text("Promised for").split()[0] in told


def test_blocks_without_an_issue_tells_of_all_that_are_planned(capsys):
    planned("one", [new_story("a")], days=9)
    over = planned("two", [new_story("b")], days=3, number=2)
    Issue.objects.filter(pk=over.pk).update(state=IssueState.SENT)
    call_command("track", "blocks", "--json")
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert all('"issue": "one"' in line for line in lines)

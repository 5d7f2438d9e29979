"""One's own work, the queue of reviewers, waiting times and credits: what each counts."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.factories import AT, LATER, UK
from tests.wording import worded
from workflow.glossary.actions import accept, decide, propose
from workflow.glossary.importing import import_terms
from workflow.people.actions import terminal_user
from workflow.people.models import LanguageTeam
from workflow.people.roles import NewsroomRole, TeamRole
from workflow.teams.actions import forget, remove_from_team, set_byline
from workflow.text.meaning import Level
from workflow.text.terms.values import Concept, Domain, TermForm
from workflow.translation.actions import (
    approve,
    catch_up,
    open_translation,
    reopen,
    request_changes,
    set_credits,
    start,
    submit_for_review,
)
from workflow.translation.changes import change_source
from workflow.translation.claims import divide, hand_over, release
from workflow.translation.models import Contribution, Translation
from workflow.translation.queries import standings
from workflow.translation.states import Origin
from workflow.translation.talk import open_thread, resolve
from workflow.translation.tracking import (
    ledger,
    ledger_of,
    my_work,
    throughput,
    waiting_for_review,
)
from workflow.translation.writing import current_versions, save_segment, suggest

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
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


def claimed(by, *, at=AT, story=None, **options) -> Translation:
    story = story or make.story(body=BODY, headline="Head")
    row = open_translation(story, UK, by=by, at=at)
    start(row, by=by, at=at, **options)
    return row


def write(row, key, text, *, by, at=AT):
    base = current_versions(row, key).get(key)
    return save_segment(row, key, text, base_version=base, by=by, at=at)


def handed_in(by, *, at=AT, **options) -> Translation:
    row = claimed(by, at=at, **options)
    make.fill(row)
    submit_for_review(row, by=by, at=at)
    return row


def change(story, body, *, at=LATER):
    return change_source(story, make.content(body, headline="Head"), by=make.editor(), at=at)


def queries(ask) -> int:
    with CaptureQueriesContext(connection) as seen:
        ask()
    return len(seen)


# Her own work.


def test_of_a_part_only_its_own_blocks_threads_and_suggestions_are_counted(olena, ivan, maria):
    row = open_translation(make.story(body=BODY, headline="Head"), UK, by=maria, at=AT)
    divide(row, ["s1", "s4"], by=maria, at=AT)
    start(row, by=olena, at=AT, part=1)
    start(row, by=ivan, at=AT, part=2)
    write(row, "s1", "Заголовок", by=olena)
    write(row, "s4", "Ще три.", by=ivan)
    write(row, "s5", "І чотири.", by=ivan)
    for key in ("s1", "s4", "s5"):
        open_thread(row, key, "Чи так?", by=maria, at=AT)
    resolve(open_thread(row, "s1", "Вже ні.", by=maria, at=AT), by=maria, at=AT)
    suggest(row, "s5", "Лишилося чотири.", base_version=None, by=olena, at=AT)
    (hers,), (his,) = my_work(olena, at=AT), my_work(ivan, at=AT)
    assert (hers.part, hers.parts, hers.done, hers.blocks) == (1, 2, 1, 3)
    assert (his.part, his.parts, his.done, his.blocks) == (2, 2, 2, 2)
    assert (hers.open_threads, his.open_threads) == (1, 2)
    assert (hers.suggestions, his.suggestions) == (0, 1)


def test_an_emptied_text_is_not_done(olena):
    row = claimed(olena)
    write(row, "s2", "Один.", by=olena)
    write(row, "s2", "", by=olena)
    (work,) = my_work(olena, at=AT)
    assert (work.done, work.blocks) == (0, 5)


def test_a_draft_is_outdated_by_what_changed_since_its_own_texts_were_written(olena):
    row = claimed(olena)
    write(row, "s2", "Один тут.", by=olena)
    change(row.story, BODY.replace("One here", "Nine here"))
    assert [work.level for work in my_work(olena, at=LATER)] == [Level.FACT]
    catch_up(row, by=olena, at=LATER)
    assert [work.level for work in my_work(olena, at=LATER)] == [Level.FACT]
    write(row, "s2", "Дев’ять тут.", by=olena, at=LATER)
    assert [work.level for work in my_work(olena, at=LATER)] == [None]


def test_a_draft_made_anew_is_up_to_date_while_the_version_that_runs_is_not(olena):
    version = make.approved(make.story(body=BODY, headline="Head"), UK)
    row = version.translation
    change(row.story, BODY.replace("One here", "Nine here"))
    catch_up(row, by=olena, at=LATER)
    write(row, "s2", "Дев’ять тут.", by=olena, at=LATER)
    assert standings([row.story_id], [UK])[row.story_id, UK].level is Level.FACT
    assert [work.level for work in my_work(olena, at=LATER)] == [None]


def test_a_change_in_the_other_part_does_not_outdate_hers(olena, ivan, maria):
    row = open_translation(make.story(body=BODY, headline="Head"), UK, by=maria, at=AT)
    divide(row, ["s1", "s4"], by=maria, at=AT)
    start(row, by=olena, at=AT, part=1)
    start(row, by=ivan, at=AT, part=2)
    change(row.story, BODY.replace("Four left", "Nine left"))
    assert [work.level for work in my_work(olena, at=LATER)] == [None]
    assert [work.level for work in my_work(ivan, at=LATER)] == [Level.FACT]


def test_a_draft_that_came_back_says_that_changes_were_requested_and_why(olena, maria):
    claimed(olena)
    row = handed_in(olena)
    assert len(my_work(olena, at=AT)) == 1
    request_changes(row, by=maria, at=LATER, note="Дати не ті.")
    asked = {work.translation_id: (work.asked, work.note) for work in my_work(olena, at=LATER)}
    assert asked.pop(row.pk) == (True, "Дати не ті.")
    assert list(asked.values()) == [(False, "")]
    submit_for_review(row, by=olena, at=LATER)
    approve(row, by=maria, at=LATER)
    reopen(row, by=olena, at=LATER)
    assert not any(work.asked for work in my_work(olena, at=LATER))


def test_a_draft_that_came_back_to_nobody_is_the_work_of_those_it_names(olena, ivan, maria):
    row = claimed(olena)
    hand_over(row, ivan, by=olena, at=AT)
    make.fill(row)
    submit_for_review(row, by=ivan, at=AT)
    remove_from_team(ivan, UK, by=make.user(role=NewsroomRole.ADMIN), at=AT)
    assert my_work(olena, at=AT) == ()
    request_changes(row, by=maria, at=LATER, note="Коротше.")
    (work,) = my_work(olena, at=LATER)
    assert (work.asked, work.note, work.promised_at, work.overdue) == (
        True,
        "Коротше.",
        None,
        False,
    )
    start(row, by=maria, at=LATER)
    assert my_work(olena, at=LATER) == ()


def test_an_overdue_promise_stays_hers_and_says_so(olena):
    claimed(olena, promised_at=AT + DAY)
    assert [work.overdue for work in my_work(olena, at=AT + DAY - HOUR)] == [False]
    assert [work.overdue for work in my_work(olena, at=AT + DAY)] == [True]


def test_what_she_released_is_not_her_work_any_more(olena):
    release(claimed(olena), by=olena, at=AT)
    assert my_work(olena, at=AT) == ()


# What waits for review.


def test_the_queue_says_how_much_there_is_to_read(olena, maria):
    row = claimed(olena, story=make.story(body="Nine lamps.", headline="Harbour"))
    write(row, "s1", "Порт", by=olena)
    write(row, "s2", "Дев’ять ліхтарів.", by=olena)
    submit_for_review(row, by=olena, at=LATER)
    (waiting,) = waiting_for_review(maria)
    assert (waiting.blocks, waiting.words, waiting.since) == (2, 3, LATER)
    assert (waiting.level, waiting.may_approve) == (None, True)
    change(row.story, "Ten lamps.")
    assert waiting_for_review(maria)[0].level is Level.FACT


def test_what_she_drafted_without_being_named_is_her_own_work_too(olena, maria):
    row = claimed(olena)
    make.fill(row)
    write(row, "s2", worded("One here.", UK) + " Так.", by=maria)
    set_credits(row, authors=[], translators=["Олена"], reviewers=[], by=maria, at=AT)
    submit_for_review(row, by=olena, at=AT)
    (waiting,) = waiting_for_review(maria)
    assert (waiting.own, waiting.may_approve, waiting.translators) == (True, False, ("Олена",))


def test_a_word_put_right_in_review_makes_it_nobodys_own_work(olena, maria):
    row = handed_in(olena)
    write(row, "s2", worded("One here.", UK) + " Так.", by=maria)
    (waiting,) = waiting_for_review(maria)
    assert (waiting.own, waiting.may_approve) == (False, True)


def test_a_team_that_allows_self_review_lets_her_approve_her_own(maria):
    handed_in(maria)
    assert [(each.own, each.may_approve) for each in waiting_for_review(maria)] == [(True, False)]
    LanguageTeam.objects.filter(language=UK).update(allows_self_review=True)
    assert [(each.own, each.may_approve) for each in waiting_for_review(maria)] == [(True, True)]


def test_the_queue_holds_no_language_she_may_not_review(olena):
    handed_in(olena)
    assert waiting_for_review(make.user(pl=TeamRole.REVIEWER)) == ()
    assert len(waiting_for_review(make.editor())) == 1


# Waiting times.


def figures(since=AT - DAY, until=AT + 30 * DAY, language=UK):
    return {each.language: each for each in throughput(since, until)}[language]


def test_a_translation_that_is_not_approved_yet_has_waited_to_be_begun_all_the_same(olena):
    row = open_translation(make.story(), UK, by=olena, at=AT)
    start(row, by=olena, at=AT + 2 * DAY)
    found = figures()
    assert (found.approved, found.to_start.median, found.to_submit) == (0, 2 * DAY, None)


def test_taking_up_an_approved_text_again_is_no_wait_to_be_begun(olena, maria):
    row = handed_in(olena)
    approve(row, by=maria, at=AT + HOUR)
    reopen(row, by=olena, at=AT + 9 * DAY)
    request = handed_in(olena, at=AT)
    request_changes(request, by=maria, at=AT + 5 * DAY)
    found = figures()
    assert (found.to_start, found.to_approve.count) == (None, 1)


def test_what_was_brought_in_finished_waited_for_nobody_and_counts_as_approved(olena, maria):
    make.approved(make.story(), UK)
    row = handed_in(olena)
    approve(row, by=maria, at=AT + 6 * HOUR)
    found = figures()
    assert (found.approved, found.to_approve.count) == (2, 1)
    assert found.to_approve.median == 6 * HOUR


def test_the_ninetieth_percentile_is_what_nine_of_ten_were_faster_than(olena, maria):
    for hours in range(1, 12):
        approve(handed_in(olena), by=maria, at=AT + hours * HOUR)
    waited = figures().to_approve
    assert (waited.count, waited.median, waited.ninetieth) == (11, 6 * HOUR, 10 * HOUR)


def test_a_step_belongs_to_the_time_in_which_it_ended(olena, maria):
    row = handed_in(olena, at=AT)
    approve(row, by=maria, at=AT + 3 * DAY)
    assert figures(AT + DAY, AT + 3 * DAY).to_approve is None
    later = figures(AT + 3 * DAY, AT + 4 * DAY)
    assert (later.approved, later.to_approve.median) == (1, 3 * DAY)


# Credits.


def written(by, reviewer, *, at=AT) -> Translation:
    row = claimed(by, story=make.story(body="Nine lamps.", headline="Harbour"), at=at)
    write(row, "s1", "Порт", by=by, at=at)
    write(row, "s2", "Дев’ять ліхтарів.", by=by, at=at)
    submit_for_review(row, by=by, at=at)
    approve(row, by=reviewer, at=at)
    return row


def lines():
    return {each.name: (each.words, each.reviews, each.terms) for each in ledger()}


def test_a_person_who_left_goes_on_under_her_last_name_and_nothing_is_lost(olena, maria):
    written(olena, maria)
    set_byline(olena, "О. Ткач", by=olena, at=AT)
    written(olena, maria)
    total = sum(each.amount for each in Contribution.objects.all())
    forget(olena, by=olena, at=LATER)
    forget(maria, by=maria, at=LATER)
    assert lines() == {"О. Ткач": (6, 0, 0), "Maria": (0, 2, 0)}
    assert sum(map(sum, lines().values())) == total


def test_a_pseudonym_chosen_today_stands_over_all_that_was_done_before(olena, maria):
    written(olena, maria)
    set_byline(olena, "Пилот", by=olena, at=LATER)
    assert lines() == {"Пилот": (3, 0, 0), "Maria": (0, 1, 0)}
    assert ledger_of(olena).name == "Пилот"


def test_terms_decided_and_proposed_are_counted_beside_words(olena, maria):
    written(olena, maria)
    for key in ("harbour", "lamp"):
        row = propose(key, TermForm(language=UK, text="Порт"), by=olena, at=AT)
        accept(row, by=maria, at=AT)
    decide("pilot", TermForm(language=UK, text="Лоцман"), by=maria, at=AT)
    propose("tug", TermForm(language=UK, text="Буксир"), by=olena, at=AT)  # nobody decided it
    assert lines() == {"Olena": (3, 0, 2), "Maria": (0, 1, 3)}
    found = ledger_of(olena)
    assert (found.words, found.reviews, found.terms) == (3, 0, 2)
    assert found.words_by_language == {UK: 3}


def test_what_a_file_of_terms_brought_is_nobodys_and_a_persons_terms_outlive_her_account(maria):
    by = make.editor("editor")
    concept = Concept(
        key="lamp", domain=Domain.OTHER, forms=(TermForm(language=UK, text="Ліхтар"),)
    )
    import_terms([concept], by=by, at=AT)
    assert lines() == {}
    decide("lamp", TermForm(language=UK, text="Лампа"), by=maria, at=AT)
    assert lines() == {"Maria": (0, 0, 1)}  # and not the form that gave way to it
    forget(maria, by=maria, at=LATER)
    assert lines() == {"Maria": (0, 0, 1)}


@pytest.mark.parametrize("origin", [Origin.MACHINE, Origin.MEMORY])
def test_words_taken_from_a_machine_or_the_memory_are_nobodys_but_those_put_in_their_place(
    olena, maria, origin
):
    row = claimed(olena, story=make.story(body="Nine lamps.", headline="Harbour"))
    write(row, "s1", "Порт", by=olena)
    taken = save_segment(
        row, "s2", "Девять світлих ліхтарів.", base_version=None, by=olena, at=AT, origin=origin
    )
    save_segment(row, "s2", "Дев’ять світлих ліхтарів.", base_version=taken, by=olena, at=AT)
    submit_for_review(row, by=olena, at=AT)
    approve(row, by=maria, at=AT)
    assert lines() == {"Olena": (2, 0, 0), "Maria": (0, 1, 0)}


def test_somebody_without_a_line_has_done_nothing_yet(olena):
    found = ledger_of(olena)
    assert (found.name, found.words, found.reviews, found.terms) == ("Olena", 0, 0, 0)
    assert ledger() == ()


# However much there is.


@pytest.mark.parametrize(
    ("ask", "prepare"),
    [
        (lambda user: my_work(user, at=AT), claimed),
        (waiting_for_review, handed_in),
        (lambda _: throughput(AT - DAY, AT + DAY), handed_in),
        (lambda _: ledger(), lambda by: written(by, terminal_user())),
        (ledger_of, lambda by: written(by, terminal_user())),
    ],
    ids=["my work", "review", "throughput", "ledger", "one person's ledger"],
)
def test_every_question_takes_as_many_queries_for_thirty_stories_as_for_three(maria, ask, prepare):
    for _ in range(3):
        prepare(maria)
    few = queries(lambda: ask(maria))
    for _ in range(27):
        prepare(maria)
    assert queries(lambda: ask(maria)) == few

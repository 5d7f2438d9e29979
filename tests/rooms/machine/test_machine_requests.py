"""Asking only queues; a worker asks each text once, and one failure is one text's."""

from datetime import UTC, datetime, timedelta

import pytest
from asked import Told
from django.db import Error as DatabaseError
from django.db import IntegrityError, connection, transaction

from tests.factories import AT, EN, PL, UK, ZH, editor, user
from tests.racing import race
from workflow.journal.append_only import WrittenOnce
from workflow.journal.models import Entry
from workflow.machine.actions import ask
from workflow.machine.models import MachineDay, MachineRequest, MachineText
from workflow.machine.provider import (
    BadAnswer,
    Limits,
    NotSpoken,
    QuotaUsed,
    Refused,
    TooBusy,
    TooLong,
    Unreachable,
)
from workflow.machine.queries import answers, standing
from workflow.machine.states import RequestState
from workflow.machine.work import LEASE, MOST_ATTEMPTS, Round, run_requests
from workflow.people.permissions import NotAllowed

pytestmark = pytest.mark.django_db
W, A, D, F = RequestState.WAITING, RequestState.ASKING, RequestState.ANSWERED, RequestState.FAILED


def asked(*texts: str, source=EN, target=UK, **more):
    return ask(texts, source=source, target=target, by=editor(), at=AT, about="budget uk", **more)


def work(provider: Told, *, at: datetime = AT, **more) -> Round:
    return run_requests(provider, clock=lambda: at, **more)


def states() -> list[str]:
    return list(MachineRequest.objects.order_by("id").values_list("state", flat=True))


def test_asking_only_queues_and_the_worker_answers() -> None:
    first = asked("Yes.", "No.")
    assert (first.answered, first.waiting, first.new) == ({}, 2, 2)
    provider = Told()
    told = work(provider)
    assert (told.answered, told.stopped) == (2, None)
    assert states() == [D, D]
    row = answers(["Yes."], EN, UK)["Yes."]
    assert (row.text, row.provider, row.model, row.characters) == ("YES.", "told", "m1", 4)
    assert (row.damaged, row.damage, row.asked_at) == (False, None, AT)


def test_the_same_text_is_never_asked_twice() -> None:
    asked("Yes.", "Yes.")
    assert asked("Yes.").new == 0
    provider = Told()
    work(provider)
    assert asked("Yes.").answered["Yes."].text == "YES."
    work(provider, at=AT + timedelta(days=3))
    assert provider.asked == ["Yes."]


def test_another_pair_and_another_provider_are_asked() -> None:
    asked("Yes.")
    asked("Yes.", target=PL)
    one, other = Told(), Told(slug="other", say=lambda _: "Other.")
    work(one)
    assert one.asked == ["Yes."] * 2
    assert asked("Yes.", provider="other").new == 1
    assert work(one).done == 0
    work(other)
    assert answers(["Yes."], EN, UK)["Yes."].text == "Other."
    assert answers(["Yes."], EN, UK, provider="told")["Yes."].text == "YES."


def test_a_text_without_words_needs_no_machine() -> None:
    assert asked("—", "", "***").new == 0


def test_who_asked_for_how_much_stands_in_the_journal() -> None:
    asked("Yes.", "No.")
    line = Entry.objects.get(verb="ask a machine")
    assert line.detail == {
        "about": "budget uk", "source": "en", "target": "uk", "texts": 2, "characters": 7,
    }  # fmt: skip


def test_who_may_not_suggest_may_not_ask() -> None:
    with pytest.raises(NotAllowed):
        ask(["Yes."], source=EN, target=UK, by=user("nobody"), at=AT)


def test_lost_marks_are_kept_with_the_text() -> None:
    asked("Run `ls` now")
    assert work(Told(say=lambda _: "Зараз")).damaged == 1
    row = answers(["Run `ls` now"], EN, UK)["Run `ls` now"]
    assert row.damaged
    assert "`ls`" in row.damage.in_(EN)


# What goes wrong -----------------------------------------------------------------------------


@pytest.mark.parametrize("problem", [NotSpoken("Told", EN, UK), TooLong("Told")], ids=str)
def test_what_can_never_be_translated_is_given_up_and_the_rest_goes_on(problem) -> None:
    asked("One.", "Two.")
    told = work(Told(problems={"One.": [problem]}))
    assert (told.failed, told.answered, told.stopped) == (1, 1, None)
    assert states() == [F, D]
    failed = MachineRequest.objects.get(state=F)
    assert failed.why.in_(EN) == str(problem)


def test_a_pair_that_the_provider_lacks_is_not_asked() -> None:
    asked("One.", target=ZH)
    provider = Told(lacks=frozenset({"zh-Hant"}))
    assert work(provider).failed == 1
    assert provider.asked == []


@pytest.mark.parametrize("problem", [Unreachable("Told"), BadAnswer("Told")], ids=str)
def test_what_may_pass_waits_longer_each_time_and_is_given_up_at_last(problem) -> None:
    asked("One.")
    provider = Told(problems={"One.": [problem] * 99})
    at, waits = AT, []
    while states() == [W]:
        work(provider, at=at)
        not_before = MachineRequest.objects.get().not_before
        waits.append(not_before - at)
        at = max(at, not_before)
    assert states() == [F]
    assert len(provider.asked) == MOST_ATTEMPTS
    assert waits[:4] == [timedelta(minutes=minutes) for minutes in (1, 4, 16, 64)]
    assert sum(waits, timedelta()) > timedelta(hours=12)


def test_a_bad_answer_for_one_text_does_not_keep_the_others_waiting() -> None:
    asked("One.", "Two.", "Three.")
    told = work(Told(problems={"One.": [BadAnswer("Told")], "Two.": [Unreachable("Told")]}))
    assert (told.later, told.answered, told.stopped) == (2, 1, None)


@pytest.mark.parametrize("problem", [Refused("Told"), QuotaUsed("Told"), TooBusy("Told")], ids=str)
def test_what_is_wrong_with_the_provider_stops_the_pass_and_counts_against_no_text(problem) -> None:
    asked("One.", "Two.")
    provider = Told(problems={"One.": [problem]})
    told = work(provider)
    assert told.stopped.in_(EN) == str(problem)
    assert provider.asked == ["One."]
    assert states() == [W, W]
    assert MachineRequest.objects.earliest("id").attempts == 0
    assert work(provider, at=AT + timedelta(hours=1)).answered == 2


def test_three_silences_in_a_row_stop_the_pass() -> None:
    texts = [f"Text {n}." for n in range(9)]
    asked(*texts)
    provider = Told(problems={text: [Unreachable("Told")] for text in texts})
    assert work(provider).stopped is not None
    assert len(provider.asked) == 3


def test_the_provider_says_when_to_come_back() -> None:
    asked("One.")
    work(Told(problems={"One.": [TooBusy("Told", 1800)]}))
    assert MachineRequest.objects.get().not_before == AT + timedelta(minutes=30)


# The day's limit -----------------------------------------------------------------------------


def test_the_days_limit_is_refused_clearly_and_renews_at_midnight() -> None:
    asked("Four", "Five.", "Six")
    provider = Told()
    told = work(provider, daily=8)
    assert (told.answered, provider.asked) == (1, ["Four"])
    assert "8" in told.stopped.in_(EN)
    assert "MACHINE_DAILY_CHARACTERS" in told.stopped.in_(EN)
    tomorrow = datetime.combine(AT.date() + timedelta(days=1), datetime.min.time(), UTC)
    assert MachineRequest.objects.get(source_text="Five.").not_before == tomorrow
    assert work(provider, at=tomorrow, daily=8).answered == 2


def test_no_limit_still_counts() -> None:
    asked("Four")
    work(Told())
    assert standing(at=AT).characters == {"told": 4}


def test_a_text_longer_than_the_whole_day_is_given_up() -> None:
    asked("A long text.", "Yes.")
    told = work(Told(), daily=8)
    assert (told.failed, told.answered) == (1, 1)


# Workers -------------------------------------------------------------------------------------


def test_a_worker_that_died_leaves_its_request_to_the_next_once_its_lease_is_over() -> None:
    asked("One.")
    dead = Told(say=_die)
    with pytest.raises(KeyboardInterrupt):
        work(dead)
    assert states() == [A]
    provider = Told()
    assert work(provider, at=AT + LEASE - timedelta(seconds=1)).done == 0
    assert work(provider, at=AT + LEASE).answered == 1
    assert provider.asked == ["One."]


def _die(_: str) -> str:
    raise KeyboardInterrupt


def test_a_text_that_kills_every_worker_is_given_up() -> None:
    asked("One.")
    at = AT
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(KeyboardInterrupt):
            work(Told(say=_die), at=at)
        at += LEASE
    provider = Told()
    assert work(provider, at=at).failed == 1
    assert provider.asked == []
    assert str(MOST_ATTEMPTS) in MachineRequest.objects.get().why.in_(EN)


def test_a_worker_that_lost_its_lease_ends_nothing() -> None:
    asked("One.")

    def overtaken(text: str) -> str:
        MachineRequest.objects.update(holder="another", lease_until=AT + timedelta(days=1))
        return text.upper()

    work(Told(say=overtaken))
    assert states() == [A]
    assert MachineRequest.objects.get().holder == "another"
    assert answers(["One."], EN, UK)["One."].text == "ONE."


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_several_workers_share_the_queue_and_ask_nothing_twice() -> None:
    texts = [f"Text {n}." for n in range(40)]
    asked(*texts)
    provider = Told()
    done = race(*[lambda: run_requests(provider, clock=lambda: AT).answered] * 4)
    assert sorted(provider.asked) == sorted(texts)
    assert sum(done) == 40
    assert MachineText.objects.count() == 40


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_workers_together_keep_to_the_days_limit() -> None:
    asked(*[f"Text {n:02}." for n in range(40)])
    race(*[lambda: run_requests(Told(), clock=lambda: AT, daily=80)] * 4)
    assert MachineText.objects.count() == 10
    assert MachineDay.objects.get().characters == 80


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_for_the_same_at_once_queue_it_once() -> None:
    someone = editor()
    ask_it = lambda: ask(["Yes."], source=EN, target=UK, by=someone, at=AT)  # noqa: E731
    race(*[ask_it] * 4)
    assert MachineRequest.objects.count() == 1


# The database --------------------------------------------------------------------------------


def test_what_a_machine_said_is_never_changed() -> None:
    asked("Yes.")
    work(Told())
    with pytest.raises(WrittenOnce):
        MachineText.objects.update(text="Maybe.")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE machine_machinetext SET text = 'Maybe.'")


def test_the_database_knows_one_open_request_a_text() -> None:
    asked("Yes.")
    row = MachineRequest.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_long_text_is_held_for_as_long_as_it_is_asked_piece_by_piece() -> None:
    asked("One sentence here. Another sentence there. A third one. And the last of them.")
    now = [AT]
    seen: list[Round] = []

    def say(text: str) -> str:
        now[0] += LEASE * 0.8
        other = Told(name="Other")
        seen.append(run_requests(other, clock=lambda: now[0]))
        assert not other.asked
        return text.upper()

    provider = Told(limits=Limits(characters=25), say=say)
    assert run_requests(provider, clock=lambda: now[0]).answered == 1
    assert len(provider.asked) == len(seen) > 3
    assert states() == [D]

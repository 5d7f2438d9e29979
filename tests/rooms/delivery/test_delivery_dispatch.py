"""Sending: written down before and after, nobody twice, and books that balance."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial

import pytest
from ledger_values import (
    ALL_TAGS,
    AT,
    SENDER,
    a_frozen_edition,
    an_editor,
    an_issue,
    some_readers,
)
from recording import RecordingTransport, accept

from tests.racing import race
from workflow.audience.models import Reader
from workflow.audience.states import ReaderState
from workflow.config.logs import KeyValues
from workflow.delivery.dispatch import BooksDoNotBalance, OtherTransport, Report, dispatch, finish
from workflow.delivery.message import Envelope
from workflow.delivery.models import Delivery, Mailing
from workflow.delivery.plan import plan
from workflow.delivery.queries import books
from workflow.delivery.states import DeliveryState, MailingState
from workflow.delivery.transport import Outcome, Result, TransportProblem
from workflow.issues.freeze import EditionTampered
from workflow.issues.models import Edition, Issue
from workflow.issues.states import EditionState, IssueState
from workflow.journal.models import Entry
from workflow.people.permissions import NotAllowed
from workflow.people.roles import NewsroomRole
from workflow.stories.models import CoverageWords

pytestmark = pytest.mark.django_db


def a_clock() -> Callable[[], datetime]:
    ticks = iter(AT + timedelta(seconds=second) for second in range(1, 10_000))
    return lambda: next(ticks)


def a_mailing(readers: int = 10, tag: str = "en", languages: tuple[str, ...] = ("en",)) -> Mailing:
    some_readers(readers, tag)
    edition = a_frozen_edition(an_issue(languages=languages), tag)
    return plan(edition, transport="outbox", by=an_editor(), at=AT)


def send(mailing: Mailing, transport: RecordingTransport, **options: object) -> Report:
    return dispatch(mailing, transport, by=an_editor(), clock=a_clock(), sender=SENDER, **options)


def states(mailing: Mailing) -> list[str]:
    return list(mailing.deliveries.order_by("pk").values_list("state", flat=True))


def always(result: Result, reason: str = "because") -> Callable[[Envelope], Outcome]:
    return lambda envelope: Outcome(result=result, reason=reason)


def in_turn(results: Iterable[Result]) -> Callable[[Envelope], Outcome]:
    left = iter(results)
    return lambda envelope: Outcome(result=next(left), reason="because")


def test_every_planned_reader_is_handed_over_once_and_the_books_balance() -> None:
    mailing, transport = a_mailing(10), RecordingTransport()
    report = send(mailing, transport)
    handed = [envelope.address for envelope in transport.handed]
    assert sorted(handed) == sorted(Reader.objects.values_list("address", flat=True))
    assert (report.books.accepted, report.handed_over, report.finished) == (10, 10, True)
    assert report.books.balance
    assert not report.stopped
    line = mailing.deliveries.first()
    assert (line.state, line.reference) == (DeliveryState.ACCEPTED, f"ref {line.pk}")


def test_a_finished_mailing_sends_nobody_a_second_copy() -> None:
    mailing, transport = a_mailing(3), RecordingTransport()
    send(mailing, transport)
    again = send(Mailing.objects.get(pk=mailing.pk), transport)
    assert (len(transport.handed), transport.opened) == (3, 1)
    assert (again.handed_over, again.finished, again.books.accepted) == (0, True, 3)


def test_a_line_is_handing_over_in_the_database_before_the_transport_sees_it() -> None:
    mailing, seen = a_mailing(3), []

    def look(envelope: Envelope) -> Outcome:
        seen.append(Delivery.objects.get(pk=envelope.delivery_id).state)
        return accept(envelope)

    send(mailing, RecordingTransport(look))
    assert seen == [DeliveryState.HANDING_OVER] * 3


@pytest.mark.parametrize(
    ("result", "state"),
    [
        (Result.ACCEPTED, DeliveryState.ACCEPTED),
        (Result.REJECTED, DeliveryState.REJECTED),
        (Result.UNCERTAIN, DeliveryState.UNCERTAIN),
        (Result.NOT_TAKEN, DeliveryState.PLANNED),
    ],
)
def test_each_result_has_its_state_with_the_reason(result: Result, state: DeliveryState) -> None:
    mailing = a_mailing(1)
    report = send(mailing, RecordingTransport(always(result)))
    line = mailing.deliveries.get()
    assert (line.state, line.reason) == (state, "because")
    assert report.finished is (result is not Result.NOT_TAKEN)


def test_what_was_not_taken_goes_out_in_the_next_run() -> None:
    mailing = a_mailing(6)
    first = send(mailing, RecordingTransport(always(Result.NOT_TAKEN)))
    assert (first.books.waiting, first.handed_over, first.finished) == (6, 0, False)
    second = RecordingTransport()
    assert send(mailing, second).finished
    assert len(second.handed) == 6
    assert set(mailing.deliveries.values_list("reason", flat=True)) == {""}


def test_uncertain_and_rejected_lines_are_never_handed_over_again() -> None:
    mailing = a_mailing(3)
    answers = [Result.UNCERTAIN, Result.REJECTED, Result.NOT_TAKEN]
    send(mailing, RecordingTransport(in_turn(answers)))
    second = RecordingTransport()
    report = send(mailing, second)
    assert len(second.handed) == 1
    assert (report.books.uncertain, report.books.rejected, report.books.accepted) == (1, 1, 1)
    assert report.finished


@pytest.mark.parametrize("result", [Result.NOT_TAKEN, Result.REJECTED, Result.UNCERTAIN])
def test_the_run_stops_politely_when_nothing_is_accepted_any_more(result: Result) -> None:
    mailing, transport = a_mailing(20), RecordingTransport(always(result, "Full."))
    report = send(mailing, transport, stop_after=6)
    assert len(transport.handed) == 8
    assert "8 messages in a row" in report.stopped
    assert "Full." in report.stopped
    assert not report.finished


def test_now_and_then_a_refusal_does_not_stop_the_run() -> None:
    mailing, count = a_mailing(20), iter(range(100))

    def every_third(envelope: Envelope) -> Outcome:
        return accept(envelope) if next(count) % 3 == 2 else always(Result.REJECTED)(envelope)

    assert send(mailing, RecordingTransport(every_third), stop_after=3).finished


def test_a_transport_problem_puts_the_batch_back_and_is_told() -> None:
    mailing, handed = a_mailing(6), []

    def fail_second_batch(envelope: Envelope) -> Outcome:
        if len(handed) == 4:
            raise TransportProblem("Mend SMTP_PASSWORD.")
        handed.append(envelope)
        return accept(envelope)

    report = send(mailing, RecordingTransport(fail_second_batch))
    assert report.stopped == "Mend SMTP_PASSWORD."
    assert (report.books.accepted, report.books.waiting) == (4, 2)
    assert send(mailing, RecordingTransport()).finished


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_transport_that_breaks_leaves_its_batch_uncertain(error: type[BaseException]) -> None:
    mailing = a_mailing(6)

    def breaks(envelope: Envelope) -> Outcome:
        raise error

    with pytest.raises(error):
        send(mailing, RecordingTransport(breaks))
    assert states(mailing) == [DeliveryState.UNCERTAIN] * 4 + [DeliveryState.PLANNED] * 2
    second = RecordingTransport()
    report = send(mailing, second)
    assert len(second.handed) == 2
    assert (report.books.uncertain, report.books.accepted, report.finished) == (4, 2, True)


def test_a_transport_that_forgets_an_envelope_leaves_the_batch_uncertain() -> None:
    mailing = a_mailing(2)
    transport = RecordingTransport()
    transport.hand_over = lambda template, envelopes: []
    with pytest.raises(RuntimeError, match="0 outcomes for 2"):
        send(mailing, transport)
    assert states(mailing) == [DeliveryState.UNCERTAIN] * 2


def test_lines_left_by_a_crash_become_uncertain_and_are_reported() -> None:
    mailing = a_mailing(5)
    left = [line.pk for line in mailing.deliveries.order_by("pk")[:2]]
    Delivery.objects.filter(pk__in=left).update(state=DeliveryState.HANDING_OVER)
    transport = RecordingTransport()
    report = send(mailing, transport)
    assert report.interrupted == 2
    assert not set(left) & {envelope.delivery_id for envelope in transport.handed}
    assert (report.books.uncertain, report.books.accepted, report.finished) == (2, 3, True)
    assert "Message-ID" in Delivery.objects.get(pk=left[0]).reason


def test_a_known_outcome_wins_over_another_run_s_doubt_but_never_sends_again() -> None:
    mailing = a_mailing(4)
    answers = iter([Result.ACCEPTED, Result.REJECTED, Result.NOT_TAKEN, Result.UNCERTAIN])

    def while_another_run_starts(envelope: Envelope) -> Outcome:
        Delivery.objects.filter(mailing=mailing).update(state=DeliveryState.UNCERTAIN)
        return always(next(answers))(envelope)

    send(mailing, RecordingTransport(while_another_run_starts))
    assert states(mailing) == ["accepted", "rejected", "uncertain", "uncertain"]


def test_a_reader_who_left_since_the_planning_is_left_out_with_the_reason() -> None:
    mailing = a_mailing(3)
    gone = mailing.deliveries.first().reader
    gone.state = ReaderState.UNSUBSCRIBED
    gone.save(update_fields=["state"])
    transport = RecordingTransport()
    report = send(mailing, transport)
    line = mailing.deliveries.get(reader=gone)
    assert line.state == DeliveryState.EXCLUDED
    assert "unsubscribed" in line.reason
    assert (len(transport.handed), report.books.excluded, report.finished) == (2, 1, True)


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("address", "nowhere", "no address"),
        ("address", "олена@mail.example", "SMTPUTF8"),
        ("name", "Mei\r\nBcc: all@mail.example", "Remove it"),
    ],
)
def test_a_reader_we_cannot_write_to_is_left_out_with_the_reason(column, value, reason) -> None:
    mailing = a_mailing(2)
    bad = mailing.deliveries.first().reader
    Reader.objects.filter(pk=bad.pk).update(**{column: value})
    report = send(mailing, RecordingTransport())
    assert reason in mailing.deliveries.get(reader=bad).reason
    assert (report.books.excluded, report.books.accepted, report.finished) == (1, 1, True)


def test_a_changed_edition_is_refused_at_the_last_moment_too() -> None:
    mailing, transport = a_mailing(2), RecordingTransport()
    Edition.objects.filter(pk=mailing.edition_id).update(subject="Another")
    with pytest.raises(EditionTampered):
        send(mailing, transport)
    assert transport.handed == []
    assert states(mailing) == [DeliveryState.PLANNED] * 2


def test_a_mailing_goes_out_one_way_only() -> None:
    mailing, transport = a_mailing(1), RecordingTransport()
    transport.name = "smtp"
    with pytest.raises(OtherTransport, match="through outbox"):
        send(mailing, transport)


def test_only_an_editor_may_dispatch() -> None:
    mailing, stranger = a_mailing(1), an_editor("olena", NewsroomRole.NONE)
    transport = RecordingTransport()
    with pytest.raises(NotAllowed):
        dispatch(mailing, transport, by=stranger, clock=a_clock(), sender=SENDER)
    assert transport.handed == []
    with pytest.raises(NotAllowed):
        finish(mailing, by=stranger, at=AT)


@pytest.mark.parametrize("state", [DeliveryState.PLANNED, DeliveryState.HANDING_OVER])
def test_finishing_is_refused_while_a_line_is_open_and_names_the_numbers(state) -> None:
    mailing = a_mailing(2)
    mailing.deliveries.update(state=DeliveryState.ACCEPTED)
    Delivery.objects.filter(pk=mailing.deliveries.first().pk).update(state=state)
    with pytest.raises(BooksDoNotBalance, match="2 planned = 1 accepted"):
        finish(mailing, by=an_editor(), at=AT)


def test_finishing_is_refused_when_a_line_was_lost() -> None:
    mailing = a_mailing(2)
    mailing.deliveries.update(state=DeliveryState.ACCEPTED)
    mailing.deliveries.first().delete()
    with pytest.raises(BooksDoNotBalance, match="2 planned = 1 accepted"):
        finish(mailing, by=an_editor(), at=AT)
    assert books(mailing).settled == 1


def test_the_last_edition_finishes_the_issue() -> None:
    languages = ("en", "uk")
    issue = an_issue(languages=languages)
    for tag in languages:
        some_readers(1, tag)
        edition = a_frozen_edition(issue, tag)
        mailing = plan(edition, transport="outbox", by=an_editor(), at=AT)
        send(mailing, RecordingTransport())
        issue.refresh_from_db()
        edition.refresh_from_db()
        assert edition.state == EditionState.SENT
        assert issue.state == (IssueState.SENT if tag == "uk" else IssueState.SENDING)
    assert Mailing.objects.filter(state=MailingState.FINISHED).count() == 2


def four_mailings_at_their_last_line() -> list[Mailing]:
    """Each read before any is finished, with its edition and issue."""
    issue = an_issue()
    for tag in ALL_TAGS:
        plan(a_frozen_edition(issue, tag), transport="outbox", by=an_editor(), at=AT)
    Mailing.objects.update(state=MailingState.SENDING)
    return list(Mailing.objects.select_related("edition__issue"))


def test_four_mailings_finished_one_after_the_other_finish_the_issue_with_the_last() -> None:
    seen = []
    for mailing in four_mailings_at_their_last_line():
        finish(mailing, by=an_editor(), at=AT)
        seen.append(Issue.objects.get().state)
    assert seen == [IssueState.SENDING] * 3 + [IssueState.SENT]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_four_mailings_that_finish_at_the_same_moment_finish_the_issue() -> None:
    editor = an_editor()
    mailings = four_mailings_at_their_last_line()
    outcomes = race(*(partial(finish, mailing, by=editor, at=AT) for mailing in mailings))
    assert outcomes == [None] * 4
    assert Issue.objects.get().state == IssueState.SENT
    assert Entry.objects.filter(subject_kind="issues.issue", verb="finish").count() == 1


def test_a_mailing_taken_up_again_says_the_same_in_its_headers() -> None:
    mailing = a_mailing(6)
    first = RecordingTransport(in_turn([*[Result.ACCEPTED] * 3, *[Result.NOT_TAKEN] * 3]))
    send(mailing, first)
    CoverageWords.objects.update(name="Renamed meanwhile", publisher="Somebody else")
    second = RecordingTransport()
    send(Mailing.objects.get(), second)
    assert second.templates[0].opening == first.templates[0].opening
    assert second.templates[0].rest == first.templates[0].rest
    assert "Dumpling Desk <" in dict(second.templates[0].headers)["List-Id"]


def test_a_message_is_dated_when_its_mailing_was_planned_not_when_the_edition_was_frozen() -> None:
    some_readers(1)
    frozen = a_frozen_edition(an_issue(), frozen_at=AT - timedelta(days=14))
    transport = RecordingTransport()
    send(plan(frozen, transport="outbox", by=an_editor(), at=AT), transport)
    assert b"Date: Tue, 24 Nov 2026 07:00:00 +0000\r\n" in transport.templates[0].opening


def test_an_edition_without_readers_is_sent_at_once() -> None:
    assert send(a_mailing(0), RecordingTransport()).finished


def test_the_progress_counts_up_to_what_was_planned() -> None:
    mailing, seen = a_mailing(10), []
    send(mailing, RecordingTransport(), progress=lambda done, planned: seen.append((done, planned)))
    assert seen[-1] == (10, 10)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_every_reader_has_a_token_and_message_id_of_their_own() -> None:
    mailing, transport = a_mailing(5), RecordingTransport()
    send(mailing, transport)
    tokens = {envelope.token for envelope in transport.handed}
    assert tokens == set(Reader.objects.values_list("token", flat=True))
    assert len({envelope.message_id for envelope in transport.handed}) == 5


def test_nothing_private_is_logged_or_journalled(caplog: pytest.LogCaptureFixture) -> None:
    def breaks(envelope: Envelope) -> Outcome:
        raise RuntimeError(f"cannot write to {envelope.address}")

    with caplog.at_level(logging.DEBUG, logger="workflow"):
        mailing = a_mailing(5)
        send(mailing, RecordingTransport(in_turn([*Result, Result.ACCEPTED])))
        with pytest.raises(RuntimeError):
            send(mailing, RecordingTransport(breaks))
    written = [str(vars(record)) + record.getMessage() for record in caplog.records]
    lines = [KeyValues().format(record) for record in caplog.records]
    written += lines
    written += [f"{entry} {entry.verb} {entry.detail}" for entry in Entry.objects.all()]
    assert f"delivery.broken kind=RuntimeError lines=1 mailing={mailing.pk}" in lines
    assert any("delivery.handed_over" in each for each in written)
    assert any("delivery.broken" in each for each in written)
    private = [SENDER.secret, "secret-body", "secret-preheader", "Олена", "@mail.example"]
    private += Reader.objects.values_list("token", flat=True)
    assert [word for word in private for each in written if word in each] == []

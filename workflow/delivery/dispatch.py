"""Sending a planned mailing: line by line out of the ledger, nobody twice, books that balance.

Every batch is claimed durably, handed over, and written down. Whatever happens in between, the
ledger knows: a line found *handing over* later is uncertain and is never sent again blindly.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from workflow.audience.addresses import AddressRefused, parse_address
from workflow.audience.states import ReaderState
from workflow.delivery import headers, ledger
from workflow.delivery.facts import facts_of
from workflow.delivery.message import (
    Envelope,
    MessageTemplate,
    SenderFacts,
    build_template,
    message_id,
)
from workflow.delivery.models import Delivery, Mailing
from workflow.delivery.queries import Books, books
from workflow.delivery.states import MAILING_TRANSITIONS, MailingState
from workflow.delivery.transport import Outcome, Result, Transport, TransportProblem
from workflow.issues.freeze import verify
from workflow.issues.models import Edition, Issue
from workflow.issues.retraction import refuse_retracted
from workflow.issues.states import (
    EDITION_TRANSITIONS,
    ISSUE_TRANSITIONS,
    EditionState,
    IssueState,
)
from workflow.journal.actions import MoveRefused, move
from workflow.people.models import User
from workflow.people.permissions import require
from workflow.people.roles import Act

STOP_AFTER = 25  # messages in a row that were not accepted

logger = logging.getLogger("workflow.delivery")

Clock = Callable[[], datetime]
Progress = Callable[[int, int], None]  # lines settled, lines planned


class BooksDoNotBalance(Exception):
    """The ledger's lines do not add up to what was planned; the message holds the numbers."""


class OtherTransport(Exception):
    """The mailing was planned for another way out; send it with that one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How a mailing stands after a run.

    ``handed_over`` counts this run's messages, ``interrupted`` the lines an earlier run left
    behind; ``stopped`` says why the run ended before the last line, if it did.
    """

    books: Books
    handed_over: int
    interrupted: int
    stopped: str
    finished: bool


@dataclass(slots=True, kw_only=True)
class _Run:
    """One run over a mailing."""

    mailing: Mailing
    transport: Transport
    template: MessageTemplate
    sender: SenderFacts
    clock: Clock
    progress: Progress
    stop_after: int
    settled: int
    handed_over: int = 0
    in_a_row: int = 0
    stopped: str = ""
    last_id: int = field(default=0)


def dispatch(
    mailing: Mailing,
    transport: Transport,
    *,
    by: User,
    clock: Clock,
    sender: SenderFacts,
    progress: Progress = lambda settled, planned: None,
    stop_after: int = STOP_AFTER,
) -> Report:
    """Hand over every waiting line of a mailing, and finish it if none is left.

    A finished mailing is left alone. Raises :class:`TransportProblem` when the transport cannot be
    used at all, and what :func:`workflow.delivery.plan.plan` raises for a changed edition.
    """
    require(by, Act.SEND)
    mailing.refresh_from_db()
    if mailing.state == MailingState.FINISHED:
        return _report(mailing)
    _refuse_other_transport(mailing, transport)
    verify(mailing.edition)
    refuse_retracted(mailing.edition)
    template = build_template(facts_of(mailing.edition, dated=mailing.created_at), sender)
    started = clock()
    _begin(mailing, by=by, at=started)
    interrupted = ledger.settle_interrupted(mailing, before=started, at=started)
    run = _Run(
        mailing=mailing,
        transport=transport,
        template=template,
        sender=sender,
        clock=clock,
        progress=progress,
        stop_after=stop_after,
        settled=books(mailing).settled,
    )
    with ledger.durable_writes(), transport:
        while not run.stopped and _next_batch(run):
            pass
    return _close(run, interrupted=interrupted, by=by)


def _begin(mailing: Mailing, *, by: User, at: datetime) -> None:
    """From planned to sending, unless another process was just as quick."""
    if mailing.state != MailingState.PLANNED:
        return
    try:
        move(mailing, MailingState.SENDING, table=MAILING_TRANSITIONS, verb="send", by=by, at=at)
    except MoveRefused:
        mailing.refresh_from_db()


def _finish_unless_done(mailing: Mailing, *, by: User, at: datetime) -> None:
    """Finish it, unless another process came to the last line at the same time and did."""
    try:
        finish(mailing, by=by, at=at)
    except MoveRefused:
        mailing.refresh_from_db()
        if mailing.state != MailingState.FINISHED:
            raise


def finish(mailing: Mailing, *, by: User, at: datetime) -> None:
    """Close a mailing whose books balance, its edition, and with the last edition its issue.

    Raises :class:`BooksDoNotBalance` while lines wait, are being handed over, or are missing.
    """
    require(by, Act.SEND)
    counted = books(mailing)
    if not counted.balance:
        raise BooksDoNotBalance(
            f"Mailing {mailing.pk} cannot be finished: {counted}. Send it again to hand over what "
            "waits; if nothing waits, lines are missing and the ledger must be looked into."
        )
    edition = mailing.edition
    with transaction.atomic():
        # The last two languages may finish at the same moment: one waits here and sees the other.
        edition.issue = Issue.objects.select_for_update().get(pk=edition.issue_id)
        move(
            mailing,
            MailingState.FINISHED,
            table=MAILING_TRANSITIONS,
            verb="finish",
            by=by,
            at=at,
            detail={"accepted": counted.accepted, "uncertain": counted.uncertain},
            set_also={"finished_at": at},
        )
        move(edition, EditionState.SENT, table=EDITION_TRANSITIONS, verb="finish", by=by, at=at)
        _finish_issue(edition, by=by, at=at)


def _finish_issue(edition: Edition, *, by: User, at: datetime) -> None:
    """The issue, which must be locked, is sent when an edition was sent in each language."""
    issue = edition.issue
    sent = Edition.objects.filter(issue=issue, state=EditionState.SENT)
    tags = {edition.language.tag for edition in sent.only("language")}
    if set(issue.languages) <= tags and issue.state == IssueState.SENDING:
        move(issue, IssueState.SENT, table=ISSUE_TRANSITIONS, verb="finish", by=by, at=at)


def _refuse_other_transport(mailing: Mailing, transport: Transport) -> None:
    if transport.name != mailing.transport:
        raise OtherTransport(
            f"Mailing {mailing.pk} was planned to go through {mailing.transport}, not "
            f"{transport.name}. Send it through {mailing.transport}: half of the readers may have "
            "got theirs that way already."
        )


def _next_batch(run: _Run) -> bool:
    """Claim, hand over and write down one batch; whether there may be more."""
    batch = ledger.claim(
        run.mailing,
        after=run.last_id,
        size=run.transport.batch_size,
        at=run.clock(),
        why_not=lambda line: why_not(line, run.transport),
    )
    run.last_id = batch.last_id
    outcomes = _hand_over(run, batch.lines) if batch.lines else []
    ledger.write(batch.lines, outcomes, at=run.clock())
    _count(run, outcomes, excluded=batch.excluded)
    return bool(batch.lines or batch.excluded)


def _hand_over(run: _Run, lines: Sequence[Delivery]) -> Sequence[Outcome]:
    """One outcome a line, whatever the transport does."""
    envelopes = [_envelope(line, run) for line in lines]
    try:
        outcomes = run.transport.hand_over(run.template, envelopes)
        _refuse_unless_complete(outcomes, envelopes)
    except TransportProblem as problem:
        run.stopped = str(problem)
        return [Outcome(result=Result.NOT_TAKEN, reason=str(problem))] * len(lines)
    except BaseException as error:
        unknown = Outcome(result=Result.UNCERTAIN, reason=ledger.INTERRUPTED)
        ledger.write(lines, [unknown] * len(lines), at=run.clock())
        logger.error(  # noqa: TRY400 - a traceback could carry a reader's address
            "delivery.broken",
            extra={"mailing": run.mailing.pk, "lines": len(lines), "kind": type(error).__name__},
        )
        raise
    return outcomes


def _refuse_unless_complete(outcomes: Sequence[Outcome], envelopes: Sequence[Envelope]) -> None:
    if len(outcomes) != len(envelopes):
        raise RuntimeError(
            f"The transport gave {len(outcomes)} outcomes for {len(envelopes)} messages. "
            "It must give one for each, in order."
        )


def _count(run: _Run, outcomes: Sequence[Outcome], *, excluded: int) -> None:
    """Add up, tell the progress, and stop politely when nothing is accepted any more."""
    taken_back = 0
    for outcome in outcomes:
        run.in_a_row = 0 if outcome.result is Result.ACCEPTED else run.in_a_row + 1
        taken_back += outcome.result is Result.NOT_TAKEN
    run.handed_over += len(outcomes) - taken_back
    run.settled += len(outcomes) - taken_back + excluded
    run.progress(run.settled, run.mailing.planned)
    logger.info(
        "delivery.handed_over",
        extra={"mailing": run.mailing.pk, "lines": len(outcomes), "not_taken": taken_back},
    )
    if run.in_a_row >= run.stop_after and not run.stopped:
        run.stopped = (
            f"{run.in_a_row} messages in a row were not accepted. The last answer: "
            f"{outcomes[-1].reason} Mend the cause and send again: nobody gets a second copy."
        )


def _close(run: _Run, *, interrupted: int, by: User) -> Report:
    """Finish if nothing is open, and report."""
    counted = books(run.mailing)
    if not counted.waiting and not counted.handing_over:
        _finish_unless_done(run.mailing, by=by, at=run.clock())
    return Report(
        books=counted,
        handed_over=run.handed_over,
        interrupted=interrupted,
        stopped=run.stopped,
        finished=run.mailing.state == MailingState.FINISHED,
    )


def _report(mailing: Mailing) -> Report:
    """The report of a run that found everything done."""
    return Report(books=books(mailing), handed_over=0, interrupted=0, stopped="", finished=True)


def why_not(line: Delivery, transport: Transport) -> str:
    """Why the reader of a line is left out at this moment; empty when there is no reason."""
    reader = line.reader
    if reader.state != ReaderState.SUBSCRIBED:
        return f"The reader was {reader.state} when the message was about to leave."
    try:
        address = parse_address(reader.address, smtputf8=transport.takes_smtputf8)
        headers.mailbox("To", reader.name, str(address))
    except (AddressRefused, headers.HeaderRefused) as refused:
        return str(refused)
    return ""


def _envelope(line: Delivery, run: _Run) -> Envelope:
    reader = line.reader
    return Envelope(
        delivery_id=line.pk,
        address=str(parse_address(reader.address, smtputf8=True)),
        name=reader.name,
        token=reader.token,
        message_id=message_id(
            issue=run.mailing.edition.issue.slug, reader=str(reader.pk), sender=run.sender
        ),
    )

"""Sending the notices it is time for: one mail a user, nobody twice, and doubts kept as doubts.

A mail's notices are claimed durably, handed over, and written down. What a crash leaves in between
is uncertain and is never sent again blindly. Memory stays flat: one user's notices at a time.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

from workflow.audience.addresses import AddressRefused, parse_address
from workflow.delivery import headers
from workflow.delivery.ledger import durable_writes
from workflow.delivery.message import Envelope, SenderFacts, message_id
from workflow.delivery.notice_message import NO_READER, build_notice
from workflow.delivery.transport import Outcome, Result, Transport, TransportProblem
from workflow.notices.compose import NoticeMail, compose
from workflow.notices.handing import INTERRUPTED, claim, settle, settle_interrupted
from workflow.notices.models import Notice
from workflow.notices.queries import Due, due_now, waiting_for
from workflow.notices.states import NoticeState
from workflow.notices.told import addressee, told
from workflow.people.models import User

STOP_AFTER = 10  # mails in a row that were not taken
INTERRUPTED_AFTER = timedelta(hours=1)  # until then another process may still be at it
STATE_AFTER: Mapping[Result, NoticeState] = MappingProxyType(
    {
        Result.ACCEPTED: NoticeState.SENT,
        Result.REJECTED: NoticeState.DROPPED,
        Result.NOT_TAKEN: NoticeState.WAITING,
        Result.UNCERTAIN: NoticeState.UNCERTAIN,
    }
)
NO_ADDRESS = "The account has no address."
CLOSED = "The account is closed."

logger = logging.getLogger("workflow.delivery")


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What a run did: mails by what became of their notices, and notices an earlier run left.

    ``stopped`` says why the run ended before the last mail, if it did.
    """

    mails: Mapping[NoticeState, int]
    interrupted: int
    stopped: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A mail that would leave now: to whom, of how many notices, or why it is dropped."""

    user_id: int
    notices: int
    dropped: str


@dataclass(slots=True, kw_only=True)
class _Run:
    transport: Transport
    sender: SenderFacts
    clock: Callable[[], datetime]
    mails: Counter[NoticeState] = field(default_factory=Counter)
    in_a_row: int = 0
    stopped: str = ""


def send_notices(
    transport: Transport, *, clock: Callable[[], datetime], sender: SenderFacts
) -> Round:
    """Send every mail it is time for. Raises :class:`TransportProblem` when none can leave."""
    started = clock()
    interrupted = settle_interrupted(before=started - INTERRUPTED_AFTER, at=started)
    run = _Run(transport=transport, sender=sender, clock=clock)
    with durable_writes(), transport:
        for due in due_now(started):
            _send(run, due)
            if run.stopped:
                break
    numbers = {str(state): number for state, number in run.mails.items()}
    logger.info("notices.told", extra={"interrupted": interrupted, **numbers})
    return Round(mails=MappingProxyType(run.mails), interrupted=interrupted, stopped=run.stopped)


def previews(*, at: datetime) -> Iterator[Preview]:
    """The mails it is time for; nothing is written and nothing leaves."""
    for due in due_now(at):
        user = User.objects.get(pk=due.user_id)
        number = len(waiting_for(due))
        yield Preview(user_id=user.pk, notices=number, dropped=why_not(user, smtputf8=True))


def why_not(user: User, *, smtputf8: bool) -> str:
    """Why a user cannot be written to; empty when there is no reason."""
    if not user.is_active:
        return CLOSED
    if not user.email:
        return NO_ADDRESS
    try:
        headers.mailbox("To", str(user), str(parse_address(user.email, smtputf8=smtputf8)))
    except (AddressRefused, headers.HeaderRefused) as refused:
        return str(refused)
    return ""


def _send(run: _Run, due: Due) -> None:
    """Claim, hand over and write down one mail."""
    notices = claim(due, at=run.clock())
    if not notices:
        return
    user = notices[0].user
    refused = why_not(user, smtputf8=run.transport.takes_smtputf8)
    if refused:
        outcome = Outcome(result=Result.REJECTED, reason=refused)
    else:
        outcome = _hand_over(run, due, notices, user)
        run.in_a_row = run.in_a_row + 1 if outcome.result is Result.NOT_TAKEN else 0
    if run.in_a_row == STOP_AFTER:
        run.stopped = outcome.reason
    state = STATE_AFTER[outcome.result]
    settle(due, notices, state, at=run.clock(), reason=outcome.reason)
    run.mails[state] += 1
    fields = {"recipient": user.pk, "notices": len(notices), "result": str(outcome.result)}
    logger.info("notices.handed_over", extra=fields)


def _hand_over(run: _Run, due: Due, notices: Sequence[Notice], user: User) -> Outcome:
    """What came of handing a mail over, whatever the transport does."""
    try:
        mail = _compose(due, notices, user, run.sender)
        template = build_notice(mail, run.sender, dated=run.clock())
    except (LookupError, ValueError) as error:
        return _unwritable(error, user)
    try:
        (outcome,) = run.transport.hand_over(template, [_envelope(notices, user, run.sender)])
    except TransportProblem as problem:
        run.stopped = str(problem)
        return Outcome(result=Result.NOT_TAKEN, reason=str(problem))
    except BaseException as error:
        settle(due, notices, NoticeState.UNCERTAIN, at=run.clock(), reason=INTERRUPTED)
        logger.error(  # noqa: TRY400 - a traceback could carry an address
            "notices.broken", extra={"recipient": user.pk, "kind": type(error).__name__}
        )
        raise
    return outcome


def _unwritable(error: Exception, user: User) -> Outcome:
    """A mail that cannot be made, such as of an unknown language, stops nobody else's."""
    kind = type(error).__name__
    logger.error("notices.unwritable", extra={"recipient": user.pk, "kind": kind})
    is_ours = isinstance(error, headers.HeaderRefused)
    reason = str(error) if is_ours else f"No mail could be made of its values ({kind})."
    return Outcome(result=Result.REJECTED, reason=reason)


def _compose(due: Due, notices: Sequence[Notice], user: User, sender: SenderFacts) -> NoticeMail:
    return compose(
        [told(notice) for notice in notices],
        addressee(user),
        base=sender.links.base,
        day=due.day,
    )


def _envelope(notices: Sequence[Notice], user: User, sender: SenderFacts) -> Envelope:
    """The same notices have the same Message-ID, however often they are tried."""
    said = ",".join(str(notice.pk) for notice in notices)
    return Envelope(
        delivery_id=0,
        address=str(parse_address(user.email, smtputf8=True)),
        name=str(user),
        token=NO_READER,
        message_id=message_id(issue=f"notices {said}", reader=str(user.pk), sender=sender),
    )

"""Test copies for colleagues: marked as such, kept out of the ledger, addresses not kept."""

import hmac
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from workflow.audience.addresses import Address, AddressRefused, parse_address
from workflow.delivery.facts import facts_of
from workflow.delivery.ledger import INTERRUPTED, LONGEST_REASON
from workflow.delivery.message import (
    Envelope,
    MessageTemplate,
    SenderFacts,
    build_template,
    message_id,
)
from workflow.delivery.models import SentTest
from workflow.delivery.transport import Outcome, Result, Transport, TransportProblem
from workflow.issues.freeze import verify
from workflow.issues.models import Edition
from workflow.journal.actions import record
from workflow.people.models import User
from workflow.people.permissions import require
from workflow.people.roles import Act

# As long as a reader's token, and nobody's: links in a test copy lead to no reader.
NOBODY = "TEST0COPY0OF0AN0EDITION0NOREADER"

logger = logging.getLogger("workflow.delivery")


class ColleaguesRefused(ValueError):
    """Some of the addresses for a test copy are none; the message lists which by their place."""


@dataclass(slots=True, kw_only=True)
class _Run:
    """One sending of test copies, and what has come of it so far."""

    edition: Edition
    transport: Transport
    by: User
    at: datetime
    sender: SenderFacts
    outcomes: list[Outcome] = field(default_factory=list)


def send_test(
    edition: Edition,
    addresses: Iterable[str],
    transport: Transport,
    *,
    by: User,
    at: datetime,
    sender: SenderFacts,
) -> Sequence[Outcome]:
    """Send marked copies; one outcome for each different address, in order.

    Raises :class:`ColleaguesRefused`, with nothing sent, and what the transport raises; what was
    handed over until then is recorded.
    """
    require(by, Act.SEND)
    verify(edition)
    run = _Run(edition=edition, transport=transport, by=by, at=at, sender=sender)
    template = build_template(facts_of(edition, dated=at), sender, test=True)
    with transport:
        envelopes = [
            _envelope(edition, address, at=at, sender=sender)
            for address in _parsed(addresses, smtputf8=transport.takes_smtputf8)
        ]
        try:
            for start in range(0, len(envelopes), transport.batch_size):
                _hand_over(run, template, envelopes[start : start + transport.batch_size])
        finally:
            _journal(run)
    return run.outcomes


def _hand_over(run: _Run, template: MessageTemplate, batch: Sequence[Envelope]) -> None:
    """One batch, written down before the next one, whatever the transport does."""
    try:
        pairs = list(zip(batch, run.transport.hand_over(template, batch), strict=True))
    except TransportProblem as problem:
        _keep_all(run, batch, Outcome(result=Result.NOT_TAKEN, reason=str(problem)))
        raise
    except BaseException:
        _keep_all(run, batch, Outcome(result=Result.UNCERTAIN, reason=INTERRUPTED))
        raise
    _keep(run, pairs)


def _keep_all(run: _Run, batch: Sequence[Envelope], outcome: Outcome) -> None:
    """Record the same of every copy of a batch."""
    _keep(run, [(envelope, outcome) for envelope in batch])


def _keep(run: _Run, pairs: Sequence[tuple[Envelope, Outcome]]) -> None:
    """Record what came of each copy of a batch."""
    SentTest.objects.bulk_create(
        SentTest(
            edition=run.edition,
            address_hash=address_hash(envelope.address, run.sender),
            transport=run.transport.name,
            outcome=outcome.result,
            reason=outcome.reason[:LONGEST_REASON],
            at=run.at,
            by=run.by,
        )
        for envelope, outcome in pairs
    )
    run.outcomes += [outcome for _, outcome in pairs]


def _journal(run: _Run) -> None:
    """Say how many copies were handed over, or tried."""
    detail = {"copies": len(run.outcomes), "transport": run.transport.name}
    record(run.edition, "send test", by=run.by, at=run.at, detail=detail)
    logger.info("delivery.test_sent", extra={"edition": run.edition.pk, **detail})


def address_hash(address: str, sender: SenderFacts) -> str:
    """The same for one address always, and of no use without the secret key."""
    key = parse_address(address, smtputf8=True).key
    return hmac.digest(sender.secret.encode(), f"test-copy\n{key}".encode(), "sha256").hex()


def _parsed(addresses: Iterable[str], *, smtputf8: bool) -> list[Address]:
    """The addresses, each once; all problems at once."""
    parsed: dict[str, Address] = {}
    problems = []
    for number, text in enumerate(addresses, 1):
        try:
            address = parse_address(text, smtputf8=smtputf8)
            parsed.setdefault(address.key, address)
        except AddressRefused as refused:
            problems.append(f"Address {number}: {refused}")
    if problems:
        raise ColleaguesRefused("\n".join(problems))
    return list(parsed.values())


def _envelope(edition: Edition, address: Address, *, at: datetime, sender: SenderFacts) -> Envelope:
    """Each test copy has a Message-ID of its own, or mail programs would hide the second."""
    return Envelope(
        delivery_id=0,
        address=str(address),
        name="",
        token=NOBODY,
        message_id=message_id(
            issue=f"test {edition.sha256} {at.isoformat()}", reader=address.key, sender=sender
        ),
    )

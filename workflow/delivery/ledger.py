"""The ledger's own moves, in bulk: claim a batch, write what came of it, settle what a crash left.

Lines move by compare-and-set like everything else, but many at a time and without a journal line
each: the ledger is its own record. What a line may become stands in ``DELIVERY_TRANSITIONS``.
"""

import contextlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from workflow.delivery.models import Delivery, Mailing
from workflow.delivery.states import DELIVERY_TRANSITIONS, DeliveryState
from workflow.delivery.transport import Outcome, Result

STATE_AFTER = {
    Result.ACCEPTED: DeliveryState.ACCEPTED,
    Result.REJECTED: DeliveryState.REJECTED,
    Result.NOT_TAKEN: DeliveryState.PLANNED,
    Result.UNCERTAIN: DeliveryState.UNCERTAIN,
}
LONGEST_REASON = 500
INTERRUPTED = (
    "The sending was interrupted while this message was being handed over; it may have left. "
    "Look for its Message-ID at the transport."
)

_WRITE = """
UPDATE {delivery} SET state = %s, reason = %s, reference = %s, changed_at = %s
WHERE id = %s AND state IN (%s, %s)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A batch: the lines that are now being handed over, and how many were left out just now."""

    lines: tuple[Delivery, ...]
    excluded: int
    last_id: int


def claim(
    mailing: Mailing,
    *,
    after: int,
    size: int,
    at: datetime,
    why_not: Callable[[Delivery], str],
) -> Claim:
    """Take the next planned lines, durably, before anything is handed over.

    ``why_not`` is asked of each line and gives the reason to leave its reader out, or nothing. The
    claim is committed when this returns, and no other process can claim the same lines.
    """
    with transaction.atomic(durable=True):
        waiting = Delivery.objects.filter(
            mailing=mailing, state=DeliveryState.PLANNED, pk__gt=after
        )
        lines = list(
            waiting.select_for_update(skip_locked=True, of=("self",))
            .select_related("reader")
            .order_by("pk")[:size]
        )
        reasons = {line.pk: reason for line in lines if (reason := why_not(line))}
        _exclude(reasons, at)
        taken = tuple(line for line in lines if line.pk not in reasons)
        Delivery.objects.filter(pk__in=[line.pk for line in taken]).update(
            state=DeliveryState.HANDING_OVER, reason="", changed_at=at
        )
    last_id = lines[-1].pk if lines else after
    return Claim(lines=taken, excluded=len(reasons), last_id=last_id)


def write(lines: Sequence[Delivery], outcomes: Sequence[Outcome], *, at: datetime) -> None:
    """Write what came of each line, durably.

    Another process may meanwhile have taken the line for one that a crash left behind and made it
    uncertain. What is known wins over that, but such a line never becomes planned again.
    """
    changed_at = connection.ops.adapt_datetimefield_value(at)
    rows = []
    for line, outcome in zip(lines, outcomes, strict=True):
        to = STATE_AFTER[outcome.result]
        wins = to in DELIVERY_TRANSITIONS[DeliveryState.UNCERTAIN]
        or_from = DeliveryState.UNCERTAIN if wins else DeliveryState.HANDING_OVER
        said = [outcome.reason[:LONGEST_REASON], outcome.reference]
        came_from = [DeliveryState.HANDING_OVER.value, or_from.value]
        rows.append([to.value, *said, changed_at, line.pk, *came_from])
    statement = _WRITE.format(delivery=connection.ops.quote_name(Delivery._meta.db_table))
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def settle_interrupted(mailing: Mailing, *, before: datetime, at: datetime) -> int:
    """Lines that an earlier run left while handing over become uncertain; how many."""
    left = Delivery.objects.filter(
        mailing=mailing, state=DeliveryState.HANDING_OVER, changed_at__lte=before
    )
    return left.update(state=DeliveryState.UNCERTAIN, reason=INTERRUPTED, changed_at=at)


@contextlib.contextmanager
def durable_writes() -> Iterator[None]:
    """While sending, every commit reaches the disk, also where SQLite is set to be quicker."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA synchronous").fetchone()[0]
        cursor.execute("PRAGMA synchronous = FULL")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA synchronous = {int(before)}")


def _exclude(reasons: dict[int, str], at: datetime) -> None:
    by_reason: defaultdict[str, list[int]] = defaultdict(list)
    for line, reason in reasons.items():
        by_reason[reason].append(line)
    for reason, left_out in by_reason.items():
        Delivery.objects.filter(pk__in=left_out).update(
            state=DeliveryState.EXCLUDED, reason=reason[:LONGEST_REASON], changed_at=at
        )

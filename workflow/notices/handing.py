"""A mail's notices are claimed before it leaves, and what came of it is written after.

Notices move by compare-and-set like everything else, but many at a time and without a journal line
each: they are their own record. What a notice may become stands in ``NOTICE_TRANSITIONS``.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from workflow.notices.models import Digest, Notice
from workflow.notices.queries import Due, waiting_for
from workflow.notices.states import NOTICE_TRANSITIONS, NoticeState

LONGEST_REASON = 300
INTERRUPTED = "The sending was interrupted while this was being handed over; it may have left."


def claim(due: Due, *, at: datetime) -> tuple[Notice, ...]:
    """Take what waits for one mail, durably, before anything is handed over.

    Nothing when another process was faster. No other process can claim the same notices, nor the
    same day's digest.
    """
    with transaction.atomic(durable=True):
        rows = waiting_for(due).select_for_update(skip_locked=True, of=("self",))
        notices = tuple(rows)
        if notices and due.day is not None:
            _, is_new = Digest.objects.get_or_create(user_id=due.user_id, day=due.day)
            if not is_new:
                return ()
        _move(notices, NoticeState.HANDING_OVER, at=at)
    return notices


def settle(
    due: Due, notices: Sequence[Notice], to: NoticeState, *, at: datetime, reason: str = ""
) -> None:
    """Write what came of a mail, durably. What certainly did not leave waits again.

    Another process may meanwhile have taken these for ones that a crash left behind. What is known
    wins over that, but nothing uncertain ever waits again.
    """
    with transaction.atomic(durable=True):
        _move(notices, to, at=at, reason=reason)
        if to is NoticeState.WAITING and due.day is not None:
            Digest.objects.filter(user_id=due.user_id, day=due.day).delete()


def settle_interrupted(*, before: datetime, at: datetime) -> int:
    """What an earlier run left while handing over becomes uncertain; how many notices."""
    left = Notice.objects.filter(state=NoticeState.HANDING_OVER, changed_at__lte=before)
    return left.update(state=NoticeState.UNCERTAIN, reason=INTERRUPTED, changed_at=at)


def _move(notices: Sequence[Notice], to: NoticeState, *, at: datetime, reason: str = "") -> None:
    """Move notices that are still in a state from which the table lets them go there."""
    sources = [was for was, targets in NOTICE_TRANSITIONS.items() if to in targets]
    Notice.objects.filter(pk__in=[each.pk for each in notices], state__in=sources).update(
        state=to, reason=reason[:LONGEST_REASON], changed_at=at
    )

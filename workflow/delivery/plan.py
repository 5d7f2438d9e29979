"""Planning a mailing: the audience of an edition is written into the ledger, once."""

import logging
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from workflow.audience.models import Reader
from workflow.audience.states import ReaderState
from workflow.delivery.models import Delivery, Mailing
from workflow.delivery.queries import issue_languages
from workflow.delivery.routing import served_by
from workflow.delivery.states import DeliveryState
from workflow.issues.freeze import verify
from workflow.issues.models import Edition, Issue
from workflow.issues.retraction import refuse_retracted
from workflow.issues.states import (
    EDITION_TRANSITIONS,
    ISSUE_TRANSITIONS,
    EditionState,
    IssueState,
)
from workflow.journal.actions import MoveRefused, move, record
from workflow.people.models import User
from workflow.people.permissions import require
from workflow.people.roles import Act

logger = logging.getLogger("workflow.delivery")

# One statement, whatever the number of readers. Who has a line for this issue already, in whatever
# language, gets no second one: the database sees to it.
_ENTER = """
INSERT INTO {delivery} (mailing_id, issue_id, reader_id, state, reason, reference, changed_at)
SELECT %s, %s, id, %s, '', '', %s FROM {reader}
WHERE state = %s AND language IN ({languages}) ORDER BY id
ON CONFLICT (issue_id, reader_id) DO NOTHING
"""


def plan(edition: Edition, *, transport: str, by: User, at: datetime) -> Mailing:
    """Freeze the audience of a frozen edition, and say that it is being sent.

    Planning again gives the mailing there is and adds nobody. Raises
    :class:`workflow.people.permissions.NotAllowed`, :class:`workflow.issues.freeze.EditionTampered`
    when the edition is not what was frozen,
    :class:`workflow.issues.retraction.EditionRetracted` when some of it was retracted since, and
    :class:`workflow.journal.actions.MoveRefused` when it has been superseded or its issue was
    dropped.
    """
    require(by, Act.SEND)
    verify(fresh := Edition.objects.get(pk=edition.pk))
    refuse_retracted(fresh)
    try:
        with transaction.atomic():
            return _plan(edition, transport=transport, by=by, at=at)
    except MoveRefused:  # planned before, or by somebody faster
        planned = Mailing.objects.filter(edition=edition).first()
        if planned is None:
            raise
        return planned


def _plan(edition: Edition, *, transport: str, by: User, at: datetime) -> Mailing:
    # Another language of the same issue may be planned at this moment: it waits here. The issue
    # always comes before its editions and mailings, or two could wait for each other.
    issue = edition.issue = Issue.objects.select_for_update().get(pk=edition.issue_id)
    move(
        edition, EditionState.SENDING, table=EDITION_TRANSITIONS, verb="plan sending", by=by, at=at
    )
    if issue.state != IssueState.SENDING:
        move(issue, IssueState.SENDING, table=ISSUE_TRANSITIONS, verb="plan sending", by=by, at=at)
    mailing = Mailing.objects.create(edition=edition, transport=transport, planned=0, created_at=at)
    mailing.planned = _enter_readers(mailing, issue, at)
    mailing.save(update_fields=["planned"])
    detail = {"planned": mailing.planned, "transport": transport}
    record(mailing, "plan sending", by=by, at=at, to_state=mailing.state, detail=detail)
    logger.info("delivery.planned", extra={"mailing": mailing.pk, **detail})
    return mailing


def _enter_readers(mailing: Mailing, issue: Issue, at: datetime) -> int:
    """Write a line for every reader this edition is for; how many."""
    languages = [each.tag for each in served_by(mailing.edition.language, issue_languages(issue))]
    if not languages:
        return 0
    statement = _ENTER.format(
        delivery=connection.ops.quote_name(Delivery._meta.db_table),
        reader=connection.ops.quote_name(Reader._meta.db_table),
        languages=", ".join(["%s"] * len(languages)),
    )
    changed_at = connection.ops.adapt_datetimefield_value(at)
    line: list[Any] = [mailing.pk, issue.pk, DeliveryState.PLANNED.value, changed_at]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*line, ReaderState.SUBSCRIBED.value, *languages])
        return int(cursor.rowcount)

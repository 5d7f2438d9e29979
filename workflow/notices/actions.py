"""Telling people: a line for each, at most once an event; and how they want to be told."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction

from workflow.journal.actions import record
from workflow.notices.models import Notice, Preference
from workflow.notices.states import USUAL, How, NoticeKind, NoticeState
from workflow.people.models import User, is_time_zone
from workflow.people.permissions import require_own
from workflow.people.roles import Act

LAST_HOUR = 23
UNWANTED = "The user does not want notices of this kind."


class TimeRefused(ValueError):
    """No digest can come at this time; the message says what to write instead."""


def notify(
    users: Sequence[User],
    kind: NoticeKind,
    *,
    about: models.Model,
    dedup: str,
    by: User | None,
    at: datetime,
    **values: object,
) -> None:
    """Tell these users of one event; nobody twice, and nobody of what she did herself.

    ``dedup`` names the event; ``values`` are plain values of JSON. Closed accounts and those who
    do not want this kind are left out. At most two queries, none without users.
    """
    told = {user.pk: user for user in users if user.is_active and user != by}
    if not told:
        return
    rows = Preference.objects.filter(user__in=told, kind=kind)
    chosen = dict(rows.values_list("user", "how"))
    how = {pk: How(chosen.get(pk, USUAL[kind])) for pk in told}
    Notice.objects.bulk_create(
        [
            Notice(
                user_id=pk,
                kind=kind,
                how=way,
                subject_kind=about._meta.label_lower,
                subject_id=about.pk,
                dedup=dedup,
                values=values,
                at=at,
                changed_at=at,
            )
            for pk, way in how.items()
            if way is not How.OFF
        ],
        ignore_conflicts=True,
    )


def set_preference(user: User, kind: NoticeKind, how: How, *, by: User, at: datetime) -> None:
    """Choose how a user is told of one kind of event; it holds for what waits already, too."""
    require_own(user, Act.MANAGE_PEOPLE, by=by)
    with transaction.atomic():
        Preference.objects.update_or_create(user=user, kind=kind, defaults={"how": how})
        waiting = Notice.objects.filter(user=user, kind=kind, state=NoticeState.WAITING)
        if how is How.OFF:
            waiting.update(state=NoticeState.DROPPED, reason=UNWANTED, changed_at=at)
        else:
            waiting.update(how=how)
        record(user, "set notices", by=by, at=at, detail={"kind": kind, "how": how})


def set_digest_time(user: User, *, hour: int, time_zone: str, by: User, at: datetime) -> None:
    """Choose the hour of the daily digest, and the time zone it is meant in."""
    require_own(user, Act.MANAGE_PEOPLE, by=by)
    try:
        is_time_zone(time_zone)
    except ValidationError as refused:
        raise TimeRefused(refused.messages[0]) from refused
    if not 0 <= hour <= LAST_HOUR:
        raise TimeRefused(f"A day has no hour {hour}. Choose one from 0 to {LAST_HOUR}.")
    with transaction.atomic():
        user.notice_hour, user.time_zone = hour, time_zone
        user.save(update_fields=["notice_hour", "time_zone"])
        detail = {"hour": hour, "time_zone": time_zone}
        record(user, "set digest time", by=by, at=at, detail=detail)

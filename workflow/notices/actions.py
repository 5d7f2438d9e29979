"""Telling people: a line for each, at most once an event; and how they want to be told."""

from collections.abc import Sequence
from datetime import datetime

from django.db import models, transaction

from workflow.journal.actions import record
from workflow.notices.models import Notice, Preference
from workflow.notices.states import USUAL, How, NoticeKind
from workflow.people.models import User
from workflow.people.permissions import NotAllowed, require
from workflow.people.roles import Act


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
    """Choose how a user is told of one kind of event; what waits already goes as it was meant."""
    if by != user:
        require(by, Act.MANAGE_PEOPLE)
    if not by.is_active:
        raise NotAllowed(f"The account of {by} is closed. Ask an admin to open it.")
    with transaction.atomic():
        Preference.objects.update_or_create(user=user, kind=kind, defaults={"how": how})
        record(user, "set notices", by=by, at=at, detail={"kind": kind, "how": how})

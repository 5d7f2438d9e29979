"""Writing to the journal, alone or together with a state's one guarded move."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from django.db import models, transaction

from workflow.journal.models import Entry
from workflow.people.models import User

State = TypeVar("State", bound=StrEnum)
Transitions = Mapping[State, frozenset[State]]


class MoveRefused(Exception):
    """The subject was not in a state from which this move goes; look at it again, then decide."""


def record(
    subject: models.Model,
    verb: str,
    *,
    by: User,
    at: datetime,
    from_state: str = "",
    to_state: str = "",
    detail: Mapping[str, Any] | None = None,
) -> Entry:
    """Write one line about ``subject``."""
    return Entry.objects.create(
        at=at,
        by=by,
        by_name=str(by),
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        verb=verb,
        from_state=from_state,
        to_state=to_state,
        detail=dict(detail or {}),
    )


def record_all(
    lines: Iterable[tuple[models.Model, Mapping[str, Any]]], verb: str, *, by: User, at: datetime
) -> None:
    """Write the same line about many subjects, each with its detail, in one statement."""
    Entry.objects.bulk_create(
        Entry(
            at=at,
            by=by,
            by_name=str(by),
            subject_kind=subject._meta.label_lower,
            subject_id=subject.pk,
            verb=verb,
            detail=dict(detail),
        )
        for subject, detail in lines
    )


def move(
    subject: models.Model,
    to: State,
    *,
    table: Transitions[State],
    verb: str,
    by: User,
    at: datetime,
    detail: Mapping[str, Any] | None = None,
    set_also: Mapping[str, Any] | None = None,
) -> None:
    """Move ``subject.state`` to ``to`` by compare-and-set, and journal it, or change nothing.

    ``set_also`` names columns written in the same statement. The state read earlier must still
    be the one in the database: of two racing moves one wins, and the other raises
    :class:`MoveRefused` naming both states.
    """
    was = type(to)(subject.state)  # type: ignore[attr-defined]
    if to not in table[was]:
        raise MoveRefused(
            f"{subject} is {was}; it cannot be made {to} from there. "
            f"From {was} it can go to: {', '.join(sorted(table[was])) or 'nowhere'}."
        )
    columns = {"state": to, **(set_also or {})}
    with transaction.atomic():
        manager = type(subject)._default_manager
        if not manager.filter(pk=subject.pk, state=was).update(**columns):
            now = manager.values_list("state", flat=True).get(pk=subject.pk)
            raise MoveRefused(
                f"{subject} was {was} when you looked and is {now} now, so it was not made {to}. "
                "Somebody else was faster: open it again."
            )
        record(subject, verb, by=by, at=at, from_state=was, to_state=to, detail=detail)
    for name, value in columns.items():
        setattr(subject, name, value)

"""Which notices wait, for whom it is time now, and how somebody wants to be told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from workflow.notices.models import Notice, Preference
from workflow.notices.states import USUAL, How, NoticeKind, NoticeState
from workflow.people.models import User

PAGE = 200  # users looked at together
MOST_IN_A_MAIL = 60  # which keeps the largest one below what mail programs cut off


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A mail that it is time for: all that waits for one user to be told at once, or daily.

    ``day`` is the digest's, by the user's own clock.
    """

    user_id: int
    how: How
    day: date | None = None


@dataclass(frozen=True, slots=True)
class _Waits:
    """What waits for one user, and by which clock."""

    user_id: int
    at_once: bool
    daily: bool
    time_zone: str
    hour: int
    last_digest: date | None


def waiting(how: How) -> QuerySet[Notice]:
    """The notices that wait to be told in one way, oldest first."""
    return Notice.objects.filter(state=NoticeState.WAITING, how=how).order_by("id")


def waiting_for(due: Due) -> QuerySet[Notice]:
    """What one mail tells, oldest first; what is too much for one comes with the next."""
    rows = waiting(due.how).filter(user_id=due.user_id).select_related("user")
    return rows[:MOST_IN_A_MAIL]


def due_now(at: datetime) -> Iterator[Due]:
    """The mails it is time for, user by user; one query for each page of users.

    A digest is due from the hour its user chose, in her own time zone, and once on each of her
    days. Where the clocks leave that hour out, it is due right after; where it comes twice, once.
    """
    after = 0
    while page := _page(after):
        for waits in page:
            yield from _due(waits, at)
        after = page[-1].user_id


def preferences_of(user: User) -> Mapping[NoticeKind, How]:
    """How a user is told of each kind of event; one query."""
    chosen = dict(Preference.objects.filter(user=user).values_list("kind", "how"))
    return {kind: How(chosen.get(kind, USUAL[kind])) for kind in NoticeKind}


def _due(waits: _Waits, at: datetime) -> Iterator[Due]:
    if waits.at_once:
        yield Due(user_id=waits.user_id, how=How.IMMEDIATE)
    here = at.astimezone(ZoneInfo(waits.time_zone))
    had_it = waits.last_digest is not None and waits.last_digest >= here.date()
    if waits.daily and here.hour >= waits.hour and not had_it:
        yield Due(user_id=waits.user_id, how=How.DAILY, day=here.date())


def _page(after: int) -> list[_Waits]:
    """The next users for whom something waits."""
    hers = {how: waiting(how).filter(user=OuterRef("pk")).order_by() for how in How}
    rows = (
        User.objects.annotate(
            at_once=Exists(hers[How.IMMEDIATE]),
            daily=Exists(hers[How.DAILY]),
            last_digest=Max("digests__day"),
        )
        .filter(Q(at_once=True) | Q(daily=True), pk__gt=after)
        .order_by("pk")
        .values_list("pk", "at_once", "daily", "time_zone", "notice_hour", "last_digest")
    )
    return [_Waits(*row) for row in rows[:PAGE]]

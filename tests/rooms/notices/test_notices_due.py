"""For whom it is time: at once, or at the hour of her own clock, once on each of her days."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import AT, UK, team, user
from workflow.notices import queries
from workflow.notices.actions import notify
from workflow.notices.handing import claim, settle, settle_interrupted
from workflow.notices.models import Digest, Notice
from workflow.notices.queries import Due, due_now
from workflow.notices.states import NOTICE_TRANSITIONS, How, NoticeKind, NoticeState
from workflow.people.models import User

pytestmark = pytest.mark.django_db
NOW_KIND, DAILY_KIND = NoticeKind.MENTION, NoticeKind.APPROVED


def somebody(zone: str = "UTC", hour: int = 8, name: str = "") -> User:
    person = user(name)
    person.time_zone, person.notice_hour = zone, hour
    person.save()
    return person


def tell(person: User, kind: NoticeKind = DAILY_KIND, dedup: str = "") -> None:
    dedup = dedup or f"event:{Notice.objects.count()}"
    notify([person], kind, about=team(UK), dedup=dedup, by=None, at=AT)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+00:00")


HOURS = [
    # where she is, her hour, the instant, whether the digest is due
    ("UTC", 8, "2026-10-02T07:59", False),
    ("UTC", 8, "2026-10-02T08:00", True),
    ("UTC", 8, "2026-10-02T23:59", True),
    ("UTC", 0, "2026-10-02T00:00", True),
    ("Europe/Warsaw", 8, "2026-10-02T05:59", False),
    ("Europe/Warsaw", 8, "2026-10-02T06:00", True),
    ("Europe/Warsaw", 8, "2026-12-02T06:00", False),
    ("Europe/Warsaw", 8, "2026-12-02T07:00", True),
    ("Asia/Taipei", 8, "2026-10-02T00:00", True),
    ("Asia/Taipei", 8, "2026-10-01T23:59", False),
    ("America/Los_Angeles", 20, "2026-10-03T02:59", False),
    ("America/Los_Angeles", 20, "2026-10-03T03:00", True),
    ("Asia/Kathmandu", 8, "2026-10-02T02:14", False),
    ("Asia/Kathmandu", 8, "2026-10-02T02:15", True),
    ("Europe/Kyiv", 3, "2026-03-29T00:59", False),  # 2:59; the clocks leave out three o'clock
    ("Europe/Kyiv", 3, "2026-03-29T01:00", True),  # 4:00
]


@pytest.mark.parametrize(("zone", "hour", "at", "is_due"), HOURS)
def test_a_digest_is_due_from_its_hour_on_by_its_user_s_own_clock(zone, hour, at, is_due):
    tell(somebody(zone, hour))
    assert bool(list(due_now(utc(at)))) is is_due


def test_what_is_told_at_once_waits_for_no_hour():
    person = somebody(hour=23)
    tell(person, NOW_KIND)
    tell(person)
    assert list(due_now(utc("2026-10-02T00:00"))) == [Due(user_id=person.pk, how=How.IMMEDIATE)]


def test_there_is_one_digest_a_day_also_on_the_day_that_has_an_hour_twice():
    person = somebody("Europe/Kyiv", 3)
    days = []
    start = utc("2026-10-24T18:00")  # clocks go back on the 25th: three o'clock comes twice
    for quarter in range(3 * 24 * 4):
        at = start + timedelta(minutes=15 * quarter)
        tell(person)
        for due in due_now(at):
            assert claim(due, at=at)
            days.append((due.day, at))
    assert days == [
        (date(2026, 10, 24), utc("2026-10-24T18:00")),
        (date(2026, 10, 25), utc("2026-10-25T00:00")),
        (date(2026, 10, 26), utc("2026-10-26T01:00")),
        (date(2026, 10, 27), utc("2026-10-27T01:00")),
    ]


@settings(max_examples=8, deadline=None)
@given(
    zone=st.sampled_from(["Europe/Warsaw", "Asia/Taipei", "America/St_Johns", "Pacific/Apia"]),
    hour=st.integers(0, 23),
    minutes=st.integers(0, 330 * 24 * 60),
)
def test_whoever_looks_every_hour_sends_one_digest_on_each_whole_day(zone, hour, minutes):
    Notice.objects.all().delete()
    Digest.objects.all().delete()
    person, start = somebody(zone, hour), utc("2026-01-01T00:00") + timedelta(minutes=minutes)
    days = []
    for passed in range(4 * 24):
        at = start + timedelta(hours=passed)
        tell(person)
        days += [due.day for due in due_now(at) if claim(due, at=at)]
    assert len(days) == len(set(days))
    assert 4 <= len(days) <= 5
    assert days == [days[0] + timedelta(days=number) for number in range(len(days))]
    person.delete()


def test_who_flies_west_gets_no_second_digest_of_a_day_she_had():
    person = somebody("Asia/Taipei")
    tell(person)
    at = utc("2026-10-02T01:00")
    (due,) = due_now(at)
    claim(due, at=at)
    tell(person)
    User.objects.update(time_zone="America/Los_Angeles")  # where it is still the 1st, evening
    assert not list(due_now(at))
    assert not list(due_now(utc("2026-10-02T20:00")))
    assert [due.day for due in due_now(utc("2026-10-03T16:00"))] == [date(2026, 10, 3)]


def test_users_are_read_page_by_page(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(queries, "PAGE", 3)
    people = [somebody() for _ in range(7)]
    for person in people:
        tell(person, NOW_KIND)
    with django_assert_num_queries(4):
        assert [due.user_id for due in due_now(AT)] == [person.pk for person in people]


def test_a_claimed_mail_is_nobody_else_s():
    person = somebody()
    tell(person)
    tell(person, NOW_KIND)
    at_once, daily = due_now(AT)
    assert len(claim(at_once, at=AT)) == len(claim(daily, at=AT)) == 1
    assert set(Notice.objects.values_list("state", flat=True)) == {NoticeState.HANDING_OVER}
    assert claim(at_once, at=AT) == claim(daily, at=AT) == ()
    tell(person)
    assert claim(daily, at=AT) == ()  # a second digest of the day, however slow the process was
    assert list(due_now(AT)) == []


def test_what_certainly_did_not_leave_waits_again_and_so_does_its_day():
    person = somebody()
    tell(person)
    (due,) = due_now(AT)
    settle(due, claim(due, at=AT), NoticeState.WAITING, at=AT, reason="Try later.")
    assert list(due_now(AT)) == [due]
    assert len(claim(due, at=AT)) == 1


def test_what_an_earlier_run_left_is_in_doubt_and_never_waits_again():
    person = somebody()
    tell(person)
    (due,) = due_now(AT)
    notices = claim(due, at=AT)
    assert settle_interrupted(before=AT - timedelta(seconds=1), at=AT) == 0
    assert settle_interrupted(before=AT, at=AT) == 1
    assert Notice.objects.get().state == NoticeState.UNCERTAIN
    settle(due, notices, NoticeState.WAITING, at=AT)
    assert Notice.objects.get().state == NoticeState.UNCERTAIN
    settle(due, notices, NoticeState.SENT, at=AT)  # the slow process knows better
    assert Notice.objects.get().state == NoticeState.SENT


@pytest.mark.parametrize("was", NoticeState)
@pytest.mark.parametrize("to", NoticeState)
def test_a_notice_goes_where_the_table_says_and_nowhere_else(was, to):
    person = somebody()
    tell(person)
    Notice.objects.update(state=was)
    notice = Notice.objects.get()
    settle(Due(user_id=person.pk, how=How.DAILY), [notice], to, at=AT)
    goes = to in NOTICE_TRANSITIONS[was] or to is was
    assert Notice.objects.get().state == (to if goes else was)

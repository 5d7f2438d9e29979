"""Who is told of what: once an event, never of her own doing, and the way she wants it."""

import pytest
from django.db import IntegrityError, transaction

from tests.factories import AT, LATER, UK, team, user
from workflow.journal.models import Entry
from workflow.notices.actions import TimeRefused, notify, set_digest_time, set_preference
from workflow.notices.models import Notice, Preference
from workflow.notices.queries import preferences_of
from workflow.notices.states import USUAL, How, NoticeKind, NoticeState
from workflow.people.models import User
from workflow.people.permissions import NotAllowed
from workflow.people.roles import NewsroomRole

pytestmark = pytest.mark.django_db
DUE, MENTION = NoticeKind.DUE, NoticeKind.MENTION


def tell(*people: User, kind: NoticeKind = MENTION, dedup: str = "comment:1", by=None, **values):
    notify(list(people), kind, about=team(UK), dedup=dedup, by=by, at=AT, **values)


def told() -> list[tuple[str, str, str]]:
    return list(Notice.objects.order_by("pk").values_list("user__username", "kind", "how"))


def test_everybody_is_told_with_what_the_sentences_need():
    tell(user("olena"), user("ewa"), story="A harbour wakes", by_name="Mei")
    assert told() == [("olena", "mention", "immediate"), ("ewa", "mention", "immediate")]
    notice = Notice.objects.first()
    assert notice.values == {"story": "A harbour wakes", "by_name": "Mei"}
    assert (notice.subject_kind, notice.subject_id) == ("people.languageteam", team(UK).pk)
    assert (notice.state, notice.at) == (NoticeState.WAITING, AT)


def test_the_same_event_is_told_once_and_another_one_again():
    olena = user("olena")
    for event in ("comment:1", "comment:1", "comment:2"):
        tell(olena, olena, dedup=event)
    tell(user("ewa"), dedup="comment:1")
    assert [name for name, *_ in told()] == ["olena", "olena", "ewa"]


def test_nobody_is_told_of_her_own_doing_nor_after_her_account_was_closed():
    olena, closed = user("olena"), user("closed")
    closed.is_active = False
    tell(olena, closed, by=olena)
    assert told() == []


@pytest.mark.parametrize("how", How)
def test_each_kind_comes_the_way_its_user_chose(how):
    olena = user("olena")
    set_preference(olena, MENTION, how, by=olena, at=AT)
    tell(olena)
    tell(olena, kind=DUE, dedup="claim:1")
    chosen = [] if how is How.OFF else [("olena", "mention", how)]
    assert told() == [*chosen, ("olena", "due", USUAL[DUE])]
    assert preferences_of(olena) == {**USUAL, MENTION: how}


def test_every_kind_has_a_usual_way():
    assert set(USUAL) == set(NoticeKind)
    assert How.OFF not in USUAL.values()
    assert preferences_of(user()) == USUAL


def test_telling_many_costs_what_telling_one_costs(django_assert_num_queries):
    people = [user() for _ in range(30)]
    about = team(UK)
    with django_assert_num_queries(2):
        notify(people, MENTION, about=about, dedup="x", by=None, at=AT)
    with django_assert_num_queries(0):
        notify([], MENTION, about=about, dedup="x", by=None, at=AT)
    assert Notice.objects.count() == 30


def test_a_new_choice_holds_for_what_waits_already():
    olena = user("olena")
    tell(olena)
    set_preference(olena, MENTION, How.DAILY, by=olena, at=LATER)
    assert told() == [("olena", "mention", "daily")]
    set_preference(olena, MENTION, How.OFF, by=olena, at=LATER)
    notice = Notice.objects.get()
    assert (notice.state, notice.changed_at) == (NoticeState.DROPPED, LATER)
    assert "does not want" in notice.reason


def test_a_choice_is_journalled_and_is_one_s_own_or_an_admin_s():
    olena = user("olena")
    with pytest.raises(NotAllowed):
        set_preference(olena, DUE, How.OFF, by=user(role=NewsroomRole.EDITOR), at=AT)
    set_preference(olena, DUE, How.OFF, by=user("ada", role=NewsroomRole.ADMIN), at=AT)
    set_preference(olena, DUE, How.DAILY, by=olena, at=AT)
    assert Preference.objects.get().how == How.DAILY
    assert list(Entry.objects.values_list("verb", "by_name", "detail")) == [
        ("set notices", "Ada", {"kind": "due", "how": "off"}),
        ("set notices", "Olena", {"kind": "due", "how": "daily"}),
    ]


def test_the_digest_comes_when_its_user_chose():
    olena = user("olena")
    set_digest_time(olena, hour=23, time_zone="Asia/Taipei", by=olena, at=AT)
    olena.refresh_from_db()
    assert (olena.notice_hour, olena.time_zone) == (23, "Asia/Taipei")
    assert Entry.objects.get().detail == {"hour": 23, "time_zone": "Asia/Taipei"}


@pytest.mark.parametrize(
    ("hour", "zone", "why"),
    [(24, "UTC", "no hour 24"), (-1, "UTC", "no hour -1"), (8, "Mars/Base", "no time zone 'Mars")],
)
def test_a_time_that_never_comes_is_refused(hour, zone, why):
    olena = user("olena")
    with pytest.raises(TimeRefused, match=why):
        set_digest_time(olena, hour=hour, time_zone=zone, by=olena, at=AT)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("column", ["kind", "how", "state"])
def test_the_database_knows_every_word_a_notice_may_hold(column):
    tell(user())
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.update(**{column: "other"})

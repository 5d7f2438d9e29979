"""What really happens at the desk, as its people read it in their mail."""

from datetime import timedelta

import pytest

from tests import factories as make
from tests.factories import AT, UK
from workflow.notices.compose import compose
from workflow.notices.models import Notice
from workflow.notices.states import NoticeKind
from workflow.notices.told import addressee, told
from workflow.people.models import User
from workflow.people.roles import TeamRole
from workflow.stories.actions import revise
from workflow.translation.actions import (
    approve,
    open_translation,
    request_changes,
    start,
    submit_for_review,
)
from workflow.translation.changes import announce
from workflow.translation.claims import lapse_overdue, nudge
from workflow.translation.suggestions import accept
from workflow.translation.talk import open_thread
from workflow.translation.writing import current_versions, suggest

pytestmark = pytest.mark.django_db
BASE = "https://desk.example"


@pytest.fixture
def olena() -> User:
    return make.user("olena", uk=TeamRole.TRANSLATOR)


@pytest.fixture
def ivan() -> User:
    return make.user("ivan", uk=TeamRole.TRANSLATOR)


@pytest.fixture
def maria() -> User:
    return make.user("maria", uk=TeamRole.REVIEWER)


@pytest.fixture
def row(olena: User, maria: User):
    story = make.story("harbour", body="The ferry leaves at nine.", headline="A harbour wakes")
    row = open_translation(story, UK, by=maria, at=AT)
    start(row, by=maria, holder=olena, at=AT)
    return row


def mail_to(user: User, kind: NoticeKind):
    """The mail of the newest notice of a kind."""
    notice = Notice.objects.select_related("user").filter(user=user, kind=kind).latest("pk")
    return compose([told(notice)], addressee(notice.user), base=BASE)


def test_an_assignment(row, olena):
    mail = mail_to(olena, NoticeKind.ASSIGNED)
    assert mail.subject == "Translation for you: “A harbour wakes” (Ukrainian)"
    assert "Promised for Friday, October 9, 2026." in mail.text
    assert f"{BASE}/desk/stories/harbour/uk/" in mail.text


def test_a_promise_that_comes_near_and_one_that_has_passed(row, olena):
    nudge(at=AT + timedelta(days=4))
    assert "Promised for Friday, October 9" in mail_to(olena, NoticeKind.DUE).text
    lapse_overdue(at=AT + timedelta(days=8))
    assert "Your draft and" in mail_to(olena, NoticeKind.LAPSED).text


def test_a_review_that_asks_for_changes_and_one_that_approves(row, olena, maria):
    make.fill(row)
    submit_for_review(row, by=olena, at=AT)
    request_changes(row, by=maria, at=AT, note="“Nine” at sea is 21:00.")
    mail = mail_to(olena, NoticeKind.CHANGES_REQUESTED)
    assert "Maria asks for changes.\n\n> “Nine” at sea is 21:00." in mail.text
    submit_for_review(row, by=olena, at=AT)
    approve(row, by=maria, at=AT)
    mail = mail_to(olena, NoticeKind.APPROVED)
    assert mail.subject == "Translation approved: “A harbour wakes” (Ukrainian)"
    assert "Maria has approved your translation." in mail.text


def test_a_suggestion_offered_and_accepted(row, olena, ivan):
    make.fill(row)
    offered = suggest(
        row, "s2", "Пором іде.", base_version=current_versions(row)["s2"], by=ivan, at=AT
    )
    assert "Ivan suggests another wording." in mail_to(olena, NoticeKind.SUGGESTION).text
    accept(offered, by=olena, at=AT)
    mail = mail_to(ivan, NoticeKind.APPROVED)
    assert mail.subject == "Suggestion accepted: “A harbour wakes” (Ukrainian)"
    assert "Olena has accepted your suggestion." in mail.text


def test_a_mention(row, olena, ivan):
    open_thread(row, "s1", "@olena, is this the right harbour?", by=ivan, at=AT)
    assert "Ivan mentions you in a comment." in mail_to(olena, NoticeKind.MENTION).text


def test_a_source_that_says_something_else(row, olena, maria):
    make.fill(row)
    submit_for_review(row, by=olena, at=AT)
    approve(row, by=maria, at=AT)
    content = make.content("The ferry leaves at ten.", headline="A harbour wakes")
    revise(row.story, content, by=make.editor(), at=AT)
    announce(row.story, by=None, at=AT)
    mail = mail_to(olena, NoticeKind.SOURCE_CHANGED)
    assert mail.subject == "Source changed: “A harbour wakes” (Ukrainian)"
    assert "The translation is outdated." in mail.text
    assert "{" not in mail.text

"""Who may do what: the table of roles, cell by cell."""

import pytest

from tests.factories import PL, UK, user
from workflow.people.actions import terminal_user
from workflow.people.permissions import NotAllowed, may, require
from workflow.people.roles import Act, NewsroomRole, TeamRole

pytestmark = pytest.mark.django_db

W, T, R, A, S, M = (
    Act.WRITE_STORIES,
    Act.TRANSLATE,
    Act.REVIEW,
    Act.ASSEMBLE_ISSUES,
    Act.SEND,
    Act.MANAGE_READERS,
)
NEWSROOM = {
    NewsroomRole.NONE: {W: 0, T: 0, R: 0, A: 0, S: 0, M: 0},
    NewsroomRole.EDITOR: {W: 1, T: 1, R: 1, A: 1, S: 1, M: 0},
    NewsroomRole.ADMIN: {W: 1, T: 1, R: 1, A: 1, S: 1, M: 1},
}
TEAM = {
    TeamRole.TRANSLATOR: {W: 0, T: 1, R: 0, A: 0, S: 0, M: 0},
    TeamRole.REVIEWER: {W: 0, T: 1, R: 1, A: 0, S: 0, M: 0},
}


def cells(table):
    return [(role, act, bool(yes)) for role, row in table.items() for act, yes in row.items()]


@pytest.mark.parametrize(("role", "act", "allowed"), cells(NEWSROOM))
@pytest.mark.parametrize("language", [None, UK])
def test_a_newsroom_role_holds_everywhere(role, act, allowed, language):
    assert may(user(role=role), act, language=language) is allowed


@pytest.mark.parametrize(("role", "act", "allowed"), cells(TEAM))
def test_a_team_role_holds_in_its_own_language_only(role, act, allowed):
    person = user(uk=role)
    assert may(person, act, language=UK) is allowed
    assert may(person, act, language=PL) is False
    assert may(person, act) is False


def test_every_act_and_every_role_stands_in_the_table():
    assert set(NEWSROOM) == set(NewsroomRole)
    assert set(TEAM) == set(TeamRole)
    assert all(set(row) == set(Act) for row in (*NEWSROOM.values(), *TEAM.values()))


def test_a_closed_account_may_do_nothing():
    person = user(role=NewsroomRole.ADMIN)
    person.is_active = False
    assert not any(may(person, act, language=UK) for act in Act)


def test_a_refusal_says_who_what_where_and_how_to_mend():
    with pytest.raises(NotAllowed) as refused:
        require(user("olena"), Act.REVIEW, language=UK)
    assert str(refused.value) == (
        "Olena may not review in the uk team. "
        "Ask an editor to do it, or an admin to grant the role."
    )


def test_the_terminal_acts_as_an_admin_whom_nobody_can_sign_in_as():
    account = terminal_user()
    assert all(may(account, act) for act in Act)
    assert not account.has_usable_password()
    assert terminal_user() == account

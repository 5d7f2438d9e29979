"""Who may do what: the table of roles, cell by cell."""

import pytest

from tests.factories import PL, UK, user
from workflow.people.actions import terminal_user
from workflow.people.permissions import NotAllowed, Permissions, may, require
from workflow.people.roles import MATRIX, Act, NewsroomRole, TeamRole

pytestmark = pytest.mark.django_db

NOBODY, EDITOR, ADMIN = NewsroomRole.NONE, NewsroomRole.EDITOR, NewsroomRole.ADMIN
TRANSLATOR, REVIEWER = TeamRole.TRANSLATOR, TeamRole.REVIEWER
COLUMNS = (NOBODY, TRANSLATOR, REVIEWER, EDITOR, ADMIN)
TABLE = {
    #                     nobody, translator, reviewer, editor, admin
    Act.SUGGEST: (0, 1, 1, 1, 1),
    Act.COMMENT: (0, 1, 1, 1, 1),
    Act.TRANSLATE: (0, 1, 1, 1, 1),
    Act.REVIEW: (0, 0, 1, 1, 1),
    Act.ASSIGN: (0, 0, 1, 1, 1),
    Act.WRITE_STORIES: (0, 0, 0, 1, 1),
    Act.DECIDE_CHANGES: (0, 0, 0, 1, 1),
    Act.ASSEMBLE_ISSUES: (0, 0, 0, 1, 1),
    Act.ACCEPT_OUTDATED: (0, 0, 0, 1, 1),
    Act.SEND: (0, 0, 0, 1, 1),
    Act.MANAGE_READERS: (0, 0, 0, 0, 1),
    Act.MANAGE_PEOPLE: (0, 0, 0, 0, 1),
}


def cells(kind):
    return [
        pytest.param(role, act, bool(yes), id=f"{role}-{act}")
        for act, row in TABLE.items()
        for role, yes in zip(COLUMNS, row, strict=True)
        if isinstance(role, kind)
    ]


@pytest.mark.parametrize(("role", "act", "allowed"), cells(NewsroomRole))
@pytest.mark.parametrize("language", [None, UK])
def test_a_newsroom_role_holds_everywhere(role, act, allowed, language):
    person = user(role=role)
    assert may(person, act, language=language) is allowed
    assert Permissions.of(person).may(act, language=language) is allowed


@pytest.mark.parametrize(("role", "act", "allowed"), cells(TeamRole))
def test_a_team_role_holds_in_its_own_language_only(role, act, allowed):
    person = user(uk=role)
    assert may(person, act, language=UK) is allowed
    assert may(person, act, language=PL) is False
    assert may(person, act) is False
    permissions = Permissions.of(person)
    assert permissions.may(act, language=UK) is allowed
    assert not permissions.may(act, language=PL)
    assert not permissions.may(act)


def test_every_act_and_every_role_stands_in_the_table():
    assert set(COLUMNS) == {*NewsroomRole, *TeamRole}
    assert set(TABLE) == set(Act) == set(MATRIX)


def test_one_question_costs_one_query_and_many_cost_no_more(django_assert_max_num_queries):
    person = user(uk=TRANSLATOR)
    with django_assert_max_num_queries(1):
        may(person, Act.TRANSLATE, language=UK)
    with django_assert_max_num_queries(1):
        permissions = Permissions.of(person)
        assert permissions.languages(Act.TRANSLATE, (UK, PL)) == (UK,)


def test_the_handbook_shows_the_same_table(project_root):
    lines = (project_root / "docs/permissions.md").read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if "|" in line]
    told = {row[0]: tuple(int(cell == "yes") for cell in row[1:]) for row in rows[2:]}
    assert told == {str(act): cells for act, cells in TABLE.items()}


def test_a_closed_account_may_do_nothing():
    person = user(role=NewsroomRole.ADMIN)
    person.is_active = False
    assert not any(may(person, act, language=UK) for act in Act)
    assert not any(Permissions.of(person).may(act, language=UK) for act in Act)


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

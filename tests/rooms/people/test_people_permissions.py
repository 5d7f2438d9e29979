"""Who may do what: the table of roles, cell by cell."""

import pytest

from tests.factories import PL, UK, user
from workflow.languages.registry import ALL
from workflow.people.actions import terminal_user
from workflow.people.permissions import NotAllowed, Permissions, may, require
from workflow.people.roles import IN_NEWSROOM, IN_TEAM, MATRIX, Act, NewsroomRole, Role, TeamRole

pytestmark = pytest.mark.django_db

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
    Act.SUGGEST_TERMS: (0, 1, 1, 1, 1),
    Act.DECIDE_TERMS: (0, 0, 1, 1, 1),
    Act.KEEP_MEMORY: (0, 0, 0, 1, 1),
    Act.SEND: (0, 0, 0, 1, 1),
    Act.MANAGE_READERS: (0, 0, 0, 0, 1),
    Act.MANAGE_PEOPLE: (0, 0, 0, 0, 1),
}
CELLS = [
    pytest.param(role, act, bool(yes), id=f"{role}-{act}")
    for act, row in TABLE.items()
    for role, yes in zip(Role, row, strict=True)
]


def somebody(role: Role):
    """A user with this role; a team role is one of the Ukrainian team."""
    if role in {Role.TRANSLATOR, Role.REVIEWER}:
        return user(uk=TeamRole(role))
    return user(role=NewsroomRole.NONE if role is Role.NOBODY else NewsroomRole(role))


@pytest.mark.parametrize(("role", "act", "allowed"), CELLS)
def test_each_role_may_what_the_table_says_where_the_role_holds(role, act, allowed):
    person = somebody(role)
    everywhere = allowed and role in {Role.EDITOR, Role.ADMIN}
    answers = {UK: allowed, PL: everywhere, None: everywhere}
    permissions = Permissions.of(person)
    for language, answer in answers.items():
        assert may(person, act, language=language) is answer
        assert permissions.may(act, language) is answer


def test_every_act_and_every_role_stands_in_the_table():
    assert set(TABLE) == set(Act) == set(MATRIX)
    assert set(Role) == {*IN_NEWSROOM.values(), *IN_TEAM.values()}
    assert (set(IN_NEWSROOM), set(IN_TEAM)) == (set(NewsroomRole), set(TeamRole))


def test_who_reviews_may_whatever_who_translates_may():
    assert all(Role.REVIEWER in roles for roles in MATRIX.values() if Role.TRANSLATOR in roles)


def test_a_role_in_one_team_and_another_in_the_next_stay_apart():
    permissions = Permissions.of(user(uk=TeamRole.REVIEWER, pl=TeamRole.TRANSLATOR))
    assert permissions.languages(Act.REVIEW, ALL) == (UK,)
    assert permissions.languages(Act.TRANSLATE, ALL) == (UK, PL)


def test_one_question_costs_one_query_and_many_cost_no_more(django_assert_max_num_queries):
    person = user(uk=TeamRole.TRANSLATOR)
    with django_assert_max_num_queries(1):
        assert may(person, Act.TRANSLATE, language=UK)
    with django_assert_max_num_queries(1):
        permissions = Permissions.of(person)
        assert permissions.languages(Act.TRANSLATE, ALL) == (UK,)
        assert not permissions.may(Act.REVIEW, UK)


def test_the_handbook_shows_the_same_table(project_root):
    lines = (project_root / "docs/permissions.md").read_text("utf-8").splitlines()
    table = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if "|" in line]
    heading, _, *rows = table
    assert heading == ["act", *Role]
    assert rows == [
        [act, *("yes" if role in MATRIX[act] else "no" for role in Role)] for act in MATRIX
    ]


def test_a_closed_account_may_do_nothing():
    person = user(role=NewsroomRole.ADMIN)
    person.is_active = False
    assert not any(may(person, act, language=UK) for act in Act)
    assert not any(Permissions.of(person).may(act, UK) for act in Act)


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

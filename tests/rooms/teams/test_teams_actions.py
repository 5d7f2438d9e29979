"""Teams, roles and bylines: who decides about them, what is journalled, what forgetting means."""

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from tests.factories import (
    AT,
    EN,
    PL,
    UK,
    approved,
    draft,
    editor,
    fill,
    story,
    user,
)
from tests.racing import race
from workflow.journal.models import Entry
from workflow.notices.models import Notice, Preference
from workflow.people.actions import terminal_user
from workflow.people.models import LONGEST_BYLINE, LONGEST_CLAIM_DAYS, LanguageTeam, User
from workflow.people.permissions import NotAllowed, may
from workflow.people.roles import Act, NewsroomRole, TeamRole
from workflow.teams.actions import (
    PeopleRefused,
    add_to_team,
    forget,
    remove_from_team,
    set_byline,
    set_newsroom_role,
    set_team_rules,
)
from workflow.teams.queries import accounts, teams
from workflow.text.reserved import READER_TOKEN
from workflow.translation.actions import approve, submit_for_review
from workflow.translation.models import ApprovedVersion, SegmentVersion

pytestmark = pytest.mark.django_db
RULES = {"allows_self_review": True, "claim_days": 3, "grace_days": 0}


def admin(name: str = "") -> User:
    return user(name, role=NewsroomRole.ADMIN)


def journal() -> list[tuple[str, str, dict]]:
    return list(Entry.objects.order_by("pk").values_list("verb", "by_name", "detail"))


ONLY_ADMINS = {
    "add to a team": lambda one, by: add_to_team(one, UK, TeamRole.TRANSLATOR, by=by, at=AT),
    "remove from a team": lambda one, by: remove_from_team(one, UK, by=by, at=AT),
    "set a newsroom role": lambda one, by: set_newsroom_role(
        one, NewsroomRole.EDITOR, by=by, at=AT
    ),
    "set the rules of a team": lambda one, by: set_team_rules(UK, **RULES, by=by, at=AT),
    "choose another's byline": lambda one, by: set_byline(one, "Mei", by=by, at=AT),
    "forget another": lambda one, by: forget(one, by=by, at=AT),
}


@pytest.mark.parametrize("act", ONLY_ADMINS.values(), ids=ONLY_ADMINS)
def test_only_admins_manage_people(act):
    for nobody_s_manager in (editor(), user(uk=TeamRole.REVIEWER)):
        with pytest.raises(NotAllowed):
            act(user(), nobody_s_manager)
    assert journal() == []
    act(user(), admin())


def test_somebody_has_one_role_in_a_team_and_a_later_one_takes_its_place():
    olena, by = user("olena"), admin("ada")
    add_to_team(olena, UK, TeamRole.TRANSLATOR, by=by, at=AT)
    add_to_team(olena, UK, TeamRole.REVIEWER, by=by, at=AT)
    add_to_team(olena, PL, TeamRole.TRANSLATOR, by=by, at=AT)
    (account,) = (each for each in accounts() if each.name == "Olena")
    assert account.teams == {UK: TeamRole.REVIEWER, PL: TeamRole.TRANSLATOR}
    assert journal() == [
        ("add to team", "Ada", {"language": "uk", "role": "translator"}),
        ("add to team", "Ada", {"language": "uk", "role": "reviewer"}),
        ("add to team", "Ada", {"language": "pl", "role": "translator"}),
    ]


def test_who_leaves_a_team_may_no_longer_translate_and_leaving_twice_says_nothing_new():
    olena, by = user(uk=TeamRole.TRANSLATOR), admin()
    assert remove_from_team(olena, UK, by=by, at=AT)
    assert not may(olena, Act.TRANSLATE, language=UK)
    assert not remove_from_team(olena, UK, by=by, at=AT)
    assert [verb for verb, *_ in journal()] == ["remove from team"]


def test_the_last_admin_stays_admin_until_there_is_another():
    terminal_user()
    user("closed", role=NewsroomRole.ADMIN)
    User.objects.filter(username="closed").update(is_active=False)
    ada = admin("ada")
    for leave in (
        lambda: set_newsroom_role(ada, NewsroomRole.EDITOR, by=ada, at=AT),
        lambda: forget(ada, by=terminal_user(), at=AT),
    ):
        with pytest.raises(PeopleRefused, match="Ada is the last admin"):
            leave()
    ada.refresh_from_db()
    assert ada.newsroom_role == NewsroomRole.ADMIN
    assert journal() == []
    admin("eve")
    set_newsroom_role(ada, NewsroomRole.EDITOR, by=ada, at=AT)
    assert not may(User.objects.get(username="ada"), Act.MANAGE_PEOPLE)
    assert journal() == [("set newsroom role", "Ada", {"was": "admin", "role": "editor"})]


@pytest.mark.django_db(transaction=True)
def test_of_two_admins_who_step_down_at_the_same_moment_one_stays():
    pair = [admin("ada"), admin("eve")]
    outcomes = race(
        *(
            lambda each=each: set_newsroom_role(each, NewsroomRole.NONE, by=each, at=AT)
            for each in pair
        )
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType", "PeopleRefused"]
    assert User.objects.filter(newsroom_role=NewsroomRole.ADMIN).count() == 1


def test_the_account_of_commands_stays_as_it_is():
    by, terminal = admin(), terminal_user()
    for act in (
        lambda: set_newsroom_role(terminal, NewsroomRole.NONE, by=by, at=AT),
        lambda: forget(terminal, by=by, at=AT),
    ):
        with pytest.raises(PeopleRefused, match="not of a person"):
            act()
    assert may(terminal_user(), Act.MANAGE_PEOPLE)


def test_everybody_chooses_her_own_byline_and_the_journal_does_not_tell_the_old_name():
    olena = user("olena")
    set_byline(olena, "  Лесь \n Мова ", by=olena, at=AT)
    assert str(User.objects.get(pk=olena.pk)) == "Лесь Мова"
    assert journal() == [("set byline", "Лесь Мова", {})]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "has 0"),
        ("  \u200b ", "has 0"),
        ("x" * (LONGEST_BYLINE + 1), f"has {LONGEST_BYLINE + 1}"),
        (f"A {READER_TOKEN}", "secret token"),
    ],
)
def test_a_name_that_cannot_stand_in_an_edition_is_refused(name, why):
    olena = user("olena")
    with pytest.raises(PeopleRefused, match=why):
        set_byline(olena, name, by=olena, at=AT)
    assert str(User.objects.get(pk=olena.pk)) == "Olena"
    assert journal() == []


def test_a_closed_account_chooses_nothing():
    olena = user("olena")
    olena.is_active = False
    for act in (
        lambda: set_byline(olena, "X", by=olena, at=AT),
        lambda: forget(olena, by=olena, at=AT),
    ):
        with pytest.raises(NotAllowed, match="The account of Olena is closed"):
            act()


def test_a_team_agrees_on_its_rules_before_anybody_has_joined():
    set_team_rules(UK, **RULES, by=admin("ada"), at=AT)
    by_language = {team.language: team for team in teams()}
    ours, usual = by_language[UK], by_language[EN]
    assert (ours.allows_self_review, ours.claim_days, ours.grace_days) == (True, 3, 0)
    assert (usual.allows_self_review, usual.claim_days, usual.grace_days) == (False, 7, 3)
    assert journal() == [("set team rules", "Ada", RULES)]


@pytest.mark.parametrize(
    ("claim_days", "grace_days"),
    [(0, 3), (LONGEST_CLAIM_DAYS + 1, 3), (7, -1), (7, LONGEST_CLAIM_DAYS + 1)],
)
def test_a_claim_ends_some_day_and_the_database_says_so_too(claim_days, grace_days):
    days = {"claim_days": claim_days, "grace_days": grace_days}
    with pytest.raises(PeopleRefused, match="The rules of the uk team"):
        set_team_rules(UK, allows_self_review=False, **days, by=admin(), at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        LanguageTeam.objects.create(language=UK, **days)


def test_teams_and_accounts_are_read_with_a_fixed_number_of_queries(django_assert_num_queries):
    for _ in range(3):
        user(uk=TeamRole.TRANSLATOR, pl=TeamRole.REVIEWER)
    with django_assert_num_queries(2):
        assert [len(team.members) for team in teams()] == [0, 0, 3, 3]
    with django_assert_num_queries(3):
        assert len(accounts()) == 3


def test_forgetting_keeps_names_texts_credits_and_lines_and_nothing_else():
    olena = user("olena", uk=TeamRole.TRANSLATOR)
    ewa = user("ewa", uk=TeamRole.REVIEWER)
    row = draft(story(), by=olena)
    fill(row)
    submit_for_review(row, by=olena, at=AT)
    version = approve(row, by=ewa, at=AT)
    Preference.objects.create(user=olena, kind="due", how="off")
    assert Notice.objects.filter(user=olena).exists()
    lines, texts = Entry.objects.count(), SegmentVersion.objects.count()
    said = [name for _, name, _ in journal()]
    forget(olena, by=olena, at=AT)
    assert not User.objects.filter(username="olena").exists()
    version = ApprovedVersion.objects.get(pk=version.pk)
    assert (list(version.translators), list(version.reviewers)) == (["Olena"], ["Ewa"])
    assert [name for _, name, _ in journal()] == [*said, "Olena"]
    assert (Entry.objects.count(), SegmentVersion.objects.count()) == (lines + 1, texts)
    assert not Entry.objects.filter(by_name="Olena").exclude(by=None).exists()
    assert not Preference.objects.exists()
    assert not Notice.objects.exists()
    assert [len(team.members) for team in teams() if team.language == UK] == [1]


HERS_ALONE = {  # what goes with the account; everything else that names a user outlives her
    "people.Membership.user",
    "people.User_groups.user",
    "people.User_user_permissions.user",
    "notices.Notice.user",
    "notices.Preference.user",
    "notices.Digest.user",
    "translation.Mention.user",
}


def test_whatever_points_to_a_user_outlives_her_or_is_hers_alone():
    fates = {
        f"{field.model._meta.label}.{field.name}": field.remote_field.on_delete
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is User
    }
    assert {name for name, fate in fates.items() if fate is models.CASCADE} == HERS_ALONE
    outliving = {fate for name, fate in fates.items() if name not in HERS_ALONE}
    assert outliving == {models.SET_NULL}


def test_an_admin_can_forget_somebody_whose_work_was_approved():
    version = approved(story())
    mei = user("mei")
    ApprovedVersion._base_manager.filter(pk=version.pk).update(approved_by=mei)
    forget(mei, by=admin("ada"), at=AT)
    assert ApprovedVersion.objects.get(pk=version.pk).approved_by is None
    assert journal()[-1] == ("forget", "Ada", {})

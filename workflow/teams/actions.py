"""What is done about people: teams and roles, bylines, the rules of a team, leaving."""

from datetime import datetime

from django.db import transaction

from workflow.journal.actions import record
from workflow.languages.language import Language
from workflow.people.models import LanguageTeam, Membership, User
from workflow.people.permissions import NotAllowed, require
from workflow.people.roles import Act, NewsroomRole, TeamRole
from workflow.text.cleaning import one_line
from workflow.text.reserved import REFUSED, is_reserved

LONGEST_BYLINE = 120
LONGEST_CLAIM_DAYS = 365


class PeopleRefused(ValueError):
    """Something about an account or a team cannot be so; the message says what to do instead."""


def add_to_team(
    user: User, language: Language, role: TeamRole, *, by: User, at: datetime
) -> Membership:
    """Give somebody a role in a language team, in place of the one she had there."""
    require(by, Act.MANAGE_PEOPLE)
    with transaction.atomic():
        team, _ = LanguageTeam.objects.get_or_create(language=language)
        row, _ = Membership.objects.update_or_create(team=team, user=user, defaults={"role": role})
        detail = {"language": language.tag, "role": role}
        record(user, "add to team", by=by, at=at, detail=detail)
    return row


def remove_from_team(user: User, language: Language, *, by: User, at: datetime) -> bool:
    """Take somebody out of a team; whether she was in it. Her work and credits stay."""
    require(by, Act.MANAGE_PEOPLE)
    with transaction.atomic():
        gone, _ = Membership.objects.filter(user=user, team__language=language).delete()
        if gone:
            record(user, "remove from team", by=by, at=at, detail={"language": language.tag})
    return bool(gone)


def set_newsroom_role(user: User, role: NewsroomRole, *, by: User, at: datetime) -> None:
    """Make somebody an editor, an admin, or neither; there is always another admin left."""
    require(by, Act.MANAGE_PEOPLE)
    with transaction.atomic():
        admins = _others_who_manage(user)
        if user.newsroom_role == NewsroomRole.ADMIN and role is not NewsroomRole.ADMIN:
            _refuse_no_admin(user, admins)
        was, user.newsroom_role = user.newsroom_role, role
        user.save(update_fields=["newsroom_role"])
        record(user, "set newsroom role", by=by, at=at, detail={"was": was, "role": role})


def set_byline(user: User, name: str, *, by: User, at: datetime) -> None:
    """Choose the name readers see: a byline or a pseudonym. What was approved keeps its names."""
    if by != user:
        require(by, Act.MANAGE_PEOPLE)
    if not by.is_active:
        raise NotAllowed(f"The account of {by} is closed. Ask an admin to open it.")
    name = one_line(name)
    if not name or len(name) > LONGEST_BYLINE or is_reserved(name):
        raise PeopleRefused(
            f"A byline has 1 to {LONGEST_BYLINE} characters. Choose another. "
            + (REFUSED if is_reserved(name) else "")
        )
    with transaction.atomic():
        user.public_name = name
        user.save(update_fields=["public_name"])
        record(user, "set byline", by=by, at=at)


def set_team_rules(
    language: Language,
    *,
    allows_self_review: bool,
    claim_days: int,
    grace_days: int,
    by: User,
    at: datetime,
) -> LanguageTeam:
    """Say what a team has agreed on: self-review, how long claims last, how long editing helps."""
    require(by, Act.MANAGE_PEOPLE)
    if not 1 <= claim_days <= LONGEST_CLAIM_DAYS or not 0 <= grace_days <= LONGEST_CLAIM_DAYS:
        raise PeopleRefused(
            f"A claim lasts 1 to {LONGEST_CLAIM_DAYS} days, and is refreshed for at most as many."
        )
    rules = {
        "allows_self_review": allows_self_review,
        "claim_days": claim_days,
        "grace_days": grace_days,
    }
    with transaction.atomic():
        team, _ = LanguageTeam.objects.update_or_create(language=language, defaults=rules)
        record(team, "set team rules", by=by, at=at, detail=rules)
    return team


def forget(user: User, *, by: User, at: datetime) -> None:
    """Delete an account: nothing of it is left but the names under the work, and the work.

    Texts, credits, journal lines and the ledger stay, and no longer lead to anybody.
    """
    if by != user:
        require(by, Act.MANAGE_PEOPLE)
    with transaction.atomic():
        if user.newsroom_role == NewsroomRole.ADMIN:
            _refuse_no_admin(user, _others_who_manage(user))
        record(user, "forget", by=by, at=at)
        user.delete()


def _others_who_manage(user: User) -> int:
    """How many other people may manage people: the account of commands on the server is nobody."""
    admins = User.objects.select_for_update().filter(
        newsroom_role=NewsroomRole.ADMIN, is_active=True
    )
    usable = [each for each in admins.exclude(pk=user.pk) if each.has_usable_password()]
    return len(usable)


def _refuse_no_admin(user: User, others: int) -> None:
    if not others and user.has_usable_password():
        raise PeopleRefused(f"{user} is the last admin. Make somebody else an admin first.")

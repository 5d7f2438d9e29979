"""What is done about people: teams and roles, bylines, the rules of a team, leaving."""

from datetime import datetime

from django.db import transaction

from workflow.journal.actions import record
from workflow.languages.language import Language
from workflow.people.actions import TERMINAL_USERNAME
from workflow.people.models import (
    LONGEST_BYLINE,
    LONGEST_CLAIM_DAYS,
    LanguageTeam,
    Membership,
    User,
)
from workflow.people.permissions import require, require_own
from workflow.people.roles import Act, NewsroomRole, TeamRole
from workflow.text.cleaning import one_line
from workflow.text.reserved import REFUSED, is_reserved


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
    """Make somebody an editor, an admin, or neither; there is always an admin left."""
    require(by, Act.MANAGE_PEOPLE)
    _refuse_terminal(user)
    with transaction.atomic():
        if role is not NewsroomRole.ADMIN:
            _refuse_last_admin(user)
        was, user.newsroom_role = user.newsroom_role, role
        user.save(update_fields=["newsroom_role"])
        record(user, "set newsroom role", by=by, at=at, detail={"was": was, "role": role})


def set_byline(user: User, name: str, *, by: User, at: datetime) -> None:
    """Choose the name readers see: a byline or a pseudonym. What was approved keeps its names.

    The journal says that it was chosen and not what it was before, which a pseudonym would hide.
    """
    require_own(user, Act.MANAGE_PEOPLE, by=by)
    name = one_line(name)
    if not 1 <= len(name) <= LONGEST_BYLINE:
        raise PeopleRefused(
            f"A byline has 1 to {LONGEST_BYLINE} characters, and this has {len(name)}. "
            "Choose another."
        )
    if is_reserved(name):
        raise PeopleRefused(f"This cannot be a byline. {REFUSED}")
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
            f"The rules of the {language} team cannot be {claim_days} days for a claim and "
            f"{grace_days} days of grace. A claim lasts 1 to {LONGEST_CLAIM_DAYS} days, and "
            f"editing keeps it alive for 0 to {LONGEST_CLAIM_DAYS} more."
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
    require_own(user, Act.MANAGE_PEOPLE, by=by)
    _refuse_terminal(user)
    with transaction.atomic():
        _refuse_last_admin(user)
        record(user, "forget", by=by, at=at)
        user.delete()


def _refuse_terminal(user: User) -> None:
    if user.username == TERMINAL_USERNAME:
        raise PeopleRefused(
            "The terminal is the account of commands on the server, not of a person. Leave it be."
        )


def _refuse_last_admin(user: User) -> None:
    """Keep one person who may manage people; of two admins who leave at once the second waits."""
    admins = User.objects.select_for_update().filter(
        newsroom_role=NewsroomRole.ADMIN, is_active=True
    )
    people = admins.exclude(username=TERMINAL_USERNAME).order_by("pk")
    if list(people.values_list("pk", flat=True)) == [user.pk]:
        raise PeopleRefused(f"{user} is the last admin. Make somebody else an admin first.")

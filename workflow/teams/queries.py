"""Reading who works here: the teams with their rules and people, and everybody's account."""

from collections.abc import Mapping
from dataclasses import dataclass

from workflow.languages.language import Language
from workflow.languages.registry import ALL
from workflow.people.models import LanguageTeam, Membership, User
from workflow.people.roles import NewsroomRole, TeamRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody's place in a team."""

    user_id: int
    name: str
    role: TeamRole
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A language's team: what it has agreed on, and who is in it, reviewers first."""

    language: Language
    allows_self_review: bool
    claim_days: int
    grace_days: int
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One user as an admin sees her."""

    user_id: int
    username: str
    name: str
    newsroom: NewsroomRole
    teams: Mapping[Language, TeamRole]
    active: bool


def teams() -> tuple[Team, ...]:
    """The team of every language, also where nobody has joined it yet; two queries."""
    rules = {row.language: row for row in LanguageTeam.objects.all()}
    members: dict[Language, list[Member]] = {language: [] for language in ALL}
    rows = Membership.objects.select_related("team", "user").order_by("role", "user__username")
    for row in rows:
        members.setdefault(row.team.language, []).append(
            Member(
                user_id=row.user_id,
                name=str(row.user),
                role=TeamRole(row.role),
                active=row.user.is_active,
            )
        )
    return tuple(
        _team(rules.get(language) or LanguageTeam(language=language), members[language])
        for language in ALL
    )


def accounts() -> tuple[Account, ...]:
    """Everybody's account by name, the terminal's too; three queries."""
    rows = User.objects.prefetch_related("memberships__team").order_by("username")
    return tuple(
        Account(
            user_id=row.pk,
            username=row.username,
            name=str(row),
            newsroom=NewsroomRole(row.newsroom_role),
            teams={
                each.team.language: TeamRole(each.role)
                for each in sorted(row.memberships.all(), key=lambda each: each.team.language.order)
            },
            active=row.is_active,
        )
        for row in rows
    )


def _team(row: LanguageTeam, members: list[Member]) -> Team:
    return Team(
        language=row.language,
        allows_self_review=row.allows_self_review,
        claim_days=row.claim_days,
        grace_days=row.grace_days,
        members=tuple(members),
    )

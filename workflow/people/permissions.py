"""May this user do this? Predicates over the table of roles, and the refusal that explains."""

from collections.abc import Mapping
from dataclasses import dataclass

from workflow.languages.language import Language
from workflow.people.models import Membership, User
from workflow.people.roles import MATRIX, Act, NewsroomRole, TeamRole


class NotAllowed(Exception):
    """The user lacks the role for this act; ask somebody who has it, or an admin to grant it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Permissions:
    """What one user may do, read once, for those who have many questions."""

    newsroom: NewsroomRole
    teams: Mapping[Language, TeamRole]
    active: bool

    @classmethod
    def of(cls, user: User) -> "Permissions":
        """Read a user's roles; one query."""
        rows = Membership.objects.filter(user=user).select_related("team")
        return cls(
            newsroom=NewsroomRole(user.newsroom_role),
            teams={row.team.language: TeamRole(row.role) for row in rows},
            active=user.is_active,
        )

    def may(self, act: Act, *, language: Language | None = None) -> bool:
        """Whether the user may do this, in the newsroom or in the team of ``language``."""
        if not self.active:
            return False
        roles = {self.newsroom, self.teams.get(language) if language else None}
        return not MATRIX[act].isdisjoint(roles)

    def languages(self, act: Act, among: tuple[Language, ...]) -> tuple[Language, ...]:
        """Those of some languages in which the user may do this."""
        return tuple(language for language in among if self.may(act, language=language))


def may(user: User, act: Act, *, language: Language | None = None) -> bool:
    """Whether ``user`` may ``act``, in the newsroom or in the team of ``language``."""
    if not user.is_active:
        return False
    if NewsroomRole(user.newsroom_role) in MATRIX[act]:
        return True
    if language is None:
        return False
    roles = Membership.objects.filter(user=user, team__language=language)
    return any(TeamRole(role) in MATRIX[act] for role in roles.values_list("role", flat=True))


def require(user: User, act: Act, *, language: Language | None = None) -> None:
    """Let an allowed act pass; refuse another with who, what, where and how to mend."""
    if may(user, act, language=language):
        return
    where = f" in the {language} team" if language else ""
    raise NotAllowed(
        f"{user} may not {act}{where}. Ask an editor to do it, or an admin to grant the role."
    )

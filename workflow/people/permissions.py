"""May this user do this? Predicates over the table of roles, and the refusal that explains."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Self

from workflow.languages.language import Language
from workflow.people.models import Membership, User
from workflow.people.roles import IN_NEWSROOM, IN_TEAM, MATRIX, Act, NewsroomRole, Role, TeamRole


class NotAllowed(Exception):
    """The user lacks the role for this act; ask somebody who has it, or an admin to grant it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Permissions:
    """What one user may do, read once, for those who have many questions."""

    newsroom: Role
    teams: Mapping[Language, Role]
    active: bool

    @classmethod
    def of(cls, user: User) -> Self:
        """Read a user's roles; one query."""
        rows = Membership.objects.filter(user=user).values_list("team__language", "role")
        return cls(
            newsroom=IN_NEWSROOM[NewsroomRole(user.newsroom_role)],
            teams=MappingProxyType({language: IN_TEAM[TeamRole(role)] for language, role in rows}),
            active=user.is_active,
        )

    def may(self, act: Act, language: Language | None = None) -> bool:
        """Whether the user may do this, in the newsroom or in the team of ``language``."""
        if not self.active:
            return False
        in_team = self.teams.get(language, Role.NOBODY) if language else Role.NOBODY
        return not MATRIX[act].isdisjoint({self.newsroom, in_team})

    def languages(self, act: Act, among: Iterable[Language]) -> tuple[Language, ...]:
        """Those of some languages in which the user may do this."""
        return tuple(language for language in among if self.may(act, language))


def may(user: User, act: Act, *, language: Language | None = None) -> bool:
    """Whether ``user`` may ``act``, in the newsroom or in the team of ``language``.

    One query at most, and none where the answer lies with the account itself.
    """
    if not user.is_active:
        return False
    if IN_NEWSROOM[NewsroomRole(user.newsroom_role)] in MATRIX[act]:
        return True
    return language is not None and Permissions.of(user).may(act, language)


def require(user: User, act: Act, *, language: Language | None = None) -> None:
    """Let an allowed act pass; refuse another with who, what, where and how to mend."""
    if may(user, act, language=language):
        return
    where = f" in the {language} team" if language else ""
    raise NotAllowed(
        f"{user} may not {act}{where}. Ask an editor to do it, or an admin to grant the role."
    )


def require_own(whose: User, act: Act, *, by: User) -> None:
    """Let somebody decide about her own account; about another's only with the right to ``act``."""
    if by.pk != whose.pk:
        require(by, act)
    elif not by.is_active:
        raise NotAllowed(f"The account of {by} is closed. Ask an admin to open it.")

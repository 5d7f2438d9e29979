"""May this user do this? Predicates over the tables of roles, and the refusal that explains."""

from workflow.languages.language import Language
from workflow.people.models import Membership, User
from workflow.people.roles import NEWSROOM_MAY, TEAM_MAY, Act, NewsroomRole, TeamRole


class NotAllowed(Exception):
    """The user lacks the role for this act; ask somebody who has it, or an admin to grant it."""


def may(user: User, act: Act, *, language: Language | None = None) -> bool:
    """Whether ``user`` may ``act``, in the newsroom or in the team of ``language``."""
    if not user.is_active:
        return False
    if act in NEWSROOM_MAY[NewsroomRole(user.newsroom_role)]:
        return True
    if language is None:
        return False
    roles = Membership.objects.filter(user=user, team__language=language).values_list(
        "role", flat=True
    )
    return any(act in TEAM_MAY[TeamRole(role)] for role in roles)


def require(user: User, act: Act, *, language: Language | None = None) -> None:
    """Let an allowed act pass; refuse another with who, what, where and how to mend."""
    if may(user, act, language=language):
        return
    where = f" in the {language} team" if language else ""
    raise NotAllowed(
        f"{user} may not {act}{where}. Ask an editor to do it, or an admin to grant the role."
    )

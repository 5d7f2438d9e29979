"""The roles, and what each may do: one table, read by :mod:`workflow.people.permissions`."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class NewsroomRole(StrEnum):
    """A user's role in the whole newsroom."""

    NONE = "none"
    EDITOR = "editor"
    ADMIN = "admin"


class TeamRole(StrEnum):
    """A user's role in one language team; a reviewer may do all that a translator may."""

    TRANSLATOR = "translator"
    REVIEWER = "reviewer"


class Act(StrEnum):
    """The things somebody may or may not do."""

    WRITE_STORIES = "write stories"
    TRANSLATE = "translate"
    REVIEW = "review"
    ASSEMBLE_ISSUES = "assemble issues"
    SEND = "send"
    MANAGE_READERS = "manage readers"


_EDITOR = frozenset({Act.WRITE_STORIES, Act.TRANSLATE, Act.REVIEW, Act.ASSEMBLE_ISSUES, Act.SEND})

NEWSROOM_MAY: Mapping[NewsroomRole, frozenset[Act]] = MappingProxyType(
    {
        NewsroomRole.NONE: frozenset(),
        NewsroomRole.EDITOR: _EDITOR,
        NewsroomRole.ADMIN: _EDITOR | {Act.MANAGE_READERS},
    }
)

TEAM_MAY: Mapping[TeamRole, frozenset[Act]] = MappingProxyType(
    {
        TeamRole.TRANSLATOR: frozenset({Act.TRANSLATE}),
        TeamRole.REVIEWER: frozenset({Act.TRANSLATE, Act.REVIEW}),
    }
)

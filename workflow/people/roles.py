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
    """A user's role in one language team."""

    TRANSLATOR = "translator"
    REVIEWER = "reviewer"


class Role(StrEnum):
    """The columns of the table: a user has one of the newsroom, and one of each of her teams."""

    NOBODY = "nobody"
    TRANSLATOR = "translator"
    REVIEWER = "reviewer"
    EDITOR = "editor"
    ADMIN = "admin"


class Act(StrEnum):
    """The rows of the table: what somebody may or may not do."""

    SUGGEST = "suggest"
    COMMENT = "comment"
    TRANSLATE = "translate"
    REVIEW = "review"
    ASSIGN = "assign"
    WRITE_STORIES = "write stories"
    DECIDE_CHANGES = "decide what a change means"
    ASSEMBLE_ISSUES = "assemble issues"
    ACCEPT_OUTDATED = "run outdated text"
    SUGGEST_TERMS = "suggest terms"
    DECIDE_TERMS = "decide terms"
    KEEP_MEMORY = "keep the memory"
    SEND = "send"
    MANAGE_READERS = "manage readers"
    MANAGE_PEOPLE = "manage people"


IN_NEWSROOM: Mapping[NewsroomRole, Role] = MappingProxyType(
    {
        NewsroomRole.NONE: Role.NOBODY,
        NewsroomRole.EDITOR: Role.EDITOR,
        NewsroomRole.ADMIN: Role.ADMIN,
    }
)
IN_TEAM: Mapping[TeamRole, Role] = MappingProxyType(
    {TeamRole.TRANSLATOR: Role.TRANSLATOR, TeamRole.REVIEWER: Role.REVIEWER}
)

_T, _R, _E, _A = Role.TRANSLATOR, Role.REVIEWER, Role.EDITOR, Role.ADMIN

# A team role holds in its own language, a newsroom role everywhere; without a role, nothing.
MATRIX: Mapping[Act, frozenset[Role]] = MappingProxyType(
    {
        Act.SUGGEST: frozenset({_T, _R, _E, _A}),
        Act.COMMENT: frozenset({_T, _R, _E, _A}),
        Act.TRANSLATE: frozenset({_T, _R, _E, _A}),
        Act.REVIEW: frozenset({_R, _E, _A}),
        Act.ASSIGN: frozenset({_R, _E, _A}),
        Act.WRITE_STORIES: frozenset({_E, _A}),
        Act.DECIDE_CHANGES: frozenset({_E, _A}),
        Act.ASSEMBLE_ISSUES: frozenset({_E, _A}),
        Act.ACCEPT_OUTDATED: frozenset({_E, _A}),
        Act.SUGGEST_TERMS: frozenset({_T, _R, _E, _A}),
        Act.DECIDE_TERMS: frozenset({_R, _E, _A}),
        Act.KEEP_MEMORY: frozenset({_E, _A}),
        Act.SEND: frozenset({_E, _A}),
        Act.MANAGE_READERS: frozenset({_A}),
        Act.MANAGE_PEOPLE: frozenset({_A}),
    }
)

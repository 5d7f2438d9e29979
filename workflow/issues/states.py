"""The states of issues and editions, the layouts of slots and what stands in for a gap."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class IssueState(StrEnum):
    """An issue is planned, then sent, edition by edition; or it is dropped."""

    PLANNING = "planning"
    SENDING = "sending"
    SENT = "sent"
    DROPPED = "dropped"


ISSUE_TRANSITIONS: Mapping[IssueState, frozenset[IssueState]] = MappingProxyType(
    {
        IssueState.PLANNING: frozenset({IssueState.SENDING, IssueState.DROPPED}),
        IssueState.SENDING: frozenset({IssueState.SENT}),
        IssueState.SENT: frozenset(),
        IssueState.DROPPED: frozenset({IssueState.PLANNING}),
    }
)


class EditionState(StrEnum):
    """A frozen edition is superseded by a newer freeze, or sent."""

    FROZEN = "frozen"
    SUPERSEDED = "superseded"
    SENDING = "sending"
    SENT = "sent"


EDITION_TRANSITIONS: Mapping[EditionState, frozenset[EditionState]] = MappingProxyType(
    {
        EditionState.FROZEN: frozenset({EditionState.SUPERSEDED, EditionState.SENDING}),
        EditionState.SUPERSEDED: frozenset(),
        EditionState.SENDING: frozenset({EditionState.SENT}),
        EditionState.SENT: frozenset(),
    }
)


class Layout(StrEnum):
    """How much room a story gets."""

    LEAD = "lead"
    STANDARD = "standard"
    BRIEF = "brief"


class Fallback(StrEnum):
    """What an edition does when its translation of a story is not approved in time."""

    HOLD = "hold"  # the edition waits
    OMIT = "omit"  # the story is left out
    ORIGINAL = "original"  # the story runs in another language, with a note

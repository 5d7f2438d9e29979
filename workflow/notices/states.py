"""The kinds of notices, how somebody wants them, and what became of each."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class NoticeKind(StrEnum):
    """What somebody is told of."""

    ASSIGNED = "assigned"
    CHANGES_REQUESTED = "changes_requested"
    APPROVED = "approved"
    SOURCE_CHANGED = "source_changed"
    DUE = "due"
    LAPSED = "lapsed"
    MENTION = "mention"
    SUGGESTION = "suggestion"


class How(StrEnum):
    """When somebody wants to be told."""

    IMMEDIATE = "immediate"
    DAILY = "daily"
    OFF = "off"


USUAL: Mapping[NoticeKind, How] = MappingProxyType(
    {
        NoticeKind.ASSIGNED: How.IMMEDIATE,
        NoticeKind.CHANGES_REQUESTED: How.IMMEDIATE,
        NoticeKind.APPROVED: How.DAILY,
        NoticeKind.SOURCE_CHANGED: How.IMMEDIATE,
        NoticeKind.DUE: How.IMMEDIATE,
        NoticeKind.LAPSED: How.IMMEDIATE,
        NoticeKind.MENTION: How.IMMEDIATE,
        NoticeKind.SUGGESTION: How.DAILY,
    }
)


class NoticeState(StrEnum):
    """What became of a notice: it waits, is being handed over, and is sent, in doubt or dropped.

    ``handing_over`` is written before the transport is called; a notice still in it after a crash
    is uncertain, and is never sent again blindly.
    """

    WAITING = "waiting"
    HANDING_OVER = "handing_over"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    DROPPED = "dropped"


NOTICE_TRANSITIONS: Mapping[NoticeState, frozenset[NoticeState]] = MappingProxyType(
    {
        NoticeState.WAITING: frozenset({NoticeState.HANDING_OVER, NoticeState.DROPPED}),
        NoticeState.HANDING_OVER: frozenset(
            {
                NoticeState.SENT,
                NoticeState.UNCERTAIN,
                NoticeState.DROPPED,
                NoticeState.WAITING,  # the transport says for certain that nothing was taken
            }
        ),
        NoticeState.SENT: frozenset(),
        NoticeState.UNCERTAIN: frozenset({NoticeState.SENT, NoticeState.DROPPED}),
        NoticeState.DROPPED: frozenset(),
    }
)

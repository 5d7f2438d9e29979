"""The states of a reader and the kinds of consent kept as evidence."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class ReaderState(StrEnum):
    """Whether somebody receives.

    pending (has not confirmed yet) -> subscribed -> unsubscribed (asked to stop, confirmed or not)
    or suppressed (the address bounces or complained).
    """

    PENDING = "pending"
    SUBSCRIBED = "subscribed"
    UNSUBSCRIBED = "unsubscribed"
    SUPPRESSED = "suppressed"


TRANSITIONS: Mapping[ReaderState, frozenset[ReaderState]] = MappingProxyType(
    {
        ReaderState.PENDING: frozenset(
            {ReaderState.SUBSCRIBED, ReaderState.UNSUBSCRIBED, ReaderState.SUPPRESSED}
        ),
        ReaderState.SUBSCRIBED: frozenset({ReaderState.UNSUBSCRIBED, ReaderState.SUPPRESSED}),
        ReaderState.UNSUBSCRIBED: frozenset({ReaderState.SUBSCRIBED, ReaderState.SUPPRESSED}),
        ReaderState.SUPPRESSED: frozenset({ReaderState.SUBSCRIBED}),
    }
)


class ConsentKind(StrEnum):
    """What a reader agreed to or took back."""

    IMPORTED = "imported"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"

"""The states of a translation, the moves between them, and where a text came from."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class TranslationState(StrEnum):
    """Where a translation stands.

    open -> drafting -> in_review -> approved, back by requesting changes or reopening,
    sideways (drafting -> open) by releasing a claim.
    """

    OPEN = "open"
    DRAFTING = "drafting"
    IN_REVIEW = "in_review"
    APPROVED = "approved"


TRANSITIONS: Mapping[TranslationState, frozenset[TranslationState]] = MappingProxyType(
    {
        TranslationState.OPEN: frozenset({TranslationState.DRAFTING}),
        TranslationState.DRAFTING: frozenset({TranslationState.IN_REVIEW, TranslationState.OPEN}),
        TranslationState.IN_REVIEW: frozenset(
            {TranslationState.APPROVED, TranslationState.DRAFTING}
        ),
        TranslationState.APPROVED: frozenset({TranslationState.DRAFTING}),
    }
)


class Origin(StrEnum):
    """How a segment's text came to be."""

    HUMAN = "human"
    MEMORY = "memory"
    MACHINE = "machine"
    RELAY = "relay"
    FILE = "file"


class CreditRole(StrEnum):
    """What somebody did for a translation."""

    TRANSLATOR = "translator"
    REVIEWER = "reviewer"

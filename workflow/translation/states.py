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


class ClaimState(StrEnum):
    """What became of a promise to translate."""

    HELD = "held"
    HANDED_IN = "handed_in"
    RELEASED = "released"
    LAPSED = "lapsed"
    HANDED_OVER = "handed_over"


CLAIM_TRANSITIONS: Mapping[ClaimState, frozenset[ClaimState]] = MappingProxyType(
    {
        ClaimState.HELD: frozenset(set(ClaimState) - {ClaimState.HELD}),
        ClaimState.HANDED_IN: frozenset(),
        ClaimState.RELEASED: frozenset(),
        ClaimState.LAPSED: frozenset(),
        ClaimState.HANDED_OVER: frozenset(),
    }
)


class ThreadState(StrEnum):
    """Whether a conversation still wants something."""

    OPEN = "open"
    RESOLVED = "resolved"


THREAD_TRANSITIONS: Mapping[ThreadState, frozenset[ThreadState]] = MappingProxyType(
    {
        ThreadState.OPEN: frozenset({ThreadState.RESOLVED}),
        ThreadState.RESOLVED: frozenset({ThreadState.OPEN}),
    }
)


class SuggestionState(StrEnum):
    """What became of a text that somebody offered."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


SUGGESTION_TRANSITIONS: Mapping[SuggestionState, frozenset[SuggestionState]] = MappingProxyType(
    {
        SuggestionState.OFFERED: frozenset(set(SuggestionState) - {SuggestionState.OFFERED}),
        SuggestionState.ACCEPTED: frozenset(),
        SuggestionState.DECLINED: frozenset({SuggestionState.ACCEPTED}),
        SuggestionState.WITHDRAWN: frozenset(),
    }
)


class ContributionKind(StrEnum):
    """What a line of the credits ledger counts."""

    WORDS = "words"
    REVIEW = "review"
    TERM = "term"

"""What becomes of a form that somebody proposed, and what a decision did."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class ProposalState(StrEnum):
    """A proposal waits until somebody who may decide accepts or declines it."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


PROPOSAL_TRANSITIONS: Mapping[ProposalState, frozenset[ProposalState]] = MappingProxyType(
    {
        ProposalState.OFFERED: frozenset(
            {ProposalState.ACCEPTED, ProposalState.DECLINED, ProposalState.WITHDRAWN}
        ),
        ProposalState.ACCEPTED: frozenset(),
        ProposalState.DECLINED: frozenset({ProposalState.ACCEPTED}),
        ProposalState.WITHDRAWN: frozenset(),
    }
)


class DecisionKind(StrEnum):
    """What a decision did to a form, or to the concept itself."""

    ADDED = "added"
    CHANGED = "changed"
    CONFIRMED = "confirmed"  # a native editor was sure of a form nobody was sure of
    RETIRED = "retired"  # it says nothing any more, neither good nor bad
    DESCRIBED = "described"  # the concept: what kind of thing it is, what to mind

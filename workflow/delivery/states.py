"""The states of a mailing and of each line in its ledger."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class MailingState(StrEnum):
    """A mailing is planned, sent, and finished only when its books balance."""

    PLANNED = "planned"
    SENDING = "sending"
    FINISHED = "finished"


MAILING_TRANSITIONS: Mapping[MailingState, frozenset[MailingState]] = MappingProxyType(
    {
        MailingState.PLANNED: frozenset({MailingState.SENDING}),
        MailingState.SENDING: frozenset({MailingState.FINISHED}),
        MailingState.FINISHED: frozenset(),
    }
)


class DeliveryState(StrEnum):
    """One reader's line: planned, then handed over, then what came of it.

    ``handing_over`` is written before the transport is called; a line still in it after a
    crash is uncertain, and is never sent again blindly.
    """

    PLANNED = "planned"
    HANDING_OVER = "handing_over"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    EXCLUDED = "excluded"
    UNCERTAIN = "uncertain"


DELIVERY_TRANSITIONS: Mapping[DeliveryState, frozenset[DeliveryState]] = MappingProxyType(
    {
        DeliveryState.PLANNED: frozenset({DeliveryState.HANDING_OVER, DeliveryState.EXCLUDED}),
        DeliveryState.HANDING_OVER: frozenset(
            {
                DeliveryState.ACCEPTED,
                DeliveryState.REJECTED,
                DeliveryState.UNCERTAIN,
                DeliveryState.PLANNED,  # the transport says for certain that nothing was taken
            }
        ),
        DeliveryState.ACCEPTED: frozenset(),
        DeliveryState.REJECTED: frozenset(),
        DeliveryState.EXCLUDED: frozenset(),
        DeliveryState.UNCERTAIN: frozenset({DeliveryState.ACCEPTED, DeliveryState.REJECTED}),
    }
)

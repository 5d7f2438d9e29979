"""The one interface behind which messages leave, and what can come of handing one over."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import Protocol, Self

from workflow.delivery.message import Envelope, MessageTemplate


class Result(StrEnum):
    """What is known after a hand-over."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"  # refused for good: this reader gets nothing from a retry
    NOT_TAKEN = "not_taken"  # certainly nothing left: safe to try again later
    UNCERTAIN = "uncertain"  # it may have left: never tried again blindly


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result for one envelope, with a sentence why and the transport's own reference."""

    result: Result
    reason: str = ""
    reference: str = ""


class TransportProblem(Exception):
    """The transport cannot be used at all; the message says which setting to mend."""


class Transport(Protocol):
    """Hands messages over; used as a context manager so that a connection can be reused.

    ``batch_size`` is the most envelopes of one call. ``hand_over`` returns one outcome for each
    envelope, in order, and raises :class:`TransportProblem` only when nothing was handed over.
    ``takes_smtputf8`` says, once the transport is entered, whether it can carry an address with
    letters outside ASCII before the @.
    """

    @property
    def name(self) -> str:
        """What the ledger calls it."""

    @property
    def batch_size(self) -> int:
        """The most envelopes of one call."""

    @property
    def takes_smtputf8(self) -> bool:
        """Whether it can carry letters outside ASCII before the @."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...

    def hand_over(
        self, template: MessageTemplate, envelopes: Sequence[Envelope]
    ) -> Sequence[Outcome]:
        """Hand these over, and say what came of each."""

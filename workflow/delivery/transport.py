"""The one interface behind which messages leave, and what can come of handing one over."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import Protocol

from workflow.delivery.message import MessageTemplate


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One reader's own values. ``message_id`` is without angle brackets."""

    delivery_id: int
    address: str
    name: str
    token: str
    message_id: str


class TransportProblem(Exception):
    """The transport cannot be used at all; the message says which setting to mend."""


class Transport(Protocol):
    """Hands messages over; used as a context manager so that a connection can be reused.

    ``batch_size`` is the most envelopes of one call. ``hand_over`` returns one outcome for each
    envelope, in order, and raises :class:`TransportProblem` only when nothing was handed over.
    """

    name: str
    batch_size: int

    def __enter__(self) -> "Transport": ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...

    def hand_over(
        self, template: MessageTemplate, envelopes: Sequence[Envelope]
    ) -> Sequence[Outcome]: ...

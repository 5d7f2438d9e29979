"""What becomes of a request to a machine translator."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class RequestState(StrEnum):
    """A request waits, is being asked by one worker, and is answered or given up.

    ``asking`` is written before the provider is called, with a lease: a request whose worker died
    is taken up again once the lease is over.
    """

    WAITING = "waiting"
    ASKING = "asking"
    ANSWERED = "answered"
    FAILED = "failed"


REQUEST_TRANSITIONS: Mapping[RequestState, frozenset[RequestState]] = MappingProxyType(
    {
        RequestState.WAITING: frozenset({RequestState.ASKING}),
        RequestState.ASKING: frozenset(
            {
                RequestState.ASKING,  # the lease of a worker that died is over
                RequestState.WAITING,  # later, at ``not_before``
                RequestState.ANSWERED,
                RequestState.FAILED,
            }
        ),
        RequestState.ANSWERED: frozenset(),
        RequestState.FAILED: frozenset(),
    }
)
OPEN = frozenset({RequestState.WAITING, RequestState.ASKING})

"""What becomes of a file of pairs that somebody brought."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class ImportState(StrEnum):
    """A file waits, is worked on by one worker, and is finished, refused or cancelled.

    A worker that dies leaves a lease; when it is over, another takes the file up where the last
    batch was written.
    """

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"
    REFUSED = "refused"
    CANCELLED = "cancelled"


IMPORT_TRANSITIONS: Mapping[ImportState, frozenset[ImportState]] = MappingProxyType(
    {
        ImportState.WAITING: frozenset({ImportState.RUNNING, ImportState.CANCELLED}),
        ImportState.RUNNING: frozenset(
            {
                ImportState.RUNNING,  # the lease of a worker that died is over
                ImportState.FINISHED,
                ImportState.REFUSED,
                ImportState.CANCELLED,
            }
        ),
        ImportState.FINISHED: frozenset(),
        ImportState.REFUSED: frozenset(),
        ImportState.CANCELLED: frozenset(),
    }
)
OPEN = frozenset({ImportState.WAITING, ImportState.RUNNING})

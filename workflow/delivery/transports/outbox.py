"""The default way out: finished messages as .eml files in a folder; nothing leaves the machine."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from workflow.delivery.message import Envelope, MessageTemplate, fill
from workflow.delivery.transport import Outcome, Result, TransportProblem

BATCH_SIZE = 200


class OutboxTransport:
    """Writes ``<folder>/<issue>-<language>/<message>.eml``, whole or not at all.

    The file is named after the opaque Message-ID: no address stands in a file name, and the same
    message handed over again is the same file.
    """

    name = "outbox"
    batch_size = BATCH_SIZE
    takes_smtputf8 = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> Self:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise TransportProblem(
                f"The outbox {self.folder} cannot be made: {error.strerror}. "
                "Set OUTBOX_DIR to a folder that can be written to."
            ) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Nothing is held open."""

    def hand_over(
        self, template: MessageTemplate, envelopes: Sequence[Envelope]
    ) -> Sequence[Outcome]:
        """Write one file for each envelope."""
        folder = self.folder / template.folder
        return [self._write(folder, template, envelope) for envelope in envelopes]

    def _write(self, folder: Path, template: MessageTemplate, envelope: Envelope) -> Outcome:
        path = folder / f"{envelope.message_id.partition('@')[0]}.eml"
        try:
            folder.mkdir(exist_ok=True)
            _write_whole(path, fill(template, envelope))
        except OSError as error:
            return Outcome(
                result=Result.NOT_TAKEN,
                reason=f"The file could not be written: {error.strerror}. Mend OUTBOX_DIR.",
            )
        return Outcome(result=Result.ACCEPTED, reference=f"{folder.name}/{path.name}")


def _write_whole(path: Path, data: bytes) -> None:
    """Write beside the place and move there, so that nobody ever sees half a message."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise

"""Bringing files of pairs: they are taken at once, and worked on in the background."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from hashlib import sha256
from io import BufferedReader, RawIOBase
from typing import BinaryIO
from uuid import uuid4

from django.db import transaction

from workflow.journal.actions import MoveRefused, move, record
from workflow.languages.catalogue import marked
from workflow.languages.sentences import Sentence, say
from workflow.memory.models import ImportChunk, MemoryImport
from workflow.memory.states import IMPORT_TRANSITIONS, OPEN, ImportState
from workflow.memory.tmx.read import MOST_BYTES
from workflow.people.models import User
from workflow.people.permissions import require
from workflow.people.roles import Act

CHUNK = 1_000_000  # bytes of one row

_move = partial(move, table=IMPORT_TRANSITIONS)
_TOO_LARGE = marked("{name} is larger than {limit} MB. Split it, and bring the parts.")
_EMPTY = marked("{name} is empty. Bring the file that your tool exported.")


class ImportRefused(ValueError):
    """A file that is not taken at all; ``sentence`` says why and what to do."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        super().__init__(sentence.msgid.format_map(sentence.values))


def begin_import(stream: BinaryIO, *, name: str, by: User, at: datetime) -> MemoryImport:
    """Take a file, to be worked on later; the same bytes that wait already are the same import.

    The bytes are kept in the database, where a worker on any machine finds them.
    """
    require(by, Act.KEEP_MEMORY)
    with transaction.atomic():
        row = MemoryImport.objects.create(
            name=name[:255],
            sha256=uuid4().hex,  # until all is read
            size=0,
            by=by,
            by_name=str(by),
            brought_at=at,
            changed_at=at,
        )
        size, digest = _keep(row, stream, name)
        waiting = MemoryImport.objects.filter(sha256=digest, state__in=OPEN).first()
        if waiting is not None:
            row.delete()
            return waiting
        row.sha256, row.size = digest, size
        row.save(update_fields=["sha256", "size"])
        detail = {"name": row.name, "size": size}
        record(row, "bring", by=by, at=at, to_state=ImportState.WAITING, detail=detail)
    return row


def _keep(row: MemoryImport, stream: BinaryIO, name: str) -> tuple[int, str]:
    """Put the bytes beside their row, piece by piece; how many, and their digest."""
    digest, size = sha256(), 0
    for number, data in enumerate(iter(lambda: stream.read(CHUNK), b"")):
        size += len(data)
        if size > MOST_BYTES:
            raise ImportRefused(say(_TOO_LARGE, name=name, limit=MOST_BYTES // 1_000_000))
        digest.update(data)
        ImportChunk.objects.create(brought=row, number=number, data=data)
    if not size:
        raise ImportRefused(say(_EMPTY, name=name))
    return size, digest.hexdigest()


def cancel_import(row: MemoryImport, *, by: User, at: datetime) -> None:
    """Stop an import; what entered before stays, and is told."""
    require(by, Act.KEEP_MEMORY)
    with transaction.atomic():
        fresh = MemoryImport.objects.select_for_update().get(pk=row.pk)
        if fresh.state not in OPEN:
            raise MoveRefused(f"{fresh} is over already: there is nothing to cancel.")
        _move(
            fresh,
            ImportState.CANCELLED,
            verb="cancel",
            by=by,
            at=at,
            detail={"done": fresh.done},
            set_also={"changed_at": at, "holder": "", "lease_until": None},
        )
        fresh.chunks.all().delete()
    row.state = ImportState.CANCELLED


def bytes_of(row: MemoryImport) -> BinaryIO:
    """The file of an import as a stream; a piece of it is in memory at a time."""
    return BufferedReader(_Chunks(row.pk))


class _Chunks(RawIOBase):
    """Reads the pieces one after another."""

    def __init__(self, pk: int) -> None:
        super().__init__()
        self._pieces = _pieces(pk)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if not self._rest:
            self._rest = next(self._pieces, b"")
        some = self._rest[: len(buffer)]
        buffer[: len(some)] = some
        self._rest = self._rest[len(some) :]
        return len(some)


def _pieces(pk: int) -> Iterator[bytes]:
    number = 0
    while True:
        rows = ImportChunk.objects.filter(brought=pk, number=number)
        data = rows.values_list("data", flat=True).first()
        if data is None:
            return
        yield bytes(data)
        number += 1

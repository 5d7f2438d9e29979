"""What is done to readers: brought in from a file, confirmed, unsubscribed.

A reader's own yes and no need nobody's permission and have no user; their record is the consent,
which is only ever added to.
"""

import logging
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import transaction

from workflow.audience.models import TOKEN_LENGTH, Consent, Reader
from workflow.audience.reading import Row, RowProblem, read_rows
from workflow.audience.states import TRANSITIONS, ConsentKind, ReaderState
from workflow.journal.actions import record
from workflow.languages.language import Language
from workflow.languages.registry import by_tag
from workflow.people.models import User
from workflow.people.permissions import require
from workflow.people.roles import Act

BATCH = 500

logger = logging.getLogger("workflow.audience")


class ReadersRefused(ValueError):
    """A file of readers has problems and was not loaded at all; ``problems`` holds every one."""

    def __init__(self, problems: Sequence[RowProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.in_(by_tag("en")))

    def in_(self, language: Language) -> str:
        """All problems in one language, a line each."""
        return "\n".join(problem.in_(language) for problem in self.problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of a file's rows. ``kept_out``: unsubscribed or suppressed, and left so."""

    added: int
    known: int
    kept_out: int


def add_readers(lines: Iterable[bytes], *, source: str, by: User, at: datetime) -> Added:
    """Bring in the readers of a CSV file, all or none; loading it again adds nobody.

    ``lines`` are the file's lines, read as they come; ``source`` names the file in the evidence of
    consent. A reader who is known stays as they are, above all one who has unsubscribed. Raises
    :class:`ReadersRefused` with every problem of every row.
    """
    require(by, Act.MANAGE_READERS)
    problems: list[RowProblem] = []
    added = known = 0
    kept_out: set[str] = set()  # by address: a file may name somebody twice
    with transaction.atomic():
        for batch in _batches(_sound(read_rows(lines, at=at), problems)):
            if not problems:
                new, old, closed = _add(batch, source=source, at=at)
                added, known = added + new, known + old
                kept_out |= closed
        if problems:
            raise ReadersRefused(problems)
        detail = {"added": added, "known": known, "kept_out": len(kept_out)}
        record(by, "add readers", by=by, at=at, detail=detail)
    logger.info("audience.readers_added", extra=detail)
    return Added(added=added, known=known, kept_out=len(kept_out))


def confirm(reader: Reader, *, at: datetime, source: str, wording: str = "") -> bool:
    """The reader says yes: subscribed from now on; whether that is new.

    ``source`` is the form or link it came by, ``wording`` what the reader was shown.
    """
    return _decide(
        reader,
        ReaderState.SUBSCRIBED,
        ConsentKind.CONFIRMED,
        at=at,
        source=source,
        wording=wording,
    )


def unsubscribe(reader: Reader, *, at: datetime, source: str) -> bool:
    """The reader says no: nothing is sent from now on, planned messages included.

    Saying it again changes nothing, and neither does it for a suppressed address, which gets
    nothing anyway. Whether it is new.
    """
    return _decide(
        reader, ReaderState.UNSUBSCRIBED, ConsentKind.WITHDRAWN, at=at, source=source, wording=""
    )


def change_language(reader: Reader, language: Language) -> bool:
    """The reader wants another language: the next issue comes in it. Whether that is new."""
    others = Reader.objects.filter(pk=reader.pk).exclude(language=language)
    changed = bool(others.update(language=language))
    reader.language = language
    if changed:
        logger.info(
            "audience.language_changed", extra={"reader": reader.pk, "language": str(language)}
        )
    return changed


def new_token() -> str:
    """What a reader's links carry: random, and of the one length that fits finished messages."""
    return secrets.token_urlsafe(TOKEN_LENGTH * 3 // 4)


def _decide(
    reader: Reader,
    to: ReaderState,
    kind: ConsentKind,
    *,
    at: datetime,
    source: str,
    wording: str,
) -> bool:
    """Move the reader by compare-and-set, with the evidence, or leave everything as it is."""
    sources = [state for state, reachable in TRANSITIONS.items() if to in reachable]
    with transaction.atomic():
        moved = Reader.objects.filter(pk=reader.pk, state__in=sources).update(state=to)
        if moved:
            Consent.objects.create(
                reader=reader,
                kind=kind,
                at=at,
                language=reader.language,
                wording=wording,
                source=source,
            )
    reader.refresh_from_db(fields=["state"])
    if moved:
        logger.info("audience.decided", extra={"reader": reader.pk, "state": to.value})
    return bool(moved)


def _sound(rows: Iterable[Row | RowProblem], problems: list[RowProblem]) -> Iterator[Row]:
    """The rows without problems; the problems are put aside."""
    for row in rows:
        if isinstance(row, RowProblem):
            problems.append(row)
        else:
            yield row


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _add(rows: Sequence[Row], *, source: str, at: datetime) -> tuple[int, int, set[str]]:
    """Add the unknown ones of a batch; how many were added, how many known, and who stays out."""
    by_key: dict[str, Row] = {}
    for row in rows:
        by_key.setdefault(row.address.key, row)
    states = dict(Reader.objects.filter(address_key__in=by_key).values_list("address_key", "state"))
    new = [row for key, row in by_key.items() if key not in states]
    readers = Reader.objects.bulk_create(_reader(row, at) for row in new)
    Consent.objects.bulk_create(
        Consent(
            reader=reader,
            kind=ConsentKind.IMPORTED,
            at=row.subscribed_at,
            language=row.language,
            source=source,
        )
        for reader, row in zip(readers, new, strict=True)
    )
    closed = {ReaderState.UNSUBSCRIBED, ReaderState.SUPPRESSED}
    kept_out = {key for key, state in states.items() if state in closed}
    known = sum(row.address.key not in kept_out for row in rows) - len(new)
    return len(new), known, kept_out


def _reader(row: Row, at: datetime) -> Reader:
    return Reader(
        address=str(row.address),
        address_key=row.address.key,
        name=row.name,
        language=row.language,
        time_zone=row.time_zone,
        state=ReaderState.SUBSCRIBED,
        token=new_token(),
        created_at=at,
    )

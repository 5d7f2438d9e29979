"""The worker's pass over files of pairs: each checked whole, then brought in batch by batch.

A batch's pairs, its rejected units and the place to go on from are written in one transaction. A
worker that is killed has written all of a batch or nothing; the next one goes on from there.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from uuid import uuid4

from django.db import transaction
from django.db.models import F, Q, QuerySet

from workflow.journal.actions import move
from workflow.languages.kept import kept_of
from workflow.languages.sentences import Sentence
from workflow.memory.actions import remember
from workflow.memory.importing import bytes_of
from workflow.memory.index import tidy_index
from workflow.memory.models import MemoryImport, RejectedUnit
from workflow.memory.sifting import sift
from workflow.memory.states import IMPORT_TRANSITIONS, ImportState
from workflow.memory.tmx.read import Reject, Unit, read_tmx, unit_elements
from workflow.people.actions import terminal_user
from workflow.people.models import User
from workflow.text.safe_xml import XmlRefused

LEASE = timedelta(minutes=10)
UNITS = 2_000  # of one transaction

Clock = Callable[[], datetime]
Progress = Callable[[MemoryImport], None]

_move = partial(move, table=IMPORT_TRANSITIONS)


class LeaseLost(Exception):
    """Another worker has taken the file up, or it was cancelled: leave it alone."""


def run_imports(
    *,
    clock: Clock,
    progress: Progress = lambda _: None,
    lease: timedelta = LEASE,
    units: int = UNITS,
) -> int:
    """Work on every file that waits, or whose worker is gone; how many there were."""
    done = 0
    while (row := _claim(at=clock(), lease=lease)) is not None:
        try:
            _Work(row, clock, progress, lease=lease, units=units).run()
        except LeaseLost:
            continue
        done += 1
    return done


def held_imports(*, at: datetime) -> QuerySet[MemoryImport]:
    """Files in the hands of a worker; of one that is gone until its lease is over."""
    return MemoryImport.objects.filter(state=ImportState.RUNNING, lease_until__gt=at)


def _claim(*, at: datetime, lease: timedelta) -> MemoryImport | None:
    """Take the oldest file that is to be worked on, durably; nothing when there is none."""
    left = Q(state=ImportState.RUNNING, lease_until__lte=at)
    with transaction.atomic(durable=True):
        rows = MemoryImport.objects.select_for_update(skip_locked=True, of=("self",))
        row = rows.filter(Q(state=ImportState.WAITING) | left).order_by("pk").first()
        if row is None:
            return None
        row.state, row.holder = ImportState.RUNNING.value, uuid4().hex
        row.lease_until, row.changed_at = at + lease, at
        row.save(update_fields=["state", "holder", "lease_until", "changed_at"])
    return row


class _Work:
    """One file in the hands of one worker."""

    def __init__(
        self,
        row: MemoryImport,
        clock: Clock,
        progress: Progress,
        *,
        lease: timedelta,
        units: int,
    ) -> None:
        self.row = row
        self.clock = clock
        self.progress = progress
        self.lease = lease
        self.units = units

    def run(self) -> None:
        """Check the whole file, bring what is left of it, and end it.

        A file that cannot be read to its end is refused; one that somebody cancelled, whose bytes
        are gone, is not ours to end any more, and ``_end`` says so.
        """
        try:
            if self.row.units is None:
                self._check()
            for batch in self._batches():
                self._bring(batch)
                tidy_index(at=self.clock())
                self.progress(self.row)
        except XmlRefused as refused:
            self._end(ImportState.REFUSED, reason=refused.sentence)
        else:
            self._end(ImportState.FINISHED)

    def _check(self) -> None:
        """Read the file to its end, so that nothing enters of one that breaks off."""
        count = 0
        for _ in unit_elements(bytes_of(self.row)):
            count += 1
            if count % (self.units * 20) == 0:
                self._hold()
        self._hold(units=count)
        self.row.units = count

    def _batches(self) -> Iterator[list[Unit | Reject]]:
        units = islice(read_tmx(bytes_of(self.row)), self.row.done, None)
        while batch := list(islice(units, self.units)):
            yield batch

    def _bring(self, batch: Sequence[Unit | Reject]) -> None:
        with transaction.atomic(durable=True):
            self._hold()  # first: whoever lost the file writes nothing
            sifted = sift(batch)
            made = remember(sifted.pairs, by=self._by(), at=self.clock(), tidy=False)
            RejectedUnit.objects.bulk_create(
                RejectedUnit(
                    brought=self.row,
                    number=each.number,
                    line=each.line,
                    reason=kept_of(each.reason),
                    excerpt=each.excerpt,
                )
                for each in sifted.told
            )
            MemoryImport.objects.filter(pk=self.row.pk).update(
                done=F("done") + len(batch),
                pairs_new=F("pairs_new") + made.new,
                pairs_same=F("pairs_same") + made.same,
                rejected=F("rejected") + sifted.rejected,
            )
        self.row.refresh_from_db()

    def _by(self) -> User:
        return self.row.by or terminal_user()

    def _hold(self, **also: int) -> None:
        """Renew the lease; raises ``LeaseLost`` when the file is not ours any more."""
        at = self.clock()
        rows = MemoryImport.objects.filter(
            pk=self.row.pk, holder=self.row.holder, state=ImportState.RUNNING
        )
        if not rows.update(lease_until=at + self.lease, changed_at=at, **also):
            raise LeaseLost

    def _end(self, state: ImportState, *, reason: Sentence | None = None) -> None:
        with transaction.atomic(durable=True):
            self._hold()
            _move(
                self.row,
                state,
                verb="end",
                by=self._by(),
                at=self.clock(),
                detail={"new": self.row.pairs_new, "rejected": self.row.rejected},
                set_also={
                    "lease_until": None,
                    "holder": "",
                    "reason": kept_of(reason) if reason else [],
                },
            )
            self.row.chunks.all().delete()
        self.progress(self.row)

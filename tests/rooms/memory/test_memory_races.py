"""A worker brings a file in while somebody cancels it, or while its bytes are lost."""

from io import BytesIO
from threading import Event

import pytest

from tests.factories import AT, EN, LATER, editor
from tests.racing import patiently, race
from tests.rooms.memory.tmx_files import many
from workflow.memory.importing import CHUNK, begin_import, cancel_import
from workflow.memory.models import ImportChunk, MemoryImport, MemoryPair
from workflow.memory.states import ImportState
from workflow.memory.work import run_imports

BATCH = 1_000
UNITS = 15_000
LARGE = b"".join(many(UNITS))
HELD = CHUNK * UNITS // len(LARGE) // BATCH * BATCH  # the last batch whose bytes are read already


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("after", [BATCH, HELD])
def test_a_file_cancelled_while_it_is_brought_in_ends_quietly_and_keeps_what_entered(after):
    by = editor()
    row = begin_import(BytesIO(LARGE), name="a.tmx", by=by, at=AT)
    entering, cancelled = Event(), Event()

    def watch(brought: MemoryImport) -> None:
        if brought.done == after:
            entering.set()
            assert cancelled.wait(30)

    def cancel() -> None:
        assert entering.wait(30)
        try:
            patiently(lambda: cancel_import(row, by=by, at=LATER))
        finally:
            cancelled.set()

    worked, cancelling = race(
        lambda: run_imports(clock=lambda: AT, units=BATCH, progress=watch), cancel
    )
    assert (worked, cancelling) == (0, None)
    row.refresh_from_db()
    assert (row.state, row.done, row.reason) == (ImportState.CANCELLED, after, [])
    assert MemoryPair.objects.count() == after


@pytest.mark.django_db
def test_a_file_whose_bytes_are_lost_is_refused_with_the_reason_and_what_entered_is_told():
    row = begin_import(BytesIO(LARGE), name="a.tmx", by=editor(), at=AT)
    told: list[tuple[str, int]] = []

    def lose(brought: MemoryImport) -> None:
        ImportChunk.objects.all().delete()
        told.append((brought.state, brought.done))

    assert run_imports(clock=lambda: AT, units=BATCH, progress=lose) == 1
    row.refresh_from_db()
    assert (row.state, row.done) == (ImportState.REFUSED, HELD)
    assert "Bring the whole file" in row.why.in_(EN)
    assert told[-2:] == [(ImportState.RUNNING, HELD), (ImportState.REFUSED, HELD)]
    assert MemoryPair.objects.count() == HELD

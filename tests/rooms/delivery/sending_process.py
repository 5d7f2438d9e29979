"""A process of its own that sends a mailing, and may be told to die in the middle of it.

``python sending_process.py prepare N`` plans a mailing to N readers; ``send LOG [DIE_AFTER]`` hands
it over, writing each Message-ID to LOG, kills itself after DIE_AFTER hand-overs, and otherwise
prints the books.
"""

import json
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from ledger_values import (  # noqa: E402
    AT,
    SENDER,
    a_frozen_edition,
    an_editor,
    an_issue,
    some_readers,
)
from recording import RecordingTransport, accept  # noqa: E402

from workflow.delivery.dispatch import dispatch  # noqa: E402
from workflow.delivery.message import Envelope  # noqa: E402
from workflow.delivery.models import Mailing  # noqa: E402
from workflow.delivery.plan import plan  # noqa: E402
from workflow.delivery.transport import Outcome  # noqa: E402


def prepare(readers: str) -> None:
    if connection.vendor == "sqlite":
        call_command("migrate", run_syncdb=True, verbosity=0)
    some_readers(int(readers))
    edition = a_frozen_edition(an_issue(languages=["en"]))
    plan(edition, transport="outbox", by=an_editor(), at=AT)


def send(log: str, die_after: str = "0") -> None:
    handed = 0

    def write_and_perhaps_die(envelope: Envelope) -> Outcome:
        nonlocal handed
        with Path(log).open("a", encoding="utf-8") as file:
            file.write(f"{envelope.message_id}\n")
        handed += 1
        if handed == int(die_after):
            os.kill(os.getpid(), signal.SIGKILL)
        return accept(envelope)

    report = dispatch(
        Mailing.objects.get(),
        RecordingTransport(write_and_perhaps_die, batch_size=5),
        by=an_editor(),
        clock=lambda: datetime.now(UTC),
        sender=SENDER,
    )
    numbers = {"interrupted": report.interrupted, "finished": report.finished}
    counted = {
        name: getattr(report.books, name)
        for name in ("planned", "accepted", "uncertain", "waiting", "balance")
    }
    sys.stdout.write(json.dumps({**numbers, **counted}))


if __name__ == "__main__":
    {"prepare": prepare, "send": send}[sys.argv[1]](*sys.argv[2:])

"""A process of its own that sends notices, and may be told to die in the middle of it.

``python noticing_process.py prepare N`` writes a notice to each of N people; ``send LOG
[DIE_AFTER]`` mails them, writing each Message-ID to LOG, kills itself after DIE_AFTER hand-overs,
and otherwise prints how the notices stand. ``DESK_CLOCK_AHEAD`` are the hours its clock is fast.
"""

import json
import os
import signal
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from message_values import SENDER  # noqa: E402
from recording import RecordingTransport, accept  # noqa: E402

from workflow.delivery.message import Envelope  # noqa: E402
from workflow.delivery.tell import send_notices  # noqa: E402
from workflow.delivery.transport import Outcome  # noqa: E402
from workflow.notices.actions import notify  # noqa: E402
from workflow.notices.models import Notice  # noqa: E402
from workflow.notices.states import NoticeKind  # noqa: E402
from workflow.people.models import User  # noqa: E402


def prepare(people: str) -> None:
    if connection.vendor == "sqlite":
        call_command("migrate", run_syncdb=True, verbosity=0)
    users = [
        User.objects.create_user(f"person-{number}", f"person{number}@desk.example")
        for number in range(int(people))
    ]
    about = {"story": "A harbour wakes", "language": "uk", "path": "/desk/", "by_name": "Ewa"}
    at = datetime.now(UTC)
    notify(users, NoticeKind.MENTION, about=users[0], dedup="x", by=None, at=at, **about)


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

    transport = RecordingTransport(write_and_perhaps_die)
    ahead = timedelta(hours=int(os.environ.get("DESK_CLOCK_AHEAD", "0")))
    send_notices(transport, clock=lambda: datetime.now(UTC) + ahead, sender=SENDER)
    sys.stdout.write(json.dumps(Counter(Notice.objects.values_list("state", flat=True))))


if __name__ == "__main__":
    {"prepare": prepare, "send": send}[sys.argv[1]](*sys.argv[2:])

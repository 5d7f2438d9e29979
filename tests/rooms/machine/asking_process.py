"""A process of its own that works off requests, and may be told to die after its provider answered.

``python asking_process.py prepare N`` queues N texts; ``work LOG [DIE_AFTER] [HOURS]`` asks,
writing each text to LOG, kills itself at answer DIE_AFTER before that is written, and otherwise
prints how many it answered. HOURS is how much later it is.
"""

import os
import signal
import sys
from datetime import timedelta
from pathlib import Path

import django

django.setup()

from asked import Told  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from tests.factories import AT, EN, UK, editor  # noqa: E402
from workflow.machine.actions import ask  # noqa: E402
from workflow.machine.work import run_requests  # noqa: E402


def prepare(number: str) -> None:
    if connection.vendor == "sqlite":
        call_command("migrate", verbosity=0)
    ask([f"text {n}" for n in range(int(number))], source=EN, target=UK, by=editor(), at=AT)


def work(log: str, die_after: str = "0", hours: str = "0") -> None:
    provider = Told()

    def say(text: str) -> str:
        with Path(log).open("a", encoding="utf-8") as file:
            file.write(f"{text}\n")
        if len(provider.asked) == int(die_after):
            os.kill(os.getpid(), signal.SIGKILL)
        return text.upper()

    provider.say = say
    at = AT + timedelta(hours=int(hours))
    sys.stdout.write(str(run_requests(provider, clock=lambda: at).answered))


if __name__ == "__main__":
    {"prepare": prepare, "work": work}[sys.argv[1]](*sys.argv[2:])

"""A process of its own that works on imports, and may be told to die at a statement.

``python importing_process.py prepare UNITS`` takes a file of so many units; ``work [DIE_AT]
[HOURS]`` brings it in, twenty units at a time, kills itself at the DIE_AT-th statement the
database is sent, and otherwise prints how many statements there were. HOURS is how much later it
is. ``merge ROUNDS`` writes small runs of the index and merges them.
"""

import os
import signal
import sys
from datetime import timedelta
from io import BytesIO

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from tests.factories import AT, EN, UK, editor  # noqa: E402
from tests.rooms.memory.tmx_files import many  # noqa: E402
from workflow.memory.actions import remember  # noqa: E402
from workflow.memory.importing import begin_import  # noqa: E402
from workflow.memory.values import Grain, NewPair, PairOrigin, Side  # noqa: E402
from workflow.memory.work import run_imports  # noqa: E402


def prepare(units: str) -> None:
    if connection.vendor == "sqlite":
        call_command("migrate", verbosity=0)
    data = b"".join(many(int(units), bad_every=9))
    begin_import(BytesIO(data), name="killed.tmx", by=editor(), at=AT)


def work(die_at: str = "0", hours: str = "0") -> None:
    count = 0

    def counted(execute, sql, params, many, context):
        nonlocal count
        count += 1
        if count == int(die_at):
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    at = AT + timedelta(hours=int(hours))
    with connection.execute_wrapper(counted):
        run_imports(clock=lambda: at, units=20)
    sys.stdout.write(str(count))


def merge(rounds: str, mark: str) -> None:
    by = editor(f"merger-{mark}")
    for number in range(int(rounds)):
        pair = NewPair(
            first=Side(language=EN, text=f"Ship {mark} {number} left the harbour."),
            second=Side(language=UK, text=f"Судно {mark} {number} вийшло з гавані."),
            grain=Grain.SENTENCE,
            origin=PairOrigin.TMX,
        )
        remember([pair], by=by, at=AT)


if __name__ == "__main__":
    {"prepare": prepare, "work": work, "merge": merge}[sys.argv[1]](*sys.argv[2:])

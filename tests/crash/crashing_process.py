"""A process of its own that does the acts of a day in children, and lets each die when told.

It is warm, and holds no connection while it forks: a child opens its own. A line of JSON on its
input names one crash, a line on its output says what was found after it by a new connection:

    {"act": 3, "statement": 7}             the child kills itself before its seventh statement
    {"act": 3, "acts": 2, "share": 0.4}    it is killed when it has had that share of its time

A statement beyond the last is the moment before COMMIT; one more, the moment after it, before
anybody was told. The acts are done again after the crash, unless ``"again": false`` is ordered.
"""

import gc
import json
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from tests.crash.day import Act, day, prepare  # noqa: E402
from tests.crash.places import place  # noqa: E402
from tests.crash.rules import broken  # noqa: E402
from tests.crash.snapshot import Snapshot, differences, snapshot  # noqa: E402
from workflow.glossary.queries import term_base  # noqa: E402
from workflow.journal.actions import MoveRefused  # noqa: E402
from workflow.people.permissions import NotAllowed  # noqa: E402
from workflow.text.problems import TextProblem  # noqa: E402
from workflow.translation.problems import TranslationProblem  # noqa: E402

ANSWERS = (TranslationProblem, MoveRefused, NotAllowed, TextProblem)  # said to whoever asked
PLACE = place()
ACTS = day(Path(sys.argv[1]))
KEPT: list[Snapshot] = []
TOOK: list[float] = []
STATEMENTS: list[int] = []
STANDING: list[int] = []  # after how many acts the database stands now, if that is known


def rehearse() -> None:
    """Do the whole day once, and keep the database after every act."""
    call_command("migrate", verbosity=0)
    prepare()
    term_base()  # a process reads the glossary once
    _keep()
    for act in ACTS:
        counter = Counter()
        begin = time.perf_counter()
        with connection.execute_wrapper(counter):
            answer = answered(act)
        TOOK.append(time.perf_counter() - begin)
        STATEMENTS.append(counter.count)
        _keep()
        if KEPT[-1] == KEPT[-2]:
            raise AssertionError(f"The act '{act.name}' changes nothing to crash in: {answer}")


def _keep() -> None:
    if problems := broken():
        raise AssertionError(problems)
    KEPT.append(snapshot())
    connection.close()
    PLACE.keep(len(KEPT) - 1)


def answered(act: Act) -> str:
    """Do an act; a refusal is an answer, too."""
    try:
        act.do()
    except ANSWERS as answer:
        return str(answer)
    return ""


class Counter:
    """Counts statements, and kills its process before one of them, or after the last."""

    def __init__(self, before: int = 0, last: int = 0) -> None:
        self.count = 0
        self.before = before
        self.last = last

    def __call__(self, execute, statement, params, many, context):
        self.count += 1
        if self.count == self.before:
            die()
        result = execute(statement, params, many, context)
        if self.count == self.last == self.before - 1:
            die()
        return result


def die() -> None:
    """Be killed as by ``kill -9``: nothing is closed, nothing is said."""
    os.kill(os.getpid(), signal.SIGKILL)


def in_a_child(work: Callable[[int], None]) -> tuple[int, int]:
    """Fork; the child does the work with a pipe to write to. Its id, and the end to read from."""
    reading, writing = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    code = 1
    try:
        os.close(reading)
        work(writing)
        code = 0
    except BaseException:
        os.write(writing, traceback.format_exc().encode())
    finally:
        os._exit(code)


def ended(child: int, reading: int) -> tuple[int, str]:
    """How a child ended (below zero: by which signal), and all it wrote."""
    said = b""
    while part := os.read(reading, 65_536):
        said += part
    os.close(reading)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said.decode()


def crash(order: dict) -> dict:
    """Let a child die as ordered, then look at what it left, and do the same acts again."""
    first = order["act"]
    last = first + order.get("acts", 1)
    if [first] != STANDING:
        PLACE.bring_back(first)
    child, reading = in_a_child(lambda out: work(first, last, order.get("statement", 0), out))
    if "share" in order:
        wait = order["share"] * sum(TOOK[first:last])
        os.read(reading, 1)
        select.select([], [], [], wait)
        os.kill(child, signal.SIGKILL)
    code, acknowledged = ended(child, reading)
    if code not in (0, -signal.SIGKILL):
        raise AssertionError(acknowledged)
    PLACE.settle()
    done = first + acknowledged.count("+")
    again = last if order.get("again", True) else done
    code, said = ended(*in_a_child(lambda out: look(done, again, out)))
    found = {"error": said} if code else json.loads(said)
    known = "after" in found and found["after"] is not None and not found["again"]
    STANDING[:] = [max(again, found["after"])] if known else []
    return {"killed": acknowledged[-1:] != ".", "acknowledged": done, **found}


def work(first: int, last: int, statement: int, out: int) -> None:
    """In the child: the acts, each acknowledged when it has returned."""
    if not statement:
        os.write(out, b"!")
    for number in range(first, last):
        counter = Counter(statement, STATEMENTS[number])
        with connection.execute_wrapper(counter):
            answered(ACTS[number])
        if statement:
            die()
        os.write(out, b"+")
    os.write(out, b".")


def look(done: int, last: int, out: int) -> None:
    """In another child: what the dead one left behind, and whether the same acts mend it.

    Where every row is as it was rehearsed, the rules held already.
    """
    left = snapshot()
    after = next((number for number, kept in enumerate(KEPT) if kept == left), None)
    found = {"after": after, "broken": [] if after is not None else broken()}
    if after is None:
        found["differences"] = differences(KEPT[done], left)
    for number in range(done, last):
        if ACTS[number].again or number >= (after or 0):
            answered(ACTS[number])
    if last > done:
        found["broken"] += broken()
    found["again"] = differences(KEPT[last], snapshot()) if last > done else []
    os.write(out, json.dumps(found).encode())


def serve() -> None:
    """Rehearse, say how many statements each act takes, then let die whatever is ordered."""
    try:
        rehearse()
        gc.freeze()  # a child that collects garbage would copy the parent's memory page by page
        sys.stdout.write(json.dumps(STATEMENTS) + "\n")
        sys.stdout.flush()
        for line in sys.stdin:
            sys.stdout.write(json.dumps(crash(json.loads(line))) + "\n")
            sys.stdout.flush()
    finally:
        connection.close()
        PLACE.remove()


if __name__ == "__main__":
    serve()

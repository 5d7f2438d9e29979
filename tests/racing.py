"""Two people doing something at the same moment, each over a connection of their own."""

from collections.abc import Callable
from threading import Barrier, Thread
from time import sleep

from django.db import OperationalError, connection


def race(*acts: Callable[[], object]) -> list[object]:
    """Start all acts together; what each returned, or the exception it ended with, in order."""
    together = Barrier(len(acts))
    outcomes: list[object] = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        together.wait(10)
        try:
            outcomes[place] = patiently(act)
        except Exception as error:
            outcomes[place] = error
        finally:
            _close_for_good()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def _close_for_good() -> None:
    """Close this thread's connection; Django leaves one to a database in memory open."""
    connection.close()
    if connection.connection is not None:
        connection.connection.close()
        connection.connection = None


def patiently(act: Callable[[], object]) -> object:
    """Wait as SQLite does for a file: the tests' database is in memory, and says no at once."""
    for _ in range(500):
        try:
            return act()
        except OperationalError as error:
            if "is locked" not in str(error):
                raise
            sleep(0.01)
    return act()

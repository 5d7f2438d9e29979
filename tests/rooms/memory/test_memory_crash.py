"""A killed import goes on where it stopped: no unit lost, none doubled; merges likewise."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

HERE = Path(__file__).resolve().parent
UNITS = 90
LEFT_OUT = 10
Run = Callable[..., str]


def database_url(folder: Path) -> str:
    """A database that other processes can open: on PostgreSQL the one of the tests."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{folder / 'crash.sqlite3'}"
    at = {key: quote(str(value), safe="") for key, value in connection.settings_dict.items()}
    return f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


@pytest.fixture
def run(tmp_path: Path, project_root: Path) -> Run:
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(tmp_path),
        "DJANGO_SETTINGS_MODULE": "workflow.config.settings",
        "PYTHONPATH": str(project_root),
    }

    def start(script: str, *arguments: object, dies: bool = False) -> str:
        command = [sys.executable, str(HERE / script), *map(str, arguments)]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == (-signal.SIGKILL if dies else 0), done.stderr
        return done.stdout

    return start


def found(run: Run) -> str:
    """What stands in the database, as another process sees it."""
    return run("counting_process.py")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(2))
def test_killed_at_any_statement_an_import_goes_on_without_a_lost_or_doubled_unit(run, seed):
    run("importing_process.py", "prepare", UNITS)
    chance = random.Random(seed)
    for hours, die_at in enumerate(sorted(chance.sample(range(1, 40), 3)), start=1):
        run("importing_process.py", "work", die_at, hours, dies=True)
    run("importing_process.py", "work", 0, 9)
    assert found(run) == (
        f"finished {UNITS} of {UNITS}, {UNITS - LEFT_OUT} new, {LEFT_OUT} left out; "
        f"{UNITS - LEFT_OUT} pairs, {LEFT_OUT} rejects, 0 chunks, {2 * (UNITS - LEFT_OUT)} found"
    )


@pytest.mark.django_db(transaction=True)
def test_a_file_that_somebody_works_on_is_left_alone_until_her_lease_is_over(run):
    run("importing_process.py", "prepare", UNITS)
    run("importing_process.py", "work", 30, 0, dies=True)
    assert int(run("importing_process.py", "work", 0, 0)) < 3  # it looked, and there was nothing
    assert found(run).startswith("running ")
    run("importing_process.py", "work", 0, 1)
    assert found(run).startswith("finished ")


@pytest.mark.django_db(transaction=True)
def test_two_processes_that_write_and_merge_the_index_at_once_lose_no_text(run):
    run("importing_process.py", "prepare", 1)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, ["importing_process.py"] * 2, ["merge"] * 2, [30] * 2, "ab"))
    assert found(run).endswith("60 pairs, 0 rejects, 1 chunks, 120 found")

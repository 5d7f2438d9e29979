"""A worker is killed between asking and writing: its request is asked once more, never lost."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

HERE = Path(__file__).resolve().parent
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
        "PYTHONPATH": os.pathsep.join([str(project_root), str(HERE)]),
    }

    def start(*arguments: object, dies: bool = False) -> str:
        command = [sys.executable, str(HERE / "asking_process.py"), *map(str, arguments)]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == (-signal.SIGKILL if dies else 0), done.stderr
        return done.stdout

    return start


@pytest.mark.django_db(transaction=True)
def test_killed_between_asking_and_writing_the_one_text_is_asked_once_more(
    run: Run, tmp_path: Path
) -> None:
    log = tmp_path / "asked.txt"
    run("prepare", 12)
    run("work", log, 5, dies=True)  # four are written, the fifth was asked only
    assert run("work", log) == "7"  # all but that one, which is leased still
    assert run("work", log, 0, 1) == "1"
    asked = Counter(log.read_text(encoding="utf-8").splitlines())
    assert len(asked) == 12
    assert sorted(asked.values()) == [1] * 11 + [2]
    assert run("work", log, 0, 2) == "0"


@pytest.mark.django_db(transaction=True)
def test_two_processes_share_the_queue_and_ask_nothing_twice(run: Run, tmp_path: Path) -> None:
    log = tmp_path / "asked.txt"
    run("prepare", 60)
    with ThreadPoolExecutor(2) as pool:
        answered = sum(int(each) for each in pool.map(run, ["work"] * 2, [log] * 2))
    asked = Counter(log.read_text(encoding="utf-8").splitlines())
    assert answered == 60
    assert len(asked) == 60
    assert max(asked.values()) == 1

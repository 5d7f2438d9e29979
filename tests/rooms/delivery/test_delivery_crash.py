"""The process is killed in the middle of sending; the next one knows what it does not know."""

import json
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
Run = Callable[..., subprocess.CompletedProcess[str]]


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

    def start(*arguments: object, dies: bool = False) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(HERE / "sending_process.py"), *map(str, arguments)]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == (-signal.SIGKILL if dies else 0), done.stderr
        return done

    return start


@pytest.mark.django_db(transaction=True)
def test_killed_twice_in_the_middle_nobody_gets_two_copies_and_the_doubt_is_reported(
    run: Run, tmp_path: Path
) -> None:
    log = tmp_path / "handed-over.txt"
    run("prepare", 23)
    run("send", log, 7, dies=True)  # two into the second batch of five
    run("send", log, 1, dies=True)
    report = json.loads(run("send", log).stdout)
    copies = Counter(log.read_text(encoding="utf-8").split())
    assert max(copies.values()) == 1
    assert report == {
        "planned": 23,
        "accepted": 13,
        "uncertain": 10,
        "waiting": 0,
        "interrupted": 5,
        "balance": True,
        "finished": True,
    }
    assert len(copies) == 13 + 2 + 1
    assert json.loads(run("send", log).stdout)["accepted"] == 13
    assert len(log.read_text(encoding="utf-8").split()) == 16


@pytest.mark.django_db(transaction=True)
def test_two_processes_sending_at_once_hand_nobody_over_twice(run: Run, tmp_path: Path) -> None:
    log = tmp_path / "handed-over.txt"
    run("prepare", 120)
    with ThreadPoolExecutor(2) as pool:
        reports = [json.loads(each.stdout) for each in pool.map(run, ["send"] * 2, [log] * 2)]
    copies = Counter(log.read_text(encoding="utf-8").split())
    assert (len(copies), max(copies.values())) == (120, 1)
    assert any(report["finished"] and report["accepted"] == 120 for report in reports)

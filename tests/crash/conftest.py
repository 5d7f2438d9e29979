"""The process whose children are killed, one for all tests of a worker."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

PROCESS = Path(__file__).with_name("crashing_process.py")


class CrashSite:
    """Orders crashes and is told what was found after each."""

    def __init__(self, process: subprocess.Popen[str], told: Path) -> None:
        self._process = process
        self._told = told
        self.statements: list[int] = self._answer()

    def crash(self, **order: object) -> dict:
        """Let a process die as ordered; what the next one finds."""
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self):
        line = self._process.stdout.readline()
        assert line, self._told.read_text("utf-8")
        return json.loads(line)


@pytest.fixture(scope="session")
def crash_site(tmp_path_factory: pytest.TempPathFactory, project_root: Path) -> Iterator[CrashSite]:
    folder = tmp_path_factory.mktemp("crash")
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(folder),
        "DJANGO_SETTINGS_MODULE": "workflow.config.settings",
        "PYTHONPATH": str(project_root),
    }
    told = folder / "told.txt"
    with told.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            [sys.executable, str(PROCESS), str(folder / "folders")],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        with process:
            yield CrashSite(process, told)
    assert process.returncode == 0, told.read_text("utf-8")


def database_url(folder: Path) -> str:
    """A database of our own: on PostgreSQL beside the one of the tests."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{folder / 'crash.sqlite3'}"
    at = {key: quote(str(value), safe="") for key, value in connection.settings_dict.items()}
    return (
        f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/"
        f"{at['NAME']}_crash_{os.getpid()}"
    )

"""A database of a benchmark's own, and a process that uses it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


@contextmanager
def new_database(folder: Path) -> Iterator[dict[str, str]]:
    """The environment of a new database: on the PostgreSQL server named, or else in the folder."""
    with _address(folder) as url:
        environment = {**os.environ, "DATABASE_URL": url}
        python(environment, "-m", "workflow", "migrate", "--verbosity", "0")
        yield environment


def python(environment: dict[str, str], *words: str, told: str = "") -> str:
    """Run Python with these words, tell it something, and return what it printed."""
    command = [sys.executable, *words]
    done = subprocess.run(
        command, env=environment, input=told, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


@contextmanager
def _address(folder: Path) -> Iterator[str]:
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield f"sqlite:///{folder / 'bench.sqlite3'}"
        return
    name = f"desk_bench_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{url.rpartition('/')[0]}/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")

"""Where the acts are done: a database that is kept after each, and brought back before a crash."""

import shutil
from pathlib import Path

import psycopg
from django.db import connection
from psycopg import sql


class Files:
    """SQLite: a file for each, with nothing left in its log once the last connection is closed."""

    def __init__(self, name: str) -> None:
        self.path = Path(name)

    def keep(self, number: int) -> None:
        """Keep the database as it is after this many acts; nobody is connected."""
        shutil.copyfile(self.path, self._kept(number))

    def bring_back(self, number: int) -> None:
        """Let the database be as it was after this many acts."""
        for leftover in self.path.parent.glob(f"{self.path.name}-*"):
            leftover.unlink()
        shutil.copyfile(self._kept(number), self.path)

    def settle(self) -> None:
        """Wait for nothing: what a dead process held of a file went with it."""

    def remove(self) -> None:
        """Leave the files to the folder, which is temporary."""

    def _kept(self, number: int) -> Path:
        return self.path.with_name(f"kept-{number}")


class Databases:
    """PostgreSQL: a database of our own for each, beside the one of the tests."""

    def __init__(self, name: str) -> None:
        self.name = name
        at = connection.settings_dict
        self._server = psycopg.connect(
            host=at["HOST"],
            port=at["PORT"],
            user=at["USER"],
            password=at["PASSWORD"],
            dbname="postgres",
            autocommit=True,
        )
        self._kept: set[str] = set()
        self._create(name, "template1")

    def keep(self, number: int) -> None:
        """Keep the database as it is after this many acts; nobody is connected."""
        self._create(f"{self.name}_{number}", self.name)

    def bring_back(self, number: int) -> None:
        """Let the database be as it was after this many acts."""
        self._drop(self.name)
        self._create(self.name, f"{self.name}_{number}")

    def settle(self) -> None:
        """Wait until the server has seen that the process is dead, and has undone its work."""
        self._server.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = %s",
            [self.name],
        )

    def remove(self) -> None:
        """Drop everything."""
        for name in sorted(self._kept):
            self._drop(name)

    def _create(self, name: str, template: str) -> None:
        command = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._server.execute(command.format(sql.Identifier(name), sql.Identifier(template)))
        self._kept.add(name)

    def _drop(self, name: str) -> None:
        command = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        self._server.execute(command.format(sql.Identifier(name)))


def place() -> Files | Databases:
    """The place that the settings name."""
    name = str(connection.settings_dict["NAME"])
    return Files(name) if connection.vendor == "sqlite" else Databases(name)

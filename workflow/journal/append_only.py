"""Rows that are written once: refused changes, in the program and in the database.

The queryset stops an honest mistake early, with a sentence. The trigger stops every other way in:
a changed instance that is saved again, raw SQL, another program. Accounts may still be deleted:
a trigger watches only the columns that hold what was said, not those that point at a user.
Rows may be removed only by emptying the whole database, which tests do.
"""

from collections.abc import Sequence
from typing import Any, NoReturn

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps


class WrittenOnce(Exception):
    """These rows are history: they are never changed or removed; add a new one instead."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Rows that can be added and read, and nothing else."""

    def _refuse(self) -> NoReturn:
        raise WrittenOnce(
            f"A {self.model._meta.verbose_name} is written once and kept. "
            "Add a new one that says what is different."
        )

    def update(self, **_: Any) -> NoReturn:
        """Refuse."""
        self._refuse()

    def delete(self) -> NoReturn:
        """Refuse."""
        self._refuse()

    def bulk_update(self, *_: Any, **__: Any) -> NoReturn:
        """Refuse."""
        self._refuse()


_SQLITE = """
CREATE TRIGGER {table}_written_once BEFORE UPDATE OF {columns} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is written once: add a new row instead'); END
"""
_POSTGRESQL = """
CREATE FUNCTION {table}_written_once() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{table} is written once: add a new row instead'
USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER {table}_written_once BEFORE UPDATE OF {columns} ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_written_once()
"""
_SQLITE_BACK = "DROP TRIGGER {table}_written_once"
_POSTGRESQL_BACK = """
DROP TRIGGER {table}_written_once ON {table};
DROP FUNCTION {table}_written_once()
"""


def written_once(table: str, columns: Sequence[str]) -> RunPython:
    """The migration step after which ``columns`` of ``table`` keep what was first written.

    SQLite forgets the trigger when a later migration rebuilds the table: repeat the step after
    ``rewritable`` before it.
    """
    names = {"table": table, "columns": ", ".join(f'"{column}"' for column in columns)}

    def forwards(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        sqlite = editor.connection.vendor == "sqlite"
        editor.execute((_SQLITE if sqlite else _POSTGRESQL).format(**names), params=None)

    def backwards(_: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        sqlite = editor.connection.vendor == "sqlite"
        editor.execute((_SQLITE_BACK if sqlite else _POSTGRESQL_BACK).format(**names), params=None)

    return RunPython(forwards, backwards)


def rewritable(table: str, columns: Sequence[str]) -> RunPython:
    """The migration step that takes the guard off again, before the table itself is changed."""
    guard = written_once(table, columns)
    return RunPython(guard.reverse_code or RunPython.noop, guard.code)

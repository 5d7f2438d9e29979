"""The connection: Django counts on 999 values in a statement, which SQLite left behind in 2020.

With 999 a story of five hundred segments is written in several statements, and one of ten in one.
The bound here is SQLite's own of today, or less where the library was built with less.
"""

import sqlite3
from collections.abc import Mapping
from typing import Any

from django.db.backends.sqlite3 import base

MOST_VALUES = 32_766


class DatabaseWrapper(base.DatabaseWrapper):
    """Asks the library, once a connection, how many values a statement may have."""

    def get_new_connection(self, conn_params: Mapping[str, Any]) -> sqlite3.Connection:
        """Open the file, and take the bound from what opened it."""
        connection: sqlite3.Connection = super().get_new_connection(conn_params)
        bound = connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
        self.features.max_query_params = min(bound, MOST_VALUES)
        return connection

"""Keeping texts: many in one statement, each once."""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db import connection

Key = tuple[str, str]  # language tag, digest

_SQLITE = """
INSERT INTO memory_memorytext (language, digest, text, created_at)
SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), %s
FROM json_each(%s) WHERE true ON CONFLICT DO NOTHING RETURNING language, digest, id
"""
_POSTGRESQL = """
INSERT INTO memory_memorytext (language, digest, text, created_at)
SELECT language, digest, text, %s
FROM unnest(%s::text[], %s::text[], %s::text[]) AS brought (language, digest, text)
ON CONFLICT DO NOTHING RETURNING language, digest, id
"""
_SQLITE_IDS = """
SELECT t.language, t.digest, t.id FROM json_each(%s) AS brought CROSS JOIN memory_memorytext t
ON t.language = json_extract(brought.value, '$[0]')
AND t.digest = json_extract(brought.value, '$[1]')
"""
_POSTGRESQL_IDS = """
SELECT t.language, t.digest, t.id
FROM unnest(%s::text[], %s::text[]) AS brought (language, digest)
JOIN memory_memorytext t ON t.language = brought.language AND t.digest = brought.digest
"""


def keep_texts(texts: Mapping[Key, str], *, at: datetime) -> tuple[dict[Key, int], dict[Key, int]]:
    """The ids of all these texts, and of those among them that were not yet there.

    The database is asked twice, whatever is there. Rows go in by digest order, so that two who
    bring the same texts wait and do not deadlock.
    """
    rows = sorted((tag, digest, text) for (tag, digest), text in texts.items())
    new = _run(_SQLITE, _POSTGRESQL, rows, at=at)
    return ids_of(texts), new


def ids_of(keys: Collection[Key]) -> dict[Key, int]:
    """The ids of those of these texts that are there; one query."""
    return _run(_SQLITE_IDS, _POSTGRESQL_IDS, list(keys)) if keys else {}


def _run(
    sqlite: str, postgresql: str, rows: Iterable[tuple[str, ...]], *, at: datetime | None = None
) -> dict[Key, int]:
    when = [] if at is None else [connection.ops.adapt_datetimefield_value(at)]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(sqlite, [*when, json.dumps(list(rows))])
        else:
            cursor.execute(postgresql, [*when, *(list(each) for each in zip(*rows, strict=True))])
        return {(tag, digest): pk for tag, digest, pk in cursor.fetchall()}

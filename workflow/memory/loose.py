"""Keeping pairs of files: many, quickly, and each once however many imports bring it."""

from collections.abc import Sequence

from django.db import connection

from workflow.memory.models import MemoryPair

_INSERT = """
INSERT INTO memory_memorypair (first_id, second_id, first_language, second_language, grain, origin,
story, place, tool, first_made_of, second_made_of, first_before, first_after, second_before,
second_after, added_by_id, added_by_name, added_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, '', '', '', '', '', '', %s, %s, %s)
ON CONFLICT DO NOTHING
"""


def keep_loose(rows: Sequence[MemoryPair]) -> None:
    """Write new pairs without neighbours; one that another import brought just now stays."""
    if not rows:
        return
    first = rows[0]
    same = (
        first.added_by_id,
        first.added_by_name,
        connection.ops.adapt_datetimefield_value(first.added_at),
    )
    with connection.cursor() as cursor:
        cursor.executemany(
            _INSERT,
            [
                (
                    row.first_id,
                    row.second_id,
                    row.first_language.tag,
                    row.second_language.tag,
                    row.grain,
                    row.origin,
                    row.story,
                    row.place,
                    row.tool,
                    *same,
                )
                for row in rows
            ],
        )

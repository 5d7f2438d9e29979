"""Loading a large archive quickly: the same rows as remembering writes, many at a time.

Texts and pairs go in by the thousand, and the index is written by the same code in runs as large
as merging would have left behind: as many of each level as so many batches make. The last pairs are
remembered as an editor's are, one run a story, so that a lookup meets small runs besides.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import count, islice

from django.core.management.color import no_style
from django.db import connection

from benchmarks.memory_corpus import pairs
from workflow.memory.actions import BATCH, remember
from workflow.memory.index import FAN, index_texts
from workflow.memory.models import MemoryPair, MemoryRun, MemoryText
from workflow.memory.tokens import digest
from workflow.memory.values import NewPair, Side
from workflow.people.models import User

STORIES, STORY = FAN - 1, 60
_ROWS = 1500
Ids = dict[tuple[str, str], int]


def load(size: int, *, by: User, at: datetime) -> None:
    """Fill an empty memory with an archive of so many pairs."""
    stream = pairs(size)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = OFF")
            cursor.execute("PRAGMA cache_size = -2000000")
    ids: Ids = {}
    seen: set[tuple[int, int]] = set()
    for level, amount in _runs(size - STORIES * STORY):
        some = list(islice(stream, amount))
        new = _texts(some, ids, at=at)
        rows = _pairs(some, ids, seen, by=by, at=at)
        MemoryPair.objects.bulk_create(rows, batch_size=_ROWS)
        index_texts(new, at=at)
        MemoryRun.objects.filter(pk=MemoryRun.objects.latest("pk").pk).update(level=level)
    _set_sequences()
    while story := list(islice(stream, STORY)):
        remember(story, by=by, at=at, tidy=False)


def _runs(size: int) -> Iterator[tuple[int, int]]:
    """The levels of the runs that so many pairs leave, and how many pairs stand in each."""
    level = next(each for each in count() if BATCH * FAN ** (each + 1) > size)
    while size > 0:
        while level and BATCH * FAN**level > size:
            level -= 1
        amount = min(size, BATCH * FAN**level)
        yield level, amount
        size -= amount


def _texts(some: Iterable[NewPair], ids: Ids, *, at: datetime) -> dict[int, tuple[str, str]]:
    """Write the texts that are new, and return them by id as the index takes them."""
    new: dict[int, tuple[str, str]] = {}
    rows = []
    for side in (side for pair in some for side in (pair.first, pair.second)):
        key = _key(side)
        if key not in ids:
            ids[key] = pk = len(ids) + 1
            new[pk] = (key[0], side.text)
            rows.append(
                MemoryText(
                    pk=pk, language=side.language, digest=key[1], text=side.text, created_at=at
                )
            )
    MemoryText.objects.bulk_create(rows, batch_size=_ROWS)
    return new


def _pairs(
    some: Iterable[NewPair], ids: Ids, seen: set[tuple[int, int]], *, by: User, at: datetime
) -> Iterator[MemoryPair]:
    for pair in some:
        first, second = ids[_key(pair.first)], ids[_key(pair.second)]
        if (first, second) in seen:
            continue
        seen.add((first, second))
        yield MemoryPair(
            first_id=first,
            second_id=second,
            first_language=pair.first.language,
            second_language=pair.second.language,
            grain=pair.grain.value,
            origin=pair.origin.value,
            added_by=by,
            added_by_name=str(by),
            added_at=at,
        )


def _key(side: Side) -> tuple[str, str]:
    return side.language.tag, digest(side.text)


def _set_sequences() -> None:
    models = [MemoryText, MemoryPair, MemoryRun]
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(sql)

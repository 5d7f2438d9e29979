"""Writing the index: one run a batch, and runs merged when there are many.

Runs are added and never changed, so writers do not wait for each other. A merge reads eight runs
in the order they were written in, which is the order of tokens, writes one, and removes the eight,
all in one transaction: when it is killed nothing has happened.
"""

import heapq
import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby, islice
from operator import itemgetter

from django.db import connection, transaction

from workflow.memory.models import MemoryPosting, MemoryRun
from workflow.memory.tokens import bucket, normalised, number, tokens

FAN = 8  # runs of a level that make one of the next
_CHUNK = 2000  # postings of one statement
_READ_CHUNK = 500  # of one of the runs that are merged: eight are read at once
_INSERT = """
INSERT INTO memory_memoryposting (token, bucket, run_id, count, texts) VALUES (%s, %s, %s, %s, %s)
"""
_COPY = "COPY memory_memoryposting (token, bucket, run_id, count, texts) FROM STDIN"
_READ = """
SELECT token, bucket, texts, id FROM memory_memoryposting
WHERE run_id = %s AND id > %s ORDER BY id LIMIT %s
"""
_PLACE = itemgetter(0, 1)

Posting = tuple[int, int, bytes]  # token, bucket, ids of texts


def index_texts(texts: Mapping[int, tuple[str, str]], *, at: datetime) -> None:
    """Write a run of these texts, given as language tag and text by id."""
    if not texts:
        return
    found: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for pk in sorted(texts):
        tag, text = texts[pk]
        length = bucket(len(normalised(text)))
        for token in tokens(text):
            found[number(tag, token), length].append(pk)
    run = MemoryRun.objects.create(level=0, texts=len(texts), created_at=at)
    _write(run, ((*place, _packed(found[place])) for place in sorted(found)))


def tidy_index(*, at: datetime) -> int:
    """Merge runs until no level has eight; how many merges it took."""
    merges = 0
    level = _full_level()
    while level is not None and _merge(level, at=at):
        merges += 1
        level = _full_level()
    return merges


def _full_level() -> int | None:
    levels = list(MemoryRun.objects.values_list("level", flat=True))
    return next((level for level in sorted(set(levels)) if levels.count(level) >= FAN), None)


def _merge(level: int, *, at: datetime) -> bool:
    """Make one run of eight; nothing when another process is at it."""
    with transaction.atomic():
        rows = MemoryRun.objects.select_for_update(
            skip_locked=connection.features.has_select_for_update_skip_locked
        )
        runs = list(rows.filter(level=level).order_by("pk")[:FAN])
        if len(runs) < FAN:
            return False
        total = sum(run.texts for run in runs)
        merged = MemoryRun.objects.create(level=level + 1, texts=total, created_at=at)
        streams = [_read(run) for run in runs]
        _write(merged, _joined(heapq.merge(*streams, key=_PLACE)))
        pks = [run.pk for run in runs]
        MemoryPosting.objects.filter(run__in=pks).delete()
        MemoryRun.objects.filter(pk__in=pks).delete()
    return True


def _joined(postings: Iterable[Posting]) -> Iterator[Posting]:
    for (token, length), same in groupby(postings, key=_PLACE):
        yield token, length, b"".join(texts for _, _, texts in same)


def _read(run: MemoryRun) -> Iterator[Posting]:
    last = 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute(_READ, [run.pk, last, _READ_CHUNK])
            rows = cursor.fetchall()
            if not rows:
                return
            last = rows[-1][3]
            yield from ((token, length, bytes(texts)) for token, length, texts, _ in rows)


def _write(run: MemoryRun, postings: Iterator[Posting]) -> None:
    while some := list(islice(postings, _CHUNK)):
        rows = [(token, size, run.pk, len(texts) // 4, texts) for token, size, texts in some]
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.executemany(_INSERT, rows)
                continue
            with cursor.copy(_COPY) as copy:
                for row in rows:
                    copy.write_row(row)


def _packed(pks: list[int]) -> bytes:
    return struct.pack(f"<{len(pks)}I", *pks)

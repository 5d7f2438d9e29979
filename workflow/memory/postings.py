"""Reading the index: how common tokens are, and which texts hold them; one query each."""

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import numpy
from django.db import connection
from numpy.typing import NDArray

Ids = NDArray[numpy.uint32]
Reach = tuple[int, int]  # first and last bucket
ALL_LENGTHS = (0, 100)

_WANTED = {
    "sqlite": """FROM json_each(%s) AS w
CROSS JOIN memory_memoryposting p INDEXED BY memory_posting_found
ON p.token = json_extract(w.value, '$[0]')
AND p.bucket BETWEEN json_extract(w.value, '$[1]') AND json_extract(w.value, '$[2]')""",
    "postgresql": """FROM
unnest(%s::bigint[], %s::smallint[], %s::smallint[]) AS w (token, low, high)
JOIN memory_memoryposting p ON p.token = w.token AND p.bucket BETWEEN w.low AND w.high""",
}


def read_counts(wanted: Mapping[int, Reach]) -> dict[int, dict[int, int]]:
    """How many texts hold each token, by bucket within the reach wanted; no token that none has."""
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    rows = _read("SELECT p.token, p.bucket, sum(p.count)", wanted, "GROUP BY p.token, p.bucket")
    for token, bucket, count in rows:
        found[token][bucket] = count
    return found


def read_texts(wanted: Mapping[int, Reach]) -> dict[tuple[int, int], Ids]:
    """The ids of the texts that hold each token, by token and bucket within the reach wanted."""
    found: defaultdict[tuple[int, int], list[bytes]] = defaultdict(list)
    for token, bucket, texts in _read("SELECT p.token, p.bucket, p.texts", wanted):
        found[token, bucket].append(texts)
    return {place: numpy.frombuffer(b"".join(some), dtype="<u4") for place, some in found.items()}


def _read(columns: str, wanted: Mapping[int, Reach], after: str = "") -> list[tuple[Any, ...]]:
    if not wanted:
        return []
    rows = sorted((token, low, high) for token, (low, high) in wanted.items())
    sql = f"{columns} {_WANTED[connection.vendor]} {after}"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(sql, [json.dumps(rows)])
        else:
            cursor.execute(sql, [list(each) for each in zip(*rows, strict=True)])
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

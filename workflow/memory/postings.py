"""Reading the index: how common tokens are, and which texts hold them; one query each."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping

import numpy
from django.db import connection
from numpy.typing import NDArray

Ids = NDArray[numpy.uint32]
Reach = tuple[int, int]  # first and last bucket

_COUNTS_SQLITE = """
SELECT w.value, p.bucket, sum(p.count) FROM json_each(%s) AS w
CROSS JOIN memory_memoryposting p INDEXED BY memory_posting_found ON p.token = w.value
GROUP BY w.value, p.bucket
"""
_COUNTS_POSTGRESQL = """
SELECT p.token, p.bucket, sum(p.count)::bigint
FROM memory_memoryposting p WHERE p.token = ANY(%s::bigint[]) GROUP BY p.token, p.bucket
"""
_TEXTS_SQLITE = """
SELECT p.token, p.bucket, p.texts FROM json_each(%s) AS w
CROSS JOIN memory_memoryposting p INDEXED BY memory_posting_found
ON p.token = json_extract(w.value, '$[0]')
AND p.bucket BETWEEN json_extract(w.value, '$[1]') AND json_extract(w.value, '$[2]')
"""
_TEXTS_POSTGRESQL = """
SELECT p.token, p.bucket, p.texts
FROM unnest(%s::bigint[], %s::smallint[], %s::smallint[]) AS w (token, low, high)
JOIN memory_memoryposting p ON p.token = w.token AND p.bucket BETWEEN w.low AND w.high
"""


def read_counts(tokens: Collection[int]) -> dict[int, dict[int, int]]:
    """How many texts hold each token, by bucket; a token that none holds is not there."""
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(_COUNTS_SQLITE, [json.dumps(list(tokens))])
        else:
            cursor.execute(_COUNTS_POSTGRESQL, [list(tokens)])
        for token, bucket, count in cursor.fetchall():
            found[token][bucket] = count
    return found


def read_texts(wanted: Mapping[int, Reach]) -> dict[tuple[int, int], Ids]:
    """The ids of the texts that hold each token, by token and bucket within the reach wanted."""
    rows = [(token, low, high) for token, (low, high) in wanted.items()]
    if not rows:
        return {}
    found: defaultdict[tuple[int, int], list[bytes]] = defaultdict(list)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(_TEXTS_SQLITE, [json.dumps(rows)])
        else:
            cursor.execute(_TEXTS_POSTGRESQL, [list(each) for each in zip(*rows, strict=True)])
        for token, bucket, texts in cursor.fetchall():
            found[token, bucket].append(bytes(texts))
    return {place: numpy.frombuffer(b"".join(some), dtype="<u4") for place, some in found.items()}

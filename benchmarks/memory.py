"""The translation memory: loading, exact hits, nearly like texts, and an article in one batch.

``make bench`` takes the figures over 100,000 pairs on SQLite. More, or PostgreSQL, in a database
of its own that is dropped afterwards::

    MEMORY_PAIRS=1000000 DATABASE_URL=postgres://… python -c \
        "import workflow.config.boot; from benchmarks.memory import run; run()"

Recall is taken against rapidfuzz over every stored text: of the queries whose best match is 75 % or
more, how many get a hit as good. On PostgreSQL pg_trgm stands beside, as Weblate asks it (a GIN
index and ``%``, then rapidfuzz); up to 100,000 pairs the matcher of translate-toolkit, too.
"""

import json
import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection, transaction
from rapidfuzz import fuzz, process
from translate.search.match import matcher
from translate.storage.po import pofile

from benchmarks.database import new_database, python
from benchmarks.measure import keep, seconds
from benchmarks.memory_corpus import KINDS, Tongue, edited, pairs, tongues
from workflow.languages.registry import by_tag
from workflow.memory.actions import remember
from workflow.memory.lookup import lookup
from workflow.memory.models import MemoryPair, MemoryText
from workflow.memory.values import NewPair, Query
from workflow.people.actions import terminal_user

ASKED, COMPARED, BESIDE = 100, 40, 10  # queries of a kind: timed, checked by brute force, of peers
ARTICLES = 20
RECALL_AT = 75.0
AT = datetime(2026, 10, 2, 9, 30, tzinfo=UTC)
_MEASURE = "import workflow.config.boot; from benchmarks.memory import measure; measure({size})"
_TRIGRAMS = "SELECT text FROM memory_memorytext WHERE language = %s AND text %% %s"


def run() -> None:
    """Take the figures in a process and a database of their own, print them, keep them."""
    size = int(os.environ.get("MEMORY_PAIRS", "100000"))
    with tempfile.TemporaryDirectory() as folder, new_database(Path(folder)) as environment:
        figures = json.loads(python(environment, "-c", _MEASURE.format(size=size)))
    keep(f"memory-{figures['engine']}-{size}", figures)
    for name, value in figures.items():
        print(f"  {name}: {value}")


def measure(size: int) -> None:
    """In a process of its own, on an empty database: print the figures as JSON."""
    figures: dict[str, Any] = {"engine": connection.vendor, "pairs": size}
    making: list[float] = []
    taken = seconds(lambda: remember(_timed(pairs(size), making), by=terminal_user(), at=AT))
    figures["pairs_a_second"] = round(size / (taken - sum(making)))
    figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    dice = random.Random(7)
    for tag, tongue in tongues().items():
        stored = _stored(tag)
        figures[tag] = _language(tongue, stored, dice)
        if size <= 100_000:
            figures[tag]["toolkit"] = _toolkit(stored, tongue, dice)
            ours, peer = figures[tag]["edits"]["p50_ms"], figures[tag]["toolkit"]["p50_ms"]
            figures[tag]["toolkit_takes_times"] = round(peer / ours, 1)
    figures["pg_trgm"] = _pg_trgm(dice) if connection.vendor == "postgresql" else {}
    print(json.dumps(figures))


def _timed(made: Iterator[NewPair], making: list[float]) -> Iterator[NewPair]:
    """The pairs, while ``making`` is told how long each took to make: that is not our loading."""
    while True:
        begin = time.perf_counter()
        pair = next(made, None)
        making.append(time.perf_counter() - begin)
        if pair is None:
            return
        yield pair


def _language(tongue: Tongue, stored: list[str], dice: random.Random) -> dict[str, Any]:
    figures: dict[str, Any] = {"exact": _times(dice.sample(stored, ASKED), tongue.tag)}
    for kind in KINDS:
        asked = _asked(kind, stored, tongue, dice)
        figures[kind] = _times(asked, tongue.tag) | {"recall": _recall(asked, stored, tongue.tag)}
    article = [edited(each, tongue, dice) for each in dice.sample(stored, 60)]
    figures["article"] = _spread([_ms(lambda: _ask(article, tongue.tag)) for _ in range(ARTICLES)])
    return figures


def _asked(kind: str, stored: Sequence[str], tongue: Tongue, dice: random.Random) -> list[str]:
    """Stored texts of a kind, edited; headlines are no longer than nine words."""
    glued = not tongue.glue
    bounds = {
        "edits": (31 if glued else 80, 999),
        "headlines": (13, 30 if glued else 79),
        "short": (4, 12),
    }
    low, high = bounds[kind]
    texts = [each for each in stored if low <= len(each) <= high]
    return [edited(each, tongue, dice) for each in dice.choices(texts, k=ASKED)]


def _ask(texts: Sequence[str], tag: str) -> list[float]:
    """The best score of each, 0 where there is none."""
    other = by_tag("uk" if tag == "en" else "en")
    found = lookup([Query(text=text) for text in texts], source=by_tag(tag), target=other)
    return [hits[0].score * 100 if hits else 0.0 for hits in found]


def _times(texts: Sequence[str], tag: str) -> dict[str, float]:
    return _spread([_ms(lambda text=text: _ask([text], tag)) for text in texts])


def _ms(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return round((time.perf_counter() - begin) * 1000, 2)


def _spread(taken: list[float]) -> dict[str, float]:
    p95 = statistics.quantiles(taken, n=20)[-1]
    return {"p50_ms": round(statistics.median(taken), 2), "p95_ms": round(p95, 2)}


def _recall(asked: Sequence[str], stored: Sequence[str], tag: str) -> float | None:
    good = missed = 0
    for text in asked[:COMPARED]:
        best = process.extractOne(text, stored, scorer=fuzz.ratio, score_cutoff=RECALL_AT)
        if best is not None:
            good += 1
            missed += _ask([text], tag)[0] < best[1] - 1e-6
    return round(1 - missed / good, 3) if good else None


def _stored(tag: str) -> list[str]:
    """All texts of a language that have a translation into the language asked for."""
    rows = MemoryText.objects.filter(language=tag)
    if tag == "en":
        rows = rows.filter(pk__in=MemoryPair.objects.filter(second_language="uk").values("first"))
    return list(rows.values_list("text", flat=True))


def _toolkit(stored: Sequence[str], tongue: Tongue, dice: random.Random) -> dict[str, float]:
    store = pofile()
    for text in stored:
        store.addsourceunit(text).target = text
    peer = matcher(store, max_candidates=5, min_similarity=70, max_length=1000)
    asked = [edited(each, tongue, dice) for each in dice.sample(list(stored), BESIDE)]
    return _spread([_ms(lambda text=text: peer.matches(text)) for text in asked])


def _pg_trgm(dice: random.Random) -> dict[str, Any]:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError as error:
        return {"none": str(error)}
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX bench_t ON memory_memorytext USING gin (text gin_trgm_ops)")
        cursor.execute("SET pg_trgm.similarity_threshold = 0.5")
    return {tag: _trigrams(tongue, dice) for tag, tongue in tongues().items()}


def _trigrams(tongue: Tongue, dice: random.Random) -> dict[str, Any]:
    stored = _stored(tongue.tag)
    figures = {}
    for kind in KINDS:
        asked = _asked(kind, stored, tongue, dice)[:BESIDE]
        figures[kind] = _spread(
            [_ms(lambda text=text: _weblate(text, tongue.tag)) for text in asked]
        )
    return figures


def _weblate(text: str, tag: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(_TRIGRAMS, [tag, text])
        found = [row[0] for row in cursor.fetchall()]
    return process.extract(text, found, scorer=fuzz.ratio, score_cutoff=70, limit=5)

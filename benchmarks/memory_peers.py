"""What stands beside the memory: brute force, pg_trgm as Weblate asks it, translate-toolkit."""

from collections.abc import Sequence
from typing import Any

from django.db import DatabaseError, connection, transaction
from rapidfuzz import fuzz, process
from translate.search.match import matcher
from translate.storage.po import pofile

from benchmarks.measure import milliseconds, spread

RECALL_AT = 75.0
MOST_FOR_TOOLKIT = 100_000  # it keeps every text in memory and compares one by one
_NEARLY = "SELECT text FROM memory_memorytext WHERE language = %s AND text %% %s"


def best_scores(asked: Sequence[str], stored: Sequence[str]) -> list[float]:
    """The score of the most alike stored text, by comparing with each; 0 below 75."""
    found = [
        process.extractOne(text, stored, scorer=fuzz.ratio, score_cutoff=RECALL_AT)
        for text in asked
    ]
    return [best[1] if best else 0.0 for best in found]


def toolkit(asked: Sequence[str], stored: Sequence[str]) -> dict[str, float]:
    """translate-toolkit's matcher; nothing where there are too many texts for it."""
    if len(stored) > MOST_FOR_TOOLKIT:
        return {}
    store = pofile()
    for text in stored:
        store.addsourceunit(text).target = text
    peer = matcher(store, max_candidates=5, min_similarity=70, max_length=1000)
    return spread([milliseconds(lambda text=text: peer.matches(text)) for text in asked])


def trigrams_are_ready() -> bool:
    """Make the trigram index that Weblate has, where this is PostgreSQL and has the extension."""
    if connection.vendor != "postgresql":
        return False
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        cursor.execute(
            "CREATE INDEX IF NOT EXISTS bench_trigrams ON memory_memorytext "
            "USING gin (text gin_trgm_ops)"
        )
        cursor.execute("VACUUM ANALYZE memory_memorytext")
        cursor.execute("SET pg_trgm.similarity_threshold = 0.5")
    return True


def trigrams(asked: Sequence[str], tag: str, bests: Sequence[float]) -> dict[str, Any]:
    """Ask by ``%`` and compare what comes, and how many of the best were among it."""
    scores: list[float] = []
    taken = [milliseconds(lambda text=text: scores.append(_trigrams(text, tag))) for text in asked]
    return spread(taken) | {"recall": recall(scores, bests)}


def recall(scores: Sequence[float], bests: Sequence[float]) -> float | None:
    """Of the texts that have one at least 75 % like them, how many were answered as well."""
    pairs = [(score, best) for score, best in zip(scores, bests, strict=False) if best]
    met = sum(score >= best - 1e-6 for score, best in pairs)
    return round(met / len(pairs), 3) if pairs else None


def _trigrams(text: str, tag: str) -> float:
    with connection.cursor() as cursor:
        cursor.execute(_NEARLY, [tag, text])
        found = [row[0] for row in cursor.fetchall()]
    best = process.extractOne(text, found, scorer=fuzz.ratio, score_cutoff=RECALL_AT)
    return best[1] if best else 0.0

"""The translation memory: exact hits, nearly like texts, an article in one batch, a phrase.

``make bench`` takes the figures over 100,000 pairs on SQLite, remembered as an editor would.
More, or PostgreSQL, in a database of its own that is dropped afterwards; or in one that is named,
filled if it is empty, and kept::

    MEMORY_PAIRS=1000000 [MEMORY_KEPT=1] DATABASE_URL=postgres://… python -c \
        "import workflow.config.boot; from benchmarks.memory import run; run()"

Recall is taken against rapidfuzz over every stored text: of the queries whose best match is 75 % or
more, how many get a hit as good. The peers answer the same questions in the same run. Cold means a
new process and a new connection, and on SQLite a file that the system has dropped from its memory.
"""

import json
import os
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import connection

from benchmarks.database import new_database, python
from benchmarks.measure import keep, milliseconds, seconds, spread
from benchmarks.memory_archive import load
from benchmarks.memory_corpus import KINDS, Tongue, edited, pairs, tongues
from benchmarks.memory_peers import best_scores, recall, toolkit, trigrams, trigrams_are_ready
from workflow.languages.language import Language
from workflow.languages.registry import by_tag
from workflow.memory.actions import remember
from workflow.memory.lookup import lookup
from workflow.memory.models import MemoryPair, MemoryRun, MemoryText
from workflow.memory.search import concordance
from workflow.memory.values import NewPair, Query
from workflow.people.actions import terminal_user

ASKED, COMPARED, BESIDE = 100, 40, 10  # queries of a kind: timed, checked by brute force, of peers
ARTICLES, ARTICLE = 20, 60
AT = datetime(2026, 10, 2, 9, 30, tzinfo=UTC)
_MEASURE = "import workflow.config.boot; from benchmarks.memory import measure; measure({size})"
_COLD = "import workflow.config.boot; from benchmarks.memory import cold; cold()"


def run() -> None:
    """Take the figures in a process and a database of their own, print them, keep them."""
    size = int(os.environ.get("MEMORY_PAIRS", "100000"))
    kept = os.environ.get("MEMORY_KEPT")
    with tempfile.TemporaryDirectory() as folder:
        database = nullcontext(dict(os.environ)) if kept else new_database(Path(folder))
        with database as environment:
            figures = json.loads(python(environment, "-c", _MEASURE.format(size=size)))
    keep(f"memory-{figures['engine']}-{size}", figures)
    for name, value in figures.items():
        print(f"  {name}: {value}")


def measure(size: int) -> None:
    """In a process of its own: fill the database if it is empty, print the figures as JSON."""
    figures: dict[str, Any] = {"engine": connection.vendor, "pairs": size}
    if not MemoryPair.objects.exists():
        figures |= _filled(size)
    levels = MemoryRun.objects.order_by("-level").values_list("level", flat=True)
    figures["runs_of_level"] = list(levels)
    figures["load_before"] = round(os.getloadavg()[0], 2)
    beside = trigrams_are_ready()
    for tag, tongue in tongues().items():
        figures[tag] = _language(tongue, random.Random(7), beside=beside)
    figures["load_after"] = round(os.getloadavg()[0], 2)
    print(json.dumps(figures))


def cold() -> None:
    """In a process of its own: look up the article that is read, print milliseconds and MB."""
    tag, texts = json.loads(sys.stdin.read())
    taken = milliseconds(lambda: _ask(texts, tag))
    print(json.dumps([taken, _peak_mb()]))


def _peak_mb() -> int:
    """Of this process alone, where the system tells it; a parent's counts in ``getrusage``."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    [kilobytes] = re.findall(r"^VmHWM:\s*(\d+)", status.read_text(), re.MULTILINE)
    return int(kilobytes) // 1024


def _filled(size: int) -> dict[str, Any]:
    by = terminal_user()
    if size > 100_000:
        taken = seconds(lambda: load(size, by=by, at=AT))
        figures: dict[str, Any] = {"loaded_in_seconds": round(taken)}
    else:
        making: list[float] = []
        taken = seconds(lambda: remember(_timed(pairs(size), making), by=by, at=AT))
        figures = {
            "pairs_a_second": round(size / (taken - sum(making))),
            "peak_mb": _peak_mb(),
        }
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    return figures


def _timed(made: Iterator[NewPair], making: list[float]) -> Iterator[NewPair]:
    """The pairs, while ``making`` is told how long each took to make: that is not our loading."""
    while True:
        begin = time.perf_counter()
        pair = next(made, None)
        making.append(time.perf_counter() - begin)
        if pair is None:
            return
        yield pair


def _language(tongue: Tongue, dice: random.Random, *, beside: bool) -> dict[str, Any]:
    stored = _stored(tongue.tag)
    figures: dict[str, Any] = {
        "texts": len(stored),
        "exact": _times(dice.sample(stored, ASKED), tongue.tag),
    }
    for kind in KINDS:
        asked = _asked(kind, stored, tongue, dice)
        figures[kind] = _compared(asked, stored, tongue.tag, beside=beside)
    figures["phrases"] = _phrases(stored, tongue, dice)
    articles = [
        [edited(each, tongue, dice) for each in dice.sample(stored, ARTICLE)]
        for _ in range(ARTICLES)
    ]
    warm = [milliseconds(lambda texts=each: _ask(texts, tongue.tag)) for each in articles]
    figures["article"] = spread(warm)
    figures["article_cold"] = _cold(articles, tongue.tag)
    return figures


def _compared(
    asked: Sequence[str], stored: Sequence[str], tag: str, *, beside: bool
) -> dict[str, Any]:
    """Our times and recall; those of peers, and how many times as long they take (medians)."""
    bests = best_scores(asked[:COMPARED], stored)
    scores = [_ask([text], tag)[0] for text in asked[:COMPARED]]
    figures = _times(asked, tag) | {"recall": recall(scores, bests)}
    peers = {"toolkit": toolkit(asked[:BESIDE], stored)}
    if beside:
        peers["pg_trgm"] = trigrams(asked[:BESIDE], tag, bests[:BESIDE])
    for name, peer in peers.items():
        if peer:
            figures[name] = peer | {"times": round(peer["p50_ms"] / figures["p50_ms"], 1)}
    return figures


def _cold(articles: Sequence[Sequence[str]], tag: str) -> dict[str, Any]:
    taken, peaks = [], []
    for article in articles:
        if connection.vendor == "sqlite":
            _drop(connection.settings_dict["NAME"])
        answer = python(dict(os.environ), "-c", _COLD, told=json.dumps([tag, article]))
        milliseconds_, peak = json.loads(answer)
        taken.append(milliseconds_)
        peaks.append(peak)
    return spread(taken) | {"peak_mb": max(peaks)}


def _drop(path: str) -> None:
    """Have the system forget what it holds of a file."""
    with Path(path).open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _phrases(stored: Sequence[str], tongue: Tongue, dice: random.Random) -> dict[str, Any]:
    """Words that stand somewhere: two together, and on their own a common and a rare one."""
    language, figures = by_tag(tongue.tag), {}
    chosen = dice.sample([each for each in stored if len(each) > 30], ASKED)
    phrases = {
        "two_words": [_piece(each, tongue, dice) for each in chosen],
        "common": [each for each in tongue.words[:80] if len(each) > 1][:20],
        "eleven_characters": [each[10:21].strip() for each in chosen[:20]],
    }
    for name, asked in phrases.items():
        figures[name] = spread([_searching(each, language) for each in asked])
    return figures


def _searching(words: str, language: Language) -> float:
    return milliseconds(lambda: concordance(words, language=language))


def _piece(text: str, tongue: Tongue, dice: random.Random) -> str:
    if not tongue.glue:
        begin = dice.randrange(len(text) - 4)
        return text[begin : begin + 4]
    words = text.rstrip(".").split()
    begin = dice.randrange(len(words) - 1)
    return " ".join(words[begin : begin + 2])


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
    return spread([milliseconds(lambda text=text: _ask([text], tag)) for text in texts])


def _stored(tag: str) -> list[str]:
    """All texts of a language that have a translation into the language asked for."""
    rows = MemoryText.objects.filter(language=tag)
    if tag == "en":
        rows = rows.filter(pk__in=MemoryPair.objects.filter(second_language="uk").values("first"))
    return list(rows.order_by("pk").values_list("text", flat=True))

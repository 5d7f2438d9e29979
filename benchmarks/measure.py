"""Rounds, medians, ratios and where the figures are written."""

import json
import platform
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

FIGURES = Path(__file__).resolve().parents[1] / "var" / "benchmarks"


def seconds(work: Callable[[], object], *, times: int = 1) -> float:
    """Wall time of one call, in seconds, averaged over ``times`` calls."""
    begin = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - begin) / times


def milliseconds(work: Callable[[], object]) -> float:
    """Wall time of one call, in milliseconds."""
    begin = time.perf_counter()
    work()
    return round((time.perf_counter() - begin) * 1000, 2)


def spread(taken: Sequence[float]) -> dict[str, float]:
    """The median and the 95th percentile of some times."""
    p95 = statistics.quantiles(taken, n=20)[-1]
    return {"p50_ms": round(statistics.median(taken), 2), "p95_ms": round(p95, 2)}


def medians(works: Mapping[str, Callable[[], float]], *, rounds: int = 5) -> dict[str, list[float]]:
    """The results of each work, one list a name, interleaved so that all see the same machine."""
    results: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            results[name].append(work())
    return results


def median_ratio(ours: list[float], peer: list[float]) -> float:
    """How many times longer the peer takes: the median of the ratios of each round."""
    return statistics.median(b / a for a, b in zip(ours, peer, strict=True))


def keep(name: str, figures: Mapping[str, Any]) -> Path:
    """Write the figures as JSON, with what they were taken on."""
    FIGURES.mkdir(parents=True, exist_ok=True)
    path = FIGURES / f"{name}.json"
    machine = {"python": platform.python_version(), "system": platform.platform()}
    path.write_text(
        json.dumps({"machine": machine, **figures}, indent=2, ensure_ascii=False) + "\n",
        encoding="utf-8",
    )
    return path

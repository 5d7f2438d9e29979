"""Bringing TMX in: units a second, and memory that stays flat as files grow.

Files are generated, English and Ukrainian, in sentences of common and rare words; every thousandth
unit cannot enter. Each size is brought in a process of its own, into a database of its own, so that
the peak memory is that size's alone. Beside it, on the same file: our reader alone, and
translate-toolkit's, which only reads, and keeps all of it in memory.
"""

import json
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from translate.storage.tmx import tmxfile

from benchmarks.database import new_database, python
from benchmarks.measure import keep
from workflow.memory.importing import begin_import
from workflow.memory.tmx.read import read_tmx
from workflow.memory.work import run_imports
from workflow.people.actions import terminal_user

SIZES = (20_000, 200_000)
MOST_GROWTH = 1.3  # of the peak memory, from the smaller file to the larger
_ENGLISH, _UKRAINIAN = "abcdefghijklmnoprstuwy", "абвгдежзиіклмнопрстуфхцчшю"


def write_file(path: Path, units: int) -> None:
    """A TMX file of so many units."""
    chance = random.Random(units)
    english, ukrainian = _words(_ENGLISH, chance), _words(_UKRAINIAN, chance)
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0"?>\n<tmx version="1.4"><header srclang="en"/><body>\n')
        for number in range(units):
            first, second = (" ".join(_some(words, chance)) for words in (english, ukrainian))
            texts = [("en", f"{first} {number}."), ("uk", f"{second} {number}.")]
            said = (
                f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>'
                for tag, text in (texts[:1] if number % 1000 == 0 else texts)
            )
            file.write(f"<tu>{''.join(said)}</tu>\n")
        file.write("</body></tmx>\n")


def _words(letters: str, chance: random.Random) -> list[str]:
    return ["".join(chance.choices(letters, k=chance.randint(3, 11))) for _ in range(40_000)]


def _some(words: list[str], chance: random.Random) -> Iterator[str]:
    for _ in range(chance.randint(4, 26)):
        yield words[int(chance.paretovariate(0.7)) % len(words)]


def bring_one(path: str) -> None:
    """In a process of its own: bring a file in, print what it took as JSON."""
    by = terminal_user()
    begin = time.perf_counter()
    with Path(path).open("rb") as stream:
        row = begin_import(stream, name="bench.tmx", by=by, at=datetime.now(UTC))
    taken = time.perf_counter() - begin
    run_imports(clock=lambda: datetime.now(UTC))
    row.refresh_from_db()
    print(
        json.dumps(
            {
                "units": row.done,
                "pairs": row.pairs_new,
                "rejected": row.rejected,
                "taken_seconds": round(taken, 2),
                "seconds": round(time.perf_counter() - begin, 1),
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }
        )
    )


def read_ours(path: str) -> None:
    """In a process of its own: read a file with our reader."""
    with Path(path).open("rb") as stream:
        _told(lambda: sum(1 for _ in read_tmx(stream)))


def read_theirs(path: str) -> None:
    """In a process of its own: read a file with translate-toolkit's reader."""
    _told(lambda: len(tmxfile.parsefile(path).units))


def _told(work: Callable[[], int]) -> None:
    begin = time.perf_counter()
    units = work()
    seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"units": units, "seconds": round(seconds, 2), "peak_mb": peak}))


def run() -> None:
    """Take the figures for each size, print them, keep them."""
    results = []
    with tempfile.TemporaryDirectory() as name:
        for units in SIZES:
            path = Path(name) / f"{units}.tmx"
            write_file(path, units)
            results.append(_figures(path, units, Path(name)))
    keep("tmx", {"sizes": results})
    growth = results[-1]["peak_mb"] / results[0]["peak_mb"]
    if growth > MOST_GROWTH:
        raise SystemExit(f"Memory grew {growth:.2f}-fold with ten times the units. It must not.")


def _figures(path: Path, units: int, folder: Path) -> dict[str, Any]:
    folder = folder / str(units)
    folder.mkdir()
    with new_database(folder) as environment:
        told = {
            work: json.loads(
                python(
                    environment,
                    "-c",
                    "import workflow.config.boot; "
                    f"from benchmarks.tmx import {work}; {work}({str(path)!r})",
                )
            )
            for work in ("bring_one", "read_ours", "read_theirs")
        }
    ours, reading, theirs = told["bring_one"], told["read_ours"], told["read_theirs"]
    print(
        f"  {units:,} units ({path.stat().st_size / 1e6:.0f} MB): taken in "
        f"{ours['taken_seconds']} s, brought in {ours['seconds']} s, "
        f"{units / ours['seconds']:,.0f} units/s, peak {ours['peak_mb']} MB; reading alone "
        f"{units / reading['seconds']:,.0f} units/s at {reading['peak_mb']} MB, translate-toolkit "
        f"{units / theirs['seconds']:,.0f} units/s at {theirs['peak_mb']} MB "
        f"({theirs['seconds'] / reading['seconds']:.2f}x the time, "
        f"{theirs['peak_mb'] / reading['peak_mb']:.1f}x the memory)",
        flush=True,
    )
    return {
        "units": units,
        **ours,
        "units_a_second": round(units / ours["seconds"]),
        "reading": reading,
        "translate_toolkit": theirs,
    }

"""Loading content folders: stories a second, and memory that stays flat as they grow.

Stories are generated: a source and three translations each, twelve paragraphs, images left out.
Each size is loaded in a process of its own into an empty SQLite database, so that the peak memory
is that size's alone. The limit beside it is the same text read and split, with no database.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import keep
from workflow.languages.registry import ALL
from workflow.text.markdown import split

SIZES = (100, 1000)
MOST_GROWTH = 1.2  # of the peak memory, from the smallest size to the largest
PARAGRAPHS = {
    "en": "Paragraph {n} of story {s}: Taiwan and Poland agreed on {n} projects in 2020.",
    "zh-Hant": "第{s}篇第{n}段：台灣與波蘭在2020年談定{n}項計畫。",
    "uk": "Абзац {n} матеріалу {s}: у 2020 році Тайвань і Польща узгодили {n} проєктів.",
    "pl": "Akapit {n} tekstu {s}: w 2020 roku Tajwan i Polska uzgodniły {n} projektów.",
}


def write_folders(root: Path, stories: int) -> None:
    """Content folders with this many stories in four languages."""
    tags = [language.tag for language in ALL]
    (root / "issues").mkdir()
    tables = ("name", "blurb", "publisher", "postal_address")
    words = "".join(
        f"\n[{table}]\n" + "".join(f'"{tag}" = "Bench"\n' for tag in tags) for table in tables
    )
    listed = ", ".join(f'"{tag}"' for tag in tags)
    (root / "issues" / "bench.toml").write_text(f"languages = [{listed}]\n{words}", "utf-8")
    for story in range(stories):
        source = tags[story % len(tags)]
        folder = root / "translations" / f"story-{story:05d}"
        folder.mkdir(parents=True)
        for tag in tags:
            text = _file(tag, source=source, story=story)
            (folder / f"{tag}.md").write_text(text, encoding="utf-8")


def _file(tag: str, *, source: str, story: int) -> str:
    head = (
        "role: source\nkind: story\ncoverage: bench\nrevision: 1\nauthors: [Bench]\n"
        if tag == source
        else f"role: translation\nstate: approved\nmade-from: {source}@1\nversion: 1\n"
        "authors: [Bench]\ntranslators: [Bench One]\nreviewers: [Bench Two]\n"
    )
    pattern = PARAGRAPHS[tag]
    body = "\n\n".join(pattern.format(n=number, s=story) for number in range(1, 13))
    return f"---\n{head}headline: {pattern.format(n=0, s=story).replace(':', ',')}\n---\n{body}\n"


def load_one(stories: int) -> None:
    """In a process of its own: write folders, load them, print what it took as JSON."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        write_folders(root, stories)
        begin = time.perf_counter()
        for path in sorted(root.glob("translations/*/*.md")):
            split(path.read_text(encoding="utf-8").split("---\n", 2)[2])
        reading = time.perf_counter() - begin
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{root / 'bench.sqlite3'}"}
        _command(environment, "migrate", "--verbosity", "0")
        before = _peak_of_children()
        begin = time.perf_counter()
        _command(environment, "load", str(root))
        loading = time.perf_counter() - begin
        figures = {
            "stories": stories,
            "seconds": loading,
            "stories_a_second": stories / loading,
            "times_reading_alone": loading / reading,
            "peak_mb": max(before, _peak_of_children()) / 1024,
        }
    print(json.dumps(figures))


def _command(environment: dict[str, str], *words: str) -> None:
    command = [sys.executable, "-m", "workflow", *words]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)


def _peak_of_children() -> int:
    """The largest resident size any finished child had, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def run() -> None:
    """Take the figures for each size, print them, keep them."""
    results = []
    for stories in SIZES:
        command = [
            sys.executable,
            "-c",
            f"from benchmarks.loading import load_one; load_one({stories})",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        figures = json.loads(done.stdout)
        results.append(figures)
        print(
            f"  {stories:,} stories x 4 languages: {figures['seconds']:.1f} s, "
            f"{figures['stories_a_second']:.0f} stories/s, peak {figures['peak_mb']:.0f} MB, "
            f"{figures['times_reading_alone']:.1f}x reading and splitting alone"
        )
    keep("loading", {"sizes": results})
    growth = results[-1]["peak_mb"] / results[0]["peak_mb"]
    if growth > MOST_GROWTH:
        raise SystemExit(f"Memory grew {growth:.2f}-fold with ten times the stories. It must not.")

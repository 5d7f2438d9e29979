"""Working on one translation: save, open, hand in and approve, in stories of 10 to 500 blocks.

Every act is taken as a request does it: the translation is read anew, and what is written is
committed. Beside each stands the least there is, in the same rounds: one bare INSERT with its
COMMIT, or the texts of the story read by one SELECT. All checks stand beside
``difflib.SequenceMatcher`` over the words of each block and its translation. Growth is the
exponent of the time from the smallest story to the largest: 1 is linear.

``make bench`` takes the figures on SQLite. For PostgreSQL, in a database of its own that is dropped
afterwards::

    DATABASE_URL=postgres://… python -c \
        "import workflow.config.boot; from benchmarks.working import run; run()"
"""

import json
import math
import statistics
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from difflib import SequenceMatcher
from pathlib import Path

from django.db import connection

from benchmarks.database import new_database, python
from benchmarks.measure import keep, median_ratio, medians, seconds
from workflow.languages.registry import by_tag
from workflow.people.actions import terminal_user
from workflow.people.models import User
from workflow.people.roles import NewsroomRole
from workflow.stories.actions import add_coverage, add_story
from workflow.stories.content import SourceContent
from workflow.text.checks.catalogue import check_pair
from workflow.text.segments import Block, Field, Kind
from workflow.translation.actions import (
    approve,
    open_translation,
    reopen,
    start,
    submit_for_review,
)
from workflow.translation.models import CurrentSegment, Translation
from workflow.translation.reviewing import Reasons
from workflow.translation.workbench import workbench
from workflow.translation.writing import current_versions, save_file, save_segment

SIZES = (10, 100, 500)
SAVES, ACTS = 60, 20
MOST_GROWTH = 1.2  # of all checks, from the smallest story to the largest
MOST_SAVE_GROWTH = 0.4  # of a save
AT = datetime(2026, 10, 2, 9, 30, tzinfo=UTC)
EN, UK = by_tag("en"), by_tag("uk")
SENTENCES = (
    (
        "In {year} Taiwan and Poland agreed on {n} projects.",
        "У {year} році Тайвань і Польща узгодили {n} проєктів.",
    ),
    ("The harbour of **Gdańsk** took in {m} ships.", "Порт **Ґданська** прийняв {m} кораблів."),
    (
        "Nobody had asked the pilots, who [wrote a letter](https://pier.example/{n}).",
        "Ніхто не питав лоцманів, які [написали листа](https://pier.example/{n}).",
    ),
    (
        "Their fares may rise by {share}% after the summer.",
        "Після літа їхні тарифи можуть зрости на {share} %.",
    ),
)
_MEASURE = "import workflow.config.boot; from benchmarks.working import measure; measure()"

Pairs = list[tuple[str, str]]
Figure = dict[str, float]


def pairs(size: int) -> Pairs:
    """As many paragraphs as that, each with its translation; no two are the same."""
    return [
        (" ".join(source).format(**said), " ".join(text).format(**said))
        for number in range(1, size + 1)
        for said in [
            {"year": 1990 + number % 30, "n": number + 1, "m": 40 + number, "share": 2 + number}
        ]
        for source, text in [tuple(zip(*SENTENCES, strict=True))]
    ]


def run() -> None:
    """Take the figures in a process and a database of their own, print them, keep them."""
    with tempfile.TemporaryDirectory() as folder, new_database(Path(folder)) as environment:
        figures = json.loads(python(environment, "-c", _MEASURE))
    keep(f"working-{figures['engine']}", figures)
    for size, each in figures["save"].items():
        print(f"  save one of {size:>3} blocks, {figures['engine']}: {_line(each)} a bare INSERT")
    for name, each in figures["acts"].items():
        print(f"  {name} {SIZES[-1]} blocks: {_line(each)} reading its texts")
    for size, each in figures["checks"].items():
        print(f"  all checks over {size:>3} blocks: {_line(each)} difflib over the same words")
    for name, most in (("save", MOST_SAVE_GROWTH), ("checks", MOST_GROWTH)):
        _refuse_growth(name, figures[name], most)


def _line(figure: Figure) -> str:
    p50, p95 = figure["p50_ms"], figure["p95_ms"]
    return f"p50 {p50:.2f} ms, p95 {p95:.2f} ms, {figure['times']:.2f}x"


def _refuse_growth(name: str, sizes: dict[str, Figure], most: float) -> None:
    first, last = (sizes[str(size)]["p50_ms"] for size in (SIZES[0], SIZES[-1]))
    growth = math.log(last / first) / math.log(SIZES[-1] / SIZES[0])
    print(f"  growth of {name} from {SIZES[0]} to {SIZES[-1]} blocks: exponent {growth:.2f}")
    if growth > most:
        raise SystemExit(f"The time of {name} grew with exponent {growth:.2f}; at most {most}.")


def measure() -> None:
    """In a process of its own, on an empty database: print the figures as JSON."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_line (said text)")
    drafts = {size: _draft(size) for size in SIZES}
    figures = {
        "engine": connection.vendor,
        "save": {size: _saving(drafts[size]) for size in SIZES},
        "acts": _acts(drafts[SIZES[-1]]),
        "checks": {size: _checking(size) for size in SIZES},
    }
    print(json.dumps(figures))


def _figure(ours: list[float], limit: list[float]) -> Figure:
    return {
        "p50_ms": statistics.median(ours) * 1000,
        "p95_ms": statistics.quantiles(ours, n=20)[-1] * 1000,
        "limit_ms": statistics.median(limit) * 1000,
        "times": median_ratio(limit, ours),
    }


def _draft(size: int) -> int:
    """A draft with all its texts; its id."""
    by = _translator()
    coverage = add_coverage(f"bench-{size}", languages=[EN, UK], by=by, at=AT)
    said = pairs(size)
    blocks = [Block(field=Field.BODY, kind=Kind.PARAGRAPH, text=source) for source, _ in said[1:]]
    headline = Block(field=Field.HEADLINE, kind=Kind.LINE, text="A harbour wakes")
    content = SourceContent(blocks=(headline, *blocks), authors=("Bench",))
    story = add_story(coverage, f"story-{size}", language=EN, content=content, by=by, at=AT)
    row = open_translation(story, UK, by=by, at=AT)
    start(row, by=by, at=AT)
    texts = {f"s{place}": text for place, (_, text) in enumerate(said, start=1)}
    save_file(row, texts | {"s1": "Гавань прокидається"}, by=by, at=AT)
    return row.pk


def _row(pk: int) -> Translation:
    rows = Translation.objects.select_related("story__coverage", "revision", "relay")
    return rows.get(pk=pk)


def _translator() -> User:
    rows = User.objects.filter(username="bench")
    return rows.first() or User.objects.create_user("bench", newsroom_role=NewsroomRole.EDITOR)


def _saving(pk: int) -> Figure:
    by = _translator()
    key = f"s{CurrentSegment.objects.filter(translation=pk).count() // 2}"
    count = iter(range(2000, 9999))

    def save() -> None:
        row = _row(pk)
        base = current_versions(row, key)[key]
        text = f"У {next(count)} році Тайвань і Польща узгодили проєкти."
        save_segment(row, key, text, base_version=base, by=by, at=AT)

    works = {"save": lambda: seconds(save), "insert": lambda: seconds(_insert)}
    save()
    taken = medians(works, rounds=SAVES)
    return _figure(taken["save"], taken["insert"])


def _insert() -> None:
    """The least a save can be: one row, committed."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_line (said) VALUES (%s)", ["У 2020 році"])


def _acts(pk: int) -> dict[str, Figure]:
    by, anyway = _translator(), Reasons(for_all="So it stands.")
    works: dict[str, Callable[[], object]] = {
        "open": lambda: workbench(_row(pk)),
        "open unchecked": lambda: workbench(_row(pk), checked=False),
        "submit": lambda: submit_for_review(_row(pk), by=by, at=AT, reasons=anyway),
        "approve": lambda: approve(_row(pk), by=terminal_user(), at=AT),
        "reopen": lambda: reopen(_row(pk), by=by, at=AT),
        "read": lambda: list(
            CurrentSegment.objects.filter(translation=pk).values_list("key", "version__text")
        ),
    }
    timed = {name: lambda work=work: seconds(work) for name, work in works.items()}
    first = {name: work() for name, work in timed.items()}  # nothing is remembered yet
    taken = medians(timed, rounds=ACTS)
    limit = taken.pop("read")
    return {
        name: _figure(each, limit) | {"first_ms": first[name] * 1000}
        for name, each in taken.items()
        if name != "reopen"
    }


def _checking(size: int) -> Figure:
    said = pairs(size)
    times = max(1, 100 // size)
    works = {
        "checks": lambda: seconds(lambda: _check(said), times=times),
        "difflib": lambda: seconds(lambda: _compare(said), times=times),
    }
    taken = medians(works)
    return _figure(taken["checks"], taken["difflib"])


def _check(said: Pairs) -> None:
    for source, text in said:
        check_pair(text, language=UK, source_text=source, source_language=EN)


def _compare(said: Pairs) -> None:
    for source, text in said:
        SequenceMatcher(None, source.split(), text.split()).get_opcodes()

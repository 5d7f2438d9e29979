"""The board of a large newsroom: how fast it is, beside comparing the texts of every story.

Every story has a headline, twelve paragraphs and three approved translations. Then one in ten says
another number, and one in ten has a slip mended. The limit beside the board is ``standings`` of
all, the whole comparison, with which it must agree cell by cell.

``make bench`` takes the figures on SQLite. For PostgreSQL, in a database of its own that is dropped
afterwards::

    DATABASE_URL=postgres://… python -c \
        "import workflow.config.boot; from benchmarks.tracking import run; run()"
"""

import json
import statistics
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks.database import new_database, python
from benchmarks.loading import PARAGRAPHS
from benchmarks.measure import keep, median_ratio, medians, seconds
from workflow.issues.tracking import board
from workflow.languages.language import Language
from workflow.languages.registry import ALL
from workflow.people.actions import terminal_user
from workflow.stories.actions import add_coverage, revise
from workflow.stories.content import SourceContent
from workflow.stories.models import Coverage, Revision, SourceSegment, Story
from workflow.stories.queries import current_sources
from workflow.stories.states import StoryKind
from workflow.text.segments import Block, Field, Kind
from workflow.translation.models import ApprovedVersion, SegmentVersion, Translation
from workflow.translation.queries import standings
from workflow.translation.states import Origin, TranslationState

STORIES = 2000
ROUNDS, MORE = 3, 20  # beside the limit, which takes long; and alone, for its spread
LEAST_RATIO = 2.0  # how many times longer the whole comparison must take
BLOCKS = 13
CHANGES = {  # by the last digit of a story
    "0": lambda text: text.replace("2020", "2021"),
    "5": lambda text: text.rstrip(".。"),
}
AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
_MEASURE = "import workflow.config.boot; from benchmarks.tracking import measure; measure({})"


def run(stories: int = STORIES) -> None:
    """Take the figures in a process and a database of their own, print them, keep them."""
    with tempfile.TemporaryDirectory() as folder, new_database(Path(folder)) as environment:
        figures = json.loads(python(environment, "-c", _MEASURE.format(stories)))
    keep(f"tracking-{figures['engine']}", figures)
    print(
        f"  board of {stories:,} stories x 4 languages, {figures['engine']}: "
        f"p50 {figures['p50_ms']:.0f} ms, p95 {figures['p95_ms']:.0f} ms, "
        f"{figures['queries']} queries; comparing every text takes {figures['ratio']:.1f}x as long"
    )
    if figures["ratio"] < LEAST_RATIO:
        raise SystemExit(
            f"Comparing every text takes only {figures['ratio']:.1f}x as long as the board. It "
            f"must take {LEAST_RATIO}x: look for stories whose texts are read for nothing."
        )


def measure(stories: int) -> None:
    """In a process of its own, on an empty database: fill it, and print the figures as JSON."""
    _fill(stories)
    _change_some()
    ids = list(Story.objects.values_list("pk", flat=True))
    rounds = medians(
        {"board": lambda: seconds(_board), "all": lambda: seconds(lambda: standings(ids, ALL))},
        rounds=ROUNDS,
    )
    _refuse_difference(ids)
    with CaptureQueriesContext(connection) as caught:
        _board()
    times = sorted(seconds(_board) * 1000 for _ in range(MORE))
    figures = {
        "engine": connection.vendor,
        "stories": stories,
        "queries": len(caught),
        "p50_ms": statistics.median(times),
        "p95_ms": times[round(0.95 * (len(times) - 1))],
        "all_texts_ms": statistics.median(rounds["all"]) * 1000,
        "ratio": median_ratio(rounds["board"], rounds["all"]),
    }
    print(json.dumps(figures))


def _board() -> object:
    return board(at=AT)


def _fill(stories: int) -> None:
    """Stories with their approved translations, a thousand at a time."""
    coverage = add_coverage("bench", languages=ALL, by=terminal_user(), at=AT)
    for first in range(0, stories, 1000):
        rows = Story.objects.bulk_create(
            _story(coverage, number) for number in range(first, min(first + 1000, stories))
        )
        revisions = Revision.objects.bulk_create(
            Revision(story=row, number=1, next_key=BLOCKS + 1, created_at=AT) for row in rows
        )
        SourceSegment.objects.bulk_create(
            SourceSegment(
                revision=revision, key=key, position=place, field=field, kind=kind, text=text
            )
            for revision in revisions
            for place, (key, field, kind, text) in enumerate(
                _blocks(revision.story.source_language)
            )
        )
        translations = Translation.objects.bulk_create(
            Translation(
                story=revision.story,
                language=language,
                state=TranslationState.APPROVED,
                revision=revision,
                changed_at=AT,
            )
            for revision in revisions
            for language in ALL
            if language != revision.story.source_language
        )
        _approve(translations)


def _story(coverage: Coverage, number: int) -> Story:
    return Story(
        coverage=coverage,
        slug=f"story-{number:05d}",
        kind=StoryKind.STORY,
        source_language=ALL[number // 10 % len(ALL)],
        created_at=AT,
    )


def _blocks(language: Language) -> Iterator[tuple[str, Field, Kind, str]]:
    """Key, field, kind and words of each block; translations have the same keys."""
    for number in range(1, BLOCKS + 1):
        text = PARAGRAPHS[language.tag].format(n=number, s=7)
        head = number == 1
        field, kind = (Field.HEADLINE, Kind.LINE) if head else (Field.BODY, Kind.PARAGRAPH)
        yield f"s{number}", field, kind, text


def _approve(translations: list[Translation]) -> None:
    """One approved version of each, with a text for each block."""
    versions = ApprovedVersion.objects.bulk_create(
        ApprovedVersion(translation=row, number=1, revision=row.revision, approved_at=AT)
        for row in translations
    )
    texts = SegmentVersion.objects.bulk_create(
        SegmentVersion(
            translation=row,
            key=key,
            number=1,
            text=text,
            origin=Origin.HUMAN,
            revision=row.revision,
            created_at=AT,
        )
        for row in translations
        for key, _, _, text in _blocks(row.language)
    )
    pinned = {version.translation_id: version.pk for version in versions}
    pins = ApprovedVersion.texts.through
    pins.objects.bulk_create(
        pins(approvedversion_id=pinned[text.translation_id], segmentversion_id=text.pk)
        for text in texts
    )


def _change_some() -> None:
    """A new revision of two stories in ten: another number in one, a slip mended in the other."""
    changed = [row for row in Story.objects.order_by("slug") if row.slug[-1] in CHANGES]
    sources = current_sources([story.pk for story in changed])
    for story in changed:
        source = sources[story.pk]
        change = CHANGES[story.slug[-1]]
        blocks = tuple(
            Block(
                field=each.field,
                kind=each.kind,
                frame=each.frame,
                text=change(each.text) if each.key == "s5" else each.text,
            )
            for each in source.segments
        )
        content = SourceContent(blocks=blocks, authors=source.authors)
        revise(story, content, by=terminal_user(), at=AT)


def _refuse_difference(ids: list[int]) -> None:
    """Stop when the board does not say what the whole comparison says."""
    whole = {key: standing.level for key, standing in standings(ids, ALL).items()}
    told = {(row.story_id, cell.language): cell.level for row in board(at=AT) for cell in row.cells}
    if told != whole:
        raise SystemExit("The board and the whole comparison disagree. Mend the board first.")
    if not any(whole.values()):
        raise SystemExit("No story is outdated, so that nothing was measured. Mend the change.")

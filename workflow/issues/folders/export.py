"""Writing the content folders out again: the same database gives the same bytes."""

import logging
from collections.abc import Iterator
from pathlib import Path

from workflow.glossary.queries import concepts
from workflow.issues.folders.coverage_file import CoverageFile, write_coverage
from workflow.issues.folders.issue_file import IssueFile, SlotLines, write_issue
from workflow.issues.folders.reading import GLOSSARY
from workflow.issues.folders.story_out import story_files
from workflow.issues.folders.writing import (
    PICTURES,
    ExportRefused,
    ExportReport,
    FolderWriter,
    is_inside,
)
from workflow.issues.models import Issue
from workflow.issues.states import Fallback, Layout
from workflow.languages.registry import by_tag
from workflow.stories.actions import Words
from workflow.stories.content import RESERVED_SLUGS
from workflow.stories.models import Coverage, Story
from workflow.text.terms.table import write_terms
from workflow.translation.files.problem import Problem
from workflow.translation.files.story_file import parse_file_name

BATCH = 50

logger = logging.getLogger("workflow.issues")


def export(root: Path, *, prune: bool = False, force: bool = False) -> ExportReport:
    """Write everything editorial under ``root``; files that hold it already are not touched.

    A file that says something else may hold work nobody has loaded: ``ExportRefused`` lists each,
    and nothing is written, unless ``force`` writes over them. ``prune`` takes away stories,
    translations, pictures, coverages and issues that are not in the database; other files stay.
    """
    root = root.resolve()
    writer = FolderWriter(root)
    _refuse_losses(writer, prune=prune, force=force)
    kept: set[Path] = set()
    for files in _everything(root):
        for path, data in files.items():
            writer.write(path, data)
        if prune:
            kept |= files.keys()
    if prune:
        for path in _editorial_files(root):
            if path not in kept:
                writer.remove(path)
    report = writer.report
    logger.info(
        "folders.exported",
        extra={"written": len(report.written), "removed": len(report.removed)},
    )
    return report


def _refuse_losses(writer: FolderWriter, *, prune: bool, force: bool) -> None:
    """Look at every file before the first one is written."""
    if prune and not Story.objects.exists():
        sentence = "The desk has no story, so --prune would take every file away. Load them first."
        raise ExportRefused([Problem(file=str(writer.root), line=1, sentence=sentence)])
    found = (
        writer.problem(path, data, force=force)
        for files in _everything(writer.root)
        for path, data in files.items()
    )
    if problems := [problem for problem in found if problem]:
        raise ExportRefused(problems)


def _everything(root: Path) -> Iterator[dict[Path, bytes]]:
    """All files and their bytes, a folder at a time."""
    yield from _coverages(root / "issues")
    yield from _issues(root / "issues")
    if terms := concepts():
        yield {root / GLOSSARY: write_terms(terms).encode()}
    for stories in _batches():
        for story, files in story_files(stories):
            folder = root / "translations" / story.slug
            yield {folder / file.name: file.data for file in files}


def _coverages(folder: Path) -> Iterator[dict[Path, bytes]]:
    for coverage in Coverage.objects.prefetch_related("words").order_by("slug"):
        words = {
            row.language: Words(
                name=row.name,
                blurb=row.blurb,
                publisher=row.publisher,
                postal_address=row.postal_address,
            )
            for row in coverage.words.all()
        }
        file = CoverageFile(
            languages=tuple(map(by_tag, coverage.languages)),
            words=words,
            house_style=coverage.house_style,
        )
        yield {folder / f"{coverage.slug}.toml": write_coverage(file).encode()}


def _issues(folder: Path) -> Iterator[dict[Path, bytes]]:
    issues = Issue.objects.select_related("coverage", "letter").prefetch_related("slots__story")
    for issue in issues.order_by("slug"):
        file = IssueFile(
            number=issue.number,
            coverage=issue.coverage.slug,
            letter=issue.letter.slug,
            planned_at=issue.planned_at,
            languages=tuple(map(by_tag, issue.languages)),
            slots=tuple(
                SlotLines(
                    story=slot.story.slug,
                    layout=Layout(slot.layout),
                    fallback=Fallback(slot.fallback),
                )
                for slot in issue.slots.all()
            ),
        )
        yield {folder / issue.slug / "issue.toml": write_issue(file).encode()}


def _batches() -> Iterator[list[Story]]:
    """All stories in the order of their slugs, some at a time, each time from where it stopped."""
    last = ""
    while True:
        stories = Story.objects.select_related("coverage").filter(slug__gt=last)
        batch = list(stories.order_by("slug")[:BATCH])
        if not batch:
            return
        yield batch
        last = batch[-1].slug


def _editorial_files(root: Path) -> Iterator[Path]:
    """The files of the kinds that an export writes; what a link leads out to is not ours."""
    for path in [*sorted(root.glob("issues/*.toml")), *sorted(root.glob("issues/*/issue.toml"))]:
        if path.is_file() and is_inside(root, path):
            yield path
    for folder in sorted(root.glob("translations/*/")):
        if folder.name not in RESERVED_SLUGS and is_inside(root, folder):
            yield from (path for path in sorted(folder.iterdir()) if _is_editorial(path))


def _is_editorial(path: Path) -> bool:
    language, _ = parse_file_name(path.name)
    return path.is_file() and (language is not None or path.suffix.lower() in PICTURES)

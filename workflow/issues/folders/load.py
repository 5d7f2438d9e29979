"""Loading the content folders: everything that is sound, or nothing and the list of what is not.

Each story is read, checked and written before the next one is opened, so that memory stays flat;
all of it happens in one transaction, which is undone when any file had a problem.
"""

import logging
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.db import transaction

from workflow.issues.actions import IssueRefused
from workflow.issues.folders.bring_glossary import bring_glossary
from workflow.issues.folders.bring_issue import IssueCheck, News, bring_coverage, bring_issue
from workflow.issues.folders.bring_story import StoryDelivery
from workflow.issues.folders.check_story import StoryCheck
from workflow.issues.folders.coverage_file import read_coverage
from workflow.issues.folders.issue_file import read_issue
from workflow.issues.folders.known import known_story
from workflow.issues.folders.reading import GLOSSARY, name_in, read_text
from workflow.issues.folders.report import LoadRefused, LoadReport
from workflow.issues.folders.story_folder import StoryFolder, read_folder
from workflow.issues.folders.toml import TomlReader
from workflow.journal.actions import MoveRefused
from workflow.languages.registry import ALL, by_tag
from workflow.people.models import User
from workflow.stories.content import (
    RESERVED_SLUGS,
    SLUG,
    StoryRefused,
    coverage_slug_problems,
)
from workflow.stories.models import Coverage
from workflow.stories.states import StoryKind
from workflow.text.terms.table import TermsRefused, read_terms
from workflow.translation.files.problem import Problem
from workflow.translation.problems import TranslationProblem

_REFUSALS = (TranslationProblem, StoryRefused, IssueRefused, MoveRefused)

logger = logging.getLogger("workflow.issues")


def load(root: Path, *, by: User, at: datetime, archive: bool = False) -> LoadReport:
    """Bring the folders under ``root`` in; raises ``LoadRefused`` with every problem of all files.

    What is in the database already, word for word, is counted as unchanged and not touched.
    ``archive`` brings back what was approved once though the checks call it an error now.
    """
    loading = _Loading(root.resolve(), by, at, archive=archive)
    with transaction.atomic():
        loading.run()
        if loading.problems:
            raise LoadRefused(loading.problems)
    report = loading.report
    logger.info(
        "folders.loaded",
        extra={
            "added": len(report.added),
            "changed": len(report.changed),
            "unchanged": report.unchanged,
        },
    )
    return report


class _Loading:
    """One run; after the first problem it goes on checking, and writes no more."""

    def __init__(self, root: Path, by: User, at: datetime, *, archive: bool) -> None:
        self.root = root
        self.by = by
        self.at = at
        self.archive = archive
        self.report = LoadReport()
        self.problems: list[Problem] = []
        self._kinds: dict[str, StoryKind | None] = {}  # none of a story that cannot be read
        self._coverages: dict[str, tuple[str, ...]] = {}  # the tags of its languages, by slug
        self._issues = IssueCheck(self._coverages, self._kinds)

    def run(self) -> None:
        """Coverages first and the words of the house, then stories, then the issues of them."""
        if not any((self.root / name).is_dir() for name in ("issues", "translations")):
            sentence = "There is no issues/ or translations/ folder here. Name the folder above."
            self.problems.append(Problem(file=str(self.root), line=1, sentence=sentence))
        for slug, tags in Coverage.objects.values_list("slug", "languages"):
            self._coverages[slug] = tuple(tags)
        for path in self._files("issues/*.toml"):
            self._coverage(path)
        self._glossary(self.root / GLOSSARY)
        for path in self._folders("translations"):
            self._story(path)
        for path in self._files("issues/*/", "issue.toml"):
            self._issue(path)

    def _coverage(self, path: Path) -> None:
        file = name_in(self.root, path)
        text, problems = read_text(self.root, path)
        problems += [
            Problem(file=file, line=1, sentence=sentence)
            for sentence in coverage_slug_problems(path.stem)
        ]
        coverage, more = (None, []) if problems else read_coverage(file, text)
        self._coverages[path.stem] = (
            tuple(language.tag for language in coverage.languages)
            if coverage
            else tuple(language.tag for language in ALL)
        )
        self.problems += problems + more
        if coverage is not None and not self.problems:
            self._note(file, bring_coverage(path.stem, coverage, by=self.by, at=self.at))

    def _glossary(self, path: Path) -> None:
        if not (path.exists() or path.is_symlink()):
            return
        file = name_in(self.root, path)
        text, problems = read_text(self.root, path)
        try:
            terms = read_terms(text)
        except TermsRefused as refused:
            terms = ()
            problems += [
                Problem(file=file, line=each.row, sentence=each.sentence.in_(by_tag("en")))
                for each in refused.problems
            ]
        self.problems += problems
        if not self.problems:
            self._note(file, bring_glossary(terms, by=self.by, at=self.at))

    def _story(self, path: Path) -> None:
        folder = read_folder(self.root, path)
        self._kinds[folder.slug] = None
        if folder.sources:
            self._kinds[folder.slug] = folder.kind
            self._check_and_bring(folder)
        self.problems += folder.problems

    def _check_and_bring(self, folder: StoryFolder) -> None:
        if folder.newest.coverage not in self._coverages:
            folder.say(
                folder.newest,
                "coverage",
                f"There is no coverage '{folder.newest.coverage}'. Write "
                f"issues/{folder.newest.coverage}.toml, or name another.",
            )
        known = known_story(folder.slug)
        files = StoryCheck(folder, known).run()
        if folder.problems or self.problems:
            return
        coverage = Coverage.objects.get(slug=folder.newest.coverage)
        delivery = StoryDelivery(
            folder, known, self.report, by=self.by, at=self.at, archive=self.archive
        )
        try:
            with transaction.atomic():
                delivery.run(coverage, files)
        except LoadRefused as refused:
            folder.problems += refused.problems
        except _REFUSALS as refusal:
            folder.say(folder.newest, "", str(refusal))

    def _issue(self, path: Path) -> None:
        file = name_in(self.root, path)
        text, problems = read_text(self.root, path)
        reader = TomlReader(file, text)
        issue = None if problems else read_issue(reader)
        if issue is not None:
            self._issues.run(path.parent.name, issue, reader)
        self.problems += problems or reader.problems
        if issue is None or self.problems:
            return
        try:
            with transaction.atomic():
                self._note(file, bring_issue(path.parent.name, issue, by=self.by, at=self.at))
        except _REFUSALS as refusal:
            self.problems.append(Problem(file=file, line=1, sentence=str(refusal)))

    def _note(self, file: str, news: News) -> None:
        if news is News.NOTHING:
            self.report.unchanged += 1
        else:
            (self.report.added if news is News.ADDED else self.report.changed).append(file)

    def _files(self, pattern: str, name: str = "") -> Iterator[Path]:
        """Files of one kind in the order of their names; a name must be usable as a slug.

        A link that leads nowhere is among them: reading it says so.
        """
        for found in sorted(self.root.glob(pattern)):
            path = found / name
            if not (path.exists() or path.is_symlink()):
                continue
            slug = path.stem if path.parent.name == "issues" else path.parent.name
            if slug.startswith("."):
                continue
            if SLUG.fullmatch(slug):
                yield path
            else:
                sentence = "The name is not in Latin letters, digits and hyphens. Rename it."
                file = name_in(self.root, path)
                self.problems.append(Problem(file=file, line=1, sentence=sentence))

    def _folders(self, name: str) -> Iterator[Path]:
        """The stories' folders, in the order of their names."""
        parent = self.root / name
        for path in sorted(parent.iterdir()) if parent.is_dir() else ():
            if path.is_dir() and path.name not in RESERVED_SLUGS and not path.name.startswith("."):
                yield path

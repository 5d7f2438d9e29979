"""``python -m workflow load [ROOT]``: bring the content folders in, or say all that is wrong."""

from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from workflow.issues.folders.load import load
from workflow.issues.folders.report import LoadRefused, Passed
from workflow.languages.catalogue import catalogue
from workflow.languages.registry import by_tag
from workflow.people.actions import terminal_user
from workflow.text.checks.finding import Severity

MOST_SHOWN = 12


class Command(BaseCommand):
    """Bring the content folders in; nothing is loaded while one file has a problem."""

    help = __doc__

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = catalogue(by_tag(settings.TERMINAL_LANGUAGE))

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder that holds ``issues/`` and ``translations/``."""
        about = self.words.text("The folder that holds issues/ and translations/")
        parser.add_argument(
            "root", type=Path, nargs="?", default=Path(settings.CONTENT_DIR), help=about
        )
        about = self.words.text(
            "Bring back what was approved once, even where a check calls it an error now"
        )
        parser.add_argument("--archive", action="store_true", help=about)

    def handle(self, *_: Any, **options: Any) -> None:
        """Load, and print each file that brought something new."""
        count = self.words.count
        try:
            report = load(
                options["root"],
                by=terminal_user(),
                at=datetime.now(UTC),
                archive=options["archive"],
            )
        except LoadRefused as refused:
            heading = count(
                "Nothing was loaded. There is {n} problem to mend:",
                "Nothing was loaded. There are {n} problems to mend:",
                len(refused.problems),
            )
            raise CommandError("\n".join([heading, *map(str, refused.problems)])) from refused
        for sign, files in (("+", report.added), ("~", report.changed)):
            for file in files:
                self.stdout.write(f"{sign} {file}")
        self._show(report.passed)
        added, changed = len(report.added), len(report.changed)
        if added:
            self.stdout.write(count("{n} file added.", "{n} files added.", added))
        if changed:
            self.stdout.write(count("{n} file changed.", "{n} files changed.", changed))
        self.stdout.write(count("{n} file unchanged.", "{n} files unchanged.", report.unchanged))

    def _show(self, passed: Sequence[Passed]) -> None:
        """What the checks say of what came in: how much, and the first of it, errors before all."""
        if not passed:
            return
        count = self.words.count
        self.stdout.write(
            count(
                "The checks have {n} remark on what came in:",
                "The checks have {n} remarks on what came in:",
                len(passed),
            )
        )
        in_order = sorted(passed, key=lambda each: each.finding.severity is not Severity.ERROR)
        for each in in_order[:MOST_SHOWN]:
            said = self.words.text(each.finding.message, **each.finding.values)
            self.stdout.write(f"  {each.file}:{each.line}: {said} [{each.finding.check}]")
        if rest := len(in_order[MOST_SHOWN:]):
            self.stdout.write("  " + count("and {n} more", "and {n} more", rest))

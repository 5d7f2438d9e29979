"""``python -m workflow load [ROOT]``: bring the content folders in, or say all that is wrong."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from workflow.issues.folders.load import load
from workflow.issues.folders.report import LoadRefused
from workflow.languages.catalogue import catalogue
from workflow.languages.registry import by_tag
from workflow.people.actions import terminal_user


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

    def handle(self, *_: Any, **options: Any) -> None:
        """Load, and print each file that brought something new."""
        count = self.words.count
        try:
            report = load(options["root"], by=terminal_user(), at=datetime.now(UTC))
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
        added, changed = len(report.added), len(report.changed)
        if added:
            self.stdout.write(count("{n} file added.", "{n} files added.", added))
        if changed:
            self.stdout.write(count("{n} file changed.", "{n} files changed.", changed))
        self.stdout.write(count("{n} file unchanged.", "{n} files unchanged.", report.unchanged))

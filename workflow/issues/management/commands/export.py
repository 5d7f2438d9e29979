"""``python -m workflow export [ROOT] [--prune] [--force]``: write the content folders out again."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from workflow.issues.folders.export import export
from workflow.issues.folders.writing import ExportRefused
from workflow.languages.catalogue import catalogue
from workflow.languages.registry import by_tag


class Command(BaseCommand):
    """Write stories, translations, coverages and issues as files; those that are the same stay."""

    help = __doc__

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = catalogue(by_tag(settings.TERMINAL_LANGUAGE))

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to write, and whether to take away what the database does not have."""
        text = self.words.text
        parser.add_argument(
            "root",
            type=Path,
            nargs="?",
            default=Path(settings.CONTENT_DIR),
            help=text("The folder that holds issues/ and translations/"),
        )
        parser.add_argument(
            "--prune",
            action="store_true",
            help=text("Remove stories, pictures and issues that the desk does not have"),
        )

        parser.add_argument(
            "--force",
            action="store_true",
            help=text("Write over files that were changed by hand"),
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Write, and print each file that is new, different or gone."""
        count = self.words.count
        try:
            report = export(options["root"], prune=options["prune"], force=options["force"])
        except ExportRefused as refused:
            heading = count(
                "Nothing was written. There is {n} problem to mend:",
                "Nothing was written. There are {n} problems to mend:",
                len(refused.problems),
            )
            raise CommandError("\n".join([heading, *map(str, refused.problems)])) from refused
        except OSError as error:
            reason = error.strerror or type(error).__name__
            path = error.filename or options["root"]
            raise CommandError(
                self.words.text("{path} cannot be written: {reason}.", path=path, reason=reason)
            ) from error
        for sign, files in (("+", report.written), ("-", report.removed)):
            for file in files:
                self.stdout.write(f"{sign} {file}")
        written, removed = len(report.written), len(report.removed)
        self.stdout.write(count("{n} file written.", "{n} files written.", written))
        if removed:
            self.stdout.write(count("{n} file removed.", "{n} files removed.", removed))
        self.stdout.write(count("{n} file unchanged.", "{n} files unchanged.", report.unchanged))

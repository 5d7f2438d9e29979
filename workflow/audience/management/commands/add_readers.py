"""``python -m workflow add_readers FILE``: bring in readers from a CSV file."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from workflow.audience.actions import ReadersRefused, add_readers
from workflow.audience.reading import COLUMNS
from workflow.languages.catalogue import catalogue
from workflow.languages.registry import by_tag
from workflow.people.actions import terminal_user


class Command(BaseCommand):
    """Bring in readers from a CSV file, all or none; loading it again adds nobody."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        words = catalogue(by_tag(settings.TERMINAL_LANGUAGE))
        about = words.text(
            "A CSV file in UTF-8 with the columns {columns}", columns=", ".join(COLUMNS)
        )
        parser.add_argument("file", type=Path, help=about)

    def handle(self, *_: Any, **options: Any) -> None:
        """Load the file, or say everything that is wrong with it."""
        path: Path = options["file"]
        language = by_tag(settings.TERMINAL_LANGUAGE)
        words = catalogue(language)
        try:
            with path.open("rb") as lines:
                done = add_readers(
                    lines,
                    source=f"import:{path.name}"[:120],
                    by=terminal_user(),
                    at=datetime.now(UTC),
                )
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise CommandError(
                words.text("{path} cannot be read: {reason}.", path=path, reason=reason)
            ) from error
        except ReadersRefused as refused:
            heading = words.text("{path} was not loaded. Mend these and load it again:", path=path)
            raise CommandError(f"{heading}\n{refused.in_(language)}") from refused
        self.stdout.write(words.count("{n} reader added.", "{n} readers added.", done.added))
        if done.known:
            self.stdout.write(
                words.count("{n} was known already.", "{n} were known already.", done.known)
            )
        if done.kept_out:
            self.stdout.write(
                words.count(
                    "{n} had unsubscribed or cannot be reached, and stays out.",
                    "{n} had unsubscribed or cannot be reached, and stay out.",
                    done.kept_out,
                )
            )

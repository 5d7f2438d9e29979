"""``python -m workflow tend``: what has to happen by itself, run every few minutes by cron."""

from argparse import ArgumentParser
from datetime import UTC, datetime

from django.core.management.base import BaseCommand, CommandError

from workflow.memory.index import tidy_index
from workflow.translation.changes import announce_recent
from workflow.translation.claims import lapse_overdue, nudge


class Command(BaseCommand):
    """Recalls promises, lets overdue claims lapse, and tells of changed sources."""

    help = (
        "Recall promised dates at half and four fifths of their time, let overdue claims lapse "
        "with draft and credit kept, and tell translators whose sources changed. Safe to run "
        "again at any time."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The moment to act for, if not now."""
        parser.add_argument("--at", help="act as at this moment (2026-11-25T08:00:00+00:00)")

    def handle(self, *_: object, **options: str | None) -> None:
        """Do each once, and say how often it was needed."""
        at = _moment(options["at"])
        lapsed = lapse_overdue(at=at)
        nudged = nudge(at=at)
        announce_recent(at=at)
        tidy_index(at=at)
        self.stdout.write(f"Claims lapsed: {lapsed}. Promises recalled: {nudged}.")


def _moment(text: str | None) -> datetime:
    if text is None:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(
            f"'{text}' is no moment. Write it as 2026-11-25T08:00:00+00:00."
        ) from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

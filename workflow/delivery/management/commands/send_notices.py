"""``python -m workflow send_notices``: mail what it is time for to the people of the desk."""

from argparse import ArgumentParser
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from workflow.delivery.tell import Round, previews, send_notices
from workflow.delivery.transport import TransportProblem
from workflow.languages.catalogue import Catalogue, catalogue, marked
from workflow.languages.registry import by_tag
from workflow.notices.states import NoticeState

_NOT_AN_INSTANT = marked(
    "“{text}” is not an instant with its time zone. Write one such as {example}."
)


class Command(BaseCommand):
    """Sends notices at once and daily digests whose hour has come; to be run every few minutes."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The instant, and whether only to look."""
        words = catalogue(by_tag(settings.TERMINAL_LANGUAGE))
        parser.add_argument(
            "--at", default="", help=words.text("The instant to take for now, with its time zone")
        )
        parser.add_argument(
            "--dry-run", action="store_true", help=words.text("Show what would leave; send nothing")
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Send, or show what would be sent."""
        words = catalogue(by_tag(settings.TERMINAL_LANGUAGE))
        clock = _clock(options["at"], words)
        try:
            transport, sender = import_string(settings.WAY_OUT)(settings.ENVIRONMENT)
            if options["dry_run"]:
                self._show(clock(), words)
            else:
                self._tell(send_notices(transport, clock=clock, sender=sender), words)
        except TransportProblem as problem:
            raise CommandError(str(problem)) from problem

    def _show(self, at: datetime, words: Catalogue) -> None:
        """Users by number: what a nightly run prints ends in somebody's mail or log."""
        number = 0
        for preview in previews(at=at):
            number += not preview.dropped
            counted = words.count("{n} notice", "{n} notices", preview.notices)
            self.stdout.write(f"{preview.user_id}: {preview.dropped or counted}")
        self.stdout.write(words.count("{n} mail would leave.", "{n} mails would leave.", number))

    def _tell(self, told: Round, words: Catalogue) -> None:
        sent = told.mails.get(NoticeState.SENT, 0)
        self.stdout.write(words.count("{n} mail sent.", "{n} mails sent.", sent))
        if dropped := told.mails.get(NoticeState.DROPPED, 0):
            self.stdout.write(
                words.count(
                    "{n} mail dropped: it cannot be delivered.",
                    "{n} mails dropped: they cannot be delivered.",
                    dropped,
                )
            )
        if unsure := told.mails.get(NoticeState.UNCERTAIN, 0):
            self.stdout.write(
                words.count(
                    "{n} mail is in doubt and is not sent again.",
                    "{n} mails are in doubt and are not sent again.",
                    unsure,
                )
            )
        if told.interrupted:
            self.stdout.write(
                words.count(
                    "{n} notice of an interrupted run is in doubt and is not sent again.",
                    "{n} notices of an interrupted run are in doubt and are not sent again.",
                    told.interrupted,
                )
            )
        if waits := told.mails.get(NoticeState.WAITING, 0):
            self.stdout.write(
                words.count(
                    "{n} mail was not taken; the next run tries again.",
                    "{n} mails were not taken; the next run tries again.",
                    waits,
                )
            )
        if told.stopped:
            raise CommandError(told.stopped)


def _clock(text: str, words: Catalogue) -> Callable[[], datetime]:
    """The clock on the wall, or one that stands at an instant."""
    if not text:
        return lambda: datetime.now(UTC)
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        example = "2026-10-02T09:30+02:00"
        raise CommandError(words.text(_NOT_AN_INSTANT, text=text, example=example))
    return lambda: at

"""``python -m workflow set_notices USER KIND HOW``: choose how somebody is told of something."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from workflow.languages.catalogue import catalogue, marked
from workflow.languages.registry import by_tag
from workflow.notices.actions import TimeRefused, set_digest_time, set_preference
from workflow.notices.states import How, NoticeKind
from workflow.people.actions import terminal_user
from workflow.people.models import User

_NOBODY = marked("There is no user “{name}”. There are: {names}.")


class Command(BaseCommand):
    """Sets one kind of notice for one user, and the time of her daily digest."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whom, which kind and how; and when the digest comes."""
        parser.add_argument("user")
        parser.add_argument("kind", choices=[each.value for each in NoticeKind])
        parser.add_argument("how", choices=[each.value for each in How])
        parser.add_argument("--time-zone", default="")
        parser.add_argument("--hour", type=int)

    @transaction.atomic
    def handle(self, *_: Any, **options: Any) -> None:
        """Set it all, or nothing."""
        user, by, at = _user(options["user"]), terminal_user(), datetime.now(UTC)
        set_preference(user, NoticeKind(options["kind"]), How(options["how"]), by=by, at=at)
        hour, zone = options["hour"], options["time_zone"]
        if hour is None and not zone:
            return
        hour, zone = user.notice_hour if hour is None else hour, zone or user.time_zone
        try:
            set_digest_time(user, hour=hour, time_zone=zone, by=by, at=at)
        except TimeRefused as refused:
            raise CommandError(str(refused)) from refused


def _user(name: str) -> User:
    found = User.objects.filter(username=name).first()
    if found is None:
        words = catalogue(by_tag(settings.TERMINAL_LANGUAGE))
        names = ", ".join(User.objects.order_by("username").values_list("username", flat=True))
        raise CommandError(words.text(_NOBODY, name=name, names=names))
    return found

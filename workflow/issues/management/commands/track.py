"""``python -m workflow track WHAT``: who works on what, what is free, what waits, what blocks."""

import json
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from workflow.issues.models import Issue
from workflow.issues.snapshot import IssueIncomplete
from workflow.issues.states import IssueState
from workflow.issues.tracking import blockers, board, free_work
from workflow.issues.tracking.telling import Telling
from workflow.languages.catalogue import catalogue, marked
from workflow.languages.registry import by_tag
from workflow.people.models import User
from workflow.stories.models import Coverage
from workflow.translation.tracking import ledger, my_work, throughput, waiting_for_review

# Each answer as values whose fields make a line of JSON, and as a row of the table.
_Answers = Iterable[tuple[tuple[object, ...], tuple[object, ...]]]


_PIPED = 120  # columns of a table that goes to a file or another program


@dataclass(frozen=True, slots=True)
class _Question:
    """One thing that can be asked: its columns, and the rows that answer it."""

    about: str
    columns: tuple[str, ...]
    ask: Callable[["Command", str], _Answers]
    caption: str = ""


class Command(BaseCommand):
    """Shows a table, or one JSON object a line."""

    help = __doc__

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = catalogue(by_tag(settings.TERMINAL_LANGUAGE))
        self.telling = Telling(self.words, ZoneInfo(settings.NEWSROOM_TIME_ZONE))
        self.at = datetime.now(UTC)
        self.days = 30

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to show, and of whom or which."""
        about = "; ".join(f"{name}: {self.words.text(each.about)}" for name, each in ASK.items())
        parser.add_argument("what", choices=list(ASK), help=about)
        about = self.words.text("The user, coverage or issue that is asked about")
        parser.add_argument("of", nargs="?", default="", help=about)
        about = self.words.text("How many days back the throughput goes")
        parser.add_argument("--days", type=int, default=30, help=about)
        about = self.words.text("Print one JSON object a line")
        parser.add_argument("--json", action="store_true", help=about)

    def handle(self, *_: object, **options: Any) -> None:
        """Ask, and show the answer."""
        question = ASK[options["what"]]
        self.at, self.days = datetime.now(UTC), options["days"]
        answers = list(question.ask(self, options["of"]))
        if options["json"]:
            for values, _row in answers:
                told = self.telling.columns(*values, but="cells")
                self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        table = Table(box=box.SIMPLE_HEAD, caption=self.caption(question), caption_justify="left")
        for column in question.columns:
            table.add_column(self.words.text(column), overflow="fold")
        for _values, row in answers:
            table.add_row(*(Text(self.telling.say(each)) for each in row))
        console = Console()
        if not console.is_terminal:
            console.width = max(console.width, _PIPED)
        with console.capture() as shown:
            console.print(table if answers else self.words.text("Nothing."))
        self.stdout.write(shown.get())

    def caption(self, question: "_Question") -> str | None:
        """What has to be said below a table, if anything."""
        return self.words.text(question.caption) if question.caption else None

    def user(self, name: str) -> User:
        """The user of a name, or the list of those there are."""
        found = User.objects.filter(username=name).first()
        if found is None:
            raise self.unknown(name, User.objects.order_by("username"), "username")
        return found

    def issues(self, slug: str) -> list[Issue]:
        """The issue of a folder name; all that are planned when none is named."""
        issues = Issue.objects.order_by("planned_at", "pk")
        if not slug:
            return list(issues.filter(state=IssueState.PLANNING))
        found = list(issues.filter(slug=slug))
        if not found:
            raise self.unknown(slug, issues, "slug")
        return found

    def coverage(self, slug: str) -> Coverage | None:
        """The coverage of a file name; all of them when none is named."""
        found = Coverage.objects.filter(slug=slug).first()
        if slug and found is None:
            raise self.unknown(slug, Coverage.objects.order_by("slug"), "slug")
        return found

    def unknown(self, name: str, rows: QuerySet[Any], column: str) -> CommandError:
        """The answer to a name that nothing has: the names there are."""
        known = ", ".join(rows.values_list(column, flat=True)) or "–"
        return CommandError(
            self.words.text(
                "Nothing is called “{name}”. There is: {known}.", name=name, known=known
            )
        )


def _mine(command: Command, of: str) -> _Answers:
    for each in my_work(command.user(of), at=command.at):
        done = f"{each.done}/{each.blocks}"
        part = f" ({each.part}/{each.parts})" if each.part else ""
        remark = command.words.text("Changes requested") if each.asked else ""
        title = f"{each.title}{part}"
        yield (
            (each,),
            (title, each.language, each.state, each.promised_at, done, each.level, remark),
        )


def _free(command: Command, of: str) -> _Answers:
    for each in free_work(command.user(of), at=command.at):
        parts = f" ({', '.join(map(str, each.parts))})" if each.parts else ""
        title = f"{each.title}{parts}"
        yield (each,), (title, each.language, each.state, each.planned_at, each.instead)


def _review(command: Command, of: str) -> _Answers:
    for each in waiting_for_review(command.user(of)):
        mark = "" if each.may_approve else command.words.text("your own work")
        row = (each.title, each.language, each.since, each.words, each.translators, each.level)
        yield (each,), (*row, mark)


def _board(command: Command, of: str) -> _Answers:
    for row in board(command.coverage(of), at=command.at):
        for cell in row.cells:
            yield (
                (row, cell),
                (
                    row.title,
                    cell.language,
                    cell.state,
                    cell.since,
                    cell.holders,
                    cell.due_at,
                    cell.level,
                ),
            )


def _blocks(command: Command, of: str) -> _Answers:
    try:
        found = blockers(*command.issues(of))
    except IssueIncomplete as problem:
        raise CommandError(str(problem)) from problem
    for each in found:
        row = (each.sends_at, each.language, each.title, each.why, each.instead, each.ways)
        yield (each,), row


def _throughput(command: Command, _of: str) -> _Answers:
    since = command.at - timedelta(days=command.days)
    for each in throughput(since, command.at):
        waits = (each.to_start, each.to_submit, each.to_approve)
        yield (each,), (each.language, each.approved, each.words, *waits)


def _credits(_command: Command, _of: str) -> _Answers:
    for each in ledger():
        yield (each,), (each.name, each.words, each.reviews, each.terms)


ASK = {
    "mine": _Question(
        marked("what a user has promised"),
        (
            marked("Story"),
            marked("Language"),
            marked("State"),
            marked("Promised for"),
            marked("Done"),
            marked("Outdated"),
            marked("Remark"),
        ),
        _mine,
    ),
    "free": _Question(
        marked("what nobody translates in a user’s languages"),
        (
            marked("Story"),
            marked("Language"),
            marked("State"),
            marked("Next issue"),
            marked("Otherwise"),
        ),
        _free,
    ),
    "review": _Question(
        marked("what waits for a user’s review"),
        (
            marked("Story"),
            marked("Language"),
            marked("Waiting since"),
            marked("Words"),
            marked("Translation"),
            marked("Outdated"),
            marked("Remark"),
        ),
        _review,
    ),
    "board": _Question(
        marked("every story in every language, of one coverage or all"),
        (
            marked("Story"),
            marked("Language"),
            marked("State"),
            marked("Since"),
            marked("Held by"),
            marked("Promised for"),
            marked("Outdated"),
        ),
        _board,
    ),
    "blocks": _Question(
        marked("what keeps an issue’s editions from going, and who can do something"),
        (
            marked("Next issue"),
            marked("Edition"),
            marked("Story"),
            marked("Why"),
            marked("Otherwise"),
            marked("What to do"),
        ),
        _blocks,
    ),
    "throughput": _Question(
        marked("what each language got done, and how long it waited"),
        (
            marked("Language"),
            marked("Approved"),
            marked("Words"),
            marked("Until begun"),
            marked("Until handed in"),
            marked("Until approved"),
        ),
        _throughput,
        marked("How long each step waited: half of all, and nine of ten, took no longer."),
    ),
    "credits": _Question(
        marked("everybody’s accepted words, reviews and terms"),
        (marked("Name"), marked("Words"), marked("Reviews"), marked("Terms")),
        _credits,
    ),
}

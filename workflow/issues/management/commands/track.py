"""``python -m workflow track WHAT``: who works on what, what is free, what waits, what blocks."""

import json
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich import box
from rich.console import Console
from rich.table import Table

from workflow.issues.models import Issue
from workflow.issues.sentences import Sentence
from workflow.issues.snapshot import IssueIncomplete
from workflow.issues.states import Fallback
from workflow.issues.tracking import BoardCell, BoardRow, blockers, board, free_work
from workflow.languages.catalogue import Catalogue, catalogue, marked
from workflow.languages.formatting import format_date, name_of
from workflow.languages.language import Language
from workflow.languages.registry import by_tag
from workflow.people.models import User
from workflow.stories.models import Coverage
from workflow.text.meaning import Level
from workflow.translation.states import TranslationState
from workflow.translation.tracking import (
    Waiting,
    ledger,
    my_work,
    throughput,
    waiting_for_review,
)

_SAID: dict[StrEnum, str] = {
    Fallback.HOLD: marked("Hold the edition"),
    Fallback.OMIT: marked("Leave the story out"),
    Fallback.ORIGINAL: marked("Show the original with a note"),
    Level.TYPO: marked("typing error"),
    Level.STYLE: marked("style"),
    Level.FACT: marked("fact"),
    Level.RETRACTION: marked("retraction"),
    TranslationState.OPEN: marked("open"),
    TranslationState.DRAFTING: marked("in draft"),
    TranslationState.IN_REVIEW: marked("in review"),
    TranslationState.APPROVED: marked("approved"),
}


@dataclass(frozen=True, slots=True)
class _Question:
    """One thing that can be asked: its columns, and the rows that answer it."""

    about: str
    columns: tuple[str, ...]
    ask: Callable[["Command", str], Iterable[tuple[object, tuple[object, ...]]]]


class Command(BaseCommand):
    """Shows a table, or one JSON object a line."""

    help = __doc__

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words: Catalogue = catalogue(by_tag(settings.TERMINAL_LANGUAGE))
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
            for value, _row in answers:
                self.stdout.write(json.dumps(_plain(value, self.words), ensure_ascii=False))
            return
        table = Table(box=box.SIMPLE_HEAD)
        for column in question.columns:
            table.add_column(self.words.text(column), overflow="fold")
        for _value, row in answers:
            table.add_row(*(self.say(each) for each in row))
        console = Console()
        with console.capture() as shown:
            console.print(table if answers else self.words.text("Nothing."))
        self.stdout.write(shown.get())

    def say(self, value: object) -> str:
        """One cell of a table, in the terminal's language."""
        match value:
            case None:
                return ""
            case Sentence():
                return value.in_(self.words.language)
            case Language():
                return name_of(value, in_language=self.words.language).nominative
            case TranslationState() | Fallback() | Level():
                return self.words.text(_SAID[value])
            case datetime():
                return format_date(value.date(), self.words.language)
            case timedelta():
                return _hours(value)
            case tuple():
                return ", ".join(map(str, value))
            case _:
                return str(value)

    def user(self, name: str) -> User:
        """The user of a name, or the list of those there are."""
        found = User.objects.filter(username=name).first()
        if found is None:
            known = ", ".join(User.objects.order_by("username").values_list("username", flat=True))
            raise CommandError(f"There is no user '{name}'. There are: {known}.")
        return found

    def issue(self, slug: str) -> Issue:
        """The issue of a folder name, or the list of those there are."""
        found = Issue.objects.filter(slug=slug).first()
        if found is None:
            known = ", ".join(Issue.objects.values_list("slug", flat=True)) or "none"
            raise CommandError(f"There is no issue '{slug}'. There are: {known}.")
        return found

    def coverage(self, slug: str) -> Coverage | None:
        """The coverage of a file name; all of them when none is named."""
        found = Coverage.objects.filter(slug=slug).first()
        if slug and found is None:
            known = ", ".join(Coverage.objects.values_list("slug", flat=True)) or "none"
            raise CommandError(f"There is no coverage '{slug}'. There are: {known}.")
        return found


_Answers = Iterable[tuple[object, tuple[object, ...]]]


def _mine(command: Command, of: str) -> _Answers:
    for each in my_work(command.user(of), at=command.at):
        done = f"{each.done}/{each.blocks}"
        yield (
            each,
            (each.title, each.language, each.state, each.promised_at, done, each.level),
        )


def _free(command: Command, of: str) -> _Answers:
    for each in free_work(command.user(of), at=command.at):
        yield each, (each.title, each.language, each.state, each.planned_at, each.fallback)


def _review(command: Command, of: str) -> _Answers:
    for each in waiting_for_review(command.user(of)):
        mark = command.words.text("your own work") if each.own else ""
        yield each, (each.title, each.language, each.since, each.translators, mark)


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
        found = blockers(command.issue(of))
    except IssueIncomplete as problem:
        raise CommandError(str(problem)) from problem
    for each in found:
        yield each, (each.language, each.title, each.why, each.instead, each.who, each.mend)


def _throughput(command: Command, _of: str) -> _Answers:
    since = command.at - timedelta(days=command.days)
    for each in throughput(since, command.at):
        waits = (each.to_start, each.to_submit, each.to_approve)
        yield each, (each.language, each.approved, each.words, *map(_median, waits))


def _credits(_command: Command, _of: str) -> _Answers:
    for each in ledger():
        yield each, (each.name, each.words, each.reviews, each.terms)


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
            marked("Translation"),
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
            marked("Edition"),
            marked("Story"),
            marked("Why"),
            marked("Otherwise"),
            marked("Who"),
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
    ),
    "credits": _Question(
        marked("everybody’s accepted words, reviews and terms"),
        (marked("Name"), marked("Words"), marked("Reviews"), marked("Terms")),
        _credits,
    ),
}


def _median(waiting: Waiting | None) -> timedelta | None:
    return waiting.median if waiting else None


def _hours(time: timedelta) -> str:
    """Days and hours, as in 3d 4h; minutes below an hour."""
    days, hours = time.days, time.seconds // 3600
    if days:
        return f"{days}d {hours}h"
    return f"{hours}h" if hours else f"{time.seconds // 60}min"


def _plain(value: object, words: Catalogue) -> object:
    """A value as JSON has it; a cell of the board comes with its row."""
    match value:
        case (BoardRow() as row, BoardCell() as cell):
            whole = _fields(row, words) | _fields(cell, words)
            return {name: each for name, each in whole.items() if name != "cells"}
        case dict():
            return {str(name): _plain(each, words) for name, each in value.items()}
        case tuple():
            return [_plain(each, words) for each in value]
        case _ if is_dataclass(value) and not isinstance(value, Sentence | Language):
            return _fields(value, words)
        case _:
            return _simple(value, words)


def _fields(value: object, words: Catalogue) -> dict[str, object]:
    names = (each.name for each in fields(value))  # type: ignore[arg-type]
    return {name: _plain(getattr(value, name), words) for name in names}


def _simple(value: object, words: Catalogue) -> object:
    """Languages by tag, moments in ISO 8601, times in seconds, sentences said."""
    match value:
        case Sentence():
            return value.in_(words.language)
        case Language():
            return value.tag
        case datetime():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case _:
            return value

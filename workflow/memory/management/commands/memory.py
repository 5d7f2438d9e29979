"""``python -m workflow memory WHAT``: files of pairs in and out, and what the memory knows."""

from argparse import ArgumentParser
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from workflow.journal.actions import MoveRefused
from workflow.languages.catalogue import catalogue, marked
from workflow.languages.registry import ALL, by_tag
from workflow.memory.exporting import take_out
from workflow.memory.forgetting import forget
from workflow.memory.importing import ImportRefused, begin_import, cancel_import
from workflow.memory.lookup import lookup
from workflow.memory.models import MemoryImport, MemoryPair
from workflow.memory.search import concordance
from workflow.memory.states import ImportState
from workflow.memory.told import told_held, told_import, told_kind, told_origin
from workflow.memory.values import Query
from workflow.memory.work import held_imports, run_imports
from workflow.people.actions import terminal_user

NO_IMPORT = marked("There is no import {number}. List them: memory status.")
NO_PAIR = marked("The memory has no pair {number}, or it is forgotten already. Look it up.")
NOTHING = marked("The memory has nothing like it.")
NO_FILE = marked("{path} cannot be read: {reason}.")
CANCELLED = marked("Import {number} was cancelled before its end. What came in stays.")
NOT_WHOLE = marked("Units that came in, but not whole: {n}")
_MOST_SHOWN = 20


class Command(BaseCommand):
    """Brings files in, works on them, reports, and looks things up."""

    help = __doc__

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = by_tag(settings.TERMINAL_LANGUAGE)
        self.words = catalogue(self.language)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do, and with which file or text."""
        words = self.words
        tags = [language.tag for language in ALL]
        parts = parser.add_subparsers(dest="what", required=True)
        parts.add_parser("status", help=words.text("which files wait, and how far each is"))
        bring = parts.add_parser(
            "import", help=words.text("take a TMX file, to be worked on later")
        )
        bring.add_argument("file", type=Path)
        bring.add_argument("--wait", action="store_true", help=words.text("work on it at once"))
        parts.add_parser("work", help=words.text("bring in what waits, or was broken off"))
        for name, about in (
            ("report", words.text("what a file brought, and what of it was left out, and why")),
            ("cancel", words.text("stop an import; what entered stays")),
        ):
            parts.add_parser(name, help=about).add_argument("number", type=int)
        out = parts.add_parser("export", help=words.text("write the memory into a TMX file"))
        out.add_argument("file", type=Path)
        out.add_argument("--languages", nargs="+", choices=tags, default=[])
        out.add_argument("--story", default="")
        look = parts.add_parser("lookup", help=words.text("how a text was translated before"))
        look.add_argument("text")
        look.add_argument("--from", dest="source", choices=tags, required=True)
        look.add_argument("--to", dest="target", choices=tags, required=True)
        find = parts.add_parser("search", help=words.text("pairs in which these words stand"))
        find.add_argument("text")
        find.add_argument("--language", choices=tags, required=True)
        gone = parts.add_parser("forget", help=words.text("have a pair found no more"))
        gone.add_argument("number", type=int)
        gone.add_argument("--reason", required=True)

    def handle(self, *_: Any, what: str, **options: Any) -> None:
        """Do it; every refusal is one sentence."""
        try:
            _ACTS[what](self, **options)
        except ImportRefused as refused:
            raise CommandError(refused.sentence.in_(self.language)) from None
        except MoveRefused as refused:
            raise CommandError(str(refused)) from None

    def status(self, **_: Any) -> None:
        """The newest files, and how far each is."""
        rows = MemoryImport.objects.order_by("-pk")[:_MOST_SHOWN]
        for row in rows:
            self._line(row)
        pairs = MemoryPair.objects.filter(replaced_at=None).count()
        self.stdout.write(
            self.words.count("The memory has {n} pair.", "The memory has {n} pairs.", pairs)
        )

    def bring(self, *, file: Path, wait: bool, **_: Any) -> None:
        """Take a file."""
        try:
            with file.open("rb") as stream:
                row = begin_import(stream, name=file.name, by=terminal_user(), at=_now())
        except OSError as error:
            raise CommandError(self._unreadable(file, error)) from None
        self.stdout.write(
            self.words.text("Taken, as import {number}: {name}", number=str(row.pk), name=row.name)
        )
        if wait:
            run_imports(clock=_now, progress=self._line)
            self._tell_end(self._import(row.pk))

    def work(self, **_: Any) -> None:
        """Work until nothing waits, tell how far it is, and what another worker holds."""
        run_imports(clock=_now, progress=self._line)
        for row in held_imports(at=_now()):
            self.stdout.write(told_held(row, self.words))

    def report(self, *, number: int, **_: Any) -> None:
        """What became of one file."""
        row = self._import(number)
        self._line(row)
        if row.why is not None:
            self.stdout.write(row.why.in_(self.language))
        if row.not_whole:
            self.stdout.write(self.words.text(NOT_WHOLE, n=row.not_whole))
        for each in row.rejects.iterator():
            place = self.words.text(
                "Unit {number}, line {line}", number=str(each.number), line=str(each.line)
            )
            excerpt = f" ({each.excerpt})" if each.excerpt else ""
            self.stdout.write(f"  {place}: {each.why.in_(self.language)}{excerpt}")

    def cancel(self, *, number: int, **_: Any) -> None:
        """Stop an import."""
        row = self._import(number)
        cancel_import(row, by=terminal_user(), at=_now())
        self._line(self._import(number))

    def export(self, *, file: Path, languages: list[str], story: str, **_: Any) -> None:
        """Write the memory into a file."""
        try:
            with file.open("wb") as stream:
                count = take_out(
                    stream,
                    by=terminal_user(),
                    languages=[by_tag(tag) for tag in languages],
                    story=story,
                )
        except OSError as error:
            raise CommandError(self._unreadable(file, error)) from None
        self.stdout.write(self.words.count("{n} pair written.", "{n} pairs written.", count))

    def lookup(self, *, text: str, source: str, target: str, **_: Any) -> None:
        """How a text was translated before, the best first."""
        [hits] = lookup([Query(text=text)], source=by_tag(source), target=by_tag(target))
        if not hits:
            self.stdout.write(self.words.text(NOTHING))
        for hit in hits:
            kind, origin = told_kind(hit, self.words), told_origin(hit, self.words)
            self.stdout.write(
                f"{hit.pair_id}  {kind}  {hit.text}\n    {hit.translation} ({origin})"
            )

    def search(self, *, text: str, language: str, **_: Any) -> None:
        """Pairs in which these words stand."""
        found = concordance(text, language=by_tag(language))
        if not found:
            self.stdout.write(self.words.text(NOTHING))
        for hit in found:
            self.stdout.write(f"{hit.pair_id}  {hit.text}\n    {hit.translation}")

    def forget(self, *, number: int, reason: str, **_: Any) -> None:
        """Have a pair found no more."""
        row = MemoryPair.objects.filter(pk=number, replaced_at=None).first()
        if row is None:
            raise CommandError(self.words.text(NO_PAIR, number=str(number)))
        forget(row, by=terminal_user(), at=_now(), reason=reason)

    def _line(self, row: MemoryImport) -> None:
        self.stdout.write(told_import(row, self.words))

    def _tell_end(self, row: MemoryImport) -> None:
        """Report on a finished file; raise for one that did not come in, saying why."""
        if row.state == ImportState.FINISHED:
            self.report(number=row.pk)
        elif row.state == ImportState.REFUSED and row.why is not None:
            raise CommandError(row.why.in_(self.language))
        elif row.state == ImportState.CANCELLED:
            raise CommandError(self.words.text(CANCELLED, number=str(row.pk)))
        else:
            raise CommandError(told_held(row, self.words))

    def _import(self, number: int) -> MemoryImport:
        row = MemoryImport.objects.filter(pk=number).first()
        if row is None:
            raise CommandError(self.words.text(NO_IMPORT, number=str(number)))
        return row

    def _unreadable(self, file: Path, error: OSError) -> str:
        reason = error.strerror or type(error).__name__
        return self.words.text(NO_FILE, path=file, reason=reason)


_ACTS: dict[str, Callable[..., None]] = {
    "status": Command.status,
    "import": Command.bring,
    "work": Command.work,
    "report": Command.report,
    "cancel": Command.cancel,
    "export": Command.export,
    "lookup": Command.lookup,
    "search": Command.search,
    "forget": Command.forget,
}


def _now() -> datetime:
    return datetime.now(UTC)

"""``python -m workflow exchange WHAT``: translations out as files, and files in."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from workflow.exchange.actions import bring_in, take_out
from workflow.exchange.forms import file_name, read_file, read_path, write_file
from workflow.exchange.models import FileIn, FileOut
from workflow.exchange.outcome import Brought, Outcome, UnitReport
from workflow.exchange.queries import report_of
from workflow.exchange.values import FileRefused, Form, FoundFile, filled
from workflow.languages.catalogue import catalogue, marked
from workflow.languages.formatting import format_moment
from workflow.languages.negotiation import negotiate
from workflow.languages.registry import ALL, by_tag
from workflow.people.actions import terminal_user
from workflow.people.permissions import NotAllowed
from workflow.translation.models import Translation
from workflow.translation.problems import TranslationProblem

OUTCOMES = {
    Outcome.SAVED: marked("counts now"),
    Outcome.MERGED: marked("merged with what was written since"),
    Outcome.SUGGESTED: marked("waits as a suggestion"),
    Outcome.SAME: marked("nothing new"),
    Outcome.EMPTIED: marked("has no text in the file; the desk keeps its own"),
    Outcome.REFUSED: marked("cannot stand in this block; kept with the file"),
    Outcome.UNKNOWN: marked("belongs to no block; kept with the file"),
    Outcome.ABSENT: marked("is not in the file; the desk keeps its text"),
}
NO_TRANSLATION = marked(
    "Nobody has begun {story} in {language}. Start it, or name the right ones: --story, --language."
)
WHICH = marked("The file does not say its story or language. Name them: --story, --language.")
NO_REPORT = marked("No file came in under number {number}. List them: exchange list.")
NO_FILE = marked("{path} cannot be read: {reason}.")
LOOK_AT = 1  # the exit code when something has to be looked at
_NEWEST = 20


class Command(BaseCommand):
    """Takes translations out, brings files in, and says what became of each unit."""

    help = __doc__

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = by_tag(settings.TERMINAL_LANGUAGE)
        self.words = catalogue(self.language)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do, and with which translation or file."""
        words = self.words
        tags = [language.tag for language in ALL]
        parts = parser.add_subparsers(dest="what", required=True)
        out = parts.add_parser("out", help=words.text("write a translation, or all of a coverage"))
        out.add_argument(
            "story", help=words.text("The story’s short name; with --coverage, its own")
        )
        out.add_argument("language", choices=tags)
        out.add_argument("--form", choices=list(Form), default=Form.XLIFF_1.value)
        out.add_argument(
            "--to", type=Path, default=Path(), help=words.text("the folder to write into")
        )
        out.add_argument(
            "--coverage", action="store_true", help=words.text("every begun translation")
        )
        out.add_argument(
            "--target-only", action="store_true", help=words.text("Markdown without its source")
        )
        out.add_argument(
            "--fill",
            action="store_true",
            help=words.text("put the source where a text is missing, as OmegaT wants XLIFF"),
        )
        bring = parts.add_parser("in", help=words.text("bring a file in"))
        bring.add_argument("file", type=Path, nargs="+")
        bring.add_argument("--story", default="")
        bring.add_argument("--language", choices=tags, default="")
        bring.add_argument("--form", choices=list(Form), default=None)
        bring.add_argument(
            "--try",
            dest="only_try",
            action="store_true",
            help=words.text("only say what would change"),
        )
        bring.add_argument(
            "--take-unfinished",
            action="store_true",
            help=words.text("let texts count that the tool calls unfinished"),
        )
        parts.add_parser("list", help=words.text("what left and what came in last"))
        show = parts.add_parser("show", help=words.text("what became of a file that came in"))
        show.add_argument("number", type=int)

    def handle(self, *_: Any, what: str, **options: Any) -> None:
        """Do it; what cannot be done is said in a sentence."""
        try:
            _ACTS[what](self, **options)
        except (TranslationProblem, NotAllowed) as refused:
            raise CommandError(str(refused), returncode=2) from None

    # Out -------------------------------------------------------------------------------------

    def out(self, *, story: str, language: str, form: str, to: Path, **options: Any) -> None:
        """Write files."""
        for translation in self._wanted(story, language, whole=options["coverage"]):
            file = take_out(translation, Form(form), by=terminal_user(), at=_now())
            path = to / file_name(file, Form(form))
            data = write_file(
                filled(file) if options["fill"] else file,
                Form(form),
                bilingual=not options["target_only"],
            )
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            except OSError as error:
                raise CommandError(self._unreadable(path, error), returncode=2) from None
            self.stdout.write(
                self.words.count(
                    "{path}: {n} block", "{path}: {n} blocks", len(file.units), path=path
                )
            )

    def _wanted(self, story: str, language: str, *, whole: bool) -> Iterable[Translation]:
        rows = Translation.objects.filter(language=language, revision__isnull=False)
        if whole:
            return rows.filter(story__coverage__slug=story).order_by("story__slug")
        return [self._translation(story, language)]

    def _translation(self, story: str, language: str) -> Translation:
        rows = Translation.objects.filter(story__slug=story, language=language)
        found: Translation | None = rows.filter(revision__isnull=False).first()
        if found is None:
            said = self.words.text(NO_TRANSLATION, story=story, language=language)
            raise CommandError(said, returncode=2)
        return found

    # In --------------------------------------------------------------------------------------

    def bring(self, *, file: list[Path], **options: Any) -> None:
        """Bring files in, one after another; the exit code says whether to look at something.

        A refused file keeps no other back; everything that is wrong with it is said at the end.
        """
        told: list[bool] = []
        refused: list[str] = []
        for path in file:
            try:
                told.append(self._bring(path, **options))
            except FileRefused as problem:
                refused.append(str(problem))
            except (TranslationProblem, NotAllowed, CommandError) as problem:
                refused.append(f"{path.name}: {problem}" if len(file) > 1 else str(problem))
        if refused:
            raise CommandError("\n".join(refused), returncode=2)
        if any(told):
            sys.exit(LOOK_AT)

    def _bring(
        self, path: Path, *, story: str, language: str, form: str | None, **options: Any
    ) -> bool:
        try:
            data = read_path(path)
        except OSError as error:
            raise CommandError(self._unreadable(path, error), returncode=2) from None
        found = read_file(data, name=path.name, form=Form(form) if form else None)
        brought = bring_in(
            self._of(found, story, language),
            found,
            name=path.name,
            sha256=sha256(data).hexdigest(),
            by=terminal_user(),
            at=_now(),
            take_unfinished=options["take_unfinished"],
            only_try=options["only_try"],
        )
        self._report(path.name, brought)
        return bool(brought.told or brought.remarks)

    def _of(self, found: FoundFile, story: str, language: str) -> Translation:
        target = negotiate(found.languages[1]) if found.languages[1] else None
        story = story or found.story
        language = language or (target.tag if target else "")
        if not story or not language:
            raise CommandError(self.words.text(WHICH), returncode=2)
        return self._translation(story, language)

    def _report(self, name: str, brought: Brought) -> None:
        number = "" if brought.stored is None else f" ({brought.stored})"
        self.stdout.write(f"{name}{number}")
        for remark in brought.remarks:
            self.stdout.write(f"  {remark.in_(self.language)}")
        for outcome, count in sorted(brought.counts.items()):
            self.stdout.write(f"  {self.words.text(OUTCOMES[outcome])}: {count}")
        for unit in brought.told:
            self._unit(unit)

    def _unit(self, unit: UnitReport) -> None:
        place = ", ".join(filter(None, (unit.key, unit.place))) or "–"
        self.stdout.write(f"  {place}: {self.words.text(OUTCOMES[unit.outcome])}")
        for sentence in unit.why:
            self.stdout.write(f"    {sentence.in_(self.language)}")
        if unit.source:
            self.stdout.write(f"    {unit.source}")
        if unit.text and unit.outcome in {Outcome.REFUSED, Outcome.UNKNOWN}:
            self.stdout.write(f"    {unit.text}")

    # Looking back ----------------------------------------------------------------------------

    def newest(self, **_: Any) -> None:
        """What left and what came in last, the newest first."""
        out = FileOut.objects.select_related("translation__story").order_by("-pk")[:_NEWEST]
        came = FileIn.objects.select_related("translation__story").order_by("-pk")[:_NEWEST]
        for row in sorted([*out, *came], key=lambda row: row.at, reverse=True)[:_NEWEST]:
            sign = "←" if isinstance(row, FileIn) else "→"
            name = f"{row.name} ({row.pk})" if isinstance(row, FileIn) else row.form
            at = format_moment(row.at, self.language)
            self.stdout.write(f"{sign} {at}  {row.translation}  {name}, {row.by_name}")

    def show(self, *, number: int, **_: Any) -> None:
        """What became of a file."""
        row = FileIn.objects.filter(pk=number).first()
        if row is None:
            raise CommandError(self.words.text(NO_REPORT, number=str(number)), returncode=2)
        self._report(row.name, report_of(row))

    def _unreadable(self, path: Path, error: OSError) -> str:
        reason = error.strerror or type(error).__name__
        return self.words.text(NO_FILE, path=path, reason=reason)


_ACTS: dict[str, Callable[..., None]] = {
    "out": Command.out,
    "in": Command.bring,
    "list": Command.newest,
    "show": Command.show,
}


def _now() -> datetime:
    return datetime.now(UTC)

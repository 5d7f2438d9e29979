"""``python -m workflow check_text --language uk FILE``: what is amiss in a text; or mend it."""

import json
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from workflow.glossary.files import GlossaryFileRefused
from workflow.glossary.files import read_file as read_glossary_file
from workflow.languages.catalogue import Catalogue, catalogue, marked
from workflow.languages.language import Language
from workflow.languages.negotiation import negotiate
from workflow.languages.registry import ALL, by_tag
from workflow.text.checks.finding import Finding, Severity
from workflow.text.terms.base import EMPTY, TermBase, term_base
from workflow.text.typography import apply
from workflow.text.typography.style import HouseStyle, HouseStyleRefused
from workflow.translation.files.checked import CheckedSource, check_file, mend_file

STANDARD_INPUT = "-"
_HAS_ERRORS, _USAGE = 1, 2
_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_NAMES = {
    Severity.ERROR: marked("error"),
    Severity.WARNING: marked("warning"),
    Severity.NOTE: marked("note"),
}
_VISIBLE = str.maketrans({"\u00a0": "⍽", "\u202f": "⍽", "\n": "↵"})
_EPILOG = """\
examples:
  python -m workflow check_text --language uk translations/drone-parts/uk.md
  python -m workflow check_text --language uk --source en.md --source-language en uk.md
  python -m workflow check_text --language pl --glossary translations/glossary.csv pl.md
  python -m workflow check_text --language zh-Hant --mend draft.md > mended.md

exit codes: 0 no errors, 1 errors found, 2 the command cannot be carried out"""


class Command(BaseCommand):
    """Prints what the checks and the typography of a language say of a file, or mends it."""

    help = "Check the words of a text: alone, or beside the text it was translated from."
    requires_system_checks = ()

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """The parser, whose help ends with examples on lines of their own."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.formatter_class = RawDescriptionHelpFormatter
        parser.epilog = _EPILOG
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The text, its language, what it is compared with, and how the answer is given."""
        tags = ", ".join(str(language) for language in ALL)
        parser.add_argument("file", help="a text or Markdown file in UTF-8; - for standard input")
        parser.add_argument("--language", required=True, help=f"its language: {tags}")
        parser.add_argument("--source", metavar="FILE", help="the text it was translated from")
        parser.add_argument("--source-language", help="the language of the source")
        parser.add_argument(
            "--style",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help="a choice of house style, such as en.dash=en; may be given several times",
        )
        parser.add_argument(
            "--glossary", metavar="FILE", help="what the house calls things: a .csv or .tbx file"
        )
        parser.add_argument(
            "--speak",
            default=settings.TERMINAL_LANGUAGE,
            help="the language of the answer; otherwise the terminal's",
        )
        answer = parser.add_mutually_exclusive_group()
        answer.add_argument("--json", action="store_true", help="one JSON object a finding")
        answer.add_argument(
            "--mend", action="store_true", help="print the text with all safe fixes in place"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Check or mend, and end with 1 where there are errors."""
        words = catalogue(_language(options["speak"], catalogue(by_tag("en"))))
        language = _language(options["language"], words)
        style = _style(options["style"], words)
        source = _source(options, words)
        text = _read(options["file"], words)
        if options["mend"]:
            self.stdout.write(mend_file(text, language=language, style=style), ending="")
            return
        terms = _terms(options["glossary"], words)
        found = check_file(text, language=language, style=style, source=source, terms=terms)
        lines = _as_json(found, words) if options["json"] else _as_text(found, text, words)
        for line in lines:
            self.stdout.write(line)
        if any(each.severity is Severity.ERROR for each in found):
            sys.exit(_HAS_ERRORS)


# What is asked -------------------------------------------------------------------------------


def _refused(sentence: str) -> CommandError:
    return CommandError(sentence, returncode=_USAGE)


def _language(tag: str, words: Catalogue) -> Language:
    language = negotiate([tag])
    if language is None:
        raise _refused(
            words.text(
                "“{tag}” is not one of our languages. Choose from: {tags}.",
                tag=tag,
                tags=", ".join(str(one) for one in ALL),
            )
        )
    return language


def _style(choices: Sequence[str], words: Catalogue) -> HouseStyle:
    unclear = [choice for choice in choices if "=" not in choice]
    if unclear:
        raise _refused(
            words.text(
                "“{choice}” is no choice of style. Write --style NAME=VALUE; the names are: "
                "{names}.",
                choice=unclear[0],
                names=", ".join(sorted(apply.options())),
            )
        )
    try:
        return apply.house_style(dict(choice.split("=", 1) for choice in choices))
    except HouseStyleRefused as refused:
        raise _refused(str(refused)) from refused


def _terms(file: str | None, words: Catalogue) -> TermBase:
    if file is None:
        return EMPTY
    try:
        found = read_glossary_file(Path(file))
    except GlossaryFileRefused as refused:
        raise _refused("\n".join(each.in_(words.language) for each in refused.problems)) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _refused(
            words.text("{path} cannot be read: {reason}.", path=file, reason=reason)
        ) from error
    return term_base(found.concepts)


def _source(options: dict[str, Any], words: Catalogue) -> CheckedSource | None:
    file, tag = options["source"], options["source_language"]
    if (file is None) != (tag is None):
        raise _refused(
            words.text("--source and --source-language belong together. Give both, or neither.")
        )
    if file is None:
        return None
    if file == options["file"] == STANDARD_INPUT:
        raise _refused(
            words.text("Only one of the two texts can come from standard input. Name the other.")
        )
    language = _language(tag, words)
    return CheckedSource(text=_read(file, words), language=language)


def _read(file: str, words: Catalogue) -> str:
    """The text as it is, with its own line ends."""
    try:
        data = sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
        return data.decode("utf-8")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _refused(
            words.text("{path} cannot be read: {reason}.", path=file, reason=reason)
        ) from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refused(
            words.text(
                "{path} is not UTF-8 text: line {line} holds a byte that does not fit. "
                "Save it again as UTF-8.",
                path=file,
                line=line,
            )
        ) from error


# What is answered ----------------------------------------------------------------------------


def _sentence(finding: Finding, words: Catalogue) -> str:
    return words.text(finding.message, **finding.values)


def _as_json(found: Sequence[Finding], words: Catalogue) -> Iterator[str]:
    for each in found:
        told = {
            "check": each.check,
            "severity": each.severity.value,
            "start": each.start,
            "end": each.end,
            "message": _sentence(each, words),
            "fix": each.fix,
        }
        yield json.dumps(told, ensure_ascii=False)


def _as_text(found: Sequence[Finding], text: str, words: Catalogue) -> Iterator[str]:
    """The errors, then the warnings, then the notes, each in order of place."""
    ends = _line_starts(text)
    weightiest_first = sorted(found, key=lambda each: (_WEIGHT[each.severity], each.start))
    for severity, group in groupby(weightiest_first, key=lambda each: each.severity):
        for each in group:
            line = bisect_right(ends, each.start)
            column = each.start - ends[line - 1] + 1
            fix = f" (→ {each.fix.translate(_VISIBLE)})" if each.fix else ""
            said = _sentence(each, words)
            yield f"{line}:{column} {words.text(_NAMES[severity])} {each.check}: {said}{fix}"
        yield ""
    counts = Counter(each.severity for each in found)
    told = [
        words.count("{n} error", "{n} errors", counts[Severity.ERROR]),
        words.count("{n} warning", "{n} warnings", counts[Severity.WARNING]),
        words.count("{n} note", "{n} notes", counts[Severity.NOTE]),
    ]
    yield ", ".join(told)


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for line in text.replace("\r\n", " \n").replace("\r", "\n").split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts[:-1]

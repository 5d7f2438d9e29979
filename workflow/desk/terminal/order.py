"""What somebody asks of ``send.py``: the arguments, read in the user's language."""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import partial
from pathlib import Path

from workflow.languages.catalogue import Catalogue
from workflow.languages.language import Language
from workflow.languages.negotiation import negotiate
from workflow.languages.registry import ALL

_USAGE = (
    "send.py ISSUE [--language L ...] [--transport T] [--to ADDRESS ...]\n"
    "               [--dry-run] [--as-frozen] [--out DIR] [--yes]"
)


class ExitCode(IntEnum):
    """What a shell script can tell from the end of the program."""

    DONE = 0  # sent, or nothing left to send, or a dry run without errors
    USAGE = 2  # the command line was not understood
    BLOCKED = 3  # an edition has errors, or is held; nothing of it was sent
    INCOMPLETE = 4  # some copies were refused, not taken or uncertain
    UNUSABLE = 5  # settings, database or transport cannot be used
    DECLINED = 6  # the question was answered with no


class OrderProblems(Exception):
    """The command line cannot be followed; ``problems`` holds a sentence for each reason."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


class HelpAsked(Exception):
    """The user asked for help; ``text`` is the page to print."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One run: which issue, which languages (empty for all), where to, and whether for real."""

    issue: str
    languages: tuple[Language, ...]
    transport: str
    test_addresses: tuple[str, ...]
    dry_run: bool
    as_frozen: bool
    out: Path | None
    sure: bool


def read_order(
    arguments: Sequence[str], *, words: Catalogue, transports: Sequence[str], default: str
) -> Order:
    """The order in these arguments.

    Raises :class:`OrderProblems` with everything that is wrong, or :class:`HelpAsked`.
    """
    parser = _parser(words, transports, default)
    try:
        given, unknown = parser.parse_known_args(list(arguments))
    except argparse.ArgumentError as error:
        raise OrderProblems([str(error)]) from error
    if given.help:
        raise HelpAsked(parser.format_help())
    languages, problems = _languages(given.language, words)
    problems += _other_problems(given, unknown, words=words, transports=transports)
    if problems:
        raise OrderProblems(problems)
    return Order(
        issue=given.issue,
        languages=languages,
        transport=given.transport,
        test_addresses=tuple(given.to),
        dry_run=given.dry_run,
        as_frozen=given.as_frozen,
        out=Path(given.out).expanduser().resolve() if given.out else None,
        sure=given.yes,
    )


class _Page(argparse.RawDescriptionHelpFormatter):
    """A help page whose usage line opens with the user's word for it."""

    def __init__(self, prog: str, *, usage_word: str) -> None:
        super().__init__(prog)
        self.usage_word = usage_word

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """The usage line, opened by our own word for it."""
        super().add_usage(
            usage, actions, groups, f"{self.usage_word} " if prefix is None else prefix
        )


def _parser(words: Catalogue, transports: Sequence[str], default: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="send.py",
        usage=_USAGE,
        description=words.text("Show where an issue stands, freeze its editions and send them."),
        epilog=_exit_codes(words),
        formatter_class=partial(_Page, usage_word=words.text("Usage:")),
        add_help=False,
        exit_on_error=False,
        allow_abbrev=False,
    )
    _add_what(parser, words)
    _add_how(parser, words, transports, default)
    return parser


def _add_what(parser: argparse.ArgumentParser, words: Catalogue) -> None:
    what = parser.add_argument_group(words.text("What to send"))
    what.add_argument(
        "issue", metavar="ISSUE", nargs="?", help=words.text("The issue’s folder name or number.")
    )
    what.add_argument(
        "--language",
        metavar="L",
        nargs="+",
        action="extend",
        default=[],
        help=words.text("Only these editions: {tags}.", tags=", ".join(str(one) for one in ALL)),
    )


def _add_how(
    parser: argparse.ArgumentParser, words: Catalogue, transports: Sequence[str], default: str
) -> None:
    how = parser.add_argument_group(words.text("How to send it"))
    how.add_argument(
        "--transport",
        metavar="T",
        default=default,
        help=words.text(
            "How messages leave: {transports}. Without it: {default}.",
            transports=", ".join(transports),
            default=default,
        ),
    )
    how.add_argument(
        "--to",
        metavar="ADDRESS",
        nargs="+",
        action="extend",
        default=[],
        help=words.text("Send only a marked test copy, to these addresses."),
    )
    how.add_argument(
        "--dry-run",
        action="store_true",
        help=words.text("Show everything, freeze nothing, send nothing."),
    )
    how.add_argument(
        "--as-frozen",
        action="store_true",
        help=words.text("Send what was frozen, even if the issue has changed since."),
    )
    how.add_argument(
        "--out",
        metavar="DIR",
        help=words.text("Where the outbox and the page that shows all editions are written."),
    )
    how.add_argument("--yes", action="store_true", help=words.text("Send without asking."))
    how.add_argument("-h", "--help", action="store_true", help=words.text("Show this page."))


def _exit_codes(words: Catalogue) -> str:
    meanings = {
        ExitCode.DONE: words.text("done, or nothing left to send"),
        ExitCode.USAGE: words.text("the command line was not understood"),
        ExitCode.BLOCKED: words.text("an edition has errors or waits for a translation"),
        ExitCode.INCOMPLETE: words.text("some copies were refused, not taken or uncertain"),
        ExitCode.UNUSABLE: words.text("settings, database or transport cannot be used"),
        ExitCode.DECLINED: words.text("you answered no"),
    }
    lines = [f"  {code.value}  {meaning}" for code, meaning in meanings.items()]
    return "\n".join([words.text("Exit codes:"), *lines])


def _languages(wanted: Sequence[str], words: Catalogue) -> tuple[tuple[Language, ...], list[str]]:
    found: list[Language] = []
    problems = []
    for tag in wanted:
        language = negotiate([tag])
        if language is None:
            problems.append(
                words.text(
                    "“{tag}” is not one of our languages. Choose from: {tags}.",
                    tag=tag,
                    tags=", ".join(str(one) for one in ALL),
                )
            )
        elif language not in found:
            found.append(language)
    return tuple(found), problems


def _other_problems(
    given: argparse.Namespace,
    unknown: Sequence[str],
    *,
    words: Catalogue,
    transports: Sequence[str],
) -> list[str]:
    problems = []
    if not given.issue:
        problems.append(words.text("Which issue? Give its folder name or its number."))
    if given.transport not in transports:
        problems.append(
            words.text(
                "“{name}” is not a transport. Choose from: {transports}.",
                name=given.transport,
                transports=", ".join(transports),
            )
        )
    if unknown:
        problems.append(words.text("Not understood: {arguments}.", arguments=" ".join(unknown)))
    return problems

"""The command: show what would go, freeze it, send it. ``python send.py --help`` says how."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from django.conf import settings
from django.db import DatabaseError
from rich.console import Console

import workflow.config.boot  # noqa: F401 -- makes Django ready before the imports below
from workflow.config import wiring
from workflow.config.env import Environment, TransportName
from workflow.delivery.transport import Transport, TransportProblem
from workflow.desk.terminal.order import ExitCode, HelpAsked, Order, OrderProblems, read_order
from workflow.desk.terminal.run import run
from workflow.desk.terminal.setting import CannotRun, Desk
from workflow.issues.freeze import EditionTampered, FreezeRefused
from workflow.journal.actions import MoveRefused
from workflow.languages.catalogue import Catalogue, catalogue
from workflow.languages.registry import by_tag
from workflow.people.actions import terminal_user
from workflow.people.permissions import NotAllowed


def main(arguments: Sequence[str]) -> int:
    """Carry out one command line; the exit code says what came of it."""
    words = catalogue(by_tag(settings.TERMINAL_LANGUAGE))
    console = Console(highlight=False, markup=False)
    environment: Environment = settings.ENVIRONMENT
    try:
        order = read_order(
            arguments,
            words=words,
            transports=[name.value for name in TransportName],
            default=environment.transport.value,
        )
        return run(_with_place(order, environment), _desk(words, console, environment))
    except HelpAsked as asked:
        sys.stdout.write(asked.text)
        return ExitCode.DONE
    except OrderProblems as refused:
        return _give_up("\n".join([*refused.problems, _see_help(words)]), ExitCode.USAGE)
    except CannotRun as refused:
        return _give_up(str(refused), refused.code)
    except (FreezeRefused, EditionTampered, MoveRefused, NotAllowed) as refused:
        return _give_up(str(refused), ExitCode.BLOCKED)
    except TransportProblem as refused:
        return _give_up(str(refused), ExitCode.UNUSABLE)
    except DatabaseError as error:
        return _give_up(_database_sentence(words, error), ExitCode.UNUSABLE)


def _desk(words: Catalogue, console: Console, environment: Environment) -> Desk:
    return Desk(
        user=terminal_user(),
        clock=lambda: datetime.now(UTC),
        transport=lambda order: _transport(order, environment),
        sender=wiring.sender(environment),
        console=console,
        words=words,
        ask=_asker(console),
    )


def _asker(console: Console) -> Callable[[str], str] | None:
    """How to put a question to the user, if there is one at the terminal."""
    if not sys.stdin.isatty():
        return None
    return lambda question: console.input(f"{question} ", markup=False)


def _with_place(order: Order, environment: Environment) -> Order:
    """Messages that stay on this machine get a page that shows them."""
    if order.out is None and order.transport == TransportName.OUTBOX and not order.dry_run:
        return replace(order, out=environment.outbox_dir)
    return order


def _transport(order: Order, environment: Environment) -> Transport:
    if order.out is not None:
        environment = replace(environment, outbox_dir=order.out)
    return wiring.transport(TransportName(order.transport), environment)


def _see_help(words: Catalogue) -> str:
    return words.text("How it is written: {command}.", command="python send.py --help")


def _database_sentence(words: Catalogue, error: DatabaseError) -> str:
    detail = (str(error).splitlines() or [type(error).__name__])[0]
    return words.text(
        "The database cannot be used ({detail}). Is it new? Prepare it: {command}.",
        detail=detail,
        command="python -m workflow migrate",
    )


def _give_up(sentence: str, code: ExitCode) -> ExitCode:
    sys.stderr.write(f"{sentence}\n")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

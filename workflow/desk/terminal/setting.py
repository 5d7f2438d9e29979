"""What a run of ``send.py`` is given, and the one way it gives up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from rich.console import Console

from workflow.delivery.message import SenderFacts
from workflow.delivery.transport import Transport
from workflow.desk.terminal.order import ExitCode, Order
from workflow.languages.catalogue import Catalogue
from workflow.people.models import User


class CannotRun(Exception):
    """The order cannot be carried out; ``code`` says in which way, the message why."""

    def __init__(self, sentence: str, code: ExitCode) -> None:
        self.code = code
        super().__init__(sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a run needs from outside: whom it acts for, the clock, the ways out, the terminal.

    ``transport`` makes the way out of an order; ``ask`` puts a question and returns the answer, and
    is None where nobody can be asked.
    """

    user: User
    clock: Callable[[], datetime]
    transport: Callable[[Order], Transport]
    sender: SenderFacts
    console: Console
    words: Catalogue
    ask: Callable[[str], str] | None

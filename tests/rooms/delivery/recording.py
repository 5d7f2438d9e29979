"""A transport that does what it is told and remembers what it was handed."""

from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

from workflow.delivery.message import Envelope, MessageTemplate
from workflow.delivery.transport import Outcome, Result

Answer = Callable[[Envelope], Outcome]


def accept(envelope: Envelope) -> Outcome:
    return Outcome(result=Result.ACCEPTED, reference=f"ref {envelope.delivery_id}")


class RecordingTransport:
    """Answers each envelope with ``answer`` and keeps it in ``handed``."""

    name = "outbox"

    def __init__(
        self, answer: Answer = accept, *, batch_size: int = 4, takes_smtputf8: bool = False
    ) -> None:
        self.answer = answer
        self.batch_size = batch_size
        self.takes_smtputf8 = takes_smtputf8
        self.handed: list[Envelope] = []
        self.templates: list[MessageTemplate] = []
        self.opened = 0

    def __enter__(self) -> Self:
        self.opened += 1
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Nothing to close."""

    def hand_over(
        self, template: MessageTemplate, envelopes: Sequence[Envelope]
    ) -> Sequence[Outcome]:
        self.templates.append(template)
        outcomes = []
        for envelope in envelopes:
            self.handed.append(envelope)
            outcomes.append(self.answer(envelope))
        return outcomes

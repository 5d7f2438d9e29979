"""One edition as a message: finished bytes with gaps for a reader's own values."""

from dataclasses import dataclass

from workflow.languages.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageTemplate:
    """What a message is made of. Filled in by the message builder."""

    language: Language
    subject: str
    html: str
    text: str

"""What a check says of a text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error blocks, a warning needs a reason, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Grade(StrEnum):
    """What may be done with a fix: put in place silently, offered, or there is none to trust."""

    AUTO = "auto"
    ASK = "ask"
    WARN = "warn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing found, at ``text[start:end]``.

    ``message`` is an English sentence with ``{name}`` places, fit for the catalogue of
    translations; ``values`` fill them and ``str(finding)`` is the sentence filled in. ``fix`` is
    what to put in place of the span, where that is known; only a fix graded *auto* is ever put in
    place without asking.
    """

    check: str
    severity: Severity
    start: int
    end: int
    message: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)
    fix: str | None = None
    grade: Grade = Grade.WARN

    def __str__(self) -> str:
        return self.message.format_map(self.values)

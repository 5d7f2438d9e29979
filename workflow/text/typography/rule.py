"""What a rule of typography is: pure, over one text whose code and addresses are opaque."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from workflow.text.checks.finding import Grade, Severity
from workflow.text.typography.style import HouseStyle


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One place a rule objects to, ``text[start:end]``, and what belongs there instead."""

    start: int
    end: int
    fix: str | None = None
    values: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. ``find`` gets the text with opaque stretches and the house style.

    ``message`` is an English sentence for the catalogue of translations; its ``{name}`` places
    are filled by ``found`` (the words of the spot), ``fix`` and the spot's own values.
    """

    check: str
    severity: Severity
    grade: Grade
    message: str
    find: Callable[[str, HouseStyle], Iterable[Spot]]

"""What a load did, or every reason why it did nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from workflow.text.checks.finding import Finding
from workflow.translation.files.problem import Problem


class LoadRefused(Exception):
    """Some files cannot be loaded, so nothing was; ``problems`` lists everything to mend."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("Nothing was loaded:\n" + "\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """What the checks said of a text that came in all the same, at a line of its file."""

    file: str
    line: int
    finding: Finding


@dataclass(slots=True)
class LoadReport:
    """The files that brought something new, by name, and how many said nothing new.

    ``passed`` holds what editors should look at all the same.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    passed: list[Passed] = field(default_factory=list)

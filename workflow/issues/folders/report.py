"""What a load did, or every reason why it did nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from workflow.translation.files.problem import Problem


class LoadRefused(Exception):
    """Some files cannot be loaded, so nothing was; ``problems`` lists everything to mend."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("Nothing was loaded:\n" + "\n".join(map(str, self.problems)))


@dataclass(slots=True)
class LoadReport:
    """The files that brought something new, by name, and how many said nothing new."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0

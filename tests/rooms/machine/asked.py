"""A provider that is a table in memory: what it was asked, and what it is to say or raise."""

from collections.abc import Callable
from dataclasses import dataclass, field

from workflow.languages.language import Language
from workflow.machine.provider import Limits, Marks, ProviderProblem

Say = Callable[[str], str]


@dataclass
class Told:
    """Says every text in capitals; raises what stands in ``problems`` for a text, each once."""

    slug: str = "told"
    name: str = "Told"
    model: str = "m1"
    marks: Marks = Marks.XML
    limits: Limits = field(default_factory=Limits)
    asked: list[str] = field(default_factory=list)
    problems: dict[str, list[ProviderProblem]] = field(default_factory=dict)
    say: Say = str.upper
    lacks: frozenset[str] = frozenset()

    def speaks(self, source: Language, target: Language) -> bool:
        return not {source.tag, target.tag} & self.lacks

    def translate(self, text: str, *, source: Language, target: Language) -> str:
        self.asked.append(text)
        if waiting := self.problems.get(text):
            raise waiting.pop(0)
        return self.say(text)

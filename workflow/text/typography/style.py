"""House style: the choices of typography that a newsroom makes for each coverage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice of a language, such as which dash it uses. The first value is the default."""

    name: str  # "en.dash": the language's tag and what is chosen
    values: tuple[str, ...]
    about: str  # one English sentence

    @property
    def default(self) -> str:
        """What holds where nobody chose."""
        return self.values[0]


class HouseStyleRefused(ValueError):
    """Some choices are unknown; ``problems`` lists each with what may be chosen instead."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("The house style cannot be used:\n- " + "\n- ".join(problems))


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """The choices made, by the name of the option; those not made are the defaults."""

    chosen: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    def of(self, option: Option) -> str:
        """What was chosen for one option."""
        return self.chosen.get(option.name, option.default)


USUAL = HouseStyle()

"""One module a language: its ``TAG``, its ``RULES`` in the order of mending, its ``OPTIONS``."""

from typing import Protocol

from workflow.text.typography.rule import Rule
from workflow.text.typography.style import Option


class Module(Protocol):
    """What each module of this package has."""

    TAG: str
    RULES: tuple[Rule, ...]
    OPTIONS: tuple[Option, ...]

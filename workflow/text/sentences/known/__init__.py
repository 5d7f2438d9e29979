"""One module a language: its ``TAG`` and its ``CUTTER``."""

from collections.abc import Callable, Iterable
from typing import Protocol

# Takes words as a reader sees them, and gives the places where a new sentence begins.
Cutter = Callable[[str], Iterable[int]]


class Module(Protocol):
    """What each module of this package has."""

    TAG: str
    CUTTER: Cutter

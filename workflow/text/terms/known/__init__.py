"""How the words of each language bend: one module a language, found by its ``TAG``."""

from typing import Protocol


class Bend(Protocol):
    """Gives the forms that a lower-case word can take.

    A word that is a term ``alone`` is a noun or a name; within a longer one it may be an adjective.
    """

    def __call__(self, word: str, *, alone: bool) -> frozenset[str]:
        """The forms, the word itself among them."""
        ...

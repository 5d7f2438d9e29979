"""What is known of a language's words."""

from dataclasses import dataclass

from workflow.text.lexicon.gazetteer import Gazetteer
from workflow.text.lexicon.signs import SignTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of one language that carry a meaning.

    ``places`` are known as names wherever they stand. ``inflects`` says that names change their
    endings. ``titles`` stand beside a name where no capital letter tells one; ``twins`` are
    characters that are easily typed for one another.
    """

    tag: str
    negation: SignTable
    hedging: SignTable
    places: Gazetteer
    inflects: bool = False
    titles: frozenset[str] = frozenset()
    twins: frozenset[frozenset[str]] = frozenset()

"""What is known of a language's words."""

from dataclasses import dataclass

from workflow.text.lexicon.signs import SignTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of one language that carry a meaning.

    ``inflects`` says that names change their endings. ``titles`` and ``places`` tell names where
    no capital letter does; ``twins`` are characters that are easily typed for one another.
    """

    tag: str
    negation: SignTable
    hedging: SignTable
    inflects: bool = False
    titles: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    twins: frozenset[frozenset[str]] = frozenset()

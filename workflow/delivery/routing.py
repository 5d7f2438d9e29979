"""Which edition a reader gets: their own language's, or the first fallback's, or none."""

from collections.abc import Sequence
from enum import StrEnum

from workflow.languages.language import Language
from workflow.languages.negotiation import fallbacks
from workflow.languages.registry import ALL


class How(StrEnum):
    """Why readers of a language get the edition they get."""

    EXACT = "exact"
    FALLBACK = "fallback"
    HELD = "held"  # the issue has nothing for them


def edition_for(reader: Language, among: Sequence[Language]) -> tuple[Language | None, How]:
    """The language of the edition for a reader, from those the issue appears in."""
    if reader in among:
        return reader, How.EXACT
    instead = next(iter(fallbacks(reader, among=among)), None)
    return instead, How.HELD if instead is None else How.FALLBACK


def served_by(edition: Language, among: Sequence[Language]) -> tuple[Language, ...]:
    """Readers of which languages get this edition."""
    return tuple(reader for reader in ALL if edition_for(reader, among)[0] == edition)

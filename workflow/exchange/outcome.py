"""What became of each unit of a file that came in."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workflow.languages.sentences import Sentence


class Outcome(StrEnum):
    """What became of one unit."""

    SAVED = "saved"  # it counts now
    MERGED = "merged"  # it counts, together with what was written at the desk meanwhile
    SUGGESTED = "suggested"  # kept beside the text that counts, until somebody accepts it
    SAME = "same"  # nothing new in it, or it came in before
    EMPTIED = "emptied"  # the file has no text any more; the desk keeps its own
    REFUSED = "refused"  # it cannot stand in this block; its words are kept with the file
    UNKNOWN = "unknown"  # there is no such block; its words are kept with the file
    ABSENT = "absent"  # the block is not in the file; the desk keeps its text


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReport:
    """One unit, or one block that the file lacks: what became of it, and why.

    ``text`` are the words as the file has them, normalised where that was possible; ``source`` is
    what the file says the source is, where that is not what left.
    """

    key: str
    place: str
    outcome: Outcome
    text: str = ""
    source: str = ""
    why: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a file brought. ``stored`` is the row that keeps it; None when it was only tried."""

    units: tuple[UnitReport, ...]
    remarks: tuple[Sentence, ...]
    stored: int | None = None

    @property
    def counts(self) -> Mapping[Outcome, int]:
        """How many units met each outcome; those that none met are left out."""
        return Counter(unit.outcome for unit in self.units)

    @property
    def told(self) -> tuple[UnitReport, ...]:
        """The units that somebody has to look at, in the order of the file."""
        quiet = {Outcome.SAVED, Outcome.SAME}
        return tuple(unit for unit in self.units if unit.outcome not in quiet or unit.why)

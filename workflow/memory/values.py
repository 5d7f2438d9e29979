"""What the memory takes and gives: pairs of texts, questions and hits."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from workflow.languages.language import Language


class Grain(StrEnum):
    """How large the texts of a pair are."""

    BLOCK = "block"
    SENTENCE = "sentence"


class PairOrigin(StrEnum):
    """Where a pair comes from."""

    APPROVED = "approved"
    TMX = "tmx"


class HitKind(StrEnum):
    """How a hit was found, the surest first."""

    CONTEXT = "context"
    EXACT = "exact"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A text of a pair, and the texts that stand before and after it."""

    language: Language
    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPair:
    """Two texts that say the same, in whichever order; an approved pair has a story and a place.

    ``made_of`` names the approved version of each side: ``("en@2", "uk@1")``. ``tool`` is what cut
    the sentences, with its version.
    """

    first: Side
    second: Side
    grain: Grain
    origin: PairOrigin
    story: str = ""
    place: str = ""
    made_of: tuple[str, str] = ("", "")
    tool: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A text somebody is to translate, and its neighbours."""

    text: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A stored text like the one asked for, and how it was translated; ``score`` is 0 to 1."""

    text: str
    translation: str
    score: float
    kind: HitKind
    grain: Grain
    origin: PairOrigin
    story: str
    place: str
    made_of: tuple[str, str]
    added_by_name: str
    added_at: datetime
    pair_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What became of the pairs brought: new ones, ones held already, ones that took a place."""

    new: int = 0
    same: int = 0
    replaced: int = 0

    def __add__(self, other: "Remembered") -> "Remembered":
        return Remembered(
            new=self.new + other.new,
            same=self.same + other.same,
            replaced=self.replaced + other.replaced,
        )

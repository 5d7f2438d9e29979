"""One pair of the memory, asked for by its number: somebody chose it among the hits."""

from rapidfuzz import fuzz

from workflow.languages.language import Language
from workflow.memory.models import MemoryPair
from workflow.memory.pairs import Direction, pairs_by_text
from workflow.memory.tokens import digest
from workflow.memory.values import Hit, HitKind


def hit_of(pair_id: int, text: str, *, source: Language, target: Language) -> Hit | None:
    """A live pair as a hit for ``text``; None when it is gone, or is of other languages."""
    way = Direction(source=source, target=target)
    sides = (f"{way.sides()['source']}_id", f"{way.sides()['source']}_language")
    row = MemoryPair.objects.filter(pk=pair_id, replaced_at=None).values_list(*sides).first()
    if row is None or row[1] != source:
        return None
    for stored in pairs_by_text([row[0]], way):
        if stored.pair_id == pair_id:
            if stored.digest == digest(text):
                return stored.hit(HitKind.EXACT, 1.0)
            return stored.hit(HitKind.FUZZY, fuzz.ratio(text, stored.text) / 100)
    return None

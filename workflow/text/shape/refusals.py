"""What several ways of reshaping refuse, and what they look up for it."""

from collections.abc import Mapping

from workflow.languages.catalogue import marked
from workflow.text.problems import ShapeRefused
from workflow.text.shape.places import Place, piece_keys, source_key
from workflow.text.shape.values import Shape

_UNKNOWN = marked(
    "There is no block {key} in the body of this translation. Choose one that is there; if it was "
    "there before, reload the translation."
)
_NO_WORDS = marked(
    "{key} cannot be merged or split: that is for paragraphs, list items and the words of "
    "quotations and footnotes. Leave it as it is."
)
_MERGED = marked("{key} is merged with its neighbour. Take the merge back first.")
_SPLIT = marked("{key} is split. Take the split back first.")
_DROPPED = marked("{key} is dropped. Bring it back first.")
_NOTHING = marked("There is nothing to take back at {key}. Reload the translation to see why.")


def run_of(places: Mapping[str, Place], shape: Shape, *heads: str) -> list[Place]:
    """All source blocks that stand in these blocks, merged or alone, in reading order."""
    return [place for key, place in places.items() if shape.merged.get(key, key) in heads]


def refuse_unknown(places: Mapping[str, Place], shape: Shape, key: str) -> None:
    """Refuse what does not stand in the body: unknown, a named field, or dropped from it."""
    whole = source_key(key)
    if whole in shape.dropped:
        raise ShapeRefused(_DROPPED, key=whole)
    if whole not in places or key not in piece_keys(whole, shape.split.get(whole, 1)):
        raise ShapeRefused(_UNKNOWN, key=key)


def refuse_merged(shape: Shape, key: str) -> None:
    """Refuse a block of a merged run."""
    if key in shape.merged or key in shape.merged.values():
        raise ShapeRefused(_MERGED, key=key)


def refuse_split(shape: Shape, key: str) -> None:
    """Refuse a split block, and a piece of one."""
    if source_key(key) in shape.split:
        raise ShapeRefused(_SPLIT, key=source_key(key))


def refuse_without_words(place: Place) -> None:
    """Refuse what has no running words: headings, pictures, code, rules, signed lines."""
    if not place.is_words:
        raise ShapeRefused(_NO_WORDS, key=place.key)


def nothing_to_take_back(key: str) -> ShapeRefused:
    """The refusal of a step back where there was no step."""
    return ShapeRefused(_NOTHING, key=key)

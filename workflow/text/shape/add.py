"""Putting in a translator's note, and taking it out again."""

from collections.abc import Sequence
from dataclasses import replace

from workflow.languages.catalogue import marked
from workflow.text.problems import ShapeRefused
from workflow.text.segments import Kind, Segment
from workflow.text.shape.notes import anchors, following, in_reading_order
from workflow.text.shape.places import places_of
from workflow.text.shape.refusals import nothing_to_take_back, refuse_unknown, run_of
from workflow.text.shape.values import STANDALONE, AddedBlock, Shape


def add(source: Sequence[Segment], shape: Shape, after: str, kind: Kind, next_number: int) -> Shape:
    """Put in a translator's note right after a block, or at the start of the body (``""``)."""
    places = places_of(source)
    key = f"n{next_number}"
    known = [*anchors(places, shape.split), *(note.key for note in shape.added)]
    if after not in known or after in shape.dropped:
        refuse_unknown(places, shape, after)
    if kind not in STANDALONE:
        raise ShapeRefused(marked("A note is a paragraph or a footnote. Choose one of these."))
    if key in known:
        raise ShapeRefused(marked("There is a note {key} already. Use the next number."), key=key)
    head = shape.merged.get(after, after)
    if head in shape.merged.values():
        after = run_of(places, shape, head)[-1].key
    note = AddedBlock(key=key, after=after, kind=kind)
    ordered = in_reading_order((note, *shape.added), anchors(places, shape.split))
    return replace(shape, added=tuple(each for each, _ in ordered))


def take_out(source: Sequence[Segment], shape: Shape, key: str) -> Shape:
    """Take a note out again; notes after it follow what it followed."""
    after = {note.key: note.after for note in shape.added}
    if key not in after:
        raise nothing_to_take_back(key)
    rest = [note for note in shape.added if note.key != key]
    return replace(shape, added=following(rest, {key: after[key]}))

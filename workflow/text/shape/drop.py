"""Leaving a block of the source out, and bringing it back."""

from collections.abc import Sequence
from dataclasses import replace

from workflow.languages.catalogue import marked
from workflow.text.cleaning import clean
from workflow.text.problems import ShapeRefused
from workflow.text.segments import Segment
from workflow.text.shape.adapt import together
from workflow.text.shape.places import places_of
from workflow.text.shape.refusals import (
    nothing_to_take_back,
    refuse_merged,
    refuse_split,
    refuse_unknown,
    run_of,
)
from workflow.text.shape.values import LONGEST_REASON, Shape


def drop(source: Sequence[Segment], shape: Shape, key: str, reason: str) -> Shape:
    """Leave a block of the source out, for a reason; again, to give another reason."""
    places = places_of(source)
    why = " ".join(clean(reason).split())
    if not why:
        raise ShapeRefused(
            marked("Say why {key} is left out: the reviewer wants to know."), key=key
        )
    if len(why) > LONGEST_REASON:
        raise ShapeRefused(
            marked("The reason why {key} is left out has more than {most} characters. Shorten it."),
            key=key,
            most=LONGEST_REASON,
        )
    if key not in shape.dropped:
        refuse_unknown(places, shape, key)
    refuse_merged(shape, key)
    refuse_split(shape, key)
    if not places[key].can_go:
        raise ShapeRefused(
            marked("{key} is a dividing line and stays. Leave it as it is."), key=key
        )
    reasons = {**shape.dropped, key: why}
    return replace(shape, dropped={each: reasons[each] for each in places if each in reasons})


def restore(source: Sequence[Segment], shape: Shape, key: str) -> Shape:
    """Bring a dropped block back."""
    if key not in shape.dropped:
        raise nothing_to_take_back(key)
    places = places_of(source)
    rest = {each: why for each, why in shape.dropped.items() if each != key}
    for head in dict.fromkeys(shape.merged.values()):
        if len(list(together(run_of(places, shape, head), places, rest))) > 1:
            raise ShapeRefused(
                marked(
                    "{key} lies inside the merged block {head}. Take that merge back first, then "
                    "bring it back."
                ),
                key=key,
                head=head,
            )
    return replace(shape, dropped=rest)

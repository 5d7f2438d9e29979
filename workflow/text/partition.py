"""Finding blocks that were divided into several, or joined into one.

Only blocks without a partner, or edited ones, are looked at, and only beside their neighbours:
a half of a divided paragraph stands next to the other half.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from workflow.text.likeness import Likeness
from workflow.text.segments import Block, Kind, Segment

_OWN = 0.7  # of a part's words stand in the whole, in order
_WHOLE = 70.0  # percent: how alike all parts together are to the whole
_BETTER = 5.0  # percent: what the parts must add to the likeness of the one that kept the key
_REACH = 30  # how many free blocks around its place a block without a partner is compared with
_APART = frozenset({Kind.LINE, Kind.CODE, Kind.RULE, Kind.IMAGE, Kind.FOOTNOTE})


@dataclass(frozen=True, slots=True)
class Group:
    """Old places that became new places; one side has one place, the other several in a row."""

    old: tuple[int, ...]
    new: tuple[int, ...]


def groups(
    old: Sequence[Segment], new: Sequence[Segment], kept: Mapping[int, int]
) -> tuple[Group, ...]:
    """The blocks that were divided and those that were joined; ``kept`` is new place: old place."""
    likeness = Likeness()
    back = {before: place for place, before in kept.items()}
    divided = _Search(whole=old, parts=new, partner=back, likeness=likeness).divided()
    used = {place for _, parts in divided for place in parts}
    joined = _Search(
        whole=new,
        parts=old,
        partner={place: before for place, before in kept.items() if place not in used},
        likeness=likeness,
        closed_whole=used,
        closed_parts={place for place, _ in divided} | set(kept.values()),
    ).divided()
    return (
        *(Group((place,), parts) for place, parts in divided),
        *(Group(parts, (place,)) for place, parts in joined),
    )


class _Search:
    """Looks for places of ``whole`` whose words now stand in several neighbouring ``parts``."""

    def __init__(
        self,
        *,
        whole: Sequence[Block],
        parts: Sequence[Block],
        partner: Mapping[int, int],
        likeness: Likeness,
        closed_whole: Iterable[int] = (),
        closed_parts: Iterable[int] = (),
    ) -> None:
        self._whole, self._parts, self._partner = whole, parts, partner
        self._likeness = likeness
        self._closed = frozenset(closed_whole)
        self._taken = {*partner.values(), *closed_parts}

    def divided(self) -> list[tuple[int, tuple[int, ...]]]:
        """Each divided place with the places of its parts, in order."""
        found: list[tuple[int, tuple[int, ...]]] = []
        for place, nearby in self._candidates():
            parts = self._parts_of(place, nearby)
            if parts:
                self._taken.update(parts)
                found.append((place, parts))
        return found

    def _candidates(self) -> Iterator[tuple[int, Sequence[int]]]:
        """Yield each place that may have been divided, with the free places to look at."""
        last, waiting = -1, list[int]()
        for place in range(len(self._whole) + 1):
            if place < len(self._whole) and place not in self._partner:
                waiting.append(place)
                continue
            yield from self._without_partner(waiting, last)
            waiting = []
            if place < len(self._whole):
                last = self._partner[place]
                if self._whole[place].text != self._parts[last].text:
                    yield place, (last,)

    def _without_partner(
        self, waiting: Sequence[int], last: int
    ) -> Iterator[tuple[int, Sequence[int]]]:
        """Yield places that have no partner with the run of free places where they stood."""
        run = list(takewhile(self._is_free, range(last + 1, len(self._parts)))) if waiting else []
        for rank, place in enumerate(waiting):
            middle = rank * len(run) // len(waiting)
            yield place, run[max(0, middle - _REACH) : middle + _REACH]

    def _parts_of(self, place: int, nearby: Sequence[int]) -> tuple[int, ...]:
        whole = self._whole[place]
        if place in self._closed:
            return ()
        alone = 0.0
        if place in self._partner:
            alone = self._likeness.percent(whole.text, self._parts[nearby[0]].text)
            parts = self._around(whole, nearby[0])
        else:
            parts = self._first_run(whole, nearby)
        together = " ".join(self._parts[part].text for part in parts)
        enough = max(_WHOLE, alone + _BETTER)
        if len(parts) < 2 or self._likeness.percent(whole.text, together) < enough:
            return ()
        return parts

    def _around(self, whole: Block, anchor: int) -> tuple[int, ...]:
        """The neighbours on both sides of the part that kept the key, while they are parts too."""
        if self._parts[anchor].field is not whole.field:
            return ()
        before = takewhile(lambda at: self._is_part(whole, at), range(anchor - 1, -1, -1))
        after = takewhile(lambda at: self._is_part(whole, at), range(anchor + 1, len(self._parts)))
        return (*reversed(tuple(before)), anchor, *after)

    def _first_run(self, whole: Block, nearby: Sequence[int]) -> tuple[int, ...]:
        rest = dropwhile(lambda at: not self._is_part(whole, at), nearby)
        return tuple(takewhile(lambda at: self._is_part(whole, at), rest))

    def _is_free(self, place: int) -> bool:
        return place not in self._taken

    def _is_part(self, whole: Block, place: int) -> bool:
        part = self._parts[place]
        return (
            self._is_free(place)
            and part.field is whole.field
            and part.kind not in _APART
            and self._likeness.share(part.text, whole.text) >= _OWN
        )

"""What became of each block from one revision to the next, as an editor would tell it.

Keys say which blocks are the same (``workflow.text.align``). Words say which were divided or
joined: a paragraph cut in two keeps its key on one half, and the other half is new; both are told
as one *split*, and the other way round as one *merged*.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workflow.text.chain import heaviest_chain
from workflow.text.partition import Group, groups
from workflow.text.segments import Field, Kind, Segment


class ChangeKind(StrEnum):
    """What became of a block."""

    UNCHANGED = "unchanged"
    EDITED = "edited"
    MOVED = "moved"  # and not a word changed
    SPLIT = "split"
    MERGED = "merged"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One block, or several that were divided or joined, in the old revision and in the new.

    ``moved`` is true when it stands elsewhere among its neighbours, edited or not. The texts of
    several blocks stand one below the other with an empty line between. ``block`` is the kind of
    the new block, or of the old one where there is no new one.
    """

    kind: ChangeKind
    field: Field
    block: Kind
    old_keys: tuple[str, ...] = ()
    new_keys: tuple[str, ...] = ()
    old_text: str = ""
    new_text: str = ""
    moved: bool = False


def changes(old: Sequence[Segment], new: Sequence[Segment]) -> tuple[Change, ...]:
    """Tell what became of every block, in the reading order of the new revision.

    Each key of either revision is in exactly one change. A removed block is told where it stood:
    after what it used to follow.
    """
    return tuple(_in_reading_order(_Revisions(old, new)))


class _Revisions:
    """Both revisions, with what belongs together worked out once."""

    def __init__(self, old: Sequence[Segment], new: Sequence[Segment]) -> None:
        self.old, self.new = old, new
        places = {block.key: place for place, block in enumerate(old)}
        self.kept = {
            place: places[block.key] for place, block in enumerate(new) if block.key in places
        }
        pairs = [(place, before, 1.0) for place, before in sorted(self.kept.items())]
        self.in_order = dict(heaviest_chain(pairs))
        self.groups = groups(old, new, self.kept)

    def moved(self, new_place: int) -> bool:
        """Whether a kept block stands elsewhere among its neighbours."""
        return new_place in self.kept and new_place not in self.in_order


def _in_reading_order(both: _Revisions) -> Iterator[Change]:
    of_new = {place: group for group in both.groups for place in group.new}
    after = _removed_after(both)
    yield from _removed(both, after.get(-1, ()))
    for place in range(len(both.new)):
        group = of_new.get(place)
        if group is None:
            yield _single(both, place)
        elif place == group.new[0]:
            yield _grouped(both, group)
        yield from _removed(both, after.get(_standing(both, place), ()))


def _standing(both: _Revisions, place: int) -> int:
    """The old place whose followers are told after this new block; -2 for none."""
    return both.in_order.get(place, -2)


def _removed_after(both: _Revisions) -> dict[int, list[int]]:
    """Removed old places by the old place they are told after: the last that kept its order."""
    gone = set(range(len(both.old))) - set(both.kept.values())
    gone -= {place for group in both.groups for place in group.old}
    standing = set(both.in_order.values())
    found: dict[int, list[int]] = {}
    last = -1
    for place in range(len(both.old)):
        if place in standing:
            last = place
        elif place in gone:
            found.setdefault(last, []).append(place)
    return found


def _removed(both: _Revisions, places: Sequence[int]) -> Iterator[Change]:
    for place in places:
        block = both.old[place]
        yield Change(
            kind=ChangeKind.REMOVED,
            field=block.field,
            block=block.kind,
            old_keys=(block.key,),
            old_text=block.text,
        )


def _single(both: _Revisions, place: int) -> Change:
    block = both.new[place]
    if place not in both.kept:
        return Change(
            kind=ChangeKind.ADDED,
            field=block.field,
            block=block.kind,
            new_keys=(block.key,),
            new_text=block.text,
        )
    before = both.old[both.kept[place]]
    moved = both.moved(place)
    alike = ChangeKind.MOVED if moved else ChangeKind.UNCHANGED
    return Change(
        kind=alike if before.text == block.text else ChangeKind.EDITED,
        field=block.field,
        block=block.kind,
        old_keys=(before.key,),
        new_keys=(block.key,),
        old_text=before.text,
        new_text=block.text,
        moved=moved,
    )


def _grouped(both: _Revisions, group: Group) -> Change:
    olds = [both.old[place] for place in group.old]
    news = [both.new[place] for place in group.new]
    return Change(
        kind=ChangeKind.SPLIT if len(olds) == 1 else ChangeKind.MERGED,
        field=news[0].field,
        block=news[0].kind,
        old_keys=tuple(block.key for block in olds),
        new_keys=tuple(block.key for block in news),
        old_text="\n\n".join(block.text for block in olds),
        new_text="\n\n".join(block.text for block in news),
        moved=any(both.moved(place) for place in group.new),
    )

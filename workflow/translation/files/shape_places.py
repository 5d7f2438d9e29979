"""From the places that a file names to the keys of its source's blocks, and back."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from workflow.text.segments import Kind, Segment
from workflow.text.shape import AddedBlock, Shape, adapt
from workflow.text.shape.places import Place, body_of, piece_keys, places_of, source_key
from workflow.translation.files.shape_lines import (
    ADDED,
    AS_SOURCE,
    DROPPED,
    MERGED,
    SPLIT,
    NoteLine,
    Say,
    ShapeLines,
)

_WORDS = "Only paragraphs, list items and the words of quotations and footnotes can be"


def shape_of(
    lines: ShapeLines, source: Sequence[Segment], name: object, say: Say = lambda *_: None
) -> Shape | None:
    """The shape that a file's lines mean over its source, which is called ``name``.

    Nothing when they contradict each other or the source; ``say`` hears of everything wrong.
    """
    if lines == AS_SOURCE:
        return Shape()
    problems: list[tuple[str, str]] = []
    reading = _Reading(lines, source, name, lambda *found: problems.append(found))
    reading.check()
    shape = None if problems else reading.shape()
    if shape is not None and adapt(shape, source) != shape:
        problems.append((ADDED, "The notes do not stand in reading order. Sort them."))
    for problem in problems:
        say(*problem)
    return None if problems else shape


def lines_of(shape: Shape, source: Sequence[Segment]) -> ShapeLines:
    """What a file says of a shape that fits its source."""
    numbers = {segment.key: number for number, segment in enumerate(body_of(source), start=1)}
    last = {head: numbers[head] for head in shape.merged.values()}
    for key, head in shape.merged.items():
        last[head] = max(last[head], numbers[key])
    return ShapeLines(
        merged=tuple(sorted((numbers[head], end) for head, end in last.items())),
        split=tuple(sorted((numbers[key], parts) for key, parts in shape.split.items())),
        dropped=tuple(sorted((numbers[key], why) for key, why in shape.dropped.items())),
        added=tuple(
            _note_line(note, shape, lambda key: numbers.get(key, 0)) for note in shape.added
        ),
    )


def _note_line(note: AddedBlock, shape: Shape, number_of: Callable[[str], int]) -> NoteLine:
    if any(note.after == other.key for other in shape.added):
        return NoteLine(key=note.key, other=note.after, kind=note.kind)
    whole = source_key(note.after)
    pieces = piece_keys(whole, shape.split.get(whole, 1))
    piece = pieces.index(note.after) + 1 if note.after in pieces[:-1] else 0
    return NoteLine(key=note.key, place=number_of(whole), piece=piece, kind=note.kind)


class _Reading:
    """The lines beside the blocks of the source's body."""

    def __init__(
        self, lines: ShapeLines, source: Sequence[Segment], name: object, say: Say
    ) -> None:
        self.lines = lines
        self.places: list[Place] = list(places_of(source).values())
        self.name = name
        self.say = say
        self.split = dict(lines.split)
        self.dropped = dict(lines.dropped)

    def check(self) -> None:
        """Say of everything that cannot be; of places beyond the source alone, if there are any."""
        beyond = [each for each in self._named() if each[1] > len(self.places)]
        for key, place in beyond:
            self.say(
                key,
                f"There is no block {place}: the body of {self.name} has {len(self.places)}. "
                "Count its blocks from 1.",
            )
        if not beyond:
            self._check_once(SPLIT, [place for place, _ in self.lines.split])
            self._check_once(DROPPED, [place for place, _ in self.lines.dropped])
            self._check_merged()
            self._check_split()
            self._check_dropped()
            self._check_added()

    def shape(self) -> Shape:
        """The shape by keys, of lines in which nothing is wrong."""
        runs = [self._run(first, last) for first, last in self.lines.merged]
        return Shape(
            merged={self._key(place): self._key(run[0]) for run in runs for place in run[1:]},
            split={self._key(place): parts for place, parts in self.lines.split},
            dropped={self._key(place): why for place, why in self.lines.dropped},
            added=tuple(
                AddedBlock(key=note.key, after=self._anchor(note), kind=note.kind)
                for note in self.lines.added
            ),
        )

    def _named(self) -> Iterator[tuple[str, int]]:
        for _, last in self.lines.merged:
            yield MERGED, last
        for place, _ in self.lines.split:
            yield SPLIT, place
        for place, _ in self.lines.dropped:
            yield DROPPED, place
        for note in self.lines.added:
            yield ADDED, note.place

    def _check_once(self, key: str, places: Sequence[int]) -> None:
        for at, place in enumerate(places):
            if place in places[:at]:
                self.say(key, f"Block {place} stands in `{key}` twice. Keep one of them.")

    def _check_merged(self) -> None:
        taken: set[int] = set()
        for first, last in self.lines.merged:
            if first >= last:
                self.say(MERGED, f"`{first}-{last}` is no run of blocks. Write it as [4-5].")
            elif not taken.isdisjoint(range(first, last + 1)):
                self.say(MERGED, f"`{first}-{last}` meets another run. Write them as one.")
            elif first in self.dropped or last in self.dropped:
                self.say(
                    MERGED, f"`{first}-{last}` begins or ends with a dropped block. Leave it out."
                )
            else:
                self._check_run(first, last)
            taken.update(range(first, last + 1))

    def _check_run(self, first: int, last: int) -> None:
        run = self._run(first, last)
        for place in run:
            if place in self.split:
                self.say(MERGED, f"Block {place} is merged and split. Keep one of the two.")
            self._check_words(MERGED, place, "merged")
        if all(self._at(place).is_words for place in run) and not all(
            self._at(one).belongs_with(self._at(other)) for one, other in pairwise(run)
        ):
            self.say(
                MERGED,
                f"The blocks {first}-{last} do not belong together. Merge paragraphs with "
                "paragraphs, and other words only within one list, quotation or footnote.",
            )

    def _check_split(self) -> None:
        for place in self.split:
            self._check_words(SPLIT, place, "split")
            if place in self.dropped:
                self.say(SPLIT, f"Block {place} is split and dropped. Keep one of the two.")

    def _check_dropped(self) -> None:
        for place in self.dropped:
            if not self._at(place).can_go:
                self.say(DROPPED, f"Block {place} is a dividing line and stays. Take it out here.")

    def _check_added(self) -> None:
        known: set[str] = set()
        for note in self.lines.added:
            if note.key in known:
                self.say(ADDED, f"Two notes are called {note.key}. Give one another number.")
            if note.other and note.other not in known:
                self.say(ADDED, f"There is no {note.other} before {note.key}. Name a place.")
            if note.piece > self.split.get(note.place, 1):
                self.say(
                    ADDED,
                    f"Block {note.place} has no piece {note.piece}. Write `after {note.place}`.",
                )
            known.add(note.key)

    def _check_words(self, key: str, place: int, done: str) -> None:
        at = self._at(place)
        if not at.is_words:
            what = "empty" if not at.has_words and at.kind is not Kind.RULE else f"a {at.kind}"
            self.say(key, f"Block {place} of {self.name} is {what}. {_WORDS} {done}.")

    def _run(self, first: int, last: int) -> list[int]:
        return [place for place in range(first, last + 1) if place not in self.dropped]

    def _at(self, place: int) -> Place:
        return self.places[place - 1]

    def _key(self, place: int) -> str:
        return self._at(place).key if place else ""

    def _anchor(self, note: NoteLine) -> str:
        if note.other or not note.place:
            return note.other
        pieces = piece_keys(self._key(note.place), self.split.get(note.place, 1))
        return pieces[note.piece - 1]  # a piece 0 is the last

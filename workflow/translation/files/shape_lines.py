"""How a translation's blocks differ from its source's, as its file says it.

Places count the blocks of the source's body from 1::

    merged: [4-5, 8-10]                    blocks 4 and 5 are one here, and so are 8, 9 and 10
    split: [6 into 2]                      block 6 is two here
    dropped: ["7: the note explains it"]   block 7 is left out, and why
    added: [after 3, before 1]             the translator's own notes, in reading order

A note stands ``after 6``, ``after 6.1`` (the first piece of a split block), ``after n1`` (another
note) or ``before 1``. The first is called n1, the second n2; one that has another name bears it
(``n4 after 6``), and one that is a footnote says so (``after 6 as footnote``).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from workflow.text.segments import Kind
from workflow.text.shape.values import LONGEST_REASON, MOST_PARTS
from workflow.translation.files.front_matter import Value

Say = Callable[[str, str], None]  # a key of the front matter, and what is wrong there

MERGED, SPLIT, DROPPED, ADDED = SHAPE_KEYS = ("merged", "split", "dropped", "added")

_PLACE = r"[1-9]\d{0,5}"
_RANGE = re.compile(rf"({_PLACE}) ?[-–] ?({_PLACE})", re.ASCII)
_PARTS = re.compile(rf"({_PLACE}) into (\d{{1,3}})", re.ASCII)
_REASON = re.compile(rf"({_PLACE})(?: ?: ?(.*))?", re.ASCII)
_NOTE = re.compile(
    r"(?:(?P<key>n[1-9]\d{0,8}) )?(?:before 1|after (?:(?P<other>n[1-9]\d{0,8})"
    rf"|(?P<place>{_PLACE})(?:\.(?P<piece>[1-9]\d?))?))(?P<footnote> as footnote)?",
    re.ASCII,
)
_MENDS = {
    MERGED: "first and last place, such as [4-5]",
    SPLIT: f"a place and a number from 2 to {MOST_PARTS}, such as [6 into 2]",
    DROPPED: 'a place and the reason in quotes, such as ["7: the note explains it"]',
    ADDED: "where each note stands, such as [after 3]",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """A note: after the block at ``place`` or the ``piece`` of it, or after ``other``.

    ``place`` 0 is the start of the body, ``piece`` 0 the end of a block.
    """

    key: str
    other: str = ""
    place: int = 0
    piece: int = 0
    kind: Kind = Kind.PARAGRAPH


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeLines:
    """What is merged (first and last place), split (into how many), dropped (why) and added."""

    merged: tuple[tuple[int, int], ...] = ()
    split: tuple[tuple[int, int], ...] = ()
    dropped: tuple[tuple[int, str], ...] = ()
    added: tuple[NoteLine, ...] = ()


AS_SOURCE = ShapeLines()


def read_shape_lines(values: Mapping[str, Value], say: Say) -> ShapeLines:
    """The four lists as values; ``say`` hears of each item that cannot be read."""
    return ShapeLines(
        merged=tuple((int(each[1]), int(each[2])) for each in _items(values, MERGED, _RANGE, say)),
        split=tuple(
            (int(each[1]), int(each[2]))
            for each in _items(values, SPLIT, _PARTS, say)
            if _is_parts(each, say)
        ),
        dropped=tuple(
            (int(each[1]), " ".join(each[2].split()))
            for each in _items(values, DROPPED, _REASON, say)
            if _has_reason(each, say)
        ),
        added=tuple(
            _note(each, number)
            for number, each in enumerate(_items(values, ADDED, _NOTE, say), start=1)
        ),
    )


def written_shape(lines: ShapeLines) -> list[tuple[str, Value]]:
    """The four lists as front matter; those with nothing in them are left out by its writer."""
    return [
        (MERGED, tuple(f"{first}-{last}" for first, last in lines.merged)),
        (SPLIT, tuple(f"{place} into {parts}" for place, parts in lines.split)),
        (DROPPED, tuple(f"{place}: {why}" for place, why in lines.dropped)),
        (ADDED, tuple(_written(note, n) for n, note in enumerate(lines.added, start=1))),
    ]


def _items(
    values: Mapping[str, Value], key: str, form: re.Pattern[str], say: Say
) -> Iterator[re.Match[str]]:
    said = values.get(key, ())
    if isinstance(said, str):
        say(key, f"`{key}` is a list. Write {_MENDS[key]}.")
        return
    for item in said:
        if found := form.fullmatch(item):
            yield found
        else:
            say(key, f"`{item}` cannot be read here. Write {_MENDS[key]}.")


def _is_parts(found: re.Match[str], say: Say) -> bool:
    if 2 <= int(found[2]) <= MOST_PARTS:
        return True
    say(SPLIT, f"Block {found[1]} cannot be split into {found[2]}. Write {_MENDS[SPLIT]}.")
    return False


def _has_reason(found: re.Match[str], say: Say) -> bool:
    if not found[2]:
        say(DROPPED, f"Block {found[1]} is dropped without a reason. Write {_MENDS[DROPPED]}.")
    elif len(found[2]) > LONGEST_REASON:
        say(
            DROPPED,
            f"The reason for dropping block {found[1]} is longer than {LONGEST_REASON} "
            "characters. Shorten it.",
        )
    else:
        return True
    return False


def _note(found: re.Match[str], number: int) -> NoteLine:
    return NoteLine(
        key=found["key"] or f"n{number}",
        other=found["other"] or "",
        place=int(found["place"] or 0),
        piece=int(found["piece"] or 0),
        kind=Kind.FOOTNOTE if found["footnote"] else Kind.PARAGRAPH,
    )


def _written(note: NoteLine, number: int) -> str:
    where = "before 1" if not note.place else f"after {note.place}"
    where = f"after {note.other}" if note.other else where
    where += f".{note.piece}" if note.piece else ""
    name = "" if note.key == f"n{number}" else f"{note.key} "
    return f"{name}{where}{' as footnote' if note.kind is Kind.FOOTNOTE else ''}"

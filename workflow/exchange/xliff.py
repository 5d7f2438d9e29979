"""What XLIFF 1.2 and 2.x have in common: the file as a tree, a unit's name, and what is found.

Files are written here element by element: translate-toolkit's stores write the namespace of 1.1 in
a new 1.2 file, leave the target language and the ids of units out of a 2.x file, and drop inline
tags. Files are read through the one safe reader of XML, never through theirs.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from workflow.exchange.doubled import settled
from workflow.exchange.inline import from_pieces, to_pieces
from workflow.exchange.marks import KEY, MARK
from workflow.exchange.no_source import is_stand_in, stand_in
from workflow.exchange.pieces import Mark, Piece, Side, Tag, Words, mark_of
from workflow.exchange.texts import MOST_TOLD, placed, refuse_overlong
from workflow.exchange.values import (
    FileProblem,
    FileRefused,
    Form,
    FoundFile,
    FoundUnit,
    OutFile,
    Unit,
    UnitState,
)
from workflow.languages.catalogue import marked
from workflow.languages.registry import by_tag
from workflow.languages.sentences import Sentence, say
from workflow.text.markup.parser import MAX_PARAGRAPH
from workflow.text.problems import TextProblem
from workflow.text.safe_xml import Element, XmlRefused, local_name, parse_whole
from workflow.text.segments import Kind

MOST_BYTES = 20_000_000
MOST_UNITS = 20_000
MADE_FROM = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?@[0-9]{1,9}")
_STORY = re.compile(r"(?P<slug>[\w-]+)(?:\.[A-Za-z]{2,3}(?:-[A-Za-z]{4})?\.[A-Za-z]{2,9})?")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_ENGLISH = by_tag("en")
_KINDS = {kind.value: kind for kind in Kind}


# Out -----------------------------------------------------------------------------------------


def name_of(unit: Unit) -> str:
    """``s6@3 heading``: the key, the number of the text that leaves, and the kind of block."""
    return f"{unit.key}@{unit.version} {unit.kind}"


def source_pieces(unit: Unit, file: OutFile) -> tuple[Piece, ...]:
    """The source of a unit in pieces; of a block without one, what stands in for it."""
    if not unit.source:
        return to_pieces(stand_in(file.language), Kind.LINE)
    return to_pieces(unit.source, unit.kind)


# In ------------------------------------------------------------------------------------------


def tree_of(data: bytes, *, name: str, versions: Sequence[str]) -> Element:
    """The root of a file in one of these versions (``2.`` is any of 2); raises ``FileRefused``."""
    try:
        root = parse_whole(data, most_bytes=MOST_BYTES)
    except XmlRefused as refused:
        raise _refused(name, refused.sentence.in_(_ENGLISH)) from None
    if local_name(root) != "xliff":
        raise _refused(
            name,
            f"The file is no XLIFF: it begins with <{local_name(root)}>. Bring the file that the "
            "translation left in.",
        )
    version = root.get("version") or ""
    if not version.startswith(tuple(versions)):
        raise _refused(
            name,
            f"This is XLIFF {version or 'without a version'}; {' and '.join(versions)} is read "
            "here. Export it in the version it left in.",
        )
    return root


def _refused(name: str, sentence: str) -> FileRefused:
    return FileRefused(name, (FileProblem(place="", sentence=sentence),))


def place_of(unit: Element) -> str:
    """Where a unit stands, after its key: a whole file may be one line."""
    key, _, _ = _read_name(names_of(unit))
    return placed(key, f"line {unit.sourceline}")


def names_of(unit: Element) -> tuple[str, ...]:
    """The words in which a unit's key may stand, first those that tools leave alone."""
    return tuple(unit.get(each) or "" for each in ("resname", "name", "id"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RawUnit:
    """A unit as it stands in a file; ``named`` are the words in which its key may stand.

    ``parts`` tell of each segment that a tool has cut it into whether it has a text.
    """

    named: tuple[str, ...]
    source: tuple[Piece, ...]
    target: tuple[Piece, ...]
    state: UnitState
    line: int
    parts: tuple[bool, ...] = ()

    @property
    def is_half(self) -> bool:
        """Whether some of its segments have a text, and others have none."""
        return any(self.parts) and not all(self.parts)


class Numbers:
    """The numbers of a unit's tags: an id of digits is its own, any other is counted on."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def of(self, said: str) -> int:
        """The number of this id."""
        if said.isdecimal() and len(said) < 9:
            return int(said)
        return self._known.setdefault(said, 10**9 + len(self._known))


def read_tag(side: Side, number: int, native: str, element: Element) -> Tag:
    """A tag with this code; one without any is at least told by its name and id."""
    told = native or f"<{local_name(element)} {element.get('id') or element.get('startRef') or ''}>"
    mark = mark_of(told, side) if len(told) <= MAX_PARAGRAPH else None
    return Tag(side=side, number=number, mark=mark or Mark.PLACEHOLDER, native=told)


def found_unit(raw: RawUnit) -> FoundUnit:
    """A unit as the gate takes it: its text is Markdown again, and what was lost is said.

    Raises ``TextProblem`` for more than one block can be.
    """
    key, version, kind = _read_name(raw.named)
    left = _paired(raw.source)
    source = _source(left, kind)
    target, damage = _put_back(_paired(raw.target), kind, like=left)
    return FoundUnit(
        key=key,
        source="" if is_stand_in(source) else source,
        target=target,
        state=_state(UnitState.NEW if raw.is_half else raw.state, source, target),
        place=f"line {raw.line}",
        version=version,
        damage=(*_half(raw), *damage),
    )


def _half(raw: RawUnit) -> Iterator[Sentence]:
    if raw.is_half:
        yield say(
            marked("Only a part of this block has a text in the file (segments: {done} of {all})."),
            done=sum(raw.parts),
            all=len(raw.parts),
        )


def _source(left: Sequence[Piece], kind: Kind) -> str:
    try:
        return _put_back(left, kind)[0]
    except TextProblem as problem:
        raise TextProblem(
            f"{problem} This is its source: take the translation out again, and put the work into "
            "that file."
        ) from None


def _put_back(
    pieces: Sequence[Piece], kind: Kind, *, like: Sequence[Piece] = ()
) -> tuple[str, tuple[Sentence, ...]]:
    """The Markdown of one side, looked at only where it is no longer than a block can be."""
    length = sum(len(each.text if isinstance(each, Words) else each.native) for each in pieces)
    if length > MAX_PARAGRAPH and kind is not Kind.CODE:
        raise TextProblem(
            f"This block has {length} characters with its tags; {MAX_PARAGRAPH} is the most. "
            "Shorten it."
        )
    return from_pieces(pieces, kind, like=like)


def _paired(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The end of a pair is what its beginning is: a link and a picture end alike."""
    marks = {
        piece.number: piece.mark
        for piece in pieces
        if isinstance(piece, Tag) and piece.side is Side.OPEN
    }
    return tuple(
        replace(piece, mark=marks.get(piece.number, piece.mark))
        if isinstance(piece, Tag) and piece.side is Side.CLOSE
        else piece
        for piece in pieces
    )


def _read_name(named: Iterable[str]) -> tuple[str, int | None, Kind]:
    """The key, the version and the kind, from whichever name a tool has left."""
    key, version, kind = "", None, Kind.PARAGRAPH
    for name in named:
        mark = MARK.fullmatch(name.strip())
        if mark:
            key, version = key or mark["key"], int(mark["version"])
            kind = _KINDS.get(mark["words"].strip(), kind)
        elif not key and re.fullmatch(KEY, name.strip()):
            key = name.strip()
    return key, version, kind


def _story(original: str) -> str:
    """The story a file is of; tools that write where they keep the file leave its name, or none."""
    last = re.split(r"[/\\]", original.strip())[-1]
    found = _STORY.fullmatch(last)
    return found["slug"] if found else ""


def _state(state: UnitState, source: str, target: str) -> UnitState:
    """Nothing is new; the source's words again, in a unit that is not done, are nothing, too."""
    if not target.strip():
        return UnitState.NEW
    if state is UnitState.NEW:
        return UnitState.NEW if target == source else UnitState.UNFINISHED
    return state


def found_file(
    form: Form,
    *,
    name: str,
    stories: Sequence[str],
    made_from: str,
    languages: tuple[str, str],
    units: Iterable[RawUnit],
    remarks: Iterable[Sentence] = (),
) -> FoundFile:
    """The whole of what was found; a file of several stories, or of none, is refused."""
    told = list(dict.fromkeys(filter(None, map(_story, stories))))
    if len(told) > 1:
        raise _refused(
            name,
            f"The file holds several stories: {', '.join(told[:5])}. Bring them one by one.",
        )
    found = _found_units(units, name)
    if not found:
        raise _refused(name, "The file has no units. Take the translation out again.")
    refuse_overlong(found, name=name)
    kept, doubled = settled(found)
    return FoundFile(
        form=form,
        story=told[0] if told else "",
        made_from=made_from if MADE_FROM.fullmatch(made_from) else "",
        languages=languages,
        units=kept,
        remarks=(*doubled, *remarks),
    )


def _found_units(units: Iterable[RawUnit], name: str) -> list[FoundUnit]:
    found: list[FoundUnit] = []
    problems: list[FileProblem] = []
    for count, raw in enumerate(units):
        if count == MOST_UNITS:
            raise _refused(
                name,
                f"The file has more than {MOST_UNITS} units, which no story has. Bring the file of "
                "one story.",
            )
        try:
            found.append(found_unit(raw))
        except TextProblem as problem:
            place = placed(_read_name(raw.named)[0], f"line {raw.line}")
            problems.append(FileProblem(place=place, sentence=str(problem)))
    if problems:
        raise FileRefused(name, tuple(problems[:MOST_TOLD]))
    return found

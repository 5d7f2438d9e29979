"""The units of an XLIFF, of either version, as the gate takes them: their texts Markdown again."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from workflow.exchange.doubled import settled
from workflow.exchange.inline import from_pieces
from workflow.exchange.limits import (
    MOST_LETTERS,
    MOST_SIGNS,
    MOST_TOLD,
    TOO_DEAR,
    TOO_LONG,
    cost,
    fits,
    overlong,
    placed,
    refuse_overlong,
    refuse_too_many,
    refused,
)
from workflow.exchange.no_source import is_stand_in
from workflow.exchange.pieces import Piece, Side, Tag, letters_of
from workflow.exchange.values import FileProblem, FileRefused, Form, FoundFile, FoundUnit, UnitState
from workflow.exchange.xliff import MADE_FROM, read_name
from workflow.languages.catalogue import marked
from workflow.languages.sentences import Sentence, say
from workflow.text.problems import TextProblem
from workflow.text.segments import Kind

_STORY = re.compile(r"(?P<slug>[\w-]+)(?:\.[A-Za-z]{2,3}(?:-[A-Za-z]{4})?\.[A-Za-z]{2,9})?")


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


def found_unit(raw: RawUnit) -> FoundUnit:
    """A unit as the gate takes it: its text is Markdown again, and what was lost is said.

    Raises ``TextProblem`` for more than one block can be.
    """
    key, version, kind = read_name(raw.named)
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
    """The Markdown of one side, put together only where words and tags fit into a block."""
    text = letters_of(pieces)
    if kind is not Kind.CODE and not fits(text):
        raise TextProblem(overlong(text))
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
        raise refused(
            name,
            f"The file holds several stories: {', '.join(told[:5])}. Bring them one by one.",
        )
    found = _found_units(units, name)
    if not found:
        raise refused(name, "The file has no units. Take the translation out again.")
    refuse_overlong(found, name=name, sources=False)
    kept, doubled = settled(found)
    return FoundFile(
        form=form,
        story=told[0] if told else "",
        made_from=made_from if MADE_FROM.fullmatch(made_from) else "",
        languages=languages,
        units=kept,
        remarks=(*doubled, *remarks),
    )


def _within_limits(units: Iterable[RawUnit], name: str) -> Iterator[RawUnit]:
    """The units as long as no story has more; a unit with many texts counts as many."""
    signs = letters = 0
    for count, raw in enumerate(units, start=1):
        refuse_too_many(count, name=name)
        texts = letters_of(raw.source), letters_of(raw.target)
        signs += sum(map(cost, texts))
        letters += sum(map(len, texts))
        if signs > MOST_SIGNS:
            raise FileRefused(name, (TOO_DEAR,))
        if letters > MOST_LETTERS:
            raise FileRefused(name, (TOO_LONG,))
        yield raw


def _found_units(units: Iterable[RawUnit], name: str) -> list[FoundUnit]:
    found: list[FoundUnit] = []
    problems: list[FileProblem] = []
    for raw in _within_limits(units, name):
        try:
            found.append(found_unit(raw))
        except TextProblem as problem:
            place = placed(read_name(raw.named)[0], f"line {raw.line}")
            problems.append(FileProblem(place=place, sentence=str(problem)))
            if len(problems) == MOST_TOLD:
                break
    if problems:
        raise FileRefused(name, tuple(problems))
    return found

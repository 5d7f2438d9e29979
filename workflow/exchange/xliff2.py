"""A translation as XLIFF 2.0, which tools of 2.1 and 2.2 read as well.

A unit's id is its key, its ``name`` the key once more with the number of the text and the kind of
block. Marks of Markdown are ``pc`` and ``ph``, their code in the unit's original data. The version
that the file was made from is a note of the file.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree

from workflow.exchange.inline import to_pieces
from workflow.exchange.pieces import Mark, Piece, Side, Tag, Words
from workflow.exchange.values import Form, FoundFile, OutFile, Unit, UnitState
from workflow.exchange.xliff import (
    MADE_FROM,
    SPACE,
    Numbers,
    below,
    name_of,
    names_of,
    read_tag,
    source_pieces,
    tree_of,
)
from workflow.exchange.xliff_comments import comments_of_2
from workflow.exchange.xliff_found import RawUnit, found_file
from workflow.text.safe_xml import Element, local_name

_NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
_UNFINISHED = "desk:unfinished"
_STATES = {
    UnitState.UNFINISHED: "initial",
    UnitState.TRANSLATED: "translated",
    UnitState.REVIEWED: "reviewed",
}
_READ_STATES = {
    "initial": UnitState.NEW,
    "translated": UnitState.TRANSLATED,
    "reviewed": UnitState.REVIEWED,
    "final": UnitState.REVIEWED,
}
_RANK = (UnitState.NEW, UnitState.UNFINISHED, UnitState.TRANSLATED, UnitState.REVIEWED)
_TYPES = {
    Mark.EMPHASIS: {"type": "fmt", "subType": "xlf:i"},
    Mark.STRONG: {"type": "fmt", "subType": "xlf:b"},
    Mark.BREAK: {"type": "fmt", "subType": "xlf:lb"},
    Mark.LINK: {"type": "link"},
    Mark.IMAGE: {"type": "image"},
    Mark.PLACEHOLDER: {"type": "ui", "subType": "xlf:var"},
}


# Out -----------------------------------------------------------------------------------------


def write(file: OutFile) -> bytes:
    """The whole file as UTF-8."""
    root = etree.Element(
        f"{{{_NAMESPACE}}}xliff",
        {
            "version": "2.0",
            "srcLang": file.source_language.tag,
            "trgLang": file.language.tag,
        },
        nsmap={None: _NAMESPACE},
    )
    part = _sub(root, "file", {"id": "f1", "original": file.story})
    notes = _sub(part, "notes")
    _sub(notes, "note", {"category": "made-from"}).text = file.made_from
    _sub(notes, "note", {"category": "title"}).text = " ".join(file.title.split())
    for unit in file.units:
        _write_unit(part, unit, file)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def _write_unit(part: Element, unit: Unit, file: OutFile) -> None:
    entry = _sub(part, "unit", {"id": unit.key, "name": name_of(unit), SPACE: "preserve"})
    told = [("description", unit.note), ("original", unit.original)]
    if any(words for _, words in told):
        notes = _sub(entry, "notes")
        for category, words in told:
            if words:
                _sub(notes, "note", {"category": category}).text = words
    source = source_pieces(unit, file)
    target = to_pieces(unit.target, unit.kind, like=source) if unit.target else ()
    codes = _Data.of((*source, *target))
    codes.write(entry)
    segment = _sub(entry, "segment", _said_state(unit))
    codes.write_pieces(_sub(segment, "source"), source)
    if unit.target:
        codes.write_pieces(_sub(segment, "target"), target)


def _said_state(unit: Unit) -> dict[str, str]:
    """Nothing of a new one: a tool that only fills in a text leaves it at that, and it counts."""
    if unit.state is UnitState.NEW:
        return {}
    said = {"state": _STATES[unit.state]}
    if unit.state is UnitState.UNFINISHED:
        said["subState"] = _UNFINISHED
    return said


class _Data:
    """The original data of a unit: each code once, with its id."""

    def __init__(self, codes: Sequence[str]) -> None:
        self._ids = {code: f"d{number}" for number, code in enumerate(codes, start=1)}

    @classmethod
    def of(cls, pieces: Sequence[Piece]) -> "_Data":
        """The codes of these pieces."""
        return cls(list(dict.fromkeys(each.native for each in pieces if isinstance(each, Tag))))

    def write(self, entry: Element) -> None:
        """Put the data into a unit, if there are any."""
        if self._ids:
            data = _sub(entry, "originalData")
            for code, name in self._ids.items():
                _sub(data, "data", {"id": name, SPACE: "preserve"}).text = code

    def write_pieces(self, parent: Element, pieces: Sequence[Piece]) -> None:
        """Put pieces into a source or target; pairs of ours are always within one another."""
        stack, last = [parent], None
        for piece in pieces:
            if isinstance(piece, Words):
                _say(stack[-1], last, piece.text)
            elif piece.side is Side.OPEN:
                stack.append(self._pair(stack[-1], piece))
                last = None
            elif piece.side is Side.CLOSE:
                last = stack.pop()
                last.set("dataRefEnd", self._ids[piece.native])
            else:
                last = _sub(
                    stack[-1],
                    "ph",
                    {
                        "id": str(piece.number),
                        "dataRef": self._ids[piece.native],
                        "disp": piece.native.strip(),
                        **_TYPES.get(piece.mark, {"type": "other"}),
                    },
                )

    def _pair(self, parent: Element, piece: Tag) -> Element:
        kind = _TYPES.get(piece.mark, {"type": "other"})
        named = {"id": str(piece.number), "dataRefStart": self._ids[piece.native]}
        return _sub(parent, "pc", {**named, **kind})


def _say(parent: Element, last: Element | None, words: str) -> None:
    if last is None:
        parent.text = (parent.text or "") + words
    else:
        last.tail = (last.tail or "") + words


def _sub(parent: Element, name: str, attributes: Mapping[str, str] | None = None) -> Element:
    return etree.SubElement(parent, f"{{{_NAMESPACE}}}{name}", dict(attributes or {}))


# In ------------------------------------------------------------------------------------------


def read(data: bytes, *, name: str) -> FoundFile:
    """What an XLIFF 2.x file says; raises ``FileRefused``."""
    root = tree_of(data, name=name, versions=("2.",))
    parts = [each for each in root.iter() if local_name(each) == "file"]
    units = [each for each in root.iter() if local_name(each) == "unit"]
    notes = ((each.text or "").strip() for part in parts for each in below(part, "note"))
    return found_file(
        Form.XLIFF_2,
        name=name,
        stories=[each.get("original") or "" for each in parts],
        made_from=next(filter(MADE_FROM.fullmatch, notes), ""),
        languages=(root.get("srcLang") or "", root.get("trgLang") or ""),
        units=map(_raw, units),
        remarks=comments_of_2(root),
    )


def _raw(unit: Element) -> RawUnit:
    data = (each for each in unit if local_name(each) == "originalData")
    codes = {each.get("id") or "": each.text or "" for part in data for each in part}
    reading = _Reading(codes)
    segments = [each for each in unit if local_name(each) in {"segment", "ignorable"}]
    source = tuple(piece for each in segments for piece in reading.side(each, "source"))
    reading.know(source)
    target = tuple(piece for each in _as_read(segments) for piece in reading.translated(each))
    if not any(map(_has_target, segments)):
        target = ()
    states = [_state(each) for each in segments if local_name(each) == "segment"]
    return RawUnit(
        named=names_of(unit),
        source=source,
        target=target,
        state=min(states, key=_RANK.index, default=UnitState.NEW),
        line=unit.sourceline,
        parts=tuple(
            _says(reading.side(each, "target"))
            for each in segments
            if local_name(each) == "segment" and _says(reading.side(each, "source"))
        ),
    )


def _says(pieces: Iterable[Piece]) -> bool:
    return any(isinstance(each, Tag) or each.text.strip() for each in pieces)


def _has_target(segment: Element) -> bool:
    return any(local_name(each) == "target" for each in segment)


def _as_read(segments: Sequence[Element]) -> list[Element]:
    """The segments as their translation is read: one may say that it stands elsewhere in it."""
    return [each for _, each in sorted(enumerate(segments, start=1), key=_place)]


def _place(numbered: tuple[int, Element]) -> int:
    number, segment = numbered
    orders = (each.get("order") or "" for each in segment if local_name(each) == "target")
    said = next(orders, "")
    return int(said) if said.isdecimal() and len(said) < 6 else number


def _state(segment: Element) -> UnitState:
    """What a segment says of itself; one that says nothing and has a text is translated."""
    if not _has_target(segment):
        return UnitState.NEW
    if segment.get("subState") == _UNFINISHED and segment.get("state", "initial") == "initial":
        return UnitState.UNFINISHED
    return _READ_STATES.get(segment.get("state") or "", UnitState.TRANSLATED)


class _Reading:
    """Reads the pieces of a unit; tags without data get their codes from the source's."""

    def __init__(self, data: Mapping[str, str]) -> None:
        self._data = data
        self._known: dict[tuple[Side, int], str] = {}
        self._numbers = Numbers()

    def know(self, pieces: Sequence[Piece]) -> None:
        """Remember the codes of the source's tags by their side and number."""
        self._known = {
            (piece.side, piece.number): piece.native for piece in pieces if isinstance(piece, Tag)
        }

    def side(self, segment: Element, name: str) -> Iterator[Piece]:
        """What a segment says on one side."""
        for child in segment:
            if local_name(child) == name:
                yield from self._pieces(child)

    def translated(self, segment: Element) -> Iterator[Piece]:
        """What a segment says in translation: what no one translates stands as it is."""
        kept = local_name(segment) == "ignorable" and not _has_target(segment)
        return self.side(segment, "source" if kept else "target")

    def _pieces(self, element: Element) -> Iterator[Piece]:
        if element.text:
            yield Words(element.text)
        for child in element:
            yield from self._of(child)
            if child.tail:
                yield Words(child.tail)

    def _of(self, child: Element) -> Iterator[Piece]:
        number = self._numbers.of(child.get("startRef") or child.get("id") or "")
        match local_name(child):
            case "ph":
                yield self._tag(Side.SINGLE, number, child, "dataRef")
            case "pc":
                yield self._tag(Side.OPEN, number, child, "dataRefStart")
                yield from self._pieces(child)
                yield self._tag(Side.CLOSE, number, child, "dataRefEnd")
            case "sc":
                yield self._tag(Side.OPEN, number, child, "dataRef")
            case "ec":
                yield self._tag(Side.CLOSE, number, child, "dataRef")
            case "cp":
                yield from _character(child.get("hex") or "")
            case _:
                yield from self._pieces(child)  # mrk, sm, em: a tool's own

    def _tag(self, side: Side, number: int, element: Element, reference: str) -> Tag:
        data = self._data.get(element.get(reference) or "", "")
        first = self._numbers.of(element.get("copyOf") or "")
        known = self._known.get((side, number), "") or self._known.get((side, first), "")
        return read_tag(side, number, data or known or element.get("disp") or "", element)


def _character(code: str) -> Iterator[Words]:
    """A character that XML has no place for is left out; any other is itself."""
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return
    if character.isprintable():
        yield Words(character)

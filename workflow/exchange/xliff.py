"""What XLIFF 1.2 and 2.x have in common: the file as a tree, a unit's name, and its tags.

Files are written here element by element: translate-toolkit's stores write the namespace of 1.1 in
a new 1.2 file, leave the target language and the ids of units out of a 2.x file, and drop inline
tags. Files are read through the one safe reader of XML, never through theirs.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from workflow.exchange.inline import to_pieces
from workflow.exchange.limits import fits, placed, refused
from workflow.exchange.marks import KEY, MARK
from workflow.exchange.no_source import stand_in
from workflow.exchange.pieces import Mark, Piece, Side, Tag, mark_of
from workflow.exchange.values import OutFile, Unit
from workflow.languages.registry import by_tag
from workflow.text.safe_xml import Element, XmlRefused, local_name, parse_whole
from workflow.text.segments import Kind

MOST_BYTES = 20_000_000
MADE_FROM = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?@[0-9]{1,9}")
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
    except XmlRefused as broken:
        raise refused(name, broken.sentence.in_(_ENGLISH)) from None
    if local_name(root) != "xliff":
        raise refused(
            name,
            f"The file is no XLIFF: it begins with <{local_name(root)}>. Bring the file that the "
            "translation left in.",
        )
    version = root.get("version") or ""
    if not version.startswith(tuple(versions)):
        raise refused(
            name,
            f"This is XLIFF {version or 'without a version'}; {' and '.join(versions)} is read "
            "here. Export it in the version it left in.",
        )
    return root


def below(element: Element, name: str) -> Iterator[Element]:
    """The elements of this name within another, itself among them."""
    return (each for each in element.iter() if local_name(each) == name)


def place_of(unit: Element) -> str:
    """Where a unit stands, after its key: a whole file may be one line."""
    key, _, _ = read_name(names_of(unit))
    return placed(key, f"line {unit.sourceline}")


def names_of(unit: Element) -> tuple[str, ...]:
    """The words in which a unit's key may stand, first those that tools leave alone."""
    return tuple(unit.get(each) or "" for each in ("resname", "name", "id"))


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
    mark = mark_of(told, side) if fits(told) else None
    return Tag(side=side, number=number, mark=mark or Mark.PLACEHOLDER, native=told)


def read_name(named: Iterable[str]) -> tuple[str, int | None, Kind]:
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

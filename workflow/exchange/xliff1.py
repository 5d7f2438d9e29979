"""A translation as XLIFF 1.2, for nearly every tool that translators have.

A unit's id is its key, its ``resname`` the key once more with the number of the text and the kind
of block. Marks of Markdown are ``bpt``, ``ept`` and ``ph`` with the marks inside. The version that
the file was made from is its ``product-version``, and a note in its header.
"""

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from workflow.exchange.inline import to_pieces
from workflow.exchange.pieces import Mark, Piece, Side, Tag, Words
from workflow.exchange.values import Form, FoundFile, OutFile, Unit, UnitState
from workflow.exchange.xliff import (
    MADE_FROM,
    SPACE,
    Numbers,
    name_of,
    names_of,
    read_tag,
    source_pieces,
    tree_of,
)
from workflow.exchange.xliff1_tools import is_struck, is_tracked, is_unfinished, parts
from workflow.exchange.xliff_comments import comments_of_1
from workflow.exchange.xliff_found import RawUnit, found_file
from workflow.languages.catalogue import marked
from workflow.languages.sentences import Sentence, say
from workflow.text.safe_xml import XML_LANG, Element, local_name

_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_STATES = {
    UnitState.UNFINISHED: "needs-review-translation",
    UnitState.TRANSLATED: "translated",
    UnitState.REVIEWED: "signed-off",
}
_READ_STATES = {
    "new": UnitState.NEW,
    "needs-translation": UnitState.NEW,
    "needs-adaptation": UnitState.UNFINISHED,
    "needs-l10n": UnitState.UNFINISHED,
    "needs-review-adaptation": UnitState.UNFINISHED,
    "needs-review-l10n": UnitState.UNFINISHED,
    "needs-review-translation": UnitState.UNFINISHED,
    "final": UnitState.REVIEWED,
    "signed-off": UnitState.REVIEWED,
}
_PAIR_TYPES = {Mark.EMPHASIS: "italic", Mark.STRONG: "bold", Mark.LINK: "link"}
_SINGLE_TYPES = {Mark.IMAGE: "image", Mark.BREAK: "lb"}
_ISOLATED = {"open": Side.OPEN, "close": Side.CLOSE}
_CHANGES = marked(
    "Changes are tracked in the document. They were taken as accepted: struck words were left out."
)
_SINGLE = frozenset({"ph", "x"})
_OPENING = frozenset({"bpt", "bx"})
_CLOSING = frozenset({"ept", "ex"})


# Out -----------------------------------------------------------------------------------------


def write(file: OutFile) -> bytes:
    """The whole file as UTF-8."""
    root = etree.Element(f"{{{_NAMESPACE}}}xliff", {"version": "1.2"}, nsmap={None: _NAMESPACE})
    part = _sub(
        root,
        "file",
        {
            "original": file.story,
            "source-language": file.source_language.tag,
            "target-language": file.language.tag,
            "datatype": "x-markdown",
            "product-name": "Dumpling Desk",
            "product-version": file.made_from,
        },
    )
    header = _sub(part, "header")
    _sub(header, "note").text = " ".join(file.title.split())
    _sub(header, "note", {"from": "made-from"}).text = file.made_from
    body = _sub(part, "body")
    for unit in file.units:
        _write_unit(body, unit, file)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def _write_unit(body: Element, unit: Unit, file: OutFile) -> None:
    attributes = {"id": unit.key, "resname": name_of(unit), SPACE: "preserve"}
    if unit.state is UnitState.REVIEWED:
        attributes["approved"] = "yes"
    entry = _sub(body, "trans-unit", attributes)
    pieces = source_pieces(unit, file)
    source = _sub(entry, "source", {XML_LANG: file.source_language.tag})
    _write_pieces(source, pieces)
    if unit.target:
        target = _sub(entry, "target", {XML_LANG: file.language.tag, **_said_state(unit)})
        _write_pieces(target, to_pieces(unit.target, unit.kind, like=pieces))
    if unit.note:
        _sub(entry, "note", {"from": "block"}).text = unit.note
    if unit.original:
        _sub(entry, "note", {"from": "original"}).text = unit.original


def _said_state(unit: Unit) -> dict[str, str]:
    """Nothing of one filled with its source: a tool that puts a text in its place leaves it so."""
    return {} if unit.state is UnitState.NEW else {"state": _STATES[unit.state]}


def _sub(parent: Element, name: str, attributes: Mapping[str, str] | None = None) -> Element:
    return etree.SubElement(parent, f"{{{_NAMESPACE}}}{name}", dict(attributes or {}))


def _write_pieces(parent: Element, pieces: Sequence[Piece]) -> None:
    last: Element | None = None
    for piece in pieces:
        if isinstance(piece, Tag):
            last = _sub(parent, *_tag(piece))
            last.text = piece.native
        elif last is None:
            parent.text = (parent.text or "") + piece.text
        else:
            last.tail = (last.tail or "") + piece.text


def _tag(piece: Tag) -> tuple[str, dict[str, str]]:
    number = {"id": str(piece.number)}
    other = f"x-{piece.mark}"
    match piece.side:
        case Side.OPEN:
            return "bpt", {**number, "ctype": _PAIR_TYPES.get(piece.mark, other)}
        case Side.CLOSE:
            return "ept", number
        case _:
            return "ph", {**number, "ctype": _SINGLE_TYPES.get(piece.mark, other)}


# In ------------------------------------------------------------------------------------------


def read(data: bytes, *, name: str) -> FoundFile:
    """What an XLIFF 1.2 file says; raises ``FileRefused``."""
    root = tree_of(data, name=name, versions=("1.2", "1.1"))
    files = [each for each in root.iter() if local_name(each) == "file"]
    units = [each for each in root.iter() if local_name(each) == "trans-unit"]
    return found_file(
        Form.XLIFF_1,
        name=name,
        stories=[each.get("original") or "" for each in files],
        made_from=next(filter(None, map(_made_from, files)), ""),
        languages=(_language(files, "source-language"), _target_language(files, units)),
        units=(raw for each in units for raw in _raws(each)),
        remarks=(*_changes(units), *comments_of_1(root)),
    )


def _changes(units: Sequence[Element]) -> Iterator[Sentence]:
    targets = (_child(each, "target") for each in units)
    if any(is_tracked(each) for each in targets if each is not None):
        yield say(_CHANGES)


def _language(files: Sequence[Element], attribute: str) -> str:
    return next(filter(None, (each.get(attribute) for each in files)), "")


def _target_language(files: Sequence[Element], units: Sequence[Element]) -> str:
    """As the file says it, or else its texts."""
    said = _language(files, "target-language")
    targets = (_child(each, "target") for each in units)
    return said or next(
        filter(None, (each.get(XML_LANG) for each in targets if each is not None)), ""
    )


def _made_from(part: Element) -> str:
    told = [part.get("product-version") or ""]
    header = _child(part, "header")
    if header is not None:
        told += [(each.text or "").strip() for each in header if local_name(each) == "note"]
    return next((each for each in told if MADE_FROM.fullmatch(each)), "")


def _raws(unit: Element) -> Iterator[RawUnit]:
    """A unit, once for each text of it: there should be one, and no other is lost."""
    targets = [each for each in unit if local_name(each) == "target"]
    for target in targets or [None]:
        yield _raw(unit, target)


def _raw(unit: Element, target: Element | None) -> RawUnit:
    source = _child(unit, "source")
    numbers = Numbers()
    left = tuple(_Reading(numbers, {}).pieces(source)) if source is not None else ()
    codes = {(piece.side, piece.number): piece.native for piece in left if isinstance(piece, Tag)}
    come = _Reading(numbers, codes)
    return RawUnit(
        named=names_of(unit),
        source=left,
        target=tuple(come.pieces(target)) if target is not None else (),
        state=_state(unit, target),
        line=unit.sourceline,
        parts=parts(unit, target) if target is not None else (),
    )


def _state(unit: Element, target: Element | None) -> UnitState:
    """What a tool marks as not finished is not, though the mark that it left with still stands."""
    if target is None or is_unfinished(unit, target):
        return UnitState.NEW
    if unit.get("approved") == "yes":
        return UnitState.REVIEWED
    return _READ_STATES.get(target.get("state") or "", UnitState.TRANSLATED)


def _child(element: Element, name: str) -> Element | None:
    return next((each for each in element if local_name(each) == name), None)


class _Reading:
    """Reads the pieces of one side; tags that a tool has emptied get their codes from ``codes``."""

    def __init__(self, numbers: Numbers, codes: Mapping[tuple[Side, int], str]) -> None:
        self._numbers = numbers
        self._codes = codes

    def pieces(self, element: Element) -> Iterator[Piece]:
        """What an element says."""
        if element.text:
            yield Words(element.text)
        for child in element:
            yield from self._of(child)
            if child.tail:
                yield Words(child.tail)

    def _of(self, child: Element) -> Iterator[Piece]:
        name = local_name(child)
        if name in _SINGLE:
            yield self._tag(child, Side.SINGLE)
        elif name in _OPENING:
            yield self._tag(child, Side.OPEN)
        elif name in _CLOSING:
            yield self._tag(child, Side.CLOSE)
        elif name == "it":
            yield self._tag(child, _ISOLATED.get(child.get("pos") or "", Side.SINGLE))
        elif name == "g":
            yield self._tag(child, Side.OPEN, empty=True)
            yield from self.pieces(child)
            yield self._tag(child, Side.CLOSE, empty=True)
        elif not is_struck(child):
            yield from self.pieces(child)  # mrk: a mark of the tool's around words

    def _tag(self, element: Element, side: Side, *, empty: bool = False) -> Tag:
        """Two tags of a pair share a number: ``rid`` where a tool wrote one, else ``id``."""
        said = element.get("rid") or element.get("id") or ""
        number = self._numbers.of(said)
        own = "" if empty else "".join(element.itertext())
        native = own or self._codes.get((side, number), "") or element.get("equiv-text") or ""
        return read_tag(side, number, native, element)

"""A translation as XLIFF 1.2, for nearly every tool that translators have.

A unit's id is its key, its ``resname`` the key once more with the number of the text and the kind
of block. Marks of Markdown are ``bpt``, ``ept`` and ``ph`` with the marks inside. The version that
the file was made from is its ``product-version``, and a note in its header.
"""

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from workflow.exchange.inline import to_pieces
from workflow.exchange.pieces import Mark, Piece, Side, Tag, Words, mark_of
from workflow.exchange.values import Form, FoundFile, OutFile, Unit, UnitState
from workflow.exchange.xliff import (
    MADE_FROM,
    SPACE,
    RawUnit,
    found_file,
    name_of,
    source_pieces,
    tree_of,
)
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
_TYPES = {
    Mark.EMPHASIS: "italic",
    Mark.STRONG: "bold",
    Mark.LINK: "link",
    Mark.IMAGE: "image",
    Mark.BREAK: "lb",
}
_SINGLE = frozenset({"ph", "x", "it"})
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
        target = _sub(entry, "target", {XML_LANG: file.language.tag, "state": _STATES[unit.state]})
        _write_pieces(target, to_pieces(unit.target, unit.kind, like=pieces))
    if unit.note:
        _sub(entry, "note", {"from": "block"}).text = unit.note
    if unit.original:
        _sub(entry, "note", {"from": "original"}).text = unit.original


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
    kind = _TYPES.get(piece.mark, f"x-{piece.mark}")
    match piece.side:
        case Side.OPEN:
            return "bpt", {**number, "ctype": kind}
        case Side.CLOSE:
            return "ept", number
        case _:
            return "ph", {**number, "ctype": kind}


# In ------------------------------------------------------------------------------------------


def read(data: bytes, *, name: str) -> FoundFile:
    """What an XLIFF 1.2 file says; raises ``FileRefused``."""
    root = tree_of(data, name=name, versions=("1.2", "1.1"))
    parts = [each for each in root.iter() if local_name(each) == "file"]
    units = [each for each in root.iter() if local_name(each) == "trans-unit"]
    return found_file(
        Form.XLIFF_1,
        name=name,
        stories=[each.get("original") or "" for each in parts],
        made_from=next(filter(None, map(_made_from, parts)), ""),
        languages=(_language(parts, "source-language"), _target_language(parts, units)),
        units=map(_raw, units),
    )


def _language(parts: Sequence[Element], attribute: str) -> str:
    return next(filter(None, (each.get(attribute) for each in parts)), "")


def _target_language(parts: Sequence[Element], units: Sequence[Element]) -> str:
    """As the file says it, or else its texts."""
    said = _language(parts, "target-language")
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


def _raw(unit: Element) -> RawUnit:
    source, target = _child(unit, "source"), _child(unit, "target")
    left = tuple(_pieces(source, {})) if source is not None else ()
    codes = {(piece.side, piece.number): piece.native for piece in left if isinstance(piece, Tag)}
    return RawUnit(
        named=(unit.get("resname") or "", unit.get("id") or ""),
        source=left,
        target=tuple(_pieces(target, codes)) if target is not None else (),
        state=_state(unit, target),
        line=unit.sourceline,
    )


def _state(unit: Element, target: Element | None) -> UnitState:
    if unit.get("approved") == "yes":
        return UnitState.REVIEWED
    said = target.get("state") if target is not None else None
    return _READ_STATES.get(said or "", UnitState.TRANSLATED)


def _child(element: Element, name: str) -> Element | None:
    return next((each for each in element if local_name(each) == name), None)


_Codes = Mapping[tuple[Side, int], str]


def _pieces(element: Element, codes: _Codes) -> Iterator[Piece]:
    """What an element says; tags that a tool has emptied get their codes from the source's."""
    if element.text:
        yield Words(element.text)
    for child in element:
        name, number = local_name(child), _number(child)
        if name in _SINGLE:
            yield _tag_of(child, Side.SINGLE, number, codes)
        elif name in _OPENING:
            yield _tag_of(child, Side.OPEN, number, codes)
        elif name in _CLOSING:
            yield _tag_of(child, Side.CLOSE, number, codes)
        elif name == "g":
            yield _tag_of(child, Side.OPEN, number, codes, empty=True)
            yield from _pieces(child, codes)
            yield _tag_of(child, Side.CLOSE, number, codes, empty=True)
        else:
            yield from _pieces(child, codes)  # mrk: a mark of the tool's around words
        if child.tail:
            yield Words(child.tail)


def _number(element: Element) -> int:
    """The number that two tags of a pair share: ``rid`` where a tool wrote one, else ``id``."""
    said = element.get("rid") or element.get("id") or ""
    return int(said) if said.isdecimal() and len(said) < 10 else abs(hash(said)) % 10**9


def _tag_of(
    element: Element, side: Side, number: int, codes: _Codes, *, empty: bool = False
) -> Tag:
    own = "" if empty else "".join(element.itertext())
    native = own or codes.get((side, number), "") or element.get("equiv-text") or ""
    mark = mark_of(native, side) or Mark.PLACEHOLDER
    return Tag(side=side, number=number, mark=mark, native=native)

"""Inline nodes to Markdown in its one normal form.

Plain words are escaped only where they would otherwise be read as markup. CommonMark cannot
write every nesting of emphasis with asterisks alone, so each result is read back: if it does not
give the same nodes, a more careful style is tried (alternating ``*`` and ``_``, then character
references beside the marks), and emphasis that no style can write is given up, words kept.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from mdit_py_cjk_friendly import is_cjk

from workflow.text.markup.nodes import (
    Break,
    Code,
    Emphasis,
    Image,
    Link,
    Node,
    NoteMark,
    Strong,
    Text,
    without_emphasis,
)
from workflow.text.markup.read_inline import read_inline


class Care(IntEnum):
    """How carefully emphasis is written."""

    PLAIN = 0
    ALTERNATING = 1
    REFERENCES = 2


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of output: ``words`` are still to be escaped, everything else is final."""

    text: str
    words: bool = False
    label: bool = False  # inside the brackets of a link or an image
    opens: bool = False  # a mark that opens emphasis
    closes: bool = False
    note: bool = False


def write_settled(nodes: tuple[Node, ...], *, heading: bool = False) -> tuple[tuple[Node, ...], str]:
    """Return the nodes as they will be read back, and their Markdown."""
    for care in Care:
        text = _write(nodes, care=care, heading=heading)
        if care is Care.PLAIN and not _needs_proof(nodes, text):
            return nodes, text
        if read_inline(text) == nodes:
            return nodes, text
    bare = without_emphasis(nodes)
    return bare, _write(bare, care=Care.PLAIN, heading=heading)


def write_inline(nodes: tuple[Node, ...], *, heading: bool = False) -> str:
    """Return the Markdown of tidy nodes; ``heading`` when it stands after ``#`` marks."""
    return write_settled(nodes, heading=heading)[1]


def _needs_proof(nodes: tuple[Node, ...], text: str) -> bool:
    return len(nodes) != 1 or not isinstance(nodes[0], Text) or "\\" in text


def _write(nodes: Sequence[Node], *, care: Care, heading: bool) -> str:
    pieces = list(_pieces(nodes, care=care, depth=0, label=False))
    written = "".join(_escaped(pieces, care))
    if heading:
        return _TRAILING_HASHES.sub(r"\1\\\2", written)
    return "\n".join(_line_start(line) for line in written.split("\n"))


def _pieces(nodes: Sequence[Node], *, care: Care, depth: int, label: bool) -> Iterator[_Piece]:
    previous_mark = ""
    for node in nodes:
        mark = ""
        match node:
            case Text(text):
                yield _Piece(text, words=True, label=label)
            case Emphasis(children) | Strong(children):
                mark = _mark(previous_mark, care=care, depth=depth)
                run = mark if isinstance(node, Emphasis) else mark * 2
                yield _Piece(run, opens=True)
                yield from _pieces(children, care=care, depth=depth + 1, label=label)
                yield _Piece(run, closes=True)
            case Link(href, title, children):
                yield _Piece("[")
                yield from _pieces(children, care=care, depth=depth, label=True)
                yield _Piece(f"]({_target(href, title)})")
            case Image(src, alt, title):
                yield _Piece("![")
                yield _Piece(alt, words=True, label=True)
                yield _Piece(f"]({_target(src, title)})")
            case Code(text):
                yield _Piece(_code(text))
            case NoteMark(text):
                yield _Piece(f"[^{text}]", note=True)
            case Break():
                yield _Piece("\\\n")
        previous_mark = mark


def _mark(previous: str, *, care: Care, depth: int) -> str:
    if care is Care.PLAIN:
        return "*"
    if previous:
        return "_" if previous == "*" else "*"
    return "*_"[depth % 2]


def _code(text: str) -> str:
    fence = "`"
    while re.search(f"(?<!`){fence}(?!`)", text):
        fence += "`"
    padded = text.startswith("`") or text.endswith("`")
    padded = padded or (text[:1] == " " == text[-1:] and bool(text.strip()))
    return f"{fence} {text} {fence}" if padded else f"{fence}{text}{fence}"


def _target(href: str, title: str) -> str:
    address = re.sub(r"[\\()<>]", _BEFORE, href)
    address = _REFERENCE.sub(_BEFORE, address)
    if not title:
        return address or "<>"
    words = re.sub(r'[\\"]', _BEFORE, title)
    return f'{address or "<>"} "{_REFERENCE.sub(_BEFORE, words)}"'


# Escaping words ------------------------------------------------------------------------------

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BEFORE = r"\\\g<0>"
_SPECIAL = re.compile(r"[\\`*_\[\]!<&]")
_TRAILING_HASHES = re.compile(r"((?:^|[ \t]))(#+)$")


def _escaped(pieces: Sequence[_Piece], care: Care) -> Iterator[str]:
    for place, piece in enumerate(pieces):
        if not piece.words:
            yield piece.text
            continue
        before = pieces[place - 1] if place else _Piece("")
        after = pieces[place + 1] if place + 1 < len(pieces) else _Piece("")
        text = _escape(piece.text, before.text[-1:], after.text[:1], label=piece.label)
        if before.note and text[:1] in {"(", ":"}:
            text = "\\" + text
        if care is Care.REFERENCES:
            text = _referenced(text, after_mark=before.closes, before_mark=after.opens)
        yield text


def _escape(text: str, before: str, after: str, *, label: bool) -> str:
    def escape(found: re.Match[str]) -> str:
        at = found.start()
        previous = text[at - 1] if at else before
        following = text[at + 1] if at + 1 < len(text) else after
        if _is_markup(found.group(), previous, following, text, at, label):
            return "\\" + found.group()
        return found.group()

    return _SPECIAL.sub(escape, text)


def _is_markup(  # noqa: PLR0917 -- one character and all that decides about it
    char: str, previous: str, following: str, text: str, at: int, label: bool
) -> bool:
    match char:
        case "*":
            return not (previous.isspace() and following.isspace())
        case "_":
            return not (_in_word(previous) and _in_word(following))
        case "[":
            return label or following == "^"
        case "]":
            return label or following == "("
        case "!":
            return following == "["
        case "<":
            return not following.isspace()
        case "&":
            return _REFERENCE.match(text, at) is not None
        case _:
            return True


def _in_word(char: str) -> bool:
    return char.isalnum() and not is_cjk(char)


def _referenced(text: str, *, after_mark: bool, before_mark: bool) -> str:
    """Write the letters beside emphasis marks as references, so that the marks still count."""
    if after_mark and text[:1].isalnum():
        text = f"&#{ord(text[0])};{text[1:]}"
    if before_mark and text[-1:].isalnum():
        text = f"{text[:-1]}&#{ord(text[-1])};"
    return text


# Line starts ---------------------------------------------------------------------------------

_BLOCK_MARK = re.compile(
    r"""(?: [-+](?=\s|$) | -[-\s]*$ | =+\s*$ | \#{1,6}(?=\s|$) | > | ~~~ )""",
    re.VERBOSE,
)
_NUMBER_MARK = re.compile(r"([0-9]{1,9})([.)])(?=\s|$)")
_DEFINITION = re.compile(r"\[(?:\\.|[^\[\]\\]|\[\^)*\](?=:)", re.DOTALL)


def _line_start(line: str) -> str:
    """Escape what would make a list, a heading, a quotation or a definition of a line."""
    if _BLOCK_MARK.match(line):
        return "\\" + line
    if number := _NUMBER_MARK.match(line):
        return f"{number[1]}\\{line[number.end(1) :]}"
    if definition := _DEFINITION.match(line):
        return f"{definition[0]}\\{line[definition.end() :]}"
    return line

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
    PAIRED = 2  # two levels of asterisks, then two of underscores
    REFERENCES = 3
    PAIRED_REFERENCES = 4


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of output: ``words`` are still to be escaped, everything else is final."""

    text: str
    words: bool = False
    label: bool = False  # inside the brackets of a link or an image
    opens: bool = False  # a mark that opens emphasis
    closes: bool = False
    note: bool = False


def write_inline(nodes: tuple[Node, ...], *, heading: bool = False) -> str:
    """Return the Markdown of tidy nodes; ``heading`` when it stands after ``#`` marks."""
    for care in Care:
        text = _write(nodes, care=care, heading=heading)
        if not _needs_proof(nodes, text) or read_inline(text) == nodes:
            return text
    return _write(without_emphasis(nodes), care=Care.PLAIN, heading=heading)


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
        if isinstance(node, Emphasis | Strong):
            previous_mark = _mark(previous_mark, care=care, depth=depth)
            run = previous_mark if isinstance(node, Emphasis) else previous_mark * 2
            yield _Piece(run, opens=True)
            yield from _pieces(node.children, care=care, depth=depth + 1, label=label)
            yield _Piece(run, closes=True)
            continue
        previous_mark = ""
        if isinstance(node, Link):
            yield from _link_pieces(node, care=care, depth=depth)
        else:
            yield from _leaf_pieces(node, label=label)


def _link_pieces(link: Link, *, care: Care, depth: int) -> Iterator[_Piece]:
    if care is Care.PLAIN and _is_bare(link):
        yield _Piece(f"<{link.href}>")
        return
    yield _Piece("[")
    yield from _pieces(link.children, care=care, depth=depth, label=True)
    yield _Piece(f"]({_target(link.href, link.title)})")


def _is_bare(link: Link) -> bool:
    """Say whether a link shows its own address and can stand between angle brackets."""
    shown = link.children == (Text(link.href),) and not link.title
    return shown and _BARE_ADDRESS.fullmatch(link.href) is not None


def _leaf_pieces(node: Node, *, label: bool) -> Iterator[_Piece]:
    match node:
        case Text(text):
            yield _Piece(text, words=True, label=label)
        case Image(src, alt, title):
            yield _Piece("![")
            yield _Piece(alt, words=True, label=True)
            yield _Piece(f"]({_target(src, title)})")
        case Code(text):
            yield _Piece(_code(text))
        case NoteMark(text):
            yield _Piece(f"[^{text}]", note=True)
        case _:
            yield _Piece("\\\n")


def _mark(previous: str, *, care: Care, depth: int) -> str:
    if care is Care.PLAIN:
        return "*"
    if previous:
        return "_" if previous == "*" else "*"
    paired = care in {Care.PAIRED, Care.PAIRED_REFERENCES}
    return "**__"[depth % 4] if paired else "*_"[depth % 2]


def _code(text: str) -> str:
    fence = "`"
    while re.search(f"(?<!`){fence}(?!`)", text):
        fence += "`"
    padded = text.startswith("`") or text.endswith("`")
    padded = padded or (text[:1] == " " == text[-1:] and bool(text.strip()))
    return f"{fence} {text} {fence}" if padded else f"{fence}{text}{fence}"


def _target(href: str, title: str) -> str:
    address = re.sub(r"[\\<>]" if _balanced(href) else r"[\\()<>]", _BEFORE, href)
    address = _REFERENCE.sub(_BEFORE, address)
    if not title:
        return address or "<>"
    words = re.sub(r'[\\"]', _BEFORE, title)
    return f'{address or "<>"} "{_REFERENCE.sub(_BEFORE, words)}"'


def _balanced(href: str) -> bool:
    """Say whether the parentheses of an address match, as they do in encyclopaedia links."""
    depth = 0
    for char in href:
        depth += (char == "(") - (char == ")")
        if not 0 <= depth <= 8:
            return False
    return depth == 0


# Escaping words ------------------------------------------------------------------------------

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BARE_ADDRESS = re.compile(r"https?://[!-;=?-~]+")
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
        left = before.text[-1:].strip("\n")  # the start of a line is no space before an asterisk
        text = _escape(piece.text, left, after.text[:1], label=piece.label)
        if before.note and text.startswith("("):
            text = "\\" + text
        if care >= Care.REFERENCES:
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
    if after_mark and _is_reference_needed(text[:1]):
        text = f"&#{ord(text[0])};{text[1:]}"
    if before_mark and _is_reference_needed(text[-1:]):
        text = f"{text[:-1]}&#{ord(text[-1])};"
    return text


def _is_reference_needed(char: str) -> bool:
    """Spaces and ASCII marks already let a mark beside them count."""
    return bool(char) and not char.isspace() and (char.isalnum() or not char.isascii())


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

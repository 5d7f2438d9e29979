"""The tree of a text to Markdown: one empty line between blocks, tight lists kept tight."""

import re
from collections.abc import Iterator, Sequence

from workflow.text.outline import Listing, Node, Note, Quote
from workflow.text.segments import Block, Kind

_MAX_NUMBER = 999_999_999
_ESCAPED_IN_NAME = re.compile(r"[\\&]")


def write_blocks(nodes: Sequence[Node]) -> str:
    """Return the Markdown of a tree, without a newline at its end."""
    return "\n".join(_lines(nodes, tight=False, in_list=False))


def _lines(nodes: Sequence[Node], *, tight: bool, in_list: bool) -> Iterator[str]:
    previous: Listing | None = None
    other = False
    for place, node in enumerate(nodes):
        if place and not tight:
            yield ""
        if isinstance(node, Listing):
            other = _is_same_sort(previous, node) and not other
            yield from _list_lines(node, other=other)
            previous = node
        else:
            yield from _node_lines(node, in_list=in_list)
            previous, other = None, False


def _is_same_sort(previous: Listing | None, node: Listing) -> bool:
    """Two neighbouring lists of one sort need different marks, or they would grow together."""
    return previous is not None and previous.ordered == node.ordered


def _node_lines(node: Node, *, in_list: bool) -> Iterator[str]:
    match node:
        case Quote(children):
            lines = _lines(children, tight=False, in_list=in_list)
            yield from (f"> {line}" if line else ">" for line in lines)
        case Note(label, children):
            yield from _note_lines(label, children, in_list=in_list)
        case Block():
            yield from _leaf_lines(node, in_list=in_list)


def _list_lines(listing: Listing, *, other: bool) -> Iterator[str]:
    for place, children in enumerate(listing.items):
        if place and not listing.tight:
            yield ""
        mark = _item_mark(listing, place, other=other)
        yield from _hung(mark, _lines(children, tight=listing.tight, in_list=True))


def _item_mark(listing: Listing, place: int, *, other: bool) -> str:
    if listing.ordered:
        return f"{min(listing.start + place, _MAX_NUMBER)}{')' if other else '.'} "
    return "* " if other else "- "


def _hung(mark: str, lines: Iterator[str]) -> Iterator[str]:
    """Put ``mark`` before the first line and the same width of spaces before the others."""
    space = " " * len(mark)
    for place, line in enumerate(lines):
        yield (space if place else mark) + line if line else ""


def _note_lines(label: str, children: Sequence[Node], *, in_list: bool) -> Iterator[str]:
    """A footnote begins on its own line unless it begins with a paragraph."""
    mark = f"[^{label}]:"
    lines = list(_lines(children, tight=False, in_list=in_list))
    if not any(lines):
        yield mark
        return
    first = children[0] if children else None
    if isinstance(first, Block) and first.kind not in _OWN_LINE:
        yield f"{mark} {lines[0]}"
        del lines[0]
    else:
        yield mark
    yield from (f"    {line}" if line else "" for line in lines)


_OWN_LINE = {Kind.HEADING, Kind.CODE, Kind.RULE}


def _leaf_lines(block: Block, *, in_list: bool) -> Iterator[str]:
    match block.kind:
        case Kind.HEADING:
            yield f"{block.frame or '##'} {block.text}".replace("\n", " ")
        case Kind.RULE:
            yield "___" if in_list else "---"  # dashes would read as list marks or headings there
        case Kind.CODE:
            yield from _code_lines(block)
        case _:
            yield from block.text.split("\n")


def _code_lines(block: Block) -> Iterator[str]:
    name = block.frame.removeprefix("```")
    sign = "~" if "`" in name else "`"
    fence = sign * 3
    while re.search(rf"^\s*{fence}", block.text, re.MULTILINE):
        fence += sign
    yield fence + _ESCAPED_IN_NAME.sub(r"\\\g<0>", name)
    if block.text:
        yield from block.text.split("\n")
    yield fence

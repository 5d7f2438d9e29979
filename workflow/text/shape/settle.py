"""What its new neighbours make of a block: a signed line, a quotation, an item with space."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from workflow.text.markup.plain import plain_of
from workflow.text.markup.read_blocks import is_signature
from workflow.text.outline import Listing, Node, Note, Quote
from workflow.text.segments import Block, Kind

_OPEN_ENDED = frozenset(
    {Kind.PARAGRAPH, Kind.ITEM, Kind.QUOTE, Kind.ATTRIBUTION, Kind.FOOTNOTE, Kind.IMAGE}
)


def settled(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Give quotations their signed lines and lists the space they need."""
    return tuple(_settle(node) for node in nodes)


def _settle(node: Node) -> Node:
    match node:
        case Quote():
            return Quote(_signed(settled(node.children)))
        case Note():
            return Note(node.label, settled(node.children))
        case Listing():
            items = tuple(settled(item) for item in node.items)
            pairs = [pair for item in items for pair in pairwise(item)]
            tight = node.tight and not any(_grows_together(*pair) for pair in pairs)
            return replace(node, tight=tight, items=items)
        case _:
            return node


def _signed(children: tuple[Node, ...]) -> tuple[Node, ...]:
    """A signed line signs something; alone it is a quotation."""
    last = children[-1]
    if not isinstance(last, Block) or last.kind not in {Kind.QUOTE, Kind.ATTRIBUTION}:
        return children
    if len(children) == 1:
        return (replace(last, kind=Kind.QUOTE),)
    if last.kind is Kind.QUOTE and is_signature(plain_of(last.text)):
        return (*children[:-1], replace(last, kind=Kind.ATTRIBUTION))
    return children


def _grows_together(first: Node, second: Node) -> bool:
    """Whether two neighbours would be read as one when no space stands between them."""
    match second:
        case Block():
            follows = second.kind in _OPEN_ENDED
        case Quote():
            return isinstance(first, Quote)
        case Listing():
            follows = second.ordered and second.start != 1
        case Note():
            follows = not isinstance(first, Block)
    return follows and _ends_open(first)


def _ends_open(node: Node) -> bool:
    """Whether the next line of words would still belong to the last paragraph."""
    match node:
        case Block():
            return node.kind in _OPEN_ENDED
        case Listing(items=items):
            return _ends_open(items[-1][-1])
        case Quote(children) | Note(children=children):
            return _ends_open(children[-1])

"""Texts that look alike in a word processor, which knows looks and not how marks are nested.

Bold words in a link and a link in bold words are the same to it. What comes back so is the text
that left, and no new one.
"""

from collections.abc import Iterable
from dataclasses import replace

from workflow.text.markup.nodes import Container, Emphasis, Link, Node, Strong
from workflow.text.markup.read_inline import read_inline
from workflow.text.markup.write_inline import write_inline
from workflow.text.segments import Kind

_ORDER = (Link, Strong, Emphasis)


def as_one_of(text: str, ours: Iterable[str], kind: Kind) -> str:
    """The one of our texts that looks as this one does, or else the text itself."""
    ours = tuple(ours)
    if kind is Kind.CODE or not text or text in ours:
        return text
    look = as_it_looks(text)
    return next((each for each in ours if each and as_it_looks(each) == look), text)


def as_it_looks(text: str) -> str:
    """Inline Markdown with marks around the same words nested in one order, the link outermost."""
    return write_inline(tuple(map(_nested, read_inline(text))))


def _nested(node: Node) -> Node:
    if not isinstance(node, Emphasis | Strong | Link):
        return node
    chain: list[Container] = [node]
    while len(inner := chain[-1].children) == 1 and isinstance(inner[0], Emphasis | Strong | Link):
        chain.append(inner[0])
    children = tuple(map(_nested, chain[-1].children))
    for each in sorted(chain, key=lambda one: _ORDER.index(type(one)), reverse=True):
        children = (replace(each, children=children),)
    return children[0]

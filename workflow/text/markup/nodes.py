"""Inline nodes: what stands inside a paragraph.

``tidy`` brings any sequence of nodes to one shape: neighbouring texts joined, runs of spaces
collapsed, spaces outside emphasis and links rather than inside, nothing empty. Writing and
reading back a tidy sequence gives the same sequence, which is what makes the normal form stable.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Words set as code."""

    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """A hard line break."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Light emphasis: italics where the language has them."""

    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong emphasis."""

    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link with an optional title."""

    href: str
    title: str
    children: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: ``title`` is its caption."""

    src: str
    alt: str
    title: str


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark of a footnote."""

    label: str


Node = Text | Code | Break | Emphasis | Strong | Link | Image | NoteMark
Container = Emphasis | Strong | Link

_ASCII_SPACES = re.compile("[ \t\n]+")


def tidy(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Return the nodes of one paragraph in their one normal shape."""
    return tuple(_strip_ends(_strip_around_breaks(_joined(_settled(nodes)))))


def _settled(nodes: Iterable[Node]) -> list[Node]:
    """Tidy what is inside containers and move spaces and breaks at their edges outside."""
    settled: list[Node] = []
    for node in nodes:
        if isinstance(node, Emphasis | Strong | Link):
            settled.extend(_peeled(node))
        elif not isinstance(node, Text) or node.text:
            settled.append(node)
    return settled


def _peeled(node: Container) -> list[Node]:
    children = _strip_around_breaks(_joined(_settled(node.children)))
    before: list[Node] = []
    after: list[Node] = []
    while children and (edge := _edge(children[0], start=True)) is not None:
        before.append(edge[0])
        children[:1] = edge[1]
    while children and (edge := _edge(children[-1], start=False)) is not None:
        after.insert(0, edge[0])
        children[-1:] = edge[1]
    if not children and not isinstance(node, Link):
        return [*before, *after]
    return [*before, replace(node, children=tuple(children)), *after]


def _edge(node: Node, *, start: bool) -> tuple[Node, list[Node]] | None:
    """Split a break or the spaces off the edge of a container: (what goes out, what stays)."""
    if isinstance(node, Break):
        return node, []
    if not isinstance(node, Text):
        return None
    kept = node.text.lstrip() if start else node.text.rstrip()
    if kept == node.text:
        return None
    length = len(node.text) - len(kept)
    spaces = node.text[:length] if start else node.text[-length:]
    return Text(spaces), [Text(kept)] if kept else []


def _joined(nodes: Sequence[Node]) -> list[Node]:
    joined: list[Node] = []
    run: list[str] = []
    for node in nodes:
        if isinstance(node, Text):
            run.append(node.text)
            continue
        _flush(run, joined)
        joined.append(node)
    _flush(run, joined)
    return joined


def _flush(run: list[str], joined: list[Node]) -> None:
    text = _ASCII_SPACES.sub(" ", "".join(run))
    run.clear()
    if text:
        joined.append(Text(text))


def _strip_around_breaks(nodes: list[Node]) -> list[Node]:
    stripped: list[Node] = []
    for place, node in enumerate(nodes):
        if isinstance(node, Text):
            text = node.text
            if place and isinstance(nodes[place - 1], Break):
                text = text.lstrip(" ")
            if place + 1 < len(nodes) and isinstance(nodes[place + 1], Break):
                text = text.rstrip(" ")
            if text:
                stripped.append(Text(text))
        else:
            stripped.append(node)
    return stripped


def _strip_ends(nodes: list[Node]) -> list[Node]:
    while nodes and (edge := _edge(nodes[0], start=True)) is not None:
        nodes[:1] = edge[1]
    while nodes and (edge := _edge(nodes[-1], start=False)) is not None:
        nodes[-1:] = edge[1]
    return nodes


def without_emphasis(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Return the nodes with every emphasis mark taken away and its words kept."""
    bare: list[Node] = []
    for node in nodes:
        if isinstance(node, Emphasis | Strong):
            bare.extend(without_emphasis(node.children))
        elif isinstance(node, Link):
            bare.append(replace(node, children=without_emphasis(node.children)))
        else:
            bare.append(node)
    return tidy(bare)


def on_one_line(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Return the nodes with every hard break made a space, as a heading needs it."""
    return tidy(_unbroken(node) for node in nodes)


def _unbroken(node: Node) -> Node:
    if isinstance(node, Break):
        return Text(" ")
    if isinstance(node, Emphasis | Strong | Link):
        return replace(node, children=tuple(_unbroken(child) for child in node.children))
    return node

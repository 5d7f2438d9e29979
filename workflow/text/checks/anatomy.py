"""What stands in a text besides words: links, pictures, footnote marks, emphasis, code."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workflow.text.markup.nodes import Code, Emphasis, Image, Link, Node, NoteMark, Strong, Text
from workflow.text.markup.plain import words_of
from workflow.text.markup.read_inline import read_inline
from workflow.text.problems import TextProblem

_MARKED = re.compile(r"[*_`\[\]<&\\!]")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()（）\[\]「」『』《》«»“”„\"，。、；：！？]+")
_SENTENCE_MARKS = ".,;:!?…'’"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anatomy:
    """The parts of one text, in reading order; ``literal`` are its words outside code."""

    links: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    notes: tuple[str, ...] = ()
    strong: int = 0
    emphasis: int = 0
    code: tuple[str, ...] = ()
    literal: tuple[str, ...] = ()
    words: str = ""


def anatomy(text: str) -> Anatomy:
    """Take a text apart; one whose marks are nested too deep to be read is all words."""
    nodes = _nodes(text)
    flat = tuple(_flat(nodes))
    literal = tuple(node.text for node in flat if isinstance(node, Text))
    return Anatomy(
        links=tuple(_links(flat)),
        images=tuple(node for node in flat if isinstance(node, Image)),
        notes=tuple(node.label for node in flat if isinstance(node, NoteMark)),
        strong=sum(isinstance(node, Strong) for node in flat),
        emphasis=sum(isinstance(node, Emphasis) for node in flat),
        code=tuple(node.text for node in flat if isinstance(node, Code)),
        literal=literal,
        words=words_of(nodes),
    )


def _nodes(text: str) -> tuple[Node, ...]:
    if not _MARKED.search(text):
        return (Text(text),)
    try:
        return read_inline(text)
    except TextProblem:
        return (Text(text),)


def _flat(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        if isinstance(node, Emphasis | Strong | Link):
            yield from _flat(node.children)


def _links(nodes: Iterable[Node]) -> Iterator[str]:
    """The addresses of links, and those that stand in the words as they are."""
    for node in nodes:
        if isinstance(node, Link):
            yield node.href
        elif isinstance(node, Text):
            for found in _ADDRESS.finditer(node.text):
                yield found.group().rstrip(_SENTENCE_MARKS)

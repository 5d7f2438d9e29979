"""The words of inline Markdown without its marks."""

from collections.abc import Iterable

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
)
from workflow.text.markup.read_inline import read_inline


def plain_of(text: str) -> str:
    """Return the words: a hard break is a newline, a footnote ``[1]``, an image its alt text."""
    return words_of(read_inline(text))


def words_of(nodes: Iterable[Node]) -> str:
    """Return the words of nodes already read."""
    return "".join(_words(node) for node in nodes)


def _words(node: Node) -> str:
    match node:
        case Text(text) | Code(text):
            return text
        case Break():
            return "\n"
        case Emphasis(children) | Strong(children) | Link(_, _, children):
            return words_of(children)
        case Image(_, alt, _):
            return alt
        case NoteMark(label):
            return f"[{label}]"

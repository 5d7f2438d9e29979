"""Tokens of one paragraph to inline nodes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from markdown_it.token import Token
from mdit_py_cjk_friendly import is_cjk

from workflow.text.cleaning import clean, one_line
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
    tidy,
)
from workflow.text.markup.parser import alt_text, inline_tokens
from workflow.text.problems import TextProblem

MAX_DEPTH = 16


def read_inline(text: str) -> tuple[Node, ...]:
    """Read the inline Markdown of one segment into nodes."""
    return nodes_of(inline_tokens(text))


def nodes_of(tokens: Sequence[Token]) -> tuple[Node, ...]:
    """Turn the parser's flat tokens into nested, tidy nodes."""
    stack: list[list[Node]] = [[]]
    opened: list[Token] = []
    for place, token in enumerate(tokens):
        if token.nesting == 1:
            _open(token, stack, opened)
        elif token.nesting == -1:
            children = tuple(stack.pop())
            stack[-1].append(_container(opened.pop(), children))
        else:
            stack[-1].append(_leaf(token, tokens, place))
    return tidy(stack[0])


def _open(token: Token, stack: list[list[Node]], opened: list[Token]) -> None:
    if len(stack) > MAX_DEPTH:
        raise TextProblem(
            f"A paragraph has emphasis inside emphasis more than {MAX_DEPTH} levels deep. "
            "Take the extra * and _ marks out."
        )
    opened.append(token)
    stack.append([])


def _container(token: Token, children: tuple[Node, ...]) -> Node:
    if token.type == "strong_open":
        return Strong(children)
    if token.type == "em_open":
        return Emphasis(children)
    title = one_line(str(token.attrs.get("title", "")))
    return Link(str(token.attrs["href"]), title, tuple(_unlinked(children)))


def _unlinked(nodes: Iterable[Node]) -> Iterator[Node]:
    """A bare address inside the words of a link is words: HTML knows no link within a link."""
    for node in nodes:
        if isinstance(node, Link):
            yield from node.children
        elif isinstance(node, Emphasis | Strong):
            yield replace(node, children=tuple(_unlinked(node.children)))
        else:
            yield node


def _leaf(token: Token, tokens: Sequence[Token], place: int) -> Node:
    match token.type:
        case "code_inline":
            return Code(clean(token.content))
        case "hardbreak":
            return Break()
        case "softbreak":
            return Text(_soft_break(tokens, place))
        case "footnote_ref":
            return NoteMark(str(token.meta["label"]))
        case "image":
            title = one_line(str(token.attrs.get("title", "")))
            return Image(str(token.attrs["src"]), one_line(alt_text(token.children)), title)
        case _:
            return Text(clean(token.content))


def _soft_break(tokens: Sequence[Token], place: int) -> str:
    """A line end in the source is a space, but between Chinese characters it is nothing."""
    before = _nearest(tokens, range(place - 1, -1, -1))
    after = _nearest(tokens, range(place + 1, len(tokens)))
    return "" if is_cjk(before[-1:]) and is_cjk(after[:1]) else " "


def _nearest(tokens: Sequence[Token], places: range) -> str:
    return next((tokens[at].content for at in places if tokens[at].content), "")

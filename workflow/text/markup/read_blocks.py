"""Tokens of a document to the tree of a text."""

import re
from dataclasses import dataclass, field, replace

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from workflow.text.cleaning import clean
from workflow.text.markup.nodes import Image, on_one_line
from workflow.text.markup.nodes import Node as Inline
from workflow.text.markup.parser import MAX_LABEL, document_tokens
from workflow.text.markup.plain import plain_of
from workflow.text.markup.read_inline import nodes_of
from workflow.text.markup.write_inline import write_inline
from workflow.text.outline import MAX_DEPTH, Listing, Node, Note, Quote
from workflow.text.problems import TextProblem
from workflow.text.segments import Block, Field, Kind

_MAX_SIGNED = 200
_SIGNATURE = re.compile(r"[—–―]+\s*(?=[^\s\d\W]|[@#\[*_«„“「《])")
_SENTENCE_END = re.compile(r"[.!?。！？](?:[”’»」』)）]*)$")
_DATE_END = re.compile(r"\b(?:р|r|a\.m|p\.m)\.$")


@dataclass(slots=True)
class _Open:
    """A container being read."""

    token: Token | None
    children: list[Node] = field(default_factory=list)
    items: list[tuple[Node, ...]] = field(default_factory=list)
    tight: bool = False


def read_blocks(markdown: str, text_field: Field) -> tuple[Node, ...]:
    """Read a document into its tree; containers with nothing in them are left out."""
    stack = [_Open(None)]
    labels: set[str] = set()
    tokens = iter(document_tokens(markdown))
    for token in tokens:
        if token.type in {"paragraph_open", "heading_open"}:
            _add_words(stack, token, next(tokens), text_field)
            next(tokens)
        elif token.nesting == 1:
            _open(stack, token, labels)
        elif token.nesting == -1:
            _close(stack, token, text_field)
        else:
            stack[-1].children.append(_leaf(token, text_field))
    return tuple(stack[0].children)


def _open(stack: list[_Open], token: Token, labels: set[str]) -> None:
    stack.append(_Open(token))
    if sum(entry.token is not None and entry.token.type != "list_item_open" for entry in stack) > (
        MAX_DEPTH
    ):
        line = token.map[0] + 1 if token.map else 1
        raise TextProblem(
            f"Line {line}: quotations, lists and footnotes stand inside each other more than "
            f"{MAX_DEPTH} levels deep. Bring the innermost ones further out."
        )
    if token.type == "footnote_reference_open":
        _check_label(str(token.meta["label"]), labels)


def _check_label(label: str, labels: set[str]) -> None:
    if len(label) > MAX_LABEL:
        raise TextProblem(
            f"The footnote [^{label[:MAX_LABEL]}…] has a name of {len(label)} characters. "
            f"Use at most {MAX_LABEL}."
        )
    if label in labels:
        raise TextProblem(f"The footnote [^{label}] is there twice. Give one of them another name.")
    labels.add(label)


def _close(stack: list[_Open], token: Token, text_field: Field) -> None:
    closed = stack.pop()
    parent = stack[-1]
    children = tuple(closed.children)
    match token.type:
        case "list_item_close":
            if children:
                parent.items.append(children)
        case "blockquote_close":
            if children:
                parent.children.append(Quote(_signed(children)))
        case "footnote_reference_close" if closed.token is not None:
            empty = Block(field=text_field, kind=Kind.FOOTNOTE, text="")
            label = str(closed.token.meta["label"])
            parent.children.append(Note(label, children or (empty,)))
        case _:
            if closed.items:
                parent.children.append(_listing(closed))


def _listing(closed: _Open) -> Listing:
    """Make the list; one block alone has no space around it that anybody could see."""
    token = closed.token
    ordered = token is not None and token.type == "ordered_list_open"
    start = int(token.attrs.get("start", 1)) if token is not None else 1
    tight = closed.tight or [len(item) for item in closed.items] == [1]
    return Listing(ordered, start if ordered else 1, tight, tuple(closed.items))


# Leaves --------------------------------------------------------------------------------------


def _add_words(stack: list[_Open], opening: Token, content: Token, text_field: Field) -> None:
    nodes = nodes_of(content.children or [])
    if not nodes:
        return
    if opening.type == "heading_open":
        text = write_inline(on_one_line(nodes), heading=True)
        frame = "#" * int(opening.tag[1:])
        stack[-1].children.append(
            Block(field=text_field, kind=Kind.HEADING, text=text, frame=frame)
        )
        return
    text = write_inline(nodes)
    if opening.hidden and len(stack) > 1:
        stack[-2].tight = True
    kind = _kind(stack[-1].token, nodes)
    stack[-1].children.append(Block(field=text_field, kind=kind, text=text))


def _kind(container: Token | None, nodes: tuple[Inline, ...]) -> Kind:
    if len(nodes) == 1 and isinstance(nodes[0], Image):
        return Kind.IMAGE
    if container is None:
        return Kind.PARAGRAPH
    return {
        "blockquote_open": Kind.QUOTE,
        "list_item_open": Kind.ITEM,
        "footnote_reference_open": Kind.FOOTNOTE,
    }[container.type]


def _leaf(token: Token, text_field: Field) -> Block:
    if token.type == "hr":
        return Block(field=text_field, kind=Kind.RULE, text="")
    words = clean(unescapeAll(token.info)).split(maxsplit=1)
    name = words[0][:MAX_LABEL] if words and token.type == "fence" else ""
    text = clean(token.content).rstrip("\n")
    return Block(field=text_field, kind=Kind.CODE, text=text, frame=f"```{name}")


def _signed(children: tuple[Node, ...]) -> tuple[Node, ...]:
    """Mark the last paragraph of a quotation as its signature when it looks like one."""
    last = children[-1]
    if len(children) < 2 or not isinstance(last, Block) or last.kind is not Kind.QUOTE:
        return children
    words = plain_of(last.text)
    if not is_signature(words):
        return children
    return (*children[:-1], replace(last, kind=Kind.ATTRIBUTION))


def is_signature(words: str) -> bool:
    """Say whether a line is a dash and a name, as under a quotation: "— Lin Yi (@lin) May 4"."""
    if len(words) > _MAX_SIGNED or "\n" in words or not (dash := _SIGNATURE.match(words)):
        return False
    first = words[dash.end()]
    if first.isalpha() and first.islower():
        return False
    return not _SENTENCE_END.search(words) or _DATE_END.search(words) is not None

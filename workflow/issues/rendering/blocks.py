"""A body as HTML and as plain text: the same lists, quotations and headings in both.

Pictures and footnotes of a body are not shown in an email; preflight names each that is lost. A
translator's note says that it is one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape

from markupsafe import Markup

from workflow.languages.catalogue import catalogue
from workflow.languages.language import Language
from workflow.text.columns import width, wrap
from workflow.text.inline import html, is_safe, links, plain
from workflow.text.outline import Listing, Node, Note, Quote, outline
from workflow.text.segments import Block, Kind
from workflow.text.shape import is_note

COLUMNS = 72
_LEAST_COLUMNS = 20
_INDENT = " " * 4
_TAGS = {Kind.HEADING: "h3"}
_CLASSES = {Kind.QUOTE: "quoted", Kind.ITEM: "paragraph"}


def blocks_html(blocks: Iterable[Block], language: Language) -> Markup:
    """Safe HTML; each element has the class that its styles are written for."""
    nodes = _kept(outline(blocks))
    return Markup(_run(nodes, language))  # noqa: S704 -- escaped by ``html``


def blocks_text(blocks: Iterable[Block], language: Language) -> list[str]:
    """Paragraphs wrapped at :data:`COLUMNS`, each followed by its links on lines of their own.

    A list without space between its items is one paragraph.
    """
    nodes = (_told(node, language) for node in _kept(outline(blocks)))
    paragraphs = _paragraphs(nodes, columns=COLUMNS)
    return ["\n".join(line.words for line in paragraph) for paragraph in paragraphs]


def paragraph_text(words: str) -> str:
    """One paragraph of plain words, wrapped."""
    return "\n".join(wrap(words, columns=COLUMNS))


def _kept(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """What an email shows, without the lists and quotations that have nothing left in them."""
    return tuple(kept for node in nodes if (kept := _shown(node)) is not None)


def _shown(node: Node) -> Node | None:
    match node:
        case Note() | Block(kind=Kind.IMAGE | Kind.FOOTNOTE):
            return None
        case Quote(children):
            inside = _kept(children)
            return Quote(inside) if inside else None
        case Listing(items=items):
            shown = tuple(filter(None, map(_kept, items)))
            return replace(node, items=shown) if shown else None
        case _:
            return node


# HTML ----------------------------------------------------------------------------------------


def _run(nodes: Iterable[Node], language: Language) -> str:
    return "\n".join(_element(node, language) for node in nodes)


def _element(node: Node, language: Language) -> str:
    match node:
        case Listing():
            return _list(node, language)
        case Quote(children) | Note(_, children):
            return f'<blockquote class="quote">\n{_run(children, language)}\n</blockquote>'
        case _:
            return _leaf(node, language)


def _list(listing: Listing, language: Language) -> str:
    name = "ol" if listing.ordered else "ul"
    start = f' start="{listing.start}"' if listing.ordered and listing.start != 1 else ""
    items = (_item(nodes, language, tight=listing.tight) for nodes in listing.items)
    lines = (f'<li class="item">{item}</li>' for item in items)
    return "\n".join((f'<{name} class="list"{start}>', *lines, f"</{name}>"))


def _item(nodes: Sequence[Node], language: Language, *, tight: bool) -> str:
    """What stands in an item; in a list without space between items, its words alone."""
    first, rest = nodes[0], nodes[1:]
    if not tight or not isinstance(first, Block) or first.kind is not Kind.ITEM:
        return _run(nodes, language)
    words = html(first.text, language=language)
    return f"{words}\n{_run(rest, language)}" if rest else words


def _leaf(block: Block, language: Language) -> str:
    if is_note(block):
        return _translators_note(block, language)
    if block.kind is Kind.RULE:
        return '<div class="rule"><p class="break" role="separator"></p></div>'
    tag = _TAGS.get(block.kind, "p")
    name = _CLASSES.get(block.kind, str(block.kind))
    is_code = block.kind is Kind.CODE
    words = _code(block.text) if is_code else html(block.text, language=language)
    return f'<{tag} class="{name}">{words}</{tag}>'


def _translators_note(block: Block, language: Language) -> str:
    label = escape(catalogue(language).text("Translator’s note"))
    words = html(block.text, language=language)
    return f'<div class="boxed note"><p class="small">{label}</p>\n<p>{words}</p></div>'


def _code(text: str) -> str:
    """Lines of code with their indents, which the compiler would take away."""
    return "<br>".join(escape(line).replace("  ", "&nbsp;&nbsp;") for line in text.split("\n"))


# Text ----------------------------------------------------------------------------------------


def _told(node: Node, language: Language) -> Node:
    """A translator's note between brackets that say what it is; they stand outside of lists."""
    if isinstance(node, Block) and is_note(node):
        words = catalogue(language).text("[Translator’s note: {words}]", words=node.text)
        return replace(node, text=words)
    return node


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text. An address stays at the margin, so that mail programs see where it starts."""

    words: str
    is_address: bool = False

    def after(self, mark: str) -> "_Line":
        """The line with a mark or an indent before it."""
        return self if self.is_address else _Line(mark + self.words)


_Paragraph = tuple[_Line, ...]


def _paragraphs(nodes: Iterable[Node], *, columns: int) -> Iterator[_Paragraph]:
    for node in nodes:
        match node:
            case Listing():
                yield from _list_text(node, columns=columns)
            case Quote(children) | Note(_, children):
                yield from _marked(children, _INDENT, columns=columns)
            case Block(kind=Kind.RULE):
                yield (_Line("* * *"),)
            case Block(kind=Kind.CODE):
                yield tuple(_Line(_INDENT + line) for line in node.text.split("\n"))
            case _:
                yield _words(node, columns=columns)


def _list_text(listing: Listing, *, columns: int) -> Iterator[_Paragraph]:
    items = [
        tuple(_marked(nodes, _mark(listing, place), columns=columns))
        for place, nodes in enumerate(listing.items)
    ]
    if listing.tight:
        yield tuple(line for item in items for paragraph in item for line in paragraph)
        return
    for item in items:
        yield from item


def _mark(listing: Listing, place: int) -> str:
    return f"{listing.start + place}. " if listing.ordered else "– "


def _marked(nodes: Iterable[Node], mark: str, *, columns: int) -> Iterator[_Paragraph]:
    """Paragraphs with ``mark`` before the first line, and as much room before the others."""
    room = max(columns - width(mark), _LEAST_COLUMNS)
    for paragraph in _paragraphs(nodes, columns=room):
        lines = []
        for line in paragraph:
            lines.append(line.after(mark))
            mark = " " * width(mark)
        yield tuple(lines)


def _words(block: Block, *, columns: int) -> _Paragraph:
    lines = [_Line(line) for line in wrap(plain(block.text), columns=columns)]
    addresses = (link.href for link in links(block.text) if is_safe(link.href))
    return (*lines, *(_Line(address, is_address=True) for address in addresses))

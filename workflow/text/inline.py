"""What stands inside a segment: its words, its safe HTML, its links and its picture."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from workflow.languages.language import Language
from workflow.text.markup import nodes as inline
from workflow.text.markup.plain import plain_of, words_of
from workflow.text.markup.read_inline import read_inline

SAFE_SCHEMES = frozenset({"http", "https", "mailto"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link as it stands in a text."""

    href: str
    text: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The picture of an image block."""

    src: str
    alt: str
    caption: str


def plain(text: str) -> str:
    """Return the words of inline Markdown; a hard break is a newline, a footnote mark ``[1]``."""
    return plain_of(text)


def html(text: str, *, language: Language) -> str:
    """Return safe HTML of inline Markdown: only a, em, strong, code, br and sup.

    A language without italics shows emphasis as strong. Links go to http, https and mailto
    addresses only; of any other the words remain. A picture among words gives its alt text.
    """
    return "".join(_html(node, language) for node in read_inline(text))


def links(text: str) -> tuple[Link, ...]:
    """Return the links of inline Markdown in reading order, safe or not."""
    return tuple(_links(read_inline(text)))


def picture(text: str) -> Picture | None:
    """Return the picture of an image block, or None when the text is anything else."""
    match read_inline(text):
        case (inline.Image(src, alt, title),):
            return Picture(src=src, alt=alt, caption=title)
        case _:
            return None


def is_safe(href: str) -> bool:
    """Say whether a link may stand in an email or on a page."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    if parts.scheme not in SAFE_SCHEMES:
        return False
    return bool(parts.path if parts.scheme == "mailto" else parts.hostname)


def _links(nodes: Iterable[inline.Node]) -> Iterator[Link]:
    for node in nodes:
        if isinstance(node, inline.Link):
            yield Link(href=node.href, text=words_of(node.children), title=node.title)
        elif isinstance(node, inline.Emphasis | inline.Strong):
            yield from _links(node.children)


def _html(node: inline.Node, language: Language) -> str:
    match node:
        case inline.Text(text):
            return escape(text)
        case inline.Code(text):
            return f"<code>{escape(text)}</code>"
        case inline.Break():
            return "<br>"
        case inline.NoteMark(label):
            return f"<sup>{escape(label)}</sup>"
        case inline.Image(_, alt, _):
            return escape(alt)
        case _:
            return _container_html(node, language)


def _container_html(node: inline.Emphasis | inline.Strong | inline.Link, language: Language) -> str:
    inside = "".join(_html(child, language) for child in node.children)
    if isinstance(node, inline.Link):
        return f'<a href="{escape(node.href)}">{inside}</a>' if is_safe(node.href) else inside
    light = isinstance(node, inline.Emphasis) and language.italic_emphasis
    tag = "em" if light else "strong"
    return f"<{tag}>{inside}</{tag}>"

"""A cleaned HTML tree to the parts of a text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urljoin

from lxml.html import HtmlElement

from workflow.text.cleaning import clean, one_line
from workflow.text.inline import is_safe
from workflow.text.markup.nodes import (
    Break,
    Code,
    Emphasis,
    Image,
    Link,
    Node,
    Strong,
    Text,
)
from workflow.text.outline import Listing, Quote
from workflow.text.outline import Node as Part
from workflow.text.problems import TextProblem
from workflow.text.segments import Block, Field, Kind
from workflow.text.sources.blocks import heading, paragraph

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_STRONG = {"strong", "b"}
_EMPHASIS = {"em", "i", "cite", "dfn", "var"}
_CODE = {"code", "kbd", "samp", "tt"}
_INLINE = (
    _STRONG
    | _EMPHASIS
    | _CODE
    | {"a", "abbr", "bdi", "bdo", "br", "data", "del", "font", "img", "ins", "mark", "q", "s"}
    | {"small", "span", "strike", "sub", "sup", "time", "u", "wbr", "ruby", "rb", "rt", "rp"}
)
_MAX_DEPTH = 100


class TreeReader:
    """Reads one tree; ``base`` completes the addresses in it."""

    def __init__(self, *, base: str = "") -> None:
        self._base = base

    def parts(self, element: HtmlElement, depth: int = 0) -> list[Part]:
        """Return the parts of an element's inside; loose words become paragraphs."""
        if depth > _MAX_DEPTH:
            raise TextProblem(
                f"The page has elements more than {_MAX_DEPTH} levels deep. Copy its text into a "
                "Markdown or text file and add that."
            )
        done: list[Part] = []
        loose: list[Node] = [Text(element.text or "")]
        for child in element:
            if not isinstance(child.tag, str) or self._is_inline(child):
                loose.extend(self._inline(child, depth) if isinstance(child.tag, str) else ())
            else:
                _flush(loose, done)
                done.extend(self._block(child, depth + 1))
            loose.append(Text(child.tail or ""))
        _flush(loose, done)
        return done

    def _is_inline(self, element: HtmlElement) -> bool:
        """An inline element that holds blocks (a link around a heading) is read as a block."""
        return element.tag in _INLINE and all(self._is_inline(child) for child in _tags(element))

    def _block(self, element: HtmlElement, depth: int) -> Iterable[Part]:
        match element.tag:
            case "blockquote":
                inside = tuple(self.parts(element, depth))
                return [Quote(inside)] if inside else []
            case "ul" | "ol" | "menu":
                return self._list(element, depth)
            case "figure":
                return self._figure(element, depth)
            case "pre":
                text = clean(element.text_content()).strip("\n")
                return [Block(field=Field.BODY, kind=Kind.CODE, text=text, frame="```")]
            case "hr":
                return [Block(field=Field.BODY, kind=Kind.RULE, text="")]
            case tag if tag in _HEADINGS:
                block = heading(self._inside(element, depth), _HEADINGS[tag])
                return [block] if block else []
            case _:
                return self.parts(element, depth)

    def _list(self, element: HtmlElement, depth: int) -> Iterable[Part]:
        items = [tuple(self.parts(child, depth)) for child in _tags(element)]
        items = [item for item in items if item]
        if not items:
            return []
        tight = all(_is_tight(item) for item in items)
        start = element.get("start", "1")
        number = int(start) if start.isdecimal() and start.isascii() and len(start) < 10 else 1
        ordered = element.tag == "ol"
        return [Listing(ordered, number if ordered else 1, tight, tuple(items))]

    def _figure(self, element: HtmlElement, depth: int) -> Iterable[Part]:
        """A picture with its caption is one image; any other figure is what stands in it."""
        pictures = list(element.iter("img"))
        captions = list(element.iter("figcaption"))
        if len(pictures) != 1:
            return self.parts(element, depth)
        caption = one_line(" ".join(found.text_content() for found in captions))
        block = paragraph([self._image(pictures[0], caption)])
        return [block] if block else []

    # Inline ----------------------------------------------------------------------------------

    def _inside(self, element: HtmlElement, depth: int) -> Iterator[Node]:
        yield Text(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                yield from self._inline(child, depth + 1)
            yield Text(child.tail or "")

    def _inline(self, element: HtmlElement, depth: int) -> Iterable[Node]:
        if depth > _MAX_DEPTH or element.tag in {"rt", "rp"}:
            return [Text(element.text_content())] if depth > _MAX_DEPTH else []
        match element.tag:
            case "br":
                return [Break()]
            case "img":
                return [self._image(element, "")] if element.get("src") else []
            case "a":
                return self._link(element, depth)
            case tag if tag in _CODE:
                text = one_line(element.text_content())
                return [Code(text)] if text else []
            case tag if tag in _STRONG:
                return [Strong(tuple(self._inside(element, depth)))]
            case tag if tag in _EMPHASIS:
                return [Emphasis(tuple(self._inside(element, depth)))]
            case _:
                return self._inside(element, depth)

    def _link(self, element: HtmlElement, depth: int) -> Iterable[Node]:
        inside = tuple(self._inside(element, depth))
        href = self._address(element.get("href", "")) if element.get("href") else ""
        empty = not any(not isinstance(node, Text) or node.text.strip() for node in inside)
        if empty or not is_safe(href) or any(isinstance(node, Link) for node in inside):
            return inside
        return [Link(href, "", inside)]

    def _image(self, element: HtmlElement, caption: str) -> Image:
        source = self._address(_best_source(element.attrib))
        return Image(source, one_line(element.get("alt", "")), caption)

    def _address(self, address: str) -> str:
        try:
            return urljoin(self._base, address.strip()) if self._base else address.strip()
        except ValueError:
            return ""


def _best_source(attributes: Mapping[str, str]) -> str:
    """Pages that load pictures late keep the real address beside a placeholder."""
    for name in ("data-src", "data-lazy-src", "src"):
        value = attributes.get(name, "")
        if value and not value.startswith("data:"):
            return value
    return ""


def _is_tight(item: Sequence[Part]) -> bool:
    """Only a list that may begin right under a paragraph can stand there without space."""
    if len(item) == 2 and isinstance(item[1], Listing):
        return not item[1].ordered or item[1].start == 1
    return len(item) == 1


def _tags(element: HtmlElement) -> Iterator[HtmlElement]:
    return (child for child in element if isinstance(child.tag, str))


def _flush(loose: list[Node], done: list[Part]) -> None:
    """Make a paragraph of loose inline nodes; two breaks in a row part paragraphs."""
    run: list[Node] = []
    parted = False
    for node in loose:
        if isinstance(node, Break):
            if parted:
                _add(run, done)
            parted = True
        elif not (isinstance(node, Text) and not node.text.strip()):
            parted = False
        run.append(node)
    _add(run, done)
    loose.clear()


def _add(run: list[Node], done: list[Part]) -> None:
    if block := paragraph(run):
        done.append(block)
    run.clear()

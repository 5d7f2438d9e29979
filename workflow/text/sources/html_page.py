"""Finding the story on a page: what the page says of itself, and where its text stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import nh3
import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from workflow.text.cleaning import one_line

_DROPPED_WITH_CONTENT = {
    "script", "style", "nav", "form", "noscript", "template", "svg", "iframe", "button", "select",
    "textarea", "object", "head", "title", "math", "audio", "video",
}  # fmt: skip
_KEPT = {
    "a", "abbr", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "cite", "code", "data",
    "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "kbd", "li", "main", "mark",
    "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strike",
    "strong", "sub", "summary", "sup", "table", "tbody", "td", "th", "thead", "time", "tr", "tt",
    "u", "ul", "var", "wbr",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"class", "id", "role"},
    "a": {"href"},
    "img": {"src", "data-src", "data-lazy-src", "alt"},
    "ol": {"start"},
    "time": {"datetime"},
}
_SCHEMES = {"http", "https", "mailto"}

_AROUND = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|sharedaddy|social|related|comments?|respond|breadcrumbs?"
    r"|newsletter|sidebar|widget|cookies?|navigation|menu|pagination|byline|post-meta|entry-meta"
    r"|author-box|tags|screen-reader-text|print-only|advert\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MIN_MATCH = 40
_MOST = 0.85
_LEAVES = frozenset({"p", "blockquote", "ul", "ol"})


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says of itself in its head."""

    headline: str
    authors: tuple[str, ...]
    published: date | None
    languages: tuple[str, ...]
    canonical_url: str
    description: str


def parse(html: str) -> HtmlElement | None:
    """Parse a page; None when nothing is in it."""
    parser = HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def sanitise(html: str) -> str:
    """Return the page without scripts, forms, styles and addresses that could do harm."""
    return nh3.clean(
        html,
        tags=_KEPT,
        clean_content_tags=_DROPPED_WITH_CONTENT,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
    )


# Facts ---------------------------------------------------------------------------------------


def facts(page: HtmlElement) -> PageFacts:
    """Read the head of a page."""
    lang = [str(value) for value in page.xpath("/html/@lang | /html/@xml:lang") if value]
    authors = _metas(page, "author") or _metas(page, "article:author")
    names = tuple(dict.fromkeys(name for name in authors if not name.startswith("http")))
    return PageFacts(
        headline=_first(_metas(page, "og:title")),
        authors=names,
        published=_date(_first(_metas(page, "article:published_time") or _metas(page, "date"))),
        languages=tuple(lang),
        canonical_url=_first([str(v) for v in page.xpath("//link[@rel='canonical']/@href")]),
        description=_first(_metas(page, "og:description") or _metas(page, "description")),
    )


def _metas(page: HtmlElement, name: str) -> list[str]:
    found = page.xpath("//meta[@name=$name or @property=$name]/@content", name=name)
    return [line for value in found if (line := one_line(str(value)))]


def _first(values: list[str]) -> str:
    return values[0].strip() if values else ""


def _date(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text.strip()).date()
    except ValueError:
        return None


# The text on the page ------------------------------------------------------------------------


def main_content(page: HtmlElement, html: str) -> HtmlElement:
    """Return the element that holds the story, without what surrounds it.

    trafilatura says which paragraphs are the story's; the smallest element that holds nearly all
    of them is converted by ourselves, since captions, list numbers and posts must not be lost.
    """
    told, length = _story_paragraphs(html)
    body = page.find("body")
    root = page if body is None else body
    weights = _weigh(root, told)
    content = _narrowed(root, weights)
    while content is not root and len(_key(content.text_content())) < _MOST * length:
        content = content.getparent()
    _drop_surroundings(content, weights)
    return content


def _narrowed(root: HtmlElement, weights: dict[HtmlElement, int]) -> HtmlElement:
    """Go down as long as one child holds nearly all of the story."""
    content = root
    while weights.get(content):
        least = _MOST * weights[content]
        holder = next((child for child in content if weights.get(child, 0) >= least), None)
        if holder is None or holder.tag in _LEAVES:
            break
        content = holder
    return content


def _story_paragraphs(html: str) -> tuple[set[str], int]:
    """Return what trafilatura takes for the story: its long paragraphs, and its whole length."""
    found = trafilatura.bare_extraction(
        html, include_comments=False, include_formatting=True, favor_recall=True
    )
    if found is None or isinstance(found, dict) or found.body is None:
        return set(), 0
    texts = (_key("".join(each.itertext())) for each in found.body.iter("p", "item", "quote"))
    length = len(_key("".join(found.body.itertext())))
    return {text for text in texts if len(text) >= _MIN_MATCH}, length


def _key(text: str) -> str:
    return "".join(text.split())


def _weigh(root: HtmlElement, told: set[str]) -> dict[HtmlElement, int]:
    """Return how many characters of the story each element holds."""
    weights: dict[HtmlElement, int] = {}
    for element in root.iter("p", "li", "blockquote", "div", "td"):
        if any(child.tag in {"p", "div", "li", "blockquote"} for child in element):
            continue
        text = _key(element.text_content())
        if text not in told:
            continue
        for holder in (element, *element.iterancestors()):
            weights[holder] = weights.get(holder, 0) + len(text)
    return weights


def _drop_surroundings(content: HtmlElement, weights: dict[HtmlElement, int]) -> None:
    total = weights.get(content, 0)
    for element in list(_surroundings(content)):
        parent = element.getparent()
        if parent is not None and weights.get(element, 0) * 5 <= total:
            element.drop_tree()


def _surroundings(content: HtmlElement) -> Iterator[HtmlElement]:
    for element in content.iterdescendants():
        if not isinstance(element.tag, str):
            continue
        named = f"{element.get('class', '')} {element.get('id', '')}"
        if element.tag in {"aside", "footer"} or _AROUND.search(named):
            yield element

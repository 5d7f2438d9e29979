"""An HTML page, or a fragment of one."""

from dataclasses import replace

from lxml.html import HtmlElement

from workflow.text.addresses import whole_address
from workflow.text.markup.plain import plain_of
from workflow.text.outline import Node
from workflow.text.segments import Block, Kind
from workflow.text.sources.blocks import words
from workflow.text.sources.document import SourceDocument, SourceImage, not_an_address
from workflow.text.sources.editing import Draft, edit
from workflow.text.sources.html_page import facts, main_content, parse, sanitise
from workflow.text.sources.html_tree import TreeReader


def read_html(html: str, *, url: str | None = None) -> SourceDocument:
    """Read a page: its story without what surrounds it, its facts from its head."""
    page = parse(html)
    if page is None:
        return edit(Draft(parts=[]))
    told = facts(page)
    safe = sanitise(html)
    tree = parse(f"<html><body>{safe}</body></html>")
    canonical = whole_address(told.canonical_url, base=url or "")
    draft = Draft(
        parts=[],
        authors=told.authors,
        published=told.published,
        declared_languages=told.languages,
        canonical_url=canonical or url or "",
    )
    if told.canonical_url and not canonical:
        draft.warnings.append(not_an_address(told.canonical_url))
    if tree is not None:
        base = url or canonical
        headline = _first_heading(tree)
        draft.parts = TreeReader(base=base).parts(main_content(tree, html))
        draft.headline = headline or told.headline
    draft.parts = below_headline(draft.parts, draft)
    draft.tagline = _tagline(told.description, draft.parts)
    return edit(draft)


def read_fragment(
    html: str, *, images: tuple[SourceImage, ...] = (), warnings: tuple[str, ...] = ()
) -> SourceDocument:
    """Read HTML that is all story, as another program made it of a document."""
    tree = parse(f"<html><body>{sanitise(html)}</body></html>")
    draft = Draft(parts=[], images=list(images), warnings=list(warnings))
    if tree is not None:
        draft.tagline = _taken(tree, "subtitle")
        draft.parts = below_headline(TreeReader().parts(tree), draft)
    return edit(draft)


def _first_heading(tree: HtmlElement) -> str:
    for element in tree.iter("h1"):
        if text := " ".join(element.text_content().split()):
            return text
    return ""


def _taken(tree: HtmlElement, name: str) -> str:
    """Take the words of the elements of a class out of the tree."""
    found = [element for element in tree.iter("p") if element.get("class") == name]
    text = " ".join(" ".join(element.text_content().split()) for element in found)
    for element in found:
        element.drop_tree()
    return text


def below_headline(parts: list[Node], draft: Draft) -> list[Node]:
    """Take the headline out of the parts; further first-level headings become second-level."""
    kept: list[Node] = []
    for part in parts:
        if not isinstance(part, Block) or part.kind is not Kind.HEADING or part.frame != "#":
            kept.append(part)
        elif draft.headline in {"", plain_of(part.text)}:
            draft.headline = plain_of(part.text)
        else:
            kept.append(replace(part, frame="##"))
    return kept


def _tagline(description: str, parts: list[Node]) -> str:
    """A description is a tagline unless it is only the beginning of the text."""
    start = description.rstrip(" .…[]")[:60].casefold()
    if not start or any(start in words(part).casefold() for part in parts):
        return ""
    return description

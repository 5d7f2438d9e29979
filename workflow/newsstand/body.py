"""The body of a story as a web page shows it: whole, with lists, quotations, pictures and notes.

A translator's note says that it is one.
"""

from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from workflow.languages.catalogue import catalogue
from workflow.languages.language import Language
from workflow.text.inline import html, is_safe, picture, plain
from workflow.text.outline import Listing, Node, Note, Quote, outline
from workflow.text.segments import Block, Kind
from workflow.text.shape import is_note

_HIGHEST, _LOWEST = 2, 4  # the headline is the page's h1


def body_html(blocks: Iterable[Block], language: Language) -> SafeString:
    """Safe HTML of a body."""
    return _run(outline(blocks), language)


def _run(nodes: Sequence[Node], language: Language) -> SafeString:
    return format_html_join("\n", "{}", ((_element(node, language),) for node in nodes))


def _element(node: Node, language: Language) -> SafeString:
    match node:
        case Quote(children):
            return format_html("<blockquote>{}</blockquote>", _run(children, language))
        case Listing():
            return _list(node, language)
        case Note(label, children):
            return _note(label, children, language)
        case _:
            return _leaf(node, language)


def _list(listing: Listing, language: Language) -> SafeString:
    items = format_html_join(
        "\n", "<li>{}</li>", ((_item(item, language, listing),) for item in listing.items)
    )
    if not listing.ordered:
        return format_html("<ul>{}</ul>", items)
    return format_html('<ol start="{}">{}</ol>', listing.start, items)


def _item(nodes: Sequence[Node], language: Language, listing: Listing) -> SafeString:
    """What stands in an item; in a list without space between items, its words alone."""
    first = nodes[0] if nodes else None
    if listing.tight and isinstance(first, Block) and first.kind in {Kind.ITEM, Kind.PARAGRAPH}:
        return format_html("{}\n{}", _words(first, language), _run(nodes[1:], language))
    return _run(nodes, language)


def _note(label: str, children: Sequence[Node], language: Language) -> SafeString:
    return format_html(
        '<aside class="note"><sup>{}</sup><div>{}</div></aside>', label, _run(children, language)
    )


def _leaf(block: Block, language: Language) -> SafeString:
    if is_note(block):
        return _translators_note(block, language)
    match block.kind:
        case Kind.RULE:
            return SafeString("<hr>")
        case Kind.CODE:
            return format_html("<pre><code>{}</code></pre>", block.text)
        case Kind.HEADING:
            return _heading(block, language)
        case Kind.ATTRIBUTION:
            return format_html('<p class="attribution">{}</p>', _words(block, language))
        case Kind.IMAGE:
            return _picture(block)
        case _:
            return format_html("<p>{}</p>", _words(block, language))


def _translators_note(block: Block, language: Language) -> SafeString:
    return format_html(
        '<aside class="translators-note"><p class="label">{}</p><p>{}</p></aside>',
        catalogue(language).text("Translator’s note"),
        _words(block, language),
    )


def _heading(block: Block, language: Language) -> SafeString:
    level = min(max(len(block.frame), _HIGHEST), _LOWEST)
    return format_html("<h{}>{}</h{}>", level, _words(block, language), level)


def _picture(block: Block) -> SafeString:
    """What the picture shows, in words: pages load nothing from other sites."""
    shown = picture(block.text)
    words = (shown.caption or shown.alt or shown.src) if shown else plain(block.text)
    if shown is None or not is_safe(shown.src):
        return format_html('<p class="picture-in-words">{}</p>', words)
    return format_html('<p class="picture-in-words"><a href="{}">{}</a></p>', shown.src, words)


def _words(block: Block, language: Language) -> SafeString:
    return mark_safe(html(block.text, language=language))  # noqa: S308 -- escaped by ``html``

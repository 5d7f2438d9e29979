"""The one CommonMark parser: footnotes, CJK-friendly emphasis, raw HTML read as plain words.

Limits keep hostile documents from costing more than their length: markdown-it looks ahead from
every bracket and quotation mark, so link titles and addresses, paragraphs and reference
definitions are bounded, and what is over the bound is refused with a sentence.
"""

import re
from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it import helpers as parse_helpers
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_cjk_friendly import cjk_friendly
from mdit_py_plugins.footnote import footnote_plugin

from workflow.text.cleaning import clean
from workflow.text.problems import TextProblem

MAX_CHARACTERS = 2_000_000
MAX_PARAGRAPH = 50_000
MAX_DEFINITIONS = 1_000
_MAX_NESTING = 60  # levels of the parser: beyond it text would be dropped, so we refuse far below
_MAX_TITLE = 1_000
_MAX_ADDRESS = 4_000

_DEFINITION = re.compile(r"^[ >\t]*\[[^\]\n]{1,999}\]:", re.MULTILINE)


def _title(source: str, start: int, end: int) -> Any:  # noqa: ANN401 -- the parser's own shape
    return parse_helpers.parseLinkTitle(source, start, min(end, start + _MAX_TITLE))


def _address(source: str, start: int, end: int) -> Any:  # noqa: ANN401
    return parse_helpers.parseLinkDestination(source, start, min(end, start + _MAX_ADDRESS))


def alt_text(tokens: list[Token] | None) -> str:
    """Return the words of an image's label; the library's own leaves out escapes and code."""
    parts: list[str] = []
    for token in tokens or []:
        if token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif token.type == "image":
            parts.append(alt_text(token.children))
        elif token.type == "footnote_ref":
            parts.append(f"[^{token.meta['label']}]")
        else:
            parts.append(token.content)
    return "".join(parts)


def _render_image(_self: object, tokens: list[Token], at: int, *_rest: object) -> str:
    token = tokens[at]
    values = {"src": str(token.attrs["src"]), "alt": alt_text(token.children)}
    if "title" in token.attrs:
        values["title"] = str(token.attrs["title"])
    attributes = " ".join(f'{name}="{escapeHtml(value)}"' for name, value in values.items())
    return f"<img {attributes} />"


def _refuse_long_paragraphs(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and len(token.content) > MAX_PARAGRAPH:
            line = token.map[0] + 1 if token.map else 1
            raise TextProblem(
                f"Line {line} begins a paragraph of {len(token.content)} characters; "
                f"{MAX_PARAGRAPH} is the most. Break it into paragraphs with empty lines."
            )


def _build(*, always_match_notes: bool) -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": _MAX_NESTING})
    md.use(
        footnote_plugin,
        inline=False,
        move_to_end=False,
        always_match_refs=always_match_notes,
    )
    md.use(cjk_friendly)
    md.core.ruler.before("inline", "long_paragraphs", _refuse_long_paragraphs)
    md.add_render_rule("image", _render_image)
    md.helpers = SimpleNamespace(
        parseLinkLabel=parse_helpers.parseLinkLabel,
        parseLinkDestination=_address,
        parseLinkTitle=_title,
    )
    return md


_DOCUMENT = _build(always_match_notes=False)
_SEGMENT = _build(always_match_notes=True)  # a segment stands apart from the notes it points to


def document_tokens(markdown: str) -> list[Token]:
    """Parse a whole document, cleaned first."""
    source = clean(markdown)
    if len(source) > MAX_CHARACTERS:
        raise TextProblem(
            f"The text has {len(source)} characters; {MAX_CHARACTERS} is the most for one text. "
            "Split it into several."
        )
    if len(_DEFINITION.findall(source)) > MAX_DEFINITIONS:
        raise TextProblem(
            f"The text defines more than {MAX_DEFINITIONS} link addresses or footnotes. "
            "Write the addresses into the links, or split the text."
        )
    return _DOCUMENT.parse(source)


def inline_tokens(text: str) -> list[Token]:
    """Parse the inside of one paragraph; every ``[^label]`` counts as a footnote mark."""
    tokens = _SEGMENT.parseInline(clean(text))
    return tokens[0].children or [] if tokens else []

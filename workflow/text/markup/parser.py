"""The one CommonMark parser: footnotes, CJK-friendly emphasis, raw HTML read as plain words.

Limits keep hostile documents from costing more than their length: markdown-it looks ahead from
every bracket and definition, so brackets, definitions, footnote labels and paragraphs are bounded,
and what is over the bound is refused with a sentence.
"""

import re
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_cjk_friendly import cjk_friendly
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref

from workflow.text.cleaning import clean
from workflow.text.problems import TextProblem

MAX_CHARACTERS = 2_000_000
MAX_PARAGRAPH = 50_000
MAX_DEFINITIONS = 1_000
MAX_BRACKETS = 20_000
MAX_LABEL = 40
_MAX_NESTING = 30  # levels of the parser: beyond it text would be dropped, so we refuse far below

_DEFINITION = re.compile(r"^[ >\t]*\[[^\]\n]{1,999}\]:", re.MULTILINE)


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


def _note_mark(state: StateInline, silent: bool, *, always_match: bool) -> bool:
    """Read ``[^label]``, looking no further ahead than a label may be long."""
    end = min(state.posMax, state.pos + MAX_LABEL + 3)
    if not state.src.startswith("[^", state.pos) or state.src.find("]", state.pos, end) < 0:
        return False
    return bool(footnote_ref(state, silent, always_match=always_match))


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
    md.inline.ruler.at("footnote_ref", partial(_note_mark, always_match=always_match_notes))
    md.use(cjk_friendly)
    md.core.ruler.before("inline", "long_paragraphs", _refuse_long_paragraphs)
    md.add_render_rule("image", _render_image)
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
    if source.count("[") > MAX_BRACKETS:
        raise TextProblem(
            f"The text has more than {MAX_BRACKETS} opening square brackets. "
            "Take out what is not a link, or split the text."
        )
    return _DOCUMENT.parse(source)


def inline_tokens(text: str) -> list[Token]:
    """Parse the inside of one paragraph; every ``[^label]`` counts as a footnote mark."""
    tokens = _SEGMENT.parseInline(clean(text))
    return tokens[0].children or [] if tokens else []

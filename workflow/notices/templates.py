"""The two templates of a notice mail: strict, and escaping where it is HTML."""

from functools import cache
from pathlib import Path

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from workflow.languages.catalogue import Catalogue
from workflow.notices.letter import Letter
from workflow.text.columns import wrap

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "email" / "notices"
COLUMNS = 72
# Stays in the head where css-inline finds it; the mark is taken away after it.
_KEEP = ' data-css-inline="ignore"'


def as_html(letter: Letter, words: Catalogue) -> str:
    """The HTML part: rules for light in style attributes, those for dark in the head."""
    kept = Markup(_plain().get_template("kept.css.j2").render())  # noqa: S704 -- our own file
    html = (
        _escaping()
        .get_template("notice.html.j2")
        .render(letter=letter, t=words.text, kept_css=kept)
    )
    return _inliner().inline(html).replace(_KEEP, "")


def as_text(letter: Letter, words: Catalogue) -> str:
    """The text part."""
    text = (
        _plain()
        .get_template("notice.txt.j2")
        .render(letter=letter, t=words.text, wrapped=_wrapped, quoted=_quoted)
    )
    return text.strip() + "\n"


def _wrapped(text: str) -> str:
    return "\n".join(wrap(text, columns=COLUMNS))


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in wrap(text, columns=COLUMNS - 2))


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(
        extra_css=_plain().get_template("inlined.css.j2").render(),
        keep_style_tags=True,
        load_remote_stylesheets=False,
        minify_css=True,
    )


@cache
def _escaping() -> Environment:
    return _environment(autoescape=True)


@cache
def _plain() -> Environment:
    return _environment(autoescape=False)


def _environment(*, autoescape: bool) -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=autoescape,  # noqa: S701 -- off for plain text and CSS only
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )

"""MJML to finished HTML: the compiler, then css-inline for our own classes."""

import re
from functools import cache

import css_inline
import mjml

_AT = re.compile(r"at position (\d+)(?::\d+)?")
# MJML's own style elements stay untouched; this mark tells css-inline, and is taken away after it.
_KEEP = ' data-css-inline="ignore"'


class RenderingFailed(Exception):
    """The compiler refused our MJML: mend the template at the line that the message names."""


def compile_mjml(source: str, *, css: str) -> str:
    """HTML of an MJML document, with the rules of ``css`` written into style attributes."""
    tidy = "\n".join(filter(None, (line.strip() for line in source.splitlines())))
    try:
        html = mjml.mjml2html(tidy, disable_comments=True)
    except ValueError as error:
        raise RenderingFailed(_explain(tidy, error)) from error
    marked = html.replace("<style", f"<style{_KEEP}")
    return _inliner(css).inline(marked).replace(_KEEP, "")


@cache
def _inliner(css: str) -> css_inline.CSSInliner:
    return css_inline.CSSInliner(
        extra_css=css,
        keep_style_tags=True,
        load_remote_stylesheets=False,
        minify_css=True,
    )


def _explain(source: str, error: ValueError) -> str:
    """The compiler's complaint with the line it means; it counts bytes."""
    place = _AT.search(str(error))
    if place is None:
        return f"The edition's MJML was refused: {error}. Look for a tag that is not closed."
    before = source.encode()[: int(place[1])].decode(errors="ignore")
    number = before.count("\n")
    line = source.splitlines()[number]
    return f"The edition's MJML was refused at line {number + 1}, {line!r}: {error}. Mend it there."

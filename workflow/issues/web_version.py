"""An edition's frozen HTML as a browser is given it: the same bytes but for the addresses in it."""

import re

from workflow.issues.links import READER_TOKEN

_READERS_OWN = re.compile(rf"[^\"'\s<>()]*{READER_TOKEN}[^\"'\s<>()]*")


def for_browser(html: str, *, base: str, archive: str) -> str:
    """``html`` with nobody's own links in it and with this site's addresses made relative.

    What leads to a reader's preferences leads to ``archive`` instead: a page for everybody has no
    reader. ``base`` is the public address the edition was made for; its pages and pictures are
    loaded from wherever the browser found this one.
    """
    public = _READERS_OWN.sub(archive, html)
    return re.sub(rf"\b(href|src)=([\"']){re.escape(base)}/", r"\1=\2/", public)

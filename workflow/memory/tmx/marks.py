"""The marks of inline Markdown in TMX: each in a tag of its own, so that other tools see words.

Tag or not, the letters of a segment stand in their order, so that reading them all gives the same
Markdown again. What another tool keeps in its tags is its own markup, and is left out.
"""

import re
from collections.abc import Iterator

from lxml import etree

from workflow.text.safe_xml import Element, local_name

_MARK = re.compile(
    r"""
      !?\[(?=[^\[\]]*\]\()                        # a link or a picture begins
    | \]\([^()\s]*(?:[ ]"[^"]*")?\)               # and ends
    | \[\^[^\[\]\s]+\]                            # the mark of a footnote
    | \*{1,3}
    | `[^`\n]+`
    | \\\n                                        # a line break
    """,
    re.VERBOSE,
)
_ALONE = frozenset({"[", "!["})  # the beginnings, which the pattern knows by what follows
_TAGS = frozenset({"bpt", "ept", "ph", "it", "ut"})


def seg_of(text: str) -> Element:
    """A ``<seg>`` that says this inline Markdown."""
    seg = etree.Element("seg")
    last: Element | None = None
    place = 0
    for number, mark in enumerate(_MARK.finditer(text), start=1):
        _add(seg, last, text[place : mark.start()])
        last = etree.SubElement(seg, "ph", {"x": str(number)})
        last.text = mark.group()
        place = mark.end()
    _add(seg, last, text[place:])
    return seg


def _add(seg: Element, last: Element | None, words: str) -> None:
    if last is None:
        seg.text = words
    else:
        last.tail = words


def text_of(seg: Element) -> tuple[str, bool]:
    """What a ``<seg>`` says, and whether tags of another tool were left out of it."""
    said = list(_said(seg))
    return "".join(text for text, _ in said), any(foreign for _, foreign in said)


def _said(element: Element) -> Iterator[tuple[str, bool]]:
    yield element.text or "", False
    for child in element:
        if local_name(child) in _TAGS:
            code = child.text or ""
            ours = len(child) == 0 and (code in _ALONE or _MARK.fullmatch(code) is not None)
            yield (code if ours else ""), not ours
        else:
            yield from _said(child)
        yield child.tail or "", False

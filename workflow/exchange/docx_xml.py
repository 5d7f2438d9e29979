"""Word's elements: which are ours by their style, which are struck out, what words are in them."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from workflow.text.safe_xml import Element, local_name

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"(?P<href>[^"]+)"(?:.*?\\l\s+"(?P<anchor>[^"]+)")?')
_BREAKS = ("{*}p", f"{WORD}br", f"{WORD}cr", f"{WORD}tab")
_PROMPT = "showingPlcHdr"  # what Word writes into a field that nobody has filled
GONE = frozenset({"del", "moveFrom"})
_LOOK_STANDS = 3  # the look of an element is among the first that it holds
_OFF = frozenset({"0", "false", "off", "none"})
_STRUCK_WHOLE = {"tr": ("trPr", "del"), "tc": ("tcPr", "cellDel"), "sdt": ("sdtPr", _PROMPT)}


def is_style(element: Element | None, name: str) -> bool:
    """Whether this names a style of ours, however a program spells its id."""
    said = "" if element is None else element.get(f"{WORD}val") or ""
    return said.replace(" ", "").casefold() == name.casefold()


def child(element: Element | None, path: str) -> Element | None:
    """The element of Word's at the end of this path: ``tcPr/vMerge``."""
    return None if element is None else element.find(_path(path))


@cache
def _path(path: str) -> str:
    return "/".join(f"{WORD}{name}" for name in path.split("/"))


def is_on(look: Element | None, name: str) -> bool:
    """Whether a look has this switched on: ``b`` for bold."""
    found = child(look, name)
    return found is not None and (found.get(f"{WORD}val") or "1").lower() not in _OFF


def above(element: Element, name: str) -> Element | None:
    """The nearest element with this name that holds the other."""
    return next((each for each in element.iterancestors() if local_name(each) == name), None)


def is_gone(element: Element) -> bool:
    """Whether nobody sees it: struck out with tracked changes, or said in another way before."""
    return takes_out(element) or any(takes_out(each) for each in element.iterancestors())


def takes_out(element: Element) -> bool:
    """Whether nothing in this element counts as said."""
    name = local_name(element)
    if name in _STRUCK_WHOLE:
        look, mark = _STRUCK_WHOLE[name]
        first = (each for each in islice(element, _LOOK_STANDS) if local_name(each) == look)
        return is_on(next(first, None), mark)
    return name in GONE or (name == "Fallback" and element.getprevious() is not None)


def said(element: Element) -> str:
    """The letters that stand in an element, a line for each paragraph."""
    return "".join(_letters(element, taken=False))


def take(element: Element) -> str:
    """The words that stand in an element, on one line; they are taken out of it.

    What is still in the document when everything is read was read by nobody, and is told.
    """
    return " ".join("".join(_letters(element, taken=True)).split())


def _letters(element: Element, *, taken: bool) -> Iterator[str]:
    for each in element.iter("{*}t", *_BREAKS):
        if local_name(each) != "t":
            yield "\n" if local_name(each) == "p" else " "
        elif each.text and not is_gone(each):
            yield each.text
            if taken:
                each.text = None


def runs_into_next(paragraph: Element) -> bool:
    """Whether the end of a paragraph was struck out, so that it goes on in the next."""
    look = child(paragraph, "pPr/rPr")
    return any(child(look, name) is not None for name in GONE)


def is_numbered(paragraph: Element) -> bool:
    """Whether Word sets a number or a list mark before a paragraph."""
    listed = child(paragraph, "pPr/numPr/numId")
    return listed is not None and listed.get(f"{WORD}val") != "0"


def holds_words(element: Element) -> bool:
    """Whether any words stand in an element, struck out or not."""
    return any(local_name(each) in {"delText", "t"} for each in element.iter())


def symbol_of(element: Element) -> str:
    """A character by its number, in whichever namespace Word writes it."""
    number = next((value for name, value in element.items() if name.endswith("}char")), "")
    try:
        character = chr(int(number, 16))
    except (ValueError, OverflowError):
        return ""
    return character if character.isprintable() else ""


def led_to(told: str) -> str:
    """Where a field leads to that is a link."""
    found = _HYPERLINK.match(told)
    return at_place(found["href"], found["anchor"] or "") if found else ""


def at_place(href: str, anchor: str) -> str:
    """An address with the place in it, which Word keeps apart."""
    return f"{href.partition('#')[0]}#{anchor}" if href and anchor else href

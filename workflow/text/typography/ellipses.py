"""One ellipsis character for dots in a row."""

import re

from workflow.text.typography.swaps import Find, swapping

_SPACED = re.compile(r"\.(?:[ \u00a0]\.){2,}(?![ \u00a0]?\.)")
_DOTS = re.compile(r"\.{3,}|…\.+|\.+…|…{2,}")
_AFTER_MARK = re.compile(r"(?<=[?!])(?:\.{3,}|…)")


def ellipses() -> Find:
    """Say where three dots or more stand for an ellipsis."""
    return swapping((_SPACED, "…"), (_DOTS, "…"))


def ukrainian_ellipses() -> Find:
    """The same; after a question or exclamation mark two dots of it are left."""
    return swapping((_AFTER_MARK, ".."), (_SPACED, "…"), (_DOTS, "…"))

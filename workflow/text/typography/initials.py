"""Polish initials, which stand together: J.K. Bielecki. Source: sjp.pwn.pl, poradnia 18552."""

import re

from workflow.text.typography.abbreviations import POLISH, lettered
from workflow.text.typography.swaps import Find, swapping

_BEFORE = 40


def closed_initials() -> Find:
    """Say where a space stands between two initials."""
    initial = POLISH.initial
    pattern = re.compile(rf"(?<![\w’'-]){initial}(?P<spot>[ \u00a0]+)(?={initial}(?!\w\.))")
    other = lettered(POLISH)

    def closed(found: re.Match[str]) -> str | None:
        before = found.string[max(0, found.start() - _BEFORE) : found.start()]
        return None if other.search(before) else ""

    return swapping((pattern, closed))

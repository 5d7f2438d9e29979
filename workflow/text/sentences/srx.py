"""Sentences by the rules of LanguageTool, read by choppa, and what we know better.

The rules are loaded with this module, which the registry imports when the first sentence is asked
for: starting the program does not wait for them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from threading import Lock

from choppa import DEFAULT_SRX_RULESET, SrxDocument, SrxTextIterator

_RULES = SrxDocument(ruleset=DEFAULT_SRX_RULESET)
_compiling = Lock()
_BACK = 60  # characters before a place that are looked at


@dataclass(frozen=True, slots=True)
class Place:
    """Between two sentences, or not: what stands before the space there, and what after it."""

    before: str
    after: str = ""


def srx_cutter(
    code: str, *, joins: Iterable[Place] = (), cuts: Iterable[Place] = ()
) -> Callable[[str], tuple[int, ...]]:
    """Cut by the rules of a language, but never at ``joins`` and always at ``cuts``.

    ``code`` is the language in the rules' own spelling, with ``_two``: a single line end is a
    space.
    """
    never = [re.compile(rf"{place.before}\s*\Z") for place in joins]
    never_after = [re.compile(place.after) for place in joins]
    always = [re.compile(rf"{place.before}\s+(?={place.after})") for place in cuts]

    def is_one(text: str, at: int) -> bool:
        before = text[max(0, at - _BACK) : at]
        return any(
            after.match(text, at) and found.search(before)
            for found, after in zip(never, never_after, strict=True)
        )

    def cut(text: str) -> tuple[int, ...]:
        found = {at for at in _by_rules(text, code) if not is_one(text, at)}
        found.update(match.end() for each in always for match in each.finditer(text))
        return tuple(sorted(found))

    return cut


def _by_rules(text: str, code: str) -> Iterator[int]:
    with _compiling:  # the first use of a language compiles its rules
        pieces = SrxTextIterator(_RULES, code, text)
    yield from accumulate(len(piece) for piece in pieces)

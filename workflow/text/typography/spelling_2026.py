"""Spellings that Polish changed on 1 January 2026, for a house that wants them listed.

Source: Rada Języka Polskiego, announcement of 10 May 2024: capitals for the inhabitants of towns
and in both parts of geographical names, *nie* joined with every degree of adjectives and adverbs,
*by* apart after conjunctions, *niby-* and *quasi-* joined.
"""

import re
from collections.abc import Iterator

from workflow.text.typography.rule import Spot
from workflow.text.typography.style import HouseStyle, Option
from workflow.text.typography.swaps import Find, Swap, any_of, swapping

_INHABITANT = any_of(
    "warszawian krakowian lwowian kijowian poznanian gdańszczan łodzian wrocławian lublinian",
    "gdynian szczecinian katowiczan białostoczan torunian rzeszowian charkowian odessan londyńczyk",
    "paryżan berlińczyk",
)
_PLACE = "pustyni półwys wysp jezior morz cieśnin przełęcz dolin"
_SWAPS: tuple[Swap, ...] = (
    (
        re.compile(
            rf"(?<![\w-]){_INHABITANT}(?:in|inem|ina|inie|inowi|ie|om|ach|ami|ka|ki|kę|ek|iem|i|u)?(?!\w)"
        ),
        lambda found: found.group().capitalize(),
    ),
    (
        re.compile(rf"(?<!\w)(?P<spot>{any_of(_PLACE)}\w*)(?= [A-ZŁŚŻ][a-ząćęłńóśźż]+)"),
        lambda found: found["spot"].capitalize(),
    ),
    (re.compile(r"(?<!\w)([Nn]ie) (?=naj\w+(?:sz|ej)\w*)"), r"\1"),
    (re.compile(r"(?<!\w)([Cc]zy|[Bb]owiem|[Zz]atem|[Ww]ięc|[Jj]eśli)by(?!\w)"), r"\1 by"),
    (re.compile(r"(?<!\w)([Nn]iby|[Qq]uasi)-(?=[a-ząćęłńóśźż])"), r"\1"),
)


def new_spellings(option: Option) -> Find:
    """List the words that are written otherwise now; nothing while the option is off."""
    listed = swapping(*_SWAPS)

    def find(text: str, style: HouseStyle) -> Iterator[Spot]:
        if style.of(option) == "list":
            yield from listed(text, style)

    return find

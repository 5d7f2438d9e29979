"""Writing TMX 1.4 in a stream: one unit a pair, its story and place beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO

from lxml import etree

from workflow.languages.language import Language
from workflow.memory.tmx.marks import seg_of
from workflow.memory.tmx.read import GRAIN, PLACE, STORY
from workflow.text.safe_xml import XML_LANG, Element

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    '<tmx version="1.4">\n<header creationtool="Dumpling Desk" creationtoolversion="1" '
    'segtype="block" o-tmf="Markdown" adminlang="en" srclang="*all*" datatype="plaintext"/>\n'
    "<body>\n"
)
_TAIL = "</body>\n</tmx>\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutPair:
    """A pair on its way out."""

    first: tuple[Language, str]
    second: tuple[Language, str]
    grain: str
    story: str
    place: str
    added_at: datetime


def write_tmx(pairs: Iterable[OutPair], stream: BinaryIO) -> int:
    """Write these pairs; how many there were. Memory stays flat."""
    stream.write(_HEAD.encode())
    count = 0
    for pair in pairs:
        stream.write(etree.tostring(_unit(pair), encoding="utf-8") + b"\n")
        count += 1
    stream.write(_TAIL.encode())
    return count


def _unit(pair: OutPair) -> Element:
    at = pair.added_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    unit = etree.Element("tu", {"changedate": at})
    for kind, words in ((STORY, pair.story), (PLACE, pair.place), (GRAIN, pair.grain)):
        if words:
            etree.SubElement(unit, "prop", {"type": kind}).text = words
    for language, text in (pair.first, pair.second):
        variant = etree.SubElement(unit, "tuv", {XML_LANG: language.tag})
        variant.append(seg_of(text))
    return unit

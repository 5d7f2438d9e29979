"""Reading TMX 1.1 to 1.4 in a stream: each unit, or why it cannot enter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import BinaryIO

from workflow.languages.catalogue import marked
from workflow.languages.language import Language
from workflow.languages.negotiation import negotiate
from workflow.languages.sentences import Sentence, say
from workflow.memory.tmx.marks import text_of
from workflow.memory.tokens import digest
from workflow.memory.values import Grain, NewPair, PairOrigin, Side
from workflow.text.cleaning import clean
from workflow.text.safe_xml import XML_LANG, Element, XmlRefused, local_name, parse_events

MOST_BYTES = 500_000_000
LONGEST = 10_000  # characters of a text
_EXCERPT = 120

STORY, PLACE, GRAIN = "x-story", "x-place", "x-grain"
_STORY = re.compile(r"[A-Za-z0-9_-]{1,80}")
_PLACE = re.compile(r"[a-z0-9.#]{1,40}")

_NO_TMX = marked("The file is no TMX: it begins with <{name}>. Export it as TMX 1.4.")
_NO_UNITS = marked("The file has no TMX header and no units. Export it as TMX 1.4.")
_ONE = marked("It has a text in one language of the house only: {languages}.")
_NONE = marked("It has a text in no language of the house. Its languages: {languages}.")
_LONG = marked("A text has more than {most} characters. Split it.")
_EMPTY = marked("Its texts are empty: {languages}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit that can enter. ``tags_left`` says that markup of another tool was left out."""

    number: int
    line: int
    pairs: tuple[NewPair, ...]
    tags_left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """A unit that cannot, and why."""

    number: int
    line: int
    reason: Sentence
    excerpt: str = ""


def read_tmx(stream: BinaryIO, *, most_bytes: int = MOST_BYTES) -> Iterator[Unit | Reject]:
    """Every unit of a file, in order, numbered from 1; memory stays flat.

    A unit in several of our languages gives a pair for each two of them. Languages of others are
    passed over. Raises ``XmlRefused`` where the file cannot be read any further.
    """
    number, is_tmx = 0, False
    for element in parse_events(stream, tags={"tu", "header"}, most_bytes=most_bytes):
        root = local_name(element.getroottree().getroot())
        if root != "tmx":
            raise XmlRefused(1, say(_NO_TMX, name=root))
        is_tmx = True
        if local_name(element) == "tu":
            number += 1
            yield _unit(element, number)
    if not is_tmx:
        raise XmlRefused(1, say(_NO_UNITS))


def _unit(element: Element, number: int) -> Unit | Reject:
    line = element.sourceline
    said, others, empty, tags_left = _texts(element)
    if len(said) > 1:
        long = next((text for text in said.values() if len(text) > LONGEST), None)
        if long is None:
            return Unit(
                number=number, line=line, pairs=tuple(_pairs(element, said)), tags_left=tags_left
            )
        reason, excerpt = say(_LONG, most=LONGEST), long
    else:
        excerpt = next(iter(said.values()), "")
        reason = _lacking(tuple(said), others, empty)
    return Reject(number=number, line=line, reason=reason, excerpt=excerpt[:_EXCERPT])


def _lacking(said: tuple[Language, ...], others: list[str], empty: list[str]) -> Sentence:
    if said:
        return say(_ONE, languages=(said[0].tag,))
    if empty:
        return say(_EMPTY, languages=tuple(empty))
    return say(_NONE, languages=tuple(others) or ("–",))


@lru_cache(maxsize=256)
def _language(tag: str) -> Language | None:
    return negotiate(tag) if tag else None


_Texts = tuple[dict[Language, str], list[str], list[str], bool]


def _texts(element: Element) -> _Texts:
    """The texts in our languages, the tags of others, of empty ones, and whether tags were left."""
    said: dict[Language, str] = {}
    others: list[str] = []
    empty: list[str] = []
    tags_left = False
    for variant in element:
        if local_name(variant) != "tuv":
            continue
        tag = variant.get(XML_LANG) or variant.get("lang") or ""
        language = _language(tag)
        if language is None:
            others.append(tag[:20] or "–")
            continue
        seg = next((each for each in variant if local_name(each) == "seg"), None)
        text, foreign = ("", False) if seg is None else text_of(seg)
        text = clean(text).strip()
        tags_left |= foreign
        if not digest(text):
            empty.append(language.tag)
        elif language not in said:
            said[language] = text
    return said, others, empty, tags_left


def _pairs(element: Element, said: dict[Language, str]) -> Iterator[NewPair]:
    props = {
        each.get("type"): (each.text or "").strip()
        for each in element
        if local_name(each) == "prop"
    }
    story, place = props.get(STORY, ""), props.get(PLACE, "")
    for (first, text), (second, other) in combinations(said.items(), 2):
        yield NewPair(
            first=Side(language=first, text=text),
            second=Side(language=second, text=other),
            grain=Grain.BLOCK if props.get(GRAIN) == Grain.BLOCK else Grain.SENTENCE,
            origin=PairOrigin.TMX,
            story=story if _STORY.fullmatch(story) else "",
            place=place if _PLACE.fullmatch(place) else "",
        )

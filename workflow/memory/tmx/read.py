"""Reading TMX 1.1 to 1.4 in a stream: each unit, or why it cannot enter."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations
from typing import BinaryIO

from workflow.languages.catalogue import marked
from workflow.languages.language import Language
from workflow.languages.negotiation import negotiate
from workflow.languages.sentences import Sentence, say
from workflow.memory.tmx.lines import on_one_line
from workflow.memory.tmx.marks import text_of
from workflow.memory.tokens import digest
from workflow.memory.values import Grain, NewPair, PairOrigin, Side
from workflow.text.cleaning import clean
from workflow.text.safe_xml import XML_LANG, Element, XmlRefused, local_name, parse_events

MOST_BYTES = 500_000_000
LONGEST = 10_000  # characters of a text
MOST_PAIRS = 60  # of a unit
_EXCERPT = 120
_MOST_TOLD = 8  # tags

STORY, PLACE, GRAIN = "x-story", "x-place", "x-grain"
_STORY = re.compile(r"[A-Za-z0-9_-]{1,80}")
_PLACE = re.compile(r"[a-z0-9.#]{1,40}")

_NO_TMX = marked("The file is no TMX: it begins with <{name}>. Export it as TMX 1.4.")
_NO_UNITS = marked("The file has no TMX header and no units. Export it as TMX 1.4.")
_ONE = marked("It has a text in one language of the house only: {languages}.")
_NONE = marked("It has a text in no language of the house. Its languages: {languages}.")
_LONG = marked("A text has more than {most} characters. Split it.")
_EMPTY = marked("Its texts are empty: {languages}.")
_MANY = marked("Its texts make more than {most} pairs. Split it.")
_TAGS_LEFT = marked("It is in, without tags of another tool: {tags}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit that can enter. ``tags_left`` are the tags of another tool that were left out."""

    number: int
    line: int
    pairs: tuple[NewPair, ...]
    tags_left: tuple[str, ...] = ()

    @property
    def excerpt(self) -> str:
        """The beginning of its first text."""
        return self.pairs[0].first.text[:_EXCERPT]

    @property
    def reason(self) -> Sentence | None:
        """What is to be told of it, though it can enter."""
        more = ("…",) if len(self.tags_left) > _MOST_TOLD else ()
        tags = self.tags_left[:_MOST_TOLD] + more
        return say(_TAGS_LEFT, tags=tags) if tags else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """A unit that cannot, and why."""

    number: int
    line: int
    reason: Sentence
    excerpt: str = ""


def read_tmx(stream: BinaryIO, *, most_bytes: int = MOST_BYTES) -> Iterator[Unit | Reject]:
    """Every unit of a file, in order, numbered from 1; memory stays flat.

    A unit in several of our languages gives a pair for each two of them; so does one that has
    several texts in a language, as en-US and en-GB. Languages of others are passed over. Raises
    ``XmlRefused`` where the file cannot be read any further.
    """
    for number, element in enumerate(unit_elements(stream, most_bytes=most_bytes), start=1):
        yield _unit(element, number)


def unit_elements(stream: BinaryIO, *, most_bytes: int = MOST_BYTES) -> Iterator[Element]:
    """The units of a file as they stand, for who only counts them; raises ``XmlRefused``."""
    is_tmx = False
    for element in parse_events(stream, tags={"tu", "header"}, most_bytes=most_bytes):
        root = local_name(element.getroottree().getroot())
        if root != "tmx":
            raise XmlRefused(1, say(_NO_TMX, name=root))
        is_tmx = True
        if local_name(element) == "tu":
            yield element
    if not is_tmx:
        raise XmlRefused(1, say(_NO_UNITS))


@dataclass(frozen=True, slots=True)
class _Said:
    """The texts in our languages, the tags of others, of empty ones, and what was left out."""

    texts: dict[tuple[Language, str], str] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    tags_left: list[str] = field(default_factory=list)

    def count(self) -> int:
        """How many pairs they make."""
        sizes = Counter(language for language, _ in self.texts).values()
        return (sum(sizes) ** 2 - sum(size**2 for size in sizes)) // 2

    def pairs(self) -> Iterator[tuple[Side, Side]]:
        """Each two texts of different languages."""
        sides = [Side(language=language, text=text) for (language, _), text in self.texts.items()]
        for first, second in combinations(sides, 2):
            if first.language != second.language:
                yield first, second


def _unit(element: Element, number: int) -> Unit | Reject:
    line, props = element.sourceline, _props(element)
    said = _texts(element, ours=GRAIN in props)
    reason = _refused(said)
    if reason is not None:
        excerpt = max(said.texts.values(), key=len, default="")[:_EXCERPT]
        return Reject(number=number, line=line, reason=reason, excerpt=excerpt)
    tags_left = tuple(dict.fromkeys(said.tags_left))
    pairs = tuple(_pairs(said, props))
    return Unit(number=number, line=line, pairs=pairs, tags_left=tags_left)


def _refused(said: _Said) -> Sentence | None:
    count = said.count()
    if not count:
        return _lacking(said)
    if any(len(text) > LONGEST for text in said.texts.values()):
        return say(_LONG, most=LONGEST)
    return say(_MANY, most=MOST_PAIRS) if count > MOST_PAIRS else None


def _lacking(said: _Said) -> Sentence:
    if said.texts:
        language, _ = next(iter(said.texts))
        return say(_ONE, languages=(language.tag,))
    if said.empty:
        return say(_EMPTY, languages=tuple(said.empty))
    return say(_NONE, languages=tuple(said.others) or ("–",))


@lru_cache(maxsize=256)
def _language(tag: str) -> Language | None:
    return negotiate(tag) if tag else None


def _texts(element: Element, *, ours: bool) -> _Said:
    """What a unit says; the line ends of our own stand between blocks, and stay."""
    said = _Said()
    for variant in element:
        if local_name(variant) != "tuv":
            continue
        tag = variant.get(XML_LANG) or variant.get("lang") or ""
        language = _language(tag)
        if language is None:
            said.others.append(tag[:20] or "–")
        else:
            _add(variant, language, said, ours=ours)
    return said


def _add(variant: Element, language: Language, said: _Said, *, ours: bool) -> None:
    seg = next((each for each in variant if local_name(each) == "seg"), None)
    text, tags_left = ("", ()) if seg is None else text_of(seg)
    text = clean(text).strip() if ours else on_one_line(clean(text))
    said.tags_left.extend(tags_left)
    if key := digest(text):
        said.texts.setdefault((language, key), text)
    else:
        said.empty.append(language.tag)


def _props(element: Element) -> Mapping[str, str]:
    return {
        each.get("type", ""): (each.text or "").strip()
        for each in element
        if local_name(each) == "prop"
    }


def _pairs(said: _Said, props: Mapping[str, str]) -> Iterator[NewPair]:
    story, place = props.get(STORY, ""), props.get(PLACE, "")
    for first, second in said.pairs():
        yield NewPair(
            first=first,
            second=second,
            grain=Grain.BLOCK if props.get(GRAIN) == Grain.BLOCK else Grain.SENTENCE,
            origin=PairOrigin.TMX,
            story=story if _STORY.fullmatch(story) else "",
            place=place if _PLACE.fullmatch(place) else "",
        )

"""What an approved version teaches the memory: its blocks, and the sentences that stand one to one.

A new version takes the place of the one before it, pair by pair; what it has no longer, and what a
retraction takes back, is found no more.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from workflow.languages.language import Language
from workflow.memory.actions import forget_place, keep_only, remember
from workflow.memory.values import Grain, NewPair, PairOrigin, Remembered, Side
from workflow.people.models import User
from workflow.stories.models import Story
from workflow.text.pairing import sentence_pairs
from workflow.text.segments import Kind
from workflow.text.sentences import TOOL
from workflow.text.shape import TargetBlock
from workflow.translation.models import ApprovedVersion
from workflow.translation.queries import source_words
from workflow.translation.sources import name_of, needs_text

LONGEST = 10_000  # characters of a text that the memory keeps
_LEFT_OUT = frozenset({Kind.CODE, Kind.RULE})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPair:
    """A source text and its translation; ``key`` is the first block that holds it."""

    key: str
    source: str
    text: str


def note_in_memory(
    version: ApprovedVersion,
    before: ApprovedVersion | None,
    blocks: Sequence[TargetBlock],
    texts: Mapping[str, str],
    *,
    by: User,
    at: datetime,
) -> Remembered:
    """Let the memory learn a version that was just approved, in the transaction of its approval."""
    translation = version.translation
    source = version.relay or version.revision
    source_language, words = source_words(source)
    pairs = tuple(
        new_pairs(
            tuple(placed_pairs(blocks, texts, words)),
            source=source_language,
            target=translation.language,
            story=translation.story.slug,
            made_of=(name_of(source), name_of(version)),
        )
    )
    made = remember(pairs, by=by, at=at, tidy=False)
    if before is not None:
        there = {pair.place for pair in pairs}
        _forget_what_is_gone(before, version, there, by=by, at=at)
    return made


def forget_retracted(story: Story, keys: Sequence[str], *, by: User, at: datetime) -> int:
    """Take what an editor retracted out of the memory, in every language."""
    reason = "The source was retracted."
    return forget_place(story=story.slug, places=set(keys), by=by, at=at, reason=reason)


def _forget_what_is_gone(
    before: ApprovedVersion,
    version: ApprovedVersion,
    there: set[str],
    *,
    by: User,
    at: datetime,
) -> None:
    """Pairs that the new version has no more; all with another source than it has now."""
    translation = version.translation
    was, now = _source_language(before), _source_language(version)
    keep_only(
        there if was == now else (),
        story=translation.story.slug,
        languages={was, translation.language},
        by=by,
        at=at,
        reason=f"{name_of(version)} does not have it.",
    )


def _source_language(version: ApprovedVersion) -> Language:
    relay = version.relay
    return relay.translation.language if relay else version.translation.story.source_language


def placed_pairs(
    blocks: Sequence[TargetBlock], texts: Mapping[str, str], words: Mapping[str, str]
) -> Iterator[PlacedPair]:
    """What stands for what, in reading order; the pieces of a split block stand together."""
    open_pair: PlacedPair | None = None
    for block in blocks:
        text = texts.get(block.key, "")
        if not block.sources or not needs_text(block) or block.kind in _LEFT_OUT or not text:
            continue
        if block.part > 1 and open_pair is not None:
            open_pair = replace(open_pair, text=f"{open_pair.text}\n{text}")
            continue
        if open_pair is not None:
            yield open_pair
        source = "\n".join(filter(None, (words.get(key, "") for key in block.sources)))
        open_pair = PlacedPair(key=block.key, source=source, text=text) if source else None
    if open_pair is not None:
        yield open_pair


def new_pairs(
    placed: Sequence[PlacedPair],
    *,
    source: Language,
    target: Language,
    story: str,
    made_of: tuple[str, str],
) -> Iterator[NewPair]:
    """The pairs that the memory is given: each block, then its sentences where that is certain."""
    for grain, pair, place, near in _grained(placed, source, target):
        before, after = near
        yield NewPair(
            first=Side(
                language=source,
                text=pair.source,
                before=before.source if before else "",
                after=after.source if after else "",
            ),
            second=Side(
                language=target,
                text=pair.text,
                before=before.text if before else "",
                after=after.text if after else "",
            ),
            grain=grain,
            origin=PairOrigin.APPROVED,
            story=story,
            place=place,
            made_of=made_of,
            tool=TOOL if grain is Grain.SENTENCE else "",
        )


_Near = tuple[PlacedPair | None, PlacedPair | None]


def _grained(
    placed: Sequence[PlacedPair], source: Language, target: Language
) -> Iterator[tuple[Grain, PlacedPair, str, _Near]]:
    kept = [pair for pair in placed if max(len(pair.source), len(pair.text)) <= LONGEST]
    for pair, near in _among(kept):
        yield Grain.BLOCK, pair, pair.key, near
        found = sentence_pairs(pair.source, source, pair.text, target)
        sentences = [PlacedPair(key=pair.key, source=one, text=other) for one, other in found]
        for number, (sentence, beside) in enumerate(_among(sentences), start=1):
            yield Grain.SENTENCE, sentence, f"{pair.key}#{number}", beside


def _among(pairs: Sequence[PlacedPair]) -> Iterator[tuple[PlacedPair, _Near]]:
    """Each pair with the one before it and the one after it."""
    for place, pair in enumerate(pairs):
        before = pairs[place - 1] if place else None
        after = pairs[place + 1] if place + 1 < len(pairs) else None
        yield pair, (before, after)

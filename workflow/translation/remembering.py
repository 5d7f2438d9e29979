"""What an approved version teaches the memory: its blocks, and the sentences that stand one to one.

A new version takes the place of the one before it, pair by pair; what it has no longer, what it
says otherwise now than when somebody relayed from it, and what a retraction takes back, is found no
more, and is not learnt again.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial

from workflow.languages.language import Language
from workflow.memory.actions import remember
from workflow.memory.forgetting import forget_place, keep_only, keep_saying
from workflow.memory.values import Grain, NewPair, PairOrigin, Remembered, Side
from workflow.people.models import User
from workflow.stories.models import Story
from workflow.text.pairing import sentence_pairs
from workflow.text.sentences import TOOL
from workflow.text.shape import TargetBlock
from workflow.translation.models import ApprovedVersion
from workflow.translation.placed import PlacedPair, placed_pairs
from workflow.translation.queries import source_words, standings, translated_text
from workflow.translation.sources import name_of, newest_source

LONGEST = 10_000  # characters of a text that the memory keeps


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
    words = source_words(source)
    retracted = _retracted(version)
    pairs = tuple(
        new_pairs(
            [
                pair
                for pair in placed_pairs(blocks, texts, words)
                if retracted.isdisjoint(pair.covers)
            ],
            source=words.language,
            target=translation.language,
            story=translation.story.slug,
            made_of=(name_of(source), name_of(version)),
        )
    )
    made = remember(pairs, by=by, at=at, tidy=False)
    newest = newest_source(translation)
    if isinstance(newest, ApprovedVersion) and newest != version.relay:
        _forget_what_was_relayed(newest, by=by, at=at)
    if before is not None:
        there = {pair.place for pair in pairs}
        _forget_what_is_gone(before, version, there, by=by, at=at)
        _forget_what_was_relayed(version, by=by, at=at)
    return made


def _retracted(version: ApprovedVersion) -> frozenset[str]:
    """The keys of what a version says and an editor has taken back since."""
    story, language = version.translation.story, version.translation.language
    return standings([story.pk], [language])[story.pk, language].retracted


def forget_retracted(story: Story, keys: Collection[str], *, by: User, at: datetime) -> int:
    """Take what an editor retracted out of the memory, in every language."""
    forget = partial(
        forget_place, story=story.slug, by=by, at=at, reason="The source was retracted."
    )
    gone = set(keys)
    forgotten = forget(places=gone)
    for version in _latest(story):
        places = {pair.key for pair in _pairs_of(version) if not gone.isdisjoint(pair.covers)}
        languages = {_source_language(version), version.translation.language}
        forgotten += forget(places=places, languages=languages)
    return forgotten


def _latest(story: Story) -> Iterator[ApprovedVersion]:
    """The newest approved version of each language of a story."""
    rows = ApprovedVersion.objects.filter(translation__story=story).order_by("number")
    newest = {row.translation_id: row for row in rows.select_related("translation", "relay")}
    yield from newest.values()


def _pairs_of(version: ApprovedVersion) -> tuple[PlacedPair, ...]:
    """What an approved version taught the memory, block by block."""
    segments = translated_text(version).segments
    texts = {segment.key: segment.text for segment in segments}
    words = source_words(version.relay or version.revision)
    return tuple(placed_pairs(segments, texts, words))


def _forget_what_was_relayed(version: ApprovedVersion, *, by: User, at: datetime) -> None:
    """What others were made of, of older versions of this one, where it says otherwise now."""
    language, story = version.translation.language, version.translation.story
    others = [
        each
        for each in _latest(story)
        if each.relay is not None and each.relay.translation_id == version.translation_id
    ]
    if not others:
        return
    now = source_words(version)
    for other in others:
        keep_saying(
            {pair.key: now.of(pair.covers) for pair in _pairs_of(other)},
            story=story.slug,
            language=language,
            other=other.translation.language,
            by=by,
            at=at,
            reason=f"{name_of(version)} says something else.",
        )


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

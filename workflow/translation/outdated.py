"""Why a translation no longer renders its source: pure, over one story's versions.

A version remembers what it changed from the one before it, key by key, and what that means. Between
the version a translation was made from and the newest one there may lie several: what counts is
the difference of the two texts, at the worst level of all changes in between. A typing error
mended outdates nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from workflow.languages.catalogue import marked
from workflow.languages.language import Language
from workflow.text.meaning import Level, worst
from workflow.translation.texts import Outdated, StaleSegment

VALID = frozenset({Level.TYPO})  # a translation stays as good as it was
MUST = frozenset({Level.FACT, Level.RETRACTION})  # what cannot go on as it was

Made = tuple[int, int | None]  # the ids of the revision a text renders, and of its relay if any


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyChange:
    """What a version changed in one segment, and the sentence why it has this level."""

    level: Level
    reason: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)


UNKNOWN = KeyChange(level=Level.FACT, reason=marked("The text changed."))


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionFacts:
    """A version of a story's text; ``texts`` by source key, in reading order.

    A revision of the source has neither ``revision`` nor ``relay``; an approved translation has
    the id of the revision it renders, and of the version it was relayed from, if any. ``changes``
    says what it changed from the version numbered before it.
    """

    language: Language
    number: int
    texts: Mapping[str, str]
    revision: int = 0
    relay: int | None = None
    changes: Mapping[str, KeyChange] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryVersions:
    """All versions of one story that a question about it may touch."""

    current: int  # the id of the newest revision
    revisions: Mapping[int, VersionFacts]
    approved: Mapping[int, VersionFacts]
    latest: Mapping[Language, int]  # the newest approved version of each language


def reasons(
    story: StoryVersions,
    revision: int,
    relay: int | None,
    *,
    passed: frozenset[Language] = frozenset(),
) -> tuple[Outdated, ...]:
    """Why a text made from this revision, or this relay, is outdated; nothing when it is not.

    A relay is outdated when the version it was made from has a newer one with other words, and
    when that newest one is itself outdated. ``passed`` stops relays that go round in a circle.
    """
    if relay is None:
        return difference(
            story.revisions[revision], story.revisions[story.current], story.revisions
        )
    pivot = story.approved[relay]
    if pivot.language in passed:
        return ()
    newest = story.approved[story.latest[pivot.language]]
    further = reasons(story, newest.revision, newest.relay, passed=passed | {pivot.language})
    return difference(pivot, newest, story.approved) + tuple(
        replace(reason, via=pivot.language) for reason in further
    )


def overlooked(
    story: StoryVersions, made: Mapping[str, Made], *, now: Made
) -> tuple[Outdated, ...]:
    """What was approved as it stood, and turned out to be wrong: a level raised afterwards.

    ``made`` says, by source key, from what older version a text of an approved translation was
    made, and ``now`` what that translation renders. Whoever approved a matter of style saw it;
    of a fact, she could not know.
    """
    found = []
    for pair in sorted(set(made.values()), key=lambda each: (each[0], each[1] or 0)):
        for reason in since(story, pair, now):
            stale = tuple(
                segment
                for segment in reason.segments
                if made.get(segment.key) == pair and segment.level in MUST
            )
            if stale:
                found.append(replace(reason, segments=stale))
    return tuple(found)


def since(story: StoryVersions, made: Made, now: Made) -> tuple[Outdated, ...]:
    """How the source of a text differs from what the translation follows now.

    Pivots of one language are compared with each other. When the source is another language than
    it was, the originals behind them are: a text keeps its worth when its source is switched.
    """
    (revision, relay), (new_revision, new_relay) = made, now
    if relay is not None and new_relay is not None:
        old, new = story.approved[relay], story.approved[new_relay]
        if old.language == new.language:
            return difference(old, new, story.approved)
    return difference(story.revisions[revision], story.revisions[new_revision], story.revisions)


def difference(
    old: VersionFacts, new: VersionFacts, versions: Mapping[int, VersionFacts]
) -> tuple[Outdated, ...]:
    """What the newer of two versions of one text says otherwise, if any of it matters."""
    stale = tuple(_stale(old, new, versions))
    if not stale:
        return ()
    return (
        Outdated(
            segments=stale,
            from_number=old.number,
            to_number=new.number,
            language=new.language,
            via=None,
        ),
    )


def _stale(
    old: VersionFacts, new: VersionFacts, versions: Mapping[int, VersionFacts]
) -> Iterator[StaleSegment]:
    low, high = sorted((old.number, new.number))
    between = [
        each
        for each in versions.values()
        if each.language == new.language and low < each.number <= high
    ]
    between.sort(key=lambda each: each.number)
    for key in _changed_keys(old, new):
        found = [each.changes[key] for each in between if key in each.changes] or [UNKNOWN]
        level = worst(change.level for change in found) or Level.FACT
        if level not in VALID:
            why = next(change for change in found if change.level is level)
            yield StaleSegment(
                key=key,
                old=old.texts.get(key, ""),
                new=new.texts.get(key, ""),
                level=level,
                reason=why.reason,
                values=why.values,
            )


def _changed_keys(old: VersionFacts, new: VersionFacts) -> list[str]:
    keys = [key for key, text in new.texts.items() if old.texts.get(key) != text]
    return keys + [key for key in old.texts if key not in new.texts]

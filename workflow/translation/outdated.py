"""Why a translation no longer renders its source: pure, over one story's versions."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from workflow.languages.language import Language
from workflow.translation.texts import Outdated


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionFacts:
    """A version of a story's text; ``texts`` by segment key, in reading order.

    A revision of the source has neither ``revision`` nor ``relay``; an approved translation has
    the id of the revision it renders, and of the version it was relayed from, if any.
    """

    language: Language
    number: int
    texts: Mapping[str, str]
    revision: int = 0
    relay: int | None = None


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
        return _changes(story.revisions[revision], story.revisions[story.current])
    pivot = story.approved[relay]
    if pivot.language in passed:
        return ()
    newest = story.approved[story.latest[pivot.language]]
    further = reasons(story, newest.revision, newest.relay, passed=passed | {pivot.language})
    return _changes(pivot, newest) + tuple(
        replace(reason, via=pivot.language) for reason in further
    )


def _changes(old: VersionFacts, new: VersionFacts) -> tuple[Outdated, ...]:
    keys = [key for key, text in new.texts.items() if old.texts.get(key) != text]
    keys += [key for key in old.texts if key not in new.texts]
    if not keys:
        return ()
    return (
        Outdated(
            keys=tuple(keys),
            from_number=old.number,
            to_number=new.number,
            language=new.language,
            via=None,
        ),
    )

"""Which texts of a translation were made from a source that says something else now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from workflow.text.meaning import Level, worst
from workflow.text.shape import TargetBlock
from workflow.translation.models import CurrentSegment, Translation
from workflow.translation.outdated import MUST, Made, StoryVersions, since
from workflow.translation.queries import story_versions
from workflow.translation.texts import Outdated, StaleSegment


def must_be_renewed(translation: Translation, blocks: Sequence[TargetBlock]) -> list[StaleSegment]:
    """The texts that were not brought up to date with the source the draft now follows."""
    made = made_from(translation)
    now = (translation.revision_id or 0, translation.relay_id)
    if all(each == now for each in made.values()):
        return []
    story = versions_for(translation, made.values())
    stale = stale_blocks(story, blocks, made, now=now)
    return [each for each in stale.values() if each.level in MUST]


def made_from(translation: Translation) -> dict[str, Made]:
    """By block key, what the text that counts now was made from."""
    rows = CurrentSegment.objects.filter(translation=translation).exclude(version__text="")
    found = rows.values_list("key", "version__revision", "version__relay")
    return {key: (revision, relay) for key, revision, relay in found}


def versions_for(translation: Translation, made: Iterable[Made]) -> StoryVersions:
    """The story's versions, with every text that one of these was made from."""
    pairs = set(made)
    return story_versions(
        translation.story_id,
        revisions={revision for revision, _ in pairs},
        versions={relay for _, relay in pairs if relay is not None},
    )


def stale_blocks(
    story: StoryVersions, blocks: Sequence[TargetBlock], made: Mapping[str, Made], *, now: Made
) -> dict[str, StaleSegment]:
    """By block key, what its source said when it was written and says ``now``; only real changes.

    However many versions lie between: the two texts are those of the version the text was made
    from, and of ``now``.
    """
    changed = {pair: _by_key(since(story, pair, now)) for pair in set(made.values())}
    found = {}
    for block in blocks:
        pair = made.get(block.key)
        parts = [changed[pair][key] for key in block.sources if pair and key in changed[pair]]
        if parts:
            found[block.key] = _together(block.key, parts)
    return found


def newest(story: StoryVersions, translation: Translation) -> Made:
    """The newest version of what a translation is made from."""
    if translation.relay_id is None:
        return story.current, None
    pivot = story.approved[translation.relay_id]
    version = story.latest[pivot.language]
    return story.approved[version].revision, version


def _by_key(outdated: Iterable[Outdated]) -> dict[str, StaleSegment]:
    return {segment.key: segment for reason in outdated for segment in reason.segments}


def _together(key: str, parts: Sequence[StaleSegment]) -> StaleSegment:
    """What changed for a block that renders several segments."""
    level = worst(part.level for part in parts) or Level.TYPO
    first = next(part for part in parts if part.level is level)
    return replace(
        first,
        key=key,
        old="\n".join(part.old for part in parts),
        new="\n".join(part.new for part in parts),
    )

"""How far drafts are: which of their blocks have a text, and what changed at their sources."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from workflow.stories.queries import segments_by_revision
from workflow.text.meaning import Level, worst
from workflow.text.shape import TargetBlock, arrange, from_json
from workflow.text.words import words
from workflow.translation.division import keys_of_part
from workflow.translation.models import CurrentSegment, Translation
from workflow.translation.outdated import Made, StoryVersions, reasons
from workflow.translation.queries import versions_by_story
from workflow.translation.sources import needs_text
from workflow.translation.staleness import newest, stale_blocks
from workflow.translation.texts import StaleSegment


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a draft, or one part of it, is.

    ``blocks`` are those that need a text, ``done`` those of them that have one, ``words`` what
    these texts count together (characters in Chinese). ``level`` is the worst of what changed at
    the source since the texts were written; None when they still render it.
    """

    keys: frozenset[str]
    blocks: int
    done: int
    words: int
    level: Level | None


@dataclass(frozen=True, slots=True)
class Drafts:
    """What is known of some begun translations, read once for questions about any part of them."""

    blocks: Mapping[int, tuple[TargetBlock, ...]]  # by translation id
    texts: Mapping[int, Mapping[str, str]]  # and block key
    stale: Mapping[int, Mapping[str, Level]]  # and block key

    @classmethod
    def read(cls, translations: Collection[Translation]) -> "Drafts":
        """Read what there is; a fixed number of queries."""
        begun = {row.pk: row for row in translations if row.revision_id}
        texts: dict[int, dict[str, str]] = {pk: {} for pk in begun}
        made: dict[int, dict[str, Made]] = {pk: {} for pk in begun}
        current = CurrentSegment.objects.filter(translation__in=begun).exclude(version__text="")
        for pk, key, text, revision, relay in current.values_list(*_COLUMNS):
            texts[pk][key] = text
            made[pk][key] = revision, relay
        segments = segments_by_revision({row.revision_id or 0 for row in begun.values()})
        blocks = {
            pk: arrange(segments[row.revision_id or 0], from_json(row.shape))
            for pk, row in begun.items()
        }
        stories = _stories(begun.values(), made)
        return cls(
            blocks=blocks,
            texts=texts,
            stale={
                pk: _stale(stories[row.story_id], row, blocks[pk], made[pk])
                for pk, row in begun.items()
            },
        )

    def progress(self, translation: Translation, part: int) -> Progress:
        """How far one translation is, or one part of it."""
        pk = translation.pk
        blocks = self.blocks.get(pk, ())
        keys = frozenset(keys_of_part(blocks, translation.parts, part))
        wanted = [block.key for block in blocks if block.key in keys and needs_text(block)]
        texts = {key: text for key, text in self.texts.get(pk, {}).items() if key in keys}
        return Progress(
            keys=keys,
            blocks=len(wanted),
            done=sum(key in texts for key in wanted),
            words=sum(len(words(text)) for text in texts.values()),
            level=worst(level for key, level in self.stale.get(pk, {}).items() if key in keys),
        )


_COLUMNS = ("translation", "key", "version__text", "version__revision", "version__relay")


def _stories(
    translations: Collection[Translation], made: Mapping[int, Mapping[str, Made]]
) -> Mapping[int, StoryVersions]:
    pairs = {pair for each in made.values() for pair in each.values()}
    return versions_by_story(
        {row.story_id for row in translations},
        revisions={revision for revision, _ in pairs},
        versions={relay for _, relay in pairs if relay is not None},
    )


def _stale(
    story: StoryVersions,
    translation: Translation,
    blocks: tuple[TargetBlock, ...],
    made: Mapping[str, Made],
) -> dict[str, Level]:
    """By block key, how outdated its text is, or would be if it were written from what is there."""
    written = stale_blocks(story, blocks, made, now=newest(story, translation))
    found = {key: [segment.level] for key, segment in written.items()}
    behind = _behind(story, translation)
    for block in blocks:
        levels = [segment.level for segment in behind if segment.key in block.sources]
        found[block.key] = found.get(block.key, []) + levels
    return {key: level for key, levels in found.items() if (level := worst(levels))}


def _behind(story: StoryVersions, translation: Translation) -> list[StaleSegment]:
    outdated = reasons(story, translation.revision_id or 0, translation.relay_id)
    return [segment for reason in outdated for segment in reason.segments]

"""What a translator sees when she opens a translation: every block, whole, in reading order."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from workflow.languages.language import Language
from workflow.stories.queries import segments_by_revision
from workflow.text.diff import Piece, word_diff
from workflow.text.shape import TargetBlock, arrange, from_json
from workflow.translation.access import held_claims
from workflow.translation.models import (
    Claim,
    CurrentSegment,
    SegmentVersion,
    Suggestion,
    Thread,
    Translation,
)
from workflow.translation.outdated import Made, StoryVersions, reasons
from workflow.translation.problems import FoundIn
from workflow.translation.queries import story_versions
from workflow.translation.reviewing import findings
from workflow.translation.sources import rendered
from workflow.translation.staleness import newest, stale_blocks
from workflow.translation.states import Origin, SuggestionState, ThreadState, TranslationState
from workflow.translation.texts import Outdated, StaleSegment


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """One block: what it renders, what it says, and everything beside it.

    ``source`` is what the source says now; ``made_from`` what it said when the text was written,
    and ``diff`` how one became the other. ``original`` stands beside a pivot. ``version`` is what
    a save has to name; None where there is no text yet.
    """

    block: TargetBlock
    source: str
    original: str
    made_from: str
    diff: tuple[Piece, ...]
    stale: StaleSegment | None
    text: str
    version: SegmentVersion | None
    origin: Origin | None
    source_version: str  # what the text was made from: "uk@1"
    findings: tuple[FoundIn, ...]
    suggestions: tuple[Suggestion, ...]
    open_threads: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbench:
    """A translation as it lies on the desk. ``behind`` says what changed at its source since."""

    translation_id: int
    state: TranslationState
    language: Language
    source_language: Language
    original_language: Language
    blocks: tuple[BlockView, ...]
    dropped: Mapping[str, str]
    behind: tuple[Outdated, ...]
    claims: tuple[Claim, ...]

    @property
    def seen(self) -> Mapping[str, int]:
        """The texts that lie here, by key: what a reviewer who read them names on approving."""
        return {each.block.key: each.version.pk for each in self.blocks if each.version}

    @property
    def stale(self) -> tuple[BlockView, ...]:
        """The blocks whose source says something else now."""
        return tuple(block for block in self.blocks if block.stale)


def workbench(translation: Translation, *, checked: bool = True) -> Workbench:
    """Open a begun translation, in a number of queries that does not grow with it.

    ``checked`` runs the checks over it, which takes the longest.
    """
    segments = segments_by_revision([rendered(translation).pk])[rendered(translation).pk]
    shape = from_json(translation.shape)
    blocks = arrange(segments, shape)
    current = _current(translation)
    story = _versions(translation, current)
    made = {key: _made(version) for key, version in current.items() if version.text}
    latest = newest(story, translation)
    stale = stale_blocks(story, blocks, made, now=latest)
    texts = {key: version.text for key, version in current.items()}
    found = findings(translation, blocks, texts) if checked else ()
    view = _View(
        translation=translation,
        story=story,
        now=_texts_of(story, latest),
        current=current,
        stale=stale,
        found=_by_key(found),
        suggestions=_suggestions(translation),
        threads=_threads(translation),
    )
    pivot = story.approved[translation.relay_id] if translation.relay_id else None
    original = translation.story.source_language
    return Workbench(
        translation_id=translation.pk,
        state=TranslationState(translation.state),
        language=translation.language,
        source_language=pivot.language if pivot else original,
        original_language=original,
        blocks=tuple(view.of(block) for block in blocks),
        dropped=dict(shape.dropped),
        behind=reasons(story, translation.revision_id or 0, translation.relay_id),
        claims=tuple(held_claims(translation)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """Everything a block's view is put together from."""

    translation: Translation
    story: StoryVersions
    now: Mapping[str, str]
    current: Mapping[str, SegmentVersion]
    stale: Mapping[str, StaleSegment]
    found: Mapping[str, tuple[FoundIn, ...]]
    suggestions: Mapping[str, tuple[Suggestion, ...]]
    threads: Mapping[str, int]

    def of(self, block: TargetBlock) -> BlockView:
        """One block's view."""
        version = self.current.get(block.key)
        stale = self.stale.get(block.key)
        source = _said(block, self.now)
        made_from = _said(block, _texts_of(self.story, _made(version))) if version else source
        return BlockView(
            block=block,
            source=source,
            original=_said(block, self.story.revisions[self.story.current].texts),
            made_from=made_from,
            diff=word_diff(made_from, source) if stale else (),
            stale=stale,
            text=version.text if version else "",
            version=version,
            origin=Origin(version.origin) if version else None,
            source_version=_name(self.story, _made(version)) if version else "",
            findings=self.found.get(block.key, ()),
            suggestions=self.suggestions.get(block.key, ()),
            open_threads=self.threads.get(block.key, 0),
        )


def _said(block: TargetBlock, texts: Mapping[str, str]) -> str:
    return "\n".join(filter(None, (texts.get(key, "") for key in block.sources)))


def _made(version: SegmentVersion) -> Made:
    return version.revision_id, version.relay_id


def _texts_of(story: StoryVersions, made: Made) -> Mapping[str, str]:
    revision, relay = made
    return (story.revisions[revision] if relay is None else story.approved[relay]).texts


def _name(story: StoryVersions, made: Made) -> str:
    revision, relay = made
    facts = story.revisions[revision] if relay is None else story.approved[relay]
    return f"{facts.language}@{facts.number}"


def _current(translation: Translation) -> dict[str, SegmentVersion]:
    rows = CurrentSegment.objects.filter(translation=translation).select_related("version")
    return {row.key: row.version for row in rows}


def _versions(translation: Translation, current: Mapping[str, SegmentVersion]) -> StoryVersions:
    made = {_made(version) for version in current.values()}
    return story_versions(
        translation.story_id,
        revisions={revision for revision, _ in made},
        versions={relay for _, relay in made if relay is not None},
    )


def _by_key(found: tuple[FoundIn, ...]) -> dict[str, tuple[FoundIn, ...]]:
    grouped: dict[str, list[FoundIn]] = defaultdict(list)
    for each in found:
        grouped[each.key].append(each)
    return {key: tuple(each) for key, each in grouped.items()}


def _suggestions(translation: Translation) -> dict[str, tuple[Suggestion, ...]]:
    rows = Suggestion.objects.filter(
        translation=translation, state=SuggestionState.OFFERED
    ).select_related("version")
    grouped: dict[str, list[Suggestion]] = defaultdict(list)
    for row in rows:
        grouped[row.version.key].append(row)
    return {key: tuple(each) for key, each in grouped.items()}


def _threads(translation: Translation) -> Counter[str]:
    rows = Thread.objects.filter(translation=translation, state=ThreadState.OPEN)
    return Counter(rows.values_list("key", flat=True))

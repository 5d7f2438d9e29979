"""Reading translations: where each story stands in each language, and approved texts whole."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import F

from workflow.languages.language import Language
from workflow.stories.changes import ChangeFacts, changes_of, facts_by
from workflow.stories.models import Revision, Story
from workflow.stories.queries import segments_by_revision, segments_of
from workflow.text.effort_policy import MachineShare
from workflow.text.meaning import RANK
from workflow.text.segments import Segment
from workflow.text.shape import arrange, from_json
from workflow.translation.models import (
    ApprovedVersion,
    Credit,
    MachineUse,
    PivotChange,
    PivotDecision,
    Translation,
)
from workflow.translation.outdated import (
    KeyChange,
    Made,
    StoryVersions,
    VersionFacts,
    overlooked,
    reasons,
)
from workflow.translation.sources import (
    SourceVersion,
    blocks_by_source,
    in_words_of,
    needs_text,
    text_in,
    texts_by_source,
)
from workflow.translation.states import CreditRole, TranslationState
from workflow.translation.texts import Outdated, SourceWords, Standing, TranslatedText


def translated_text(version: ApprovedVersion) -> TranslatedText:
    """One approved version, whole."""
    return translated_texts([version.pk])[version.pk]


def translated_texts(version_ids: Collection[int]) -> dict[int, TranslatedText]:
    """These approved versions, whole, by id; four queries."""
    rows = ApprovedVersion.objects.filter(pk__in=version_ids).select_related(
        "revision", "translation__story", "relay__translation"
    )
    return _whole(list(rows))


def source_words(version: SourceVersion) -> SourceWords:
    """What a source version says for each key of the original, and in which language."""
    if isinstance(version, Revision):
        words = {segment.key: segment.text for segment in segments_of(version)}
        return SourceWords(language=version.story.source_language, words=words)
    pivot = translated_text(version)
    segments = in_words_of(segments_of(version.revision), pivot.segments)
    return SourceWords(
        language=pivot.language,
        words={segment.key: segment.text for segment in segments},
        blocks=blocks_by_source(pivot.segments),
    )


def standings(
    story_ids: Collection[int], languages: Sequence[Language]
) -> dict[tuple[int, Language], Standing]:
    """Where each story stands in each of these languages, its source language left out.

    Thirteen queries, however many stories and languages.
    """
    world = _World.read(story_ids)
    return {
        (story.pk, language): world.standing(story, language)
        for story in world.stories
        for language in languages
        if language != story.source_language
    }


def story_versions(
    story_id: int, *, revisions: Collection[int] = (), versions: Collection[int] = ()
) -> StoryVersions:
    """All that questions about one story's staleness need; ids name texts wanted besides."""
    return versions_by_story([story_id], revisions=revisions, versions=versions)[story_id]


def versions_by_story(
    story_ids: Collection[int], *, revisions: Collection[int] = (), versions: Collection[int] = ()
) -> Mapping[int, StoryVersions]:
    """The same of several stories, by story id, in as many queries."""
    return _World.read(story_ids, revisions=revisions, versions=versions).versions


@dataclass(slots=True)
class _World:
    """Everything of some stories that their standings depend on."""

    stories: list[Story]
    translations: dict[tuple[int, Language], Translation]
    latest: dict[int, ApprovedVersion]  # by translation id
    texts: dict[int, TranslatedText]  # of the latest and of those relays were made from
    versions: dict[int, StoryVersions]  # by story id
    older: dict[int, dict[str, Made]]  # by approved version, what older texts were made from
    credits: dict[tuple[int, str], list[str]]

    @classmethod
    def read(
        cls,
        story_ids: Collection[int],
        *,
        revisions: Collection[int] = (),
        versions: Collection[int] = (),
    ) -> "_World":
        """Read what there is, in a fixed number of queries."""
        stories = list(Story.objects.filter(pk__in=story_ids))
        translations = list(Translation.objects.filter(story__in=stories))
        approved = {
            row.pk: row
            for row in ApprovedVersion.objects.filter(translation__in=translations).select_related(
                "revision", "translation__story", "relay__translation"
            )
        }
        latest = {row.translation_id: row for row in approved.values()}
        wanted = {row.pk for row in latest.values()}
        wanted |= {row.relay_id for row in [*latest.values(), *translations] if row.relay_id}
        wanted |= set(versions)
        older = _older_texts([row.pk for row in latest.values()])
        kept = {pair for made in older.values() for pair in made.values()}
        wanted |= {relay for _, relay in kept if relay is not None}
        rows = list(Revision.objects.filter(story__in=stories))
        rendered = {approved[key].revision_id for key in wanted} | set(revisions)
        rendered |= {row.revision_id for row in translations if row.revision_id}
        rendered |= {revision for revision, _ in kept}
        rendered |= {row.pk for row in {row.story_id: row for row in rows}.values()}
        segments = segments_by_revision(rendered)
        texts = _whole([approved[key] for key in wanted], segments)
        return cls(
            stories=stories,
            translations={(row.story_id, row.language): row for row in translations},
            latest=latest,
            texts=texts,
            versions=_versions(
                stories,
                rows,
                segments=segments,
                approved=approved,
                texts=texts,
                latest=latest,
            ),
            older=older,
            credits=_credits(translations),
        )

    def standing(self, story: Story, language: Language) -> Standing:
        """One cell of the board."""
        translation = self.translations.get((story.pk, language))
        if translation is None:
            return _nobody_yet(story, language)
        latest = self.latest.get(translation.pk)
        return Standing(
            story_id=story.pk,
            language=language,
            state=TranslationState(translation.state),
            approved=self.texts[latest.pk] if latest else None,
            outdated=self._outdated(story, latest or translation),
            translators=tuple(self.credits[translation.pk, CreditRole.TRANSLATOR]),
            reviewers=tuple(self.credits[translation.pk, CreditRole.REVIEWER]),
            changed_at=translation.changed_at,
        )

    def _outdated(
        self, story: Story, version: ApprovedVersion | Translation
    ) -> tuple[Outdated, ...]:
        if version.revision_id is None:
            return ()
        versions = self.versions[story.pk]
        found = reasons(versions, version.revision_id, version.relay_id)
        older = self.older.get(version.pk) if isinstance(version, ApprovedVersion) else None
        if not older:
            return found
        known = {key for reason in found for key in reason.keys}
        blocks = {block.key: block.sources for block in self.texts[version.pk].segments}
        made = {
            key: pair
            for block, pair in older.items()
            for key in blocks.get(block, ())
            if key not in known
        }
        return found + overlooked(versions, made, now=(version.revision_id, version.relay_id))


def _nobody_yet(story: Story, language: Language) -> Standing:
    return Standing(
        story_id=story.pk,
        language=language,
        state=TranslationState.OPEN,
        approved=None,
        outdated=(),
        translators=(),
        reviewers=(),
    )


def _older_texts(version_ids: Collection[int]) -> dict[int, dict[str, Made]]:
    """By approved version and block key, what a text was made from that is older than it."""
    pins = ApprovedVersion.texts.through.objects.filter(approvedversion__in=version_ids)
    older = pins.exclude(
        segmentversion__revision=F("approvedversion__revision"),
    )
    found: dict[int, dict[str, Made]] = defaultdict(dict)
    columns = ("approvedversion", "segmentversion__key")
    made = ("segmentversion__revision", "segmentversion__relay")
    for version, key, revision, relay in older.values_list(*columns, *made):
        found[version][key] = revision, relay
    return found


def _credits(translations: Iterable[Translation]) -> dict[tuple[int, str], list[str]]:
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    rows = Credit.objects.filter(translation__in=list(translations)).order_by("position")
    for translation, role, name in rows.values_list("translation", "role", "name"):
        found[translation, role].append(name)
    return found


def _versions(
    stories: Sequence[Story],
    revisions: Sequence[Revision],
    *,
    segments: Mapping[int, tuple[Segment, ...]],
    approved: Mapping[int, ApprovedVersion],
    texts: Mapping[int, TranslatedText],
    latest: Mapping[int, ApprovedVersion],
) -> dict[int, StoryVersions]:
    languages = {story.pk: story.source_language for story in stories}
    changed = changes_of(row.pk for row in revisions)
    by_story: dict[int, dict[int, VersionFacts]] = defaultdict(dict)
    for row in revisions:
        by_story[row.story_id][row.pk] = VersionFacts(
            language=languages[row.story_id],
            number=row.number,
            texts=_texts(segments[row.pk]),
            changes=_by_key(changed.get(row.pk, ())),
        )
    pivots = _pivot_changes(approved)
    versions: dict[int, dict[int, VersionFacts]] = defaultdict(dict)
    for key, version in approved.items():
        story = version.translation.story
        versions[story.pk][key] = VersionFacts(
            language=version.translation.language,
            number=version.number,
            texts=texts_by_source(texts[key].segments) if key in texts else {},
            revision=version.revision_id,
            relay=version.relay_id,
            changes=_by_key(pivots.get(key, ())),
        )
    newest: dict[int, dict[Language, int]] = defaultdict(dict)
    for version in latest.values():
        newest[version.translation.story_id][version.translation.language] = version.pk
    return {
        story.pk: StoryVersions(
            current=max(by_story[story.pk], key=lambda key: by_story[story.pk][key].number),
            revisions=by_story[story.pk],
            approved=versions[story.pk],
            latest=newest[story.pk],
        )
        for story in stories
        if by_story[story.pk]
    }


def _pivot_changes(version_ids: Collection[int]) -> dict[int, tuple[ChangeFacts, ...]]:
    rows = list(PivotChange.objects.filter(version__in=list(version_ids)))
    decided = PivotDecision.objects.filter(change__version__in=list(version_ids))
    return facts_by({row.pk: row.version_id for row in rows}, rows, decided)


def _by_key(changes: Iterable[ChangeFacts]) -> dict[str, KeyChange]:
    """The change of each segment, the worst where there is more than one."""
    found: dict[str, KeyChange] = {}
    for change in changes:
        for key in change.keys:
            if key not in found or RANK[change.level] > RANK[found[key].level]:
                found[key] = KeyChange(
                    level=change.level, reason=change.reason, values=change.values
                )
    return found


def _texts(segments: Iterable[Segment]) -> dict[str, str]:
    return {segment.key: segment.text for segment in segments if needs_text(segment)}


def _whole(
    rows: Sequence[ApprovedVersion],
    segments: Mapping[int, tuple[Segment, ...]] | None = None,
) -> dict[int, TranslatedText]:
    if segments is None:
        segments = segments_by_revision({row.revision_id for row in rows})
    pinned: dict[int, dict[str, str]] = defaultdict(dict)
    pins = ApprovedVersion.texts.through.objects.filter(approvedversion__in=list(rows))
    for version, key, text in pins.values_list(
        "approvedversion", "segmentversion__key", "segmentversion__text"
    ):
        pinned[version][key] = text
    machine = _machine_shares(rows)
    return {
        row.pk: replace(
            _translated_text(row, segments[row.revision_id], pinned[row.pk]),
            machine=machine.get(row.pk),
        )
        for row in rows
    }


def _machine_shares(rows: Sequence[ApprovedVersion]) -> dict[int, MachineShare]:
    """Of each version that a machine had a part in, how much."""
    uses = MachineUse.objects.filter(version__in=list(rows))
    return {
        use.version_id: MachineShare(use.words, use.of_words, tuple(use.providers)) for use in uses
    }


def _translated_text(
    row: ApprovedVersion, segments: Sequence[Segment], texts: dict[str, str]
) -> TranslatedText:
    story = row.translation.story
    relay = row.relay
    return TranslatedText(
        story_id=story.pk,
        language=row.translation.language,
        approved_version_id=row.pk,
        number=row.number,
        revision_number=row.revision.number,
        made_from_language=relay.translation.language if relay else story.source_language,
        made_from_number=relay.number if relay else row.revision.number,
        authors=tuple(row.authors),
        translators=tuple(row.translators),
        reviewers=tuple(row.reviewers),
        segments=tuple(
            replace(block, text=text_in(block, texts))
            for block in arrange(segments, from_json(row.shape))
        ),
    )

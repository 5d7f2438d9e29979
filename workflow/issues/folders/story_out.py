"""What a story's folder holds, made from the database: a batch of stories at a time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from workflow.languages.language import Language
from workflow.stories.models import Image, Revision, Story
from workflow.stories.queries import segments_by_revision
from workflow.stories.states import StoryKind
from workflow.text.segments import Segment
from workflow.text.shape import arrange, from_json
from workflow.translation.files.shape_lines import ShapeLines
from workflow.translation.files.shape_places import lines_of
from workflow.translation.files.story_file import (
    SourceFile,
    TranslationFile,
    VersionName,
    lay_out,
    write_source,
    write_translation,
)
from workflow.translation.models import ApprovedVersion, Credit, CurrentSegment, Translation
from workflow.translation.queries import translated_texts
from workflow.translation.states import CreditRole, TranslationState
from workflow.translation.texts import TranslatedText


@dataclass(slots=True)
class _Rows:
    """One story's rows, with those that its files are made of marked as wanted."""

    story: Story
    revisions: dict[int, Revision] = field(default_factory=dict)  # by id, oldest first
    translations: list[Translation] = field(default_factory=list)
    approved: dict[int, ApprovedVersion] = field(default_factory=dict)
    wanted_revisions: set[int] = field(default_factory=set)
    wanted_versions: set[int] = field(default_factory=set)

    def newest(self, translation: Translation) -> ApprovedVersion | None:
        """The newest approved version of a translation."""
        rows = [row for row in self.approved.values() if row.translation_id == translation.pk]
        return max(rows, key=lambda row: row.number, default=None)

    def want_all(self) -> None:
        """Mark everything that this story's files are made of, back to the original."""
        self.wanted_revisions.add(next(reversed(self.revisions)))
        for translation in self.translations:
            newest = self.newest(translation)
            if newest is not None:
                self._want(newest.pk)
            if is_draft(translation):
                self._want_source(translation)

    def _want(self, version: int) -> None:
        if version not in self.wanted_versions:
            self.wanted_versions.add(version)
            self._want_source(self.approved[version])

    def _want_source(self, made: Translation | ApprovedVersion) -> None:
        if made.relay_id is not None:
            self._want(made.relay_id)
        elif made.revision_id is not None:
            self.wanted_revisions.add(made.revision_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutFile:
    """A file's name within its story's folder, and its bytes."""

    name: str
    data: bytes


def is_draft(translation: Translation) -> bool:
    """Whether a translation has a file of its own beside its approved versions."""
    begun = translation.revision_id is not None
    return begun and translation.state != TranslationState.APPROVED


def story_files(stories: Sequence[Story]) -> Iterator[tuple[Story, list[OutFile]]]:
    """The files of each of these stories, in a number of queries that does not grow."""
    batch = _Batch(stories)
    for story in stories:
        yield story, list(batch.files(batch.rows[story.pk]))


class _Batch:
    """Everything read of some stories."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self.rows = {story.pk: _Rows(story) for story in stories}
        revisions = Revision.objects.filter(story__in=stories).order_by("number")
        for revision in revisions.select_related("image").defer("image__data"):
            self.rows[revision.story_id].revisions[revision.pk] = revision
        translations = {row.pk: row for row in Translation.objects.filter(story__in=stories)}
        for row in translations.values():
            self.rows[row.story_id].translations.append(row)
        for version in ApprovedVersion.objects.filter(translation__story__in=stories):
            translation = translations[version.translation_id]
            self.rows[translation.story_id].approved[version.pk] = version
        for rows in self.rows.values():
            rows.want_all()
        self._read_texts(translations)

    def _read_texts(self, translations: dict[int, Translation]) -> None:
        versions = set().union(*(rows.wanted_versions for rows in self.rows.values()))
        drafts = [row for row in translations.values() if is_draft(row)]
        revisions = set().union(*(rows.wanted_revisions for rows in self.rows.values()))
        revisions |= {row.revision_id for row in drafts if row.revision_id}
        self.segments = segments_by_revision(revisions)
        self.texts = translated_texts(versions)
        self.current: dict[int, dict[str, str]] = defaultdict(dict)
        rows = CurrentSegment.objects.filter(translation__in=drafts)
        for translation, key, text in rows.values_list("translation", "key", "version__text"):
            self.current[translation][key] = text
        self.credits: dict[tuple[int, str], list[str]] = defaultdict(list)
        names = Credit.objects.filter(translation__in=drafts).order_by("position")
        for translation, role, name in names.values_list("translation", "role", "name"):
            self.credits[translation, role].append(name)

    def files(self, rows: _Rows) -> Iterator[OutFile]:
        """Every file of one story."""
        language = rows.story.source_language
        newest = next(reversed(rows.revisions))
        pictures: dict[str, Image] = {}
        for key in sorted(rows.wanted_revisions, reverse=True):
            revision = rows.revisions[key]
            former = None if key == newest else revision.number
            name = _place_picture(pictures, revision)
            text = write_source(_source(rows.story, revision, name, self.segments[key]))
            yield _file(language, former, text)
        for name, image in pictures.items():
            yield OutFile(name=name, data=bytes(Image.objects.get(pk=image.pk).data))
        for translation in rows.translations:
            yield from self._translation_files(rows, translation)

    def _translation_files(self, rows: _Rows, translation: Translation) -> Iterator[OutFile]:
        newest = rows.newest(translation)
        if is_draft(translation):
            yield _file(
                translation.language, None, write_translation(self._draft(rows, translation))
            )
        for key in sorted(rows.wanted_versions):
            version = rows.approved[key]
            if version.translation_id == translation.pk:
                is_newest = version == newest and not is_draft(translation)
                former = None if is_newest else version.number
                lines = lines_of(from_json(version.shape), self.segments[version.revision_id])
                text = write_translation(_approved(self.texts[key], lines))
                yield _file(translation.language, former, text)

    def _draft(self, rows: _Rows, translation: Translation) -> TranslationFile:
        revision = rows.revisions[translation.revision_id or 0]
        source, shape = self.segments[revision.pk], from_json(translation.shape)
        blocks, untranslated = lay_out(arrange(source, shape), self.current[translation.pk])
        made_from = VersionName(language=rows.story.source_language, number=revision.number)
        if translation.relay_id is not None:
            pivot = self.texts[translation.relay_id]
            made_from = VersionName(language=pivot.language, number=pivot.number)
        return TranslationFile(
            language=translation.language,
            state=TranslationState(translation.state),
            made_from=made_from,
            version=None,
            shape=lines_of(shape, source),
            untranslated=untranslated,
            authors=tuple(translation.authors),
            translators=tuple(self.credits[translation.pk, CreditRole.TRANSLATOR]),
            reviewers=tuple(self.credits[translation.pk, CreditRole.REVIEWER]),
            blocks=blocks,
        )


def _place_picture(pictures: dict[str, Image], revision: Revision) -> str:
    """A name for a revision's picture that no other picture of the folder has."""
    if revision.image is None:
        return ""
    name = PurePath(revision.image_name)
    while pictures.setdefault(str(name), revision.image) != revision.image:
        name = name.with_name(f"{name.stem}@{revision.number}{name.suffix}")
    return str(name)


def _file(language: Language, former: int | None, text: str) -> OutFile:
    name = f"{language}.md" if former is None else f"{language}@{former}.md"
    return OutFile(name=name, data=text.encode())


def _source(
    story: Story, revision: Revision, image_name: str, segments: tuple[Segment, ...]
) -> SourceFile:
    return SourceFile(
        language=story.source_language,
        kind=StoryKind(story.kind),
        coverage=story.coverage.slug,
        revision=revision.number,
        published_date=revision.published_date,
        canonical_url=revision.canonical_url,
        licence=revision.licence,
        image_name=image_name,
        authors=tuple(revision.authors),
        blocks=segments,
    )


def _approved(text: TranslatedText, shape: ShapeLines) -> TranslationFile:
    return TranslationFile(
        language=text.language,
        state=TranslationState.APPROVED,
        made_from=VersionName(language=text.made_from_language, number=text.made_from_number),
        version=text.number,
        shape=shape,
        untranslated=(),
        authors=text.authors,
        translators=text.translators,
        reviewers=text.reviewers,
        machine=text.machine,
        blocks=text.segments,
    )

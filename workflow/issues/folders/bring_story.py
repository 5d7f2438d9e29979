"""Bringing a checked folder in, through the same actions as everything else."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from workflow.issues.folders.check_story import texts_by_place
from workflow.issues.folders.known import KnownStory
from workflow.issues.folders.report import LoadRefused, LoadReport
from workflow.issues.folders.story_folder import StoryFolder
from workflow.people.models import User
from workflow.stories.actions import add_image, add_story, revise
from workflow.stories.content import SourceContent
from workflow.stories.models import Coverage, Revision, Story
from workflow.stories.queries import segments_of
from workflow.text.segments import Field
from workflow.translation.actions import (
    approve,
    follow,
    open_translation,
    reopen,
    request_changes,
    set_credits,
    start,
    submit_for_review,
)
from workflow.translation.changes import announce
from workflow.translation.claims import release
from workflow.translation.credits import credited
from workflow.translation.files.problem import Problem
from workflow.translation.files.story_file import SourceFile, TranslationFile, VersionName
from workflow.translation.models import SegmentVersion, Translation
from workflow.translation.problems import FindingsRefused
from workflow.translation.reviewing import Reasons
from workflow.translation.sources import (
    SourceVersion,
    blocks_of,
    may_have_text,
    needs_text,
    parts,
)
from workflow.translation.states import CreditRole, Origin, TranslationState
from workflow.translation.writing import current_versions, save_file


class StoryDelivery:
    """One story's way from its folder into the database."""

    def __init__(
        self,
        folder: StoryFolder,
        known: KnownStory,
        report: LoadReport,
        *,
        by: User,
        at: datetime,
    ) -> None:
        self.folder = folder
        self.known = known
        self.report = report
        self.by = by
        self.at = at
        self._changed = False

    def run(self, coverage: Coverage, translations: Sequence[TranslationFile]) -> None:
        """Write what is new; ``translations`` come in an order in which each can be made."""
        for number, source in sorted(self.folder.sources.items()):
            if number in self.known.revisions:
                self.report.unchanged += 1
            else:
                self._bring_source(coverage, source)
        if self.known.story is not None:
            for file in translations:
                self._bring_translation(self.known.story, file)
            if self._changed:
                announce(self.known.story, by=self.by, at=self.at)

    def _bring_source(self, coverage: Coverage, source: SourceFile) -> None:
        content = self._content(source)
        if self.known.story is None:
            story = add_story(
                coverage,
                self.folder.slug,
                language=source.language,
                content=content,
                kind=source.kind,
                number=source.revision,
                by=self.by,
                at=self.at,
            )
            self.known.story = story
            revision = Revision.objects.get(story=story)
            self.report.added.append(source.file)
        else:
            story = self.known.story
            revision = revise(story, content, number=source.revision, by=self.by, at=self.at)
            self._changed = True
            self.report.changed.append(source.file)
        revision.story = story
        self.known.remember(revision)

    def _content(self, source: SourceFile) -> SourceContent:
        content = self.folder.content(source)
        picture = self.folder.pictures.get(source.image_name)
        if picture is None:
            return content
        return replace(content, image=add_image(picture.data, facts=picture.facts))

    def _bring_translation(self, story: Story, file: TranslationFile) -> None:
        if file.version is not None:
            name = VersionName(language=file.language, number=file.version)
            if name in self.known.approved:
                self.report.unchanged += 1
                return
        translation = self.known.translations.get(file.language)
        if translation is None:
            translation = self._open(story, file)
            self.report.added.append(file.file)
        elif self._is_known(translation, file):
            self.report.unchanged += 1
            return
        else:
            self._refuse_going_back(translation, file)
            self.report.changed.append(file.file)
        made_from = self.known.source_version(file.made_from)
        taken_up = self._begin(translation, file, made_from)
        self._write(translation, file, whole=taken_up)
        self._finish(translation, file)

    def _open(self, story: Story, file: TranslationFile) -> Translation:
        translation = open_translation(story, file.language, by=self.by, at=self.at)
        self.known.translations[file.language] = translation
        return translation

    def _begin(
        self, translation: Translation, file: TranslationFile, made_from: SourceVersion
    ) -> bool:
        """Bring a translation to drafting; whether an approved text is taken up again."""
        by, at = self.by, self.at
        was = translation.state
        if was == TranslationState.OPEN:
            start(translation, made_from=made_from, credit_as=(), by=by, at=at)
            return False
        if was == TranslationState.APPROVED:
            reopen(translation, by=by, at=at)
        elif was == TranslationState.IN_REVIEW:
            request_changes(translation, by=by, at=at)
        if self.known.made_from(file.language) != file.made_from:
            follow(translation, made_from, by=by, at=at)
        return was == TranslationState.APPROVED

    def _write(self, translation: Translation, file: TranslationFile, *, whole: bool) -> None:
        set_credits(
            translation,
            authors=file.authors,
            translators=file.translators,
            reviewers=file.reviewers,
            by=self.by,
            at=self.at,
        )
        save_file(translation, self._texts(file, whole=whole), by=self.by, at=self.at)

    def _finish(self, translation: Translation, file: TranslationFile) -> None:
        by, at = self.by, self.at
        if file.state is TranslationState.OPEN:
            release(translation, by=by, at=at)
        elif file.state is not TranslationState.DRAFTING:
            self._submit(translation, file)
        if file.state is TranslationState.APPROVED:
            version = approve(
                translation, credit_as=file.reviewers, number=file.version, by=by, at=at
            )
            self.known.remember(version)

    def _submit(self, translation: Translation, file: TranslationFile) -> None:
        """Hand a text in; errors the checks found are told by line, and warnings pass as read."""
        reasons = Reasons(for_all=f"As it stands in {file.file}.")
        try:
            submit_for_review(translation, reasons=reasons, by=self.by, at=self.at)
        except FindingsRefused as refused:
            places = self._body_places(translation)
            raise LoadRefused(
                [
                    Problem(
                        file=file.file,
                        line=self.folder.line_of(file, found.field, places.get(found.key)),
                        sentence=f"{found.finding} [{found.finding.check}]",
                    )
                    for found in refused.found
                ]
            ) from refused

    def _body_places(self, translation: Translation) -> dict[str, int]:
        """By key, the place of each block of the body in its file."""
        body = (block for block in blocks_of(translation) if block.field is Field.BODY)
        return {block.key: place for place, block in enumerate(body)}

    def _is_known(self, translation: Translation, file: TranslationFile) -> bool:
        """Whether a draft stands in the database just as its file says."""
        if translation.state != file.state:
            return False
        if self.known.made_from(file.language) != file.made_from:
            return False
        said = {CreditRole.TRANSLATOR: file.translators, CreditRole.REVIEWER: file.reviewers}
        if tuple(translation.authors) != file.authors or credited(translation) != said:
            return False
        current = {key: row.text for key, row in current_versions(translation).items()}
        texts = self._texts(file, whole=False)
        return all(current.get(key, "") == text for key, text in texts.items())

    def _refuse_going_back(self, translation: Translation, file: TranslationFile) -> None:
        """Refuse a file older than the desk: a text typed there would give way to a former one."""
        versions = current_versions(translation)
        typed = {key: row for key, row in versions.items() if row.origin != Origin.FILE}
        whole = translation.state == TranslationState.APPROVED
        said = self._texts(file, whole=whole)
        lost = [key for key, row in typed.items() if key in said and said[key] != row.text]
        if whole or not lost:
            return
        rows = SegmentVersion.objects.filter(translation=translation, key__in=lost)
        former = set(rows.values_list("key", "text"))
        if any(not said[key] or (key, said[key]) in former for key in lost):
            sentence = (
                f"Somebody went on with the {translation.language} translation at the desk. Export "
                "it first (`python -m workflow export --force`), then change the new file."
            )
            line = file.lines.get("state", 1)
            raise LoadRefused([Problem(file=file.file, line=line, sentence=sentence)])

    def _texts(self, file: TranslationFile, *, whole: bool) -> dict[str, str]:
        """The file's texts by segment key; code that stays as it is has none of its own.

        ``whole`` clears what the file does not mention: it begins anew from an approved text.
        """
        revision, _ = parts(self.known.source_version(file.made_from))
        segments = segments_of(revision)
        texts: dict[str, str] = {}
        for segment, text in zip(segments, texts_by_place(file, segments), strict=True):
            if not may_have_text(segment) or (text is None and not whole):
                continue
            copied = not needs_text(segment) and text == segment.text
            texts[segment.key] = "" if copied else text or ""
        return texts

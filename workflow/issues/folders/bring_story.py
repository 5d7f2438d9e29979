"""Bringing a checked folder in, through the same actions as everything else."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from workflow.issues.folders.beside import BesideDesk
from workflow.issues.folders.known import KnownStory
from workflow.issues.folders.report import LoadRefused, LoadReport, Passed
from workflow.issues.folders.story_folder import StoryFolder
from workflow.people.models import User
from workflow.stories.actions import add_image, add_story, revise
from workflow.stories.content import SourceContent
from workflow.stories.models import Coverage, Revision, Story
from workflow.text.segments import Field
from workflow.text.shape import from_json
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
from workflow.translation.files.problem import Problem
from workflow.translation.files.story_file import SourceFile, TranslationFile, VersionName
from workflow.translation.models import Translation
from workflow.translation.problems import FindingsRefused, FoundIn, StaleTexts
from workflow.translation.reshaping import set_shape
from workflow.translation.reviewing import Reasons
from workflow.translation.sources import SourceVersion, blocks_of
from workflow.translation.states import TranslationState
from workflow.translation.writing import confirm, refit, save_file


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
        archive: bool = False,
    ) -> None:
        self.folder = folder
        self.known = known
        self.beside = BesideDesk(known)
        self.report = report
        self.by = by
        self.at = at
        self.archive = archive
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
        elif self.beside.is_known(translation, file):
            self.report.unchanged += 1
            return
        else:
            self.beside.refuse_going_back(translation, file)
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
        shape = self.beside.shape(file)
        reshaped = from_json(translation.shape) != shape
        had_texts = reshaped and translation.current_segments.exists()
        if reshaped:
            set_shape(translation, shape, by=self.by, at=self.at)
        set_credits(
            translation,
            authors=file.authors,
            translators=file.translators,
            reviewers=file.reviewers,
            by=self.by,
            at=self.at,
        )
        texts = self.beside.texts(file, whole=whole)
        save_file(translation, texts, by=self.by, at=self.at)
        if had_texts:
            refit(translation, by=self.by, at=self.at)  # what the file does not mention

    def _finish(self, translation: Translation, file: TranslationFile) -> None:
        by, at = self.by, self.at
        if file.state is TranslationState.OPEN:
            release(translation, by=by, at=at)
        elif file.state is not TranslationState.DRAFTING:
            self._submit(translation, file)
        if file.state is TranslationState.APPROVED:
            version = approve(
                translation,
                credit_as=file.reviewers,
                number=file.version,
                machine=file.machine,
                by=by,
                at=at,
            )
            self.known.remember(version)

    def _submit(self, translation: Translation, file: TranslationFile) -> None:
        """Hand a text in; errors the checks found are told by line, and warnings pass as read."""
        is_archived = self.archive and file.state is TranslationState.APPROVED
        reasons = Reasons(
            for_all=f"As it stands in {file.file}.",
            for_errors=f"It was approved before, as it stands in {file.file}."
            if is_archived
            else "",
        )
        try:
            passed = self._submit_confirmed(translation, reasons)
        except FindingsRefused as refused:
            raise LoadRefused(
                [
                    Problem(
                        file=file.file,
                        line=line,
                        sentence=f"{found.finding} [{found.finding.check}]",
                    )
                    for line, found in self._with_lines(translation, file, refused.found)
                ]
            ) from refused
        self.report.passed += [
            Passed(file=file.file, line=line, finding=found.finding)
            for line, found in self._with_lines(translation, file, passed)
        ]

    def _submit_confirmed(self, translation: Translation, reasons: Reasons) -> tuple[FoundIn, ...]:
        """Hand in a text that renders what its file says it was made from, changed or not."""
        submit = partial(submit_for_review, translation, reasons=reasons, by=self.by, at=self.at)
        try:
            return submit()
        except StaleTexts as refused:
            keys = [each.key for each in refused.stale]
            confirm(translation, keys, by=self.by, at=self.at)
            return submit()

    def _with_lines(
        self, translation: Translation, file: TranslationFile, found: Sequence[FoundIn]
    ) -> Iterator[tuple[int, FoundIn]]:
        """Each finding with the line of its block."""
        if not found:
            return
        body = (block.key for block in blocks_of(translation) if block.field is Field.BODY)
        places = {key: place for place, key in enumerate(body)}
        for each in found:
            yield self.folder.line_of(file, each.field, places.get(each.key)), each

"""A translation's file beside the desk: its texts by key, and whether it brings anything new."""

from collections.abc import Sequence

from workflow.issues.folders.known import KnownStory
from workflow.issues.folders.report import LoadRefused
from workflow.journal.models import Entry
from workflow.stories.queries import segments_of
from workflow.text.segments import Block, Field, Segment
from workflow.text.shape import PLAIN, Shape, TargetBlock, arrange, from_json
from workflow.translation.credits import credited
from workflow.translation.files.problem import Problem
from workflow.translation.files.shape_places import shape_of
from workflow.translation.files.story_file import TranslationFile
from workflow.translation.models import SegmentVersion, Shaping, Translation
from workflow.translation.reshaping import BY_FILE, BY_HAND
from workflow.translation.sources import may_have_text, needs_text, parts
from workflow.translation.states import CreditRole, Origin, TranslationState
from workflow.translation.writing import current_versions


class BesideDesk:
    """Compares the files of one story, whose sources are all there, with the database."""

    def __init__(self, known: KnownStory) -> None:
        self.known = known
        self._segments: dict[int, tuple[Segment, ...]] = {}

    def shape(self, file: TranslationFile) -> Shape:
        """How the file's blocks differ from its source's; a check has found it sound."""
        revision, _ = parts(self.known.source_version(file.made_from))
        shape = shape_of(file.shape, self._source(file), revision)
        if shape is None:
            raise LookupError(f"The shape of {file.file} does not fit. Check the folder first.")
        return shape

    def texts(self, file: TranslationFile, *, whole: bool) -> dict[str, str]:
        """The file's texts by block key; code that stays as it is has none of its own.

        ``whole`` clears what the file does not mention: it begins anew from an approved text.
        """
        blocks = arrange(self._source(file), self.shape(file))
        texts: dict[str, str] = {}
        for block, text in zip(blocks, texts_by_place(file, blocks), strict=True):
            if not may_have_text(block) or (text is None and not whole):
                continue
            copied = not needs_text(block) and text == block.text
            texts[block.key] = "" if copied else text or ""
        return texts

    def is_known(self, translation: Translation, file: TranslationFile) -> bool:
        """Whether a draft stands in the database just as its file says."""
        if translation.state != file.state:
            return False
        if self.known.made_from(file.language) != file.made_from:
            return False
        said = {CreditRole.TRANSLATOR: file.translators, CreditRole.REVIEWER: file.reviewers}
        if tuple(translation.authors) != file.authors or credited(translation) != said:
            return False
        if from_json(translation.shape) != self.shape(file):
            return False
        current = {key: row.text for key, row in current_versions(translation).items()}
        texts = self.texts(file, whole=False)
        return all(current.get(key, "") == text for key, text in texts.items())

    def refuse_going_back(self, translation: Translation, file: TranslationFile) -> None:
        """Refuse a file older than the desk: work done there would give way to a former state."""
        if translation.state == TranslationState.APPROVED:
            return
        if self._is_former_shape(translation, file) or self._has_former_texts(translation, file):
            sentence = (
                f"Somebody went on with the {translation.language} translation at the desk. Export "
                "it first (`python -m workflow export --force`), then change the new file."
            )
            line = file.lines.get("state", 1)
            raise LoadRefused([Problem(file=file.file, line=line, sentence=sentence)])

    def _has_former_texts(self, translation: Translation, file: TranslationFile) -> bool:
        """Whether a text typed at the desk would give way to one that it replaced."""
        versions = current_versions(translation)
        typed = {key: row for key, row in versions.items() if row.origin != Origin.FILE}
        said = self.texts(file, whole=False)
        lost = [key for key, row in typed.items() if key in said and said[key] != row.text]
        if not lost:
            return False
        rows = SegmentVersion.objects.filter(translation=translation, key__in=lost)
        former = set(rows.values_list("key", "text"))
        return any(not said[key] or (key, said[key]) in former for key in lost)

    def _is_former_shape(self, translation: Translation, file: TranslationFile) -> bool:
        """Whether the blocks were last reshaped at the desk, and the file has a former shape."""
        said = self.shape(file)
        if not translation.shape_number or from_json(translation.shape) == said:
            return False
        rows = Entry.objects.filter(
            subject_kind=translation._meta.label_lower,
            subject_id=translation.pk,
            verb__in=[BY_FILE, *BY_HAND],
        )
        last = rows.order_by("pk").values_list("verb", flat=True).last()
        shapes = Shaping.objects.filter(translation=translation).values_list("shape", flat=True)
        return last in BY_HAND and said in [PLAIN, *map(from_json, shapes)]

    def _source(self, file: TranslationFile) -> tuple[Segment, ...]:
        revision, _ = parts(self.known.source_version(file.made_from))
        if revision.pk not in self._segments:
            self._segments[revision.pk] = segments_of(revision)
        return self._segments[revision.pk]


def texts_by_place(file: TranslationFile, blocks: Sequence[TargetBlock]) -> list[str | None]:
    """The text a file gives each block of its own.

    Nothing at all for a block it does not mention, an empty text for one it says is untranslated.
    """
    named = {block.field: block.text for block in file.blocks if block.field is not Field.BODY}
    body = iter([block.text for block in body_of(file)])
    texts: list[str | None] = []
    place = 0
    for block in blocks:
        if block.field is not Field.BODY:
            texts.append(named.get(block.field))
            continue
        place += 1
        text = next(body, None)
        texts.append("" if place in file.untranslated else text)
    return texts


def body_of(file: TranslationFile) -> list[Block]:
    """The blocks of a file's body."""
    return [block for block in file.blocks if block.field is Field.BODY]

"""A file on its way in: whether it belongs to a translation, and what it meets there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from workflow.exchange.left import Left, last_out, left_with
from workflow.exchange.looks import as_one_of
from workflow.exchange.queries import brought_before, refusals, resolve, said
from workflow.exchange.reconcile import (
    NOTHING,
    Decided,
    Standing,
    has_other_source,
    reconcile,
    unknown,
)
from workflow.exchange.values import FileProblem, FileRefused, Form, FoundFile, FoundUnit
from workflow.languages.language import Language
from workflow.languages.negotiation import negotiate
from workflow.people.models import User
from workflow.stories.models import Story
from workflow.text.checks.copied import copied_source
from workflow.text.checks.passage import Passage
from workflow.text.shape import TargetBlock
from workflow.translation.fitting import fitted
from workflow.translation.models import SegmentVersion, Translation
from workflow.translation.placed import pieces_of, together
from workflow.translation.problems import SaveRefused
from workflow.translation.queries import source_words
from workflow.translation.sources import SourceVersion, blocks_of, name_of, rendered
from workflow.translation.states import SuggestionState
from workflow.translation.texts import SourceWords
from workflow.translation.writing import current_versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A file beside the translation it belongs to; the translation is locked.

    ``words`` are those of the version the file was made from, of which ``pieces`` say only a part.
    ``brought`` are the texts she brought in files before.
    """

    translation: Translation
    found: FoundFile
    made_from: SourceVersion
    words: SourceWords
    blocks: Mapping[str, TargetBlock]
    pieces: frozenset[str]
    left: Left
    current: Mapping[str, SegmentVersion]
    brought: Mapping[tuple[str, str, int | None], SegmentVersion]
    take_unfinished: bool

    @classmethod
    def of(
        cls,
        translation: Translation,
        found: FoundFile,
        *,
        name: str,
        by: User,
        take_unfinished: bool,
    ) -> "Coming":
        """Read what the file meets; raises ``FileRefused`` when it is not this translation's."""
        made_from = _made_from(translation, found, name)
        words = source_words(made_from)
        blocks = {block.key: block for block in blocks_of(translation)}
        pieces = pieces_of(together(blocks.values(), words))
        if problems := tuple(_of_other_words(translation, found, words, blocks)):
            raise FileRefused(name, problems)
        return cls(
            translation=translation,
            found=found,
            made_from=made_from,
            words=words,
            blocks=blocks,
            pieces=pieces,
            left=left_with(translation, found),
            current=current_versions(translation),
            brought=brought_before(translation, [unit.key for unit in found.units], by),
            take_unfinished=take_unfinished,
        )

    @property
    def made_from_name(self) -> str:
        """The version the file was made from: uk@2."""
        return name_of(self.made_from)

    def decided(self, *, by: User, at: datetime) -> list[Decided]:
        """What becomes of each unit, in the order of the file."""
        keys = [unit.key for unit in self.found.units if unit.key in self.blocks]
        blocks = tuple(self.blocks.values())
        refused = refusals(self.translation, blocks, keys, by=by, at=at) if keys else {}
        return [
            reconcile(
                unit,
                self._standing(unit, blocks, refused),
                take_unfinished=self.take_unfinished,
            )
            if unit.key in self.blocks
            else unknown(unit)
            for unit in map(self._as_it_left, self.found.units)
        ]

    def _as_it_left(self, unit: FoundUnit) -> FoundUnit:
        """A unit of a word processor with our own texts where it has what looks like them."""
        if self.found.form is not Form.DOCX or unit.key not in self.blocks:
            return unit
        block = self.blocks[unit.key]
        texts = [
            each[unit.key].text for each in (self.current, self.left.bases) if unit.key in each
        ]
        return replace(
            unit,
            target=as_one_of(unit.target, texts, block.kind),
            source=as_one_of(unit.source, [self.words.of(block.sources)], block.kind),
        )

    def _standing(
        self, unit: FoundUnit, blocks: tuple[TargetBlock, ...], refused: Mapping[str, str]
    ) -> Standing:
        block = self.blocks[unit.key]
        base = said(self.left.bases.get(unit.key))
        fit, misfit = unit.target, ""
        try:
            fit = fitted(blocks, unit.key, unit.target)
        except SaveRefused as problem:
            misfit = str(problem)
        source = self.words.of(block.sources)
        before = self.came_before(unit.key, fit)
        return Standing(
            block=block,
            piece=unit.key in self.pieces,
            source=source,
            base=NOTHING if base is None and unit.key in self.left.empty else base,
            left=self.left.texts.get(unit.key, frozenset()),
            current=said(self.current.get(unit.key)) or NOTHING,
            fit=fit,
            misfit=misfit,
            refusal=refused.get(unit.key, ""),
            copied=_is_copied(fit, self.translation.language, source, self.words.language, block),
            brought=before is not None,
            waits=before is not None and _waits(before),
        )

    def came_before(self, key: str, text: str) -> SegmentVersion | None:
        """The version that keeps this text since she brought it before, from the same base."""
        base = self.left.bases.get(key)
        return self.brought.get((key, text, base.pk if base else None))


def _waits(version: SegmentVersion) -> bool:
    suggestion = getattr(version, "suggestion", None)
    return suggestion is not None and suggestion.state == SuggestionState.OFFERED


def _is_copied(
    text: str, language: Language, source: str, source_language: Language, block: TargetBlock
) -> bool:
    """Whether a text is the source's own, and not a name that is the same in both languages."""
    kind, field = block.kind, block.field
    original = Passage(text=source, language=source_language, kind=kind, field=field)
    passage = Passage(text=text, language=language, kind=kind, field=field)
    return any(copied_source(original, passage))


# Whose a file is -----------------------------------------------------------------------------


def _made_from(translation: Translation, found: FoundFile, name: str) -> SourceVersion:
    """The version a file was made from: as it says, or as the last one left; or refuses it."""
    problems = list(_not_ours(translation, found))
    out = last_out(translation, found.form, found.made_from)
    wanted = found.made_from or (out.made_from if out else "")
    made_from = resolve(translation, wanted) if wanted else None
    if wanted and made_from is None:
        problems.append(
            FileProblem(
                place="",
                sentence=f"It was made from {wanted}, which this story does not have. "
                "Take the translation out again, and put the work into that file.",
            )
        )
    if problems:
        raise FileRefused(name, tuple(problems))
    return made_from or translation.relay or rendered(translation)


def _not_ours(translation: Translation, found: FoundFile) -> Iterator[FileProblem]:
    """Why a file cannot be this translation's, by what it says of itself."""
    slug = translation.story.slug
    if found.story and found.story != slug and _is_story(found):
        yield FileProblem(
            place="",
            sentence=f"It is of the story {found.story}, not of {slug}. "
            f"Bring it in there, or bring the file of {slug}.",
        )
    wanted: Language = translation.language
    target = found.languages[1]
    if target and negotiate(target) != wanted:
        yield FileProblem(
            place="",
            sentence=f"It says that it is in {target}, and this translation is in {wanted}. "
            "Bring it in there, or put the language in the file right.",
        )


def _is_story(found: FoundFile) -> bool:
    """Whether the name in a file is a story's: into an XLIFF, tools write names of their own."""
    if found.form not in {Form.XLIFF_1, Form.XLIFF_2}:
        return True
    return Story.objects.filter(slug=found.story).exists()


def _of_other_words(
    translation: Translation,
    found: FoundFile,
    words: SourceWords,
    blocks: Mapping[str, TargetBlock],
) -> Iterator[FileProblem]:
    """Why a file cannot be this translation's, by what it says the source is."""
    slug, source = translation.story.slug, found.languages[0]
    if source and negotiate(source) != words.language:
        yield FileProblem(
            place="",
            sentence=f"It says that its source is in {source}, and that of {slug} is in "
            f"{words.language}. Bring it in for its own story, or mend the language in the file.",
        )
        return
    if found.story == slug:
        return
    there = [unit for unit in found.units if unit.key in blocks and unit.source.strip()]
    strange = [
        unit for unit in there if has_other_source(unit.source, words.of(blocks[unit.key].sources))
    ]
    if len(strange) * 2 > len(there):
        yield FileProblem(
            place=strange[0].place,
            sentence=f"The source in the file is another text than {slug}: {len(strange)} of "
            f"{len(there)} blocks say something else. Bring it in for its own story, or take "
            f"{slug} out again and put the work into that file.",
        )

"""Taking a translation out as a file, and bringing a file in through the gate."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from workflow.exchange.models import FileIn, FileOut
from workflow.exchange.outcome import Brought, Outcome, UnitReport
from workflow.exchange.queries import (
    block_words,
    brought_before,
    last_out,
    numbered,
    out_file,
    refusals,
    resolve,
    said,
)
from workflow.exchange.reconcile import NOTHING, Decided, Standing, reconcile, unknown
from workflow.exchange.values import FileProblem, FileRefused, Form, FoundFile, FoundUnit, OutFile
from workflow.journal.actions import record
from workflow.languages.kept import kept_of
from workflow.languages.language import Language
from workflow.languages.negotiation import negotiate
from workflow.notices.actions import notify
from workflow.notices.states import NoticeKind
from workflow.people.models import User
from workflow.people.permissions import require
from workflow.people.roles import Act
from workflow.text.checks.copied import copied_source
from workflow.text.checks.passage import Passage
from workflow.text.shape import TargetBlock
from workflow.translation.access import held_claims, lock, refresh_claim
from workflow.translation.credits import credit
from workflow.translation.fitting import fitted
from workflow.translation.models import SegmentVersion, Translation
from workflow.translation.problems import SaveRefused
from workflow.translation.queries import source_words
from workflow.translation.sources import SourceVersion, blocks_of, name_of, rendered
from workflow.translation.states import CreditRole, Origin, TranslationState
from workflow.translation.telling import about
from workflow.translation.writing import append, count_now, current_versions, offer


def take_out(translation: Translation, form: Form, *, by: User, at: datetime) -> OutFile:
    """The translation as it leaves in a file of this form; that it left is written down.

    Anybody of the team may take a file out: what she brings back counts, or is a suggestion, as
    the claims say. Raises ``TranslationProblem`` when nobody has begun the translation.
    """
    require(by, Act.SUGGEST, language=translation.language)
    with transaction.atomic():
        lock(translation)
        file = out_file(translation)
        FileOut.objects.create(
            translation=translation,
            form=form,
            made_from=file.made_from,
            versions={unit.key: unit.version for unit in file.units},
            by=by,
            by_name=str(by),
            at=at,
        )
        record(translation, "take out", by=by, at=at, detail={"form": form})
    return file


def bring_in(
    translation: Translation,
    found: FoundFile,
    *,
    name: str,
    sha256: str,
    by: User,
    at: datetime,
    take_unfinished: bool = False,
    only_try: bool = False,
) -> Brought:
    """Bring in what a file says, all of it in one transaction, and tell what became of each unit.

    A text counts when it was made from the one that counts now; otherwise the two are brought
    together, or it is kept as a suggestion. Nothing the file lacks is removed. Texts render the
    version the file was made from, so that they are as stale as they are. Brought in again, a file
    changes nothing. Raises ``FileRefused`` when it is another story's, or in another language.
    """
    require(by, Act.SUGGEST, language=translation.language)
    with transaction.atomic():
        lock(translation)
        coming = _Coming.of(translation, found, name=name, by=by, take_unfinished=take_unfinished)
        decided = coming.decided(by=by, at=at)
        reports = _in_order(decided, coming)
        if only_try:
            return Brought(units=reports, remarks=found.remarks)
        row = FileIn.objects.create(
            translation=translation,
            form=found.form,
            name=name[:255],
            sha256=sha256,
            made_from=coming.made_from_name,
            units=[_stored(report) for report in reports],
            by=by,
            by_name=str(by),
            at=at,
        )
        _keep(coming, decided, row, by=by, at=at)
    return Brought(units=reports, remarks=found.remarks, stored=row.pk)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Coming:
    """A file beside the translation it belongs to; the translation is locked."""

    translation: Translation
    found: FoundFile
    made_from: SourceVersion
    blocks: Mapping[str, TargetBlock]
    bases: Mapping[str, SegmentVersion]
    dated: frozenset[str]  # the keys of which the base is known, be it that there was none
    current: Mapping[str, SegmentVersion]
    brought: Mapping[tuple[str, str, int | None], SegmentVersion]  # by her, of these files' keys
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
    ) -> "_Coming":
        """Read what the file meets; raises ``FileRefused``."""
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
        left = out.versions if out else {}
        numbers = {
            unit.key: number
            for unit in found.units
            if (number := unit.version if unit.version is not None else left.get(unit.key))
            is not None
        }
        return cls(
            translation=translation,
            found=found,
            made_from=made_from or translation.relay or rendered(translation),
            blocks={block.key: block for block in blocks_of(translation)},
            bases=numbered(translation, numbers),
            dated=frozenset(key for key, number in numbers.items() if number == 0),
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
        language, words = source_words(self.made_from)
        return [
            reconcile(
                unit,
                self._standing(unit, blocks, words, refused, language),
                take_unfinished=self.take_unfinished,
            )
            if unit.key in self.blocks
            else unknown(unit)
            for unit in self.found.units
        ]

    def _standing(
        self,
        unit: FoundUnit,
        blocks: tuple[TargetBlock, ...],
        words: Mapping[str, str],
        refused: Mapping[str, str],
        language: Language,
    ) -> Standing:
        block = self.blocks[unit.key]
        base = said(self.bases.get(unit.key))
        fit, misfit = unit.target, ""
        try:
            fit = fitted(blocks, unit.key, unit.target)
        except SaveRefused as problem:
            misfit = str(problem)
        source = block_words(block, words)
        return Standing(
            block=block,
            source=source,
            base=NOTHING if base is None and unit.key in self.dated else base,
            current=said(self.current.get(unit.key)) or NOTHING,
            fit=fit,
            misfit=misfit,
            refusal=refused.get(unit.key, ""),
            copied=_is_copied(fit, self.translation.language, source, language, block),
            brought=self.came_before(unit.key, fit) is not None,
        )

    def came_before(self, key: str, text: str) -> SegmentVersion | None:
        """The version that keeps this text since she brought it before, from the same base."""
        base = self.bases.get(key)
        return self.brought.get((key, text, base.pk if base else None))


def _is_copied(
    text: str, language: Language, source: str, source_language: Language, block: TargetBlock
) -> bool:
    """Whether a text is the source's own, and not a name that is the same in both languages."""
    kind, field = block.kind, block.field
    original = Passage(text=source, language=source_language, kind=kind, field=field)
    passage = Passage(text=text, language=language, kind=kind, field=field)
    return any(copied_source(original, passage))


def _not_ours(translation: Translation, found: FoundFile) -> Iterable[FileProblem]:
    """Why a file cannot be this translation's."""
    slug = translation.story.slug
    if found.story and found.story != slug:
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


def _in_order(decided: list[Decided], coming: _Coming) -> tuple[UnitReport, ...]:
    """The reports in the order of the file, then the blocks that it lacks."""
    there = {unit.key for unit in coming.found.units}
    absent = [
        UnitReport(key=key, place="", outcome=Outcome.ABSENT)
        for key, block in coming.blocks.items()
        if key not in there and (block.text or not block.sources)
    ]
    return (*(each.report for each in decided), *absent)


def _keep(coming: _Coming, decided: list[Decided], row: FileIn, *, by: User, at: datetime) -> None:
    """Write down what is to be kept, let count what may, and offer the rest."""
    translation = coming.translation
    mine = {each.report.key: each.mine for each in decided if each.mine is not None}
    before = {key: coming.came_before(key, text) for key, text in mine.items()}
    versions = append(
        translation,
        {key: text for key, text in mine.items() if before[key] is None},
        coming.bases,
        by=by,
        at=at,
        origin=Origin.FILE,
        made_from=coming.made_from,
    )
    versions |= {key: version for key, version in before.items() if version}
    merged = {
        each.report.key: each.merged
        for each in decided
        if each.merged is not None and each.report.key in versions
    }
    made_of = {key: [versions[key], coming.current[key]] for key in merged}
    together = append(
        translation,
        merged,
        coming.current,
        by=by,
        at=at,
        origin=Origin.FILE,
        made_of=made_of,
    )
    outcomes = {each.report.key: each.report.outcome for each in decided}
    saved = [row for key, row in versions.items() if outcomes[key] is Outcome.SAVED]
    count_now(translation, [*saved, *together.values()])
    offered = [row for key, row in versions.items() if outcomes[key] is Outcome.SUGGESTED]
    _offer(translation, offered, row, by=by, at=at)
    counted = sorted({*(each.key for each in saved), *together})
    _note(translation, counted, row, by=by, at=at)


def _offer(
    translation: Translation,
    versions: list[SegmentVersion],
    row: FileIn,
    *,
    by: User,
    at: datetime,
) -> None:
    """Offer texts as suggestions, and tell those who hold the claims once of all of them."""
    for version in versions:
        offer(translation, version, by=by, at=at, tell=False)
    if not versions:
        return
    notify(
        [claim.holder for claim in held_claims(translation) if claim.holder],
        NoticeKind.SUGGESTION,
        about=translation,
        dedup=f"file:{row.pk}",
        by=by,
        at=at,
        **about(translation),
        by_name=str(by),
    )


def _note(
    translation: Translation, counted: list[str], row: FileIn, *, by: User, at: datetime
) -> None:
    if counted and translation.state == TranslationState.DRAFTING:
        credit(translation, CreditRole.TRANSLATOR, by)
        refresh_claim(translation, by=by, at=at)
    detail = {"keys": counted, "file": row.name, "row": row.pk}
    record(translation, "bring in", by=by, at=at, detail=detail)


def _stored(report: UnitReport) -> dict[str, object]:
    """A unit's report as it is kept with the file."""
    return {
        "key": report.key,
        "place": report.place,
        "outcome": report.outcome,
        "text": report.text,
        "why": [kept_of(each) for each in report.why],
    }

"""Reading what a file needs to leave with, and what it meets when it comes back."""

from collections.abc import Collection, Sequence
from datetime import datetime

from workflow.exchange.describe import described
from workflow.exchange.models import FileIn
from workflow.exchange.outcome import Brought, Outcome, UnitReport
from workflow.exchange.reconcile import Said
from workflow.exchange.values import OutFile, Unit, UnitState
from workflow.languages.kept import sentence_of
from workflow.people.models import User
from workflow.stories.models import Revision
from workflow.text.shape import TargetBlock
from workflow.translation.access import may_write, one_of_each_part
from workflow.translation.division import keys_of_part
from workflow.translation.files.story_file import parse_version_name
from workflow.translation.models import ApprovedVersion, SegmentVersion, Translation
from workflow.translation.queries import source_words
from workflow.translation.sources import SourceVersion, may_have_text, name_of, rendered
from workflow.translation.states import Origin, TranslationState
from workflow.translation.telling import title_of
from workflow.translation.texts import SourceWords
from workflow.translation.workbench import BlockView, workbench


def out_file(translation: Translation) -> OutFile:
    """A begun translation as it leaves: every block that can have a text, in reading order.

    Its sources are those it is made from now; a text whose source says something else in a newer
    version leaves as unfinished. Raises ``TranslationProblem`` when nobody has begun it.
    """
    source = translation.relay or rendered(translation)
    words = source_words(source)
    bench = workbench(translation, checked=False)
    reviewed = translation.state == TranslationState.APPROVED
    return OutFile(
        story=translation.story.slug,
        title=title_of(translation),
        source_language=words.language,
        language=translation.language,
        made_from=name_of(source),
        units=tuple(
            _unit(view, words, translation, reviewed=reviewed)
            for view in bench.blocks
            if may_have_text(view.block)
        ),
    )


def _unit(view: BlockView, words: SourceWords, translation: Translation, *, reviewed: bool) -> Unit:
    source = words.of(view.block.sources)
    relayed = translation.relay_id is not None
    return Unit(
        key=view.block.key,
        field=view.block.field,
        kind=view.block.kind,
        source=source,
        target=view.text,
        state=_state(view, reviewed=reviewed),
        version=view.version.number if view.version else 0,
        original=view.original if relayed and view.original != source else "",
        note=described(view, translation.language),
        frame=view.block.frame,
    )


def _state(view: BlockView, *, reviewed: bool) -> UnitState:
    if not view.text:
        return UnitState.NEW
    if view.stale:
        return UnitState.UNFINISHED
    return UnitState.REVIEWED if reviewed else UnitState.TRANSLATED


def resolve(translation: Translation, name: str) -> SourceVersion | None:
    """The version of this story called ``name`` ("uk@2"), if there is one."""
    version = parse_version_name(name)
    if version is None:
        return None
    story = translation.story
    if version.language == story.source_language:
        return Revision.objects.filter(story=story, number=version.number).first()
    rows = ApprovedVersion.objects.filter(
        translation__story=story, translation__language=version.language, number=version.number
    )
    return rows.exclude(translation=translation).select_related("revision", "translation").first()


def report_of(row: FileIn) -> Brought:
    """What became of a file, as it was told when it came in."""
    units = tuple(
        UnitReport(
            key=each["key"],
            place=each["place"],
            outcome=Outcome(each["outcome"]),
            text=each["text"],
            source=each.get("source", ""),
            why=tuple(sentence_of(kept) for kept in each["why"]),
        )
        for each in row.units
    )
    remarks = tuple(sentence_of(kept) for kept in row.remarks)
    return Brought(units=units, remarks=remarks, stored=row.pk)


def said(version: SegmentVersion | None) -> Said | None:
    """A text as a value."""
    return Said(number=version.number, text=version.text) if version else None


def brought_before(
    translation: Translation, keys: Collection[str], by: User
) -> dict[tuple[str, str, int | None], SegmentVersion]:
    """The texts she brought in files for these blocks, by key, words and the text they are of."""
    rows = SegmentVersion.objects.filter(
        translation=translation, key__in=keys, author=by, origin=Origin.FILE
    )
    rows = rows.select_related("suggestion").order_by("number")
    return {(row.key, row.text, row.base_id): row for row in rows}


def refusals(
    translation: Translation,
    blocks: Sequence[TargetBlock],
    keys: Collection[str],
    *,
    by: User,
    at: datetime,
) -> dict[str, str]:
    """By block key, why ``by`` may not write there; asked once for each part that is claimed."""
    found: dict[str, str] = {}
    for key in one_of_each_part(translation, keys):
        refusal = may_write(translation, key, by=by, at=at)
        if refusal:
            found.update(dict.fromkeys(_beside(translation, blocks, key, keys), refusal))
    return found


def _beside(
    translation: Translation, blocks: Sequence[TargetBlock], key: str, keys: Collection[str]
) -> Collection[str]:
    """Those of ``keys`` that fall under the same claims as ``key``."""
    for part in range(1, len(translation.parts) + 1):
        together = keys_of_part(blocks, translation.parts, part)
        if key in together:
            return [each for each in keys if each in together]
    return keys

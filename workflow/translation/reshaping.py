"""A translator's own blocks: merged, split, added and dropped, and every step taken back.

Texts stay with the keys they were written for, so that undoing a step brings the former texts
back. When blocks are merged the first one says what all of them said; when one is split its words
stay in the first piece.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from workflow.journal.actions import record
from workflow.people.models import User
from workflow.people.permissions import require
from workflow.people.roles import Act
from workflow.stories.queries import segments_of
from workflow.text import shape as shapes
from workflow.text.cleaning import one_line
from workflow.text.segments import Kind, Segment
from workflow.text.shape import Shape, from_json, to_json
from workflow.translation.access import lock, may_write, refresh_claim
from workflow.translation.actions import keep_shape
from workflow.translation.fitting import fitted
from workflow.translation.models import SegmentVersion, Shaping, Translation
from workflow.translation.problems import SaveRefused
from workflow.translation.sources import blocks_of, rendered
from workflow.translation.states import Origin
from workflow.translation.writing import append, count_now, current_versions, refit

Reshape = Callable[[Sequence[Segment], Shape], Shape]


def merge_blocks(translation: Translation, keys: Sequence[str], *, by: User, at: datetime) -> None:
    """Let adjacent blocks be one, which says what all of them said."""

    def reshape(source: Sequence[Segment], shape: Shape) -> Shape:
        return shapes.merge(source, shape, keys)

    with transaction.atomic():
        lock(translation)
        for key in keys:
            _refuse_others_block(translation, key, by=by, at=at)
        _reshape(translation, "merge", keys[0] if keys else "", reshape, by=by, at=at, keys=keys)
        current = current_versions(translation, *keys)
        said = [current[key] for key in keys if key in current and current[key].text]
        if len(said) > 1:
            joint = translation.language.word_space.join(each.text for each in said)
            base = current.get(keys[0])
            _say(translation, keys[0], joint, base, by=by, at=at, made_of=said)
        refit(translation, by=by, at=at)


def split_block(
    translation: Translation, key: str, *, into: int = 2, by: User, at: datetime
) -> None:
    """Let one block be several; its words stay in the first until they are moved."""

    def reshape(source: Sequence[Segment], shape: Shape) -> Shape:
        return shapes.split(source, shape, key, into)

    with transaction.atomic():
        _reshape(translation, "split", key, reshape, by=by, at=at, keys=[key], into=into)
        refit(translation, by=by, at=at)


def add_note(translation: Translation, *, after: str, text: str, by: User, at: datetime) -> str:
    """Put in a translator's note after a block (before all others when none is named); its key."""
    with transaction.atomic():
        lock(translation)
        number = _next_note(translation)

        def reshape(source: Sequence[Segment], shape: Shape) -> Shape:
            return shapes.add(source, shape, after, Kind.PARAGRAPH, number)

        key = f"n{number}"
        _reshape(translation, "add", after, reshape, by=by, at=at, keys=[key])
        said = fitted(blocks_of(translation), key, text)
        if not said:
            raise SaveRefused("The note is empty. Write it, then put it in.")
        _say(translation, key, said, None, by=by, at=at)
        refit(translation, by=by, at=at)
    return key


def drop_block(translation: Translation, key: str, *, reason: str, by: User, at: datetime) -> None:
    """Leave a block of the source untranslated, for a reason that the reviewer reads."""
    reason = one_line(reason)

    def reshape(source: Sequence[Segment], shape: Shape) -> Shape:
        return shapes.drop(source, shape, key, reason)

    with transaction.atomic():
        _reshape(translation, "drop", key, reshape, by=by, at=at, keys=[key], reason=reason)
        refit(translation, by=by, at=at)


UNDO = {
    "unmerge": shapes.unmerge,
    "unsplit": shapes.unsplit,
    "take out": shapes.take_out,
    "restore": shapes.restore,
}
BY_HAND = ("merge", "split", "add", "drop", *UNDO)  # as the journal calls what was done here
BY_FILE = "reshape"


def take_back(translation: Translation, verb: str, key: str, *, by: User, at: datetime) -> None:
    """Undo a step: ``unmerge``, ``unsplit``, ``take out`` an added note, or ``restore``."""
    undo = UNDO[verb]

    def reshape(source: Sequence[Segment], shape: Shape) -> Shape:
        return undo(source, shape, key)

    with transaction.atomic():
        joined = _joined(translation, key) if verb == "unmerge" else None
        _reshape(translation, verb, key, reshape, by=by, at=at, keys=[key])
        if joined is not None and joined.base is not None:
            former = joined.base
            _say(translation, joined.key, former.text, joined, by=by, at=at, made_of=[former])
        refit(translation, by=by, at=at)


def _joined(translation: Translation, key: str) -> SegmentVersion | None:
    """The text of a merged block, as long as it says just what the merge made of the former ones.

    Once somebody went on writing in it, it is hers to take apart.
    """
    lock(translation)
    block = next((each for each in blocks_of(translation) if key in each.sources), None)
    current = current_versions(translation)
    version = current.get(block.key) if block else None
    if block is None or version is None or version.base is None:
        return None
    others = [current[each].text for each in block.sources[1:] if each in current]
    parts = [version.base.text, *others]
    return version if version.text == translation.language.word_space.join(parts) else None


def set_shape(translation: Translation, shape: Shape, *, by: User, at: datetime) -> bool:
    """Give a translation a whole shape, as a file brings it; whether it was new."""
    require(by, Act.TRANSLATE, language=translation.language)
    with transaction.atomic():
        lock(translation)
        if from_json(translation.shape) == shape:
            return False
        _refuse_others_block(translation, "", by=by, at=at)
        keep_shape(translation, to_json(shape), by=by, at=at)
        record(translation, BY_FILE, by=by, at=at, detail=to_json(shape))
    return True


def _reshape(
    translation: Translation,
    verb: str,
    key: str,
    reshape: Reshape,
    *,
    by: User,
    at: datetime,
    **detail: object,
) -> None:
    """Change the shape; ``key`` is the block whose claim it falls under."""
    lock(translation)
    require(by, Act.TRANSLATE, language=translation.language)
    _refuse_others_block(translation, key, by=by, at=at)
    source = segments_of(rendered(translation))
    shape = reshape(source, from_json(translation.shape))
    keep_shape(translation, to_json(shape), by=by, at=at)
    refresh_claim(translation, by=by, at=at)
    record(translation, verb, by=by, at=at, detail=detail)


def _refuse_others_block(translation: Translation, key: str, *, by: User, at: datetime) -> None:
    if refusal := may_write(translation, key, by=by, at=at):
        raise SaveRefused(f"{refusal} Nothing was changed.")


def _say(
    translation: Translation,
    key: str,
    text: str,
    base: SegmentVersion | None,
    *,
    by: User,
    at: datetime,
    made_of: Sequence[SegmentVersion] = (),
) -> None:
    versions = append(
        translation,
        {key: text},
        {key: base},
        by=by,
        at=at,
        origin=Origin.HUMAN,
        made_of={key: made_of},
    )
    count_now(translation, list(versions.values()))


def _next_note(translation: Translation) -> int:
    """The number of the next note: keys are never given twice in a translation."""
    used = {0}
    for shape in Shaping.objects.filter(translation=translation).values_list("shape", flat=True):
        used |= {int(added.key.removeprefix("n")) for added in from_json(shape).added}
    return max(used) + 1

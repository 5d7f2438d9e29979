"""Saving texts: every one is kept as a new version, and nobody overwrites anybody unseen."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from workflow.journal.actions import record
from workflow.people.models import User
from workflow.people.permissions import require
from workflow.people.roles import Act
from workflow.stories.queries import segments_of
from workflow.text.segments import Segment
from workflow.translation.credits import credit
from workflow.translation.fitting import fitted, refuse_text
from workflow.translation.models import CurrentSegment, SegmentVersion, Translation
from workflow.translation.problems import SaveRefused, SegmentConflict
from workflow.translation.sources import may_have_text, rendered
from workflow.translation.states import CreditRole, Origin, TranslationState

_MAY_WRITE = {
    TranslationState.DRAFTING: Act.TRANSLATE,
    TranslationState.IN_REVIEW: Act.REVIEW,
}


def save_segment(
    translation: Translation,
    key: str,
    text: str,
    *,
    base_version: SegmentVersion | None,
    by: User,
    at: datetime,
    origin: Origin = Origin.HUMAN,
) -> SegmentVersion:
    """Keep ``text`` for one segment, written on top of ``base_version`` (none for the first).

    When somebody else saved in the meantime the text is kept all the same, theirs goes on
    counting, and ``SegmentConflict`` carries both. Do not call it inside a transaction that
    the conflict would roll back. The same words as those that count make no new version.
    """
    with transaction.atomic():
        state = _lock(translation, by)
        text = fitted(segments_of(rendered(translation)), key, text)
        current = current_versions(translation, key).get(key)
        if current is not None and current.text == text:
            return current
        mine = _append(translation, {key: text}, {key: base_version}, by=by, at=at, origin=origin)[
            key
        ]
        stale = current != base_version
        if not stale:
            _count_now(translation, [mine], {key: current} if current else {})
        if state is TranslationState.DRAFTING:
            credit(translation, CreditRole.TRANSLATOR, by)
        record(translation, "save", by=by, at=at, detail={"keys": [key], "conflict": stale})
    if stale and current is not None:
        raise SegmentConflict(mine=mine, theirs=current)
    return mine


def save_file(
    translation: Translation, texts: Mapping[str, str], *, by: User, at: datetime
) -> tuple[str, ...]:
    """Keep the texts of a whole file, on top of those that count now; the keys that were new.

    An empty text clears a segment. The texts were taken from a file of the same form as the
    source, so they fit by their making.
    """
    with transaction.atomic():
        _lock(translation, by)
        for segment in segments_of(rendered(translation)):
            refuse_text(segment, texts.get(segment.key, ""))
        current = current_versions(translation)
        changed = {
            key: text
            for key, text in texts.items()
            if text != (current[key].text if key in current else "")
        }
        if not changed:
            return ()
        versions = _append(translation, changed, current, by=by, at=at, origin=Origin.FILE)
        _count_now(translation, list(versions.values()), current)
        record(translation, "save", by=by, at=at, detail={"keys": list(changed)})
    return tuple(changed)


def refit(translation: Translation, *, by: User, at: datetime) -> None:
    """Let the texts fit the source they are now made from; those that cannot are cleared.

    Every text typed before stays as a version. A segment may keep its key and yet stand
    differently: a footnote with another number, a line that now closes a quotation.
    """
    segments = segments_of(rendered(translation))
    keys = {segment.key for segment in segments if may_have_text(segment)}
    for key, version in current_versions(translation).items():
        text = _refitted(segments, version) if key in keys else version.text
        if text != version.text:
            versions = _append(
                translation,
                {key: text},
                {key: version},
                by=by,
                at=at,
                origin=Origin(version.origin),
            )
            _count_now(translation, list(versions.values()), {key: version})


def _refitted(segments: Sequence[Segment], version: SegmentVersion) -> str:
    try:
        return fitted(segments, version.key, version.text)
    except SaveRefused:
        return ""


def current_versions(translation: Translation, *keys: str) -> dict[str, SegmentVersion]:
    """The versions that count now, by segment key; of all segments unless some are named."""
    rows = CurrentSegment.objects.filter(translation=translation).select_related("version")
    if keys:
        rows = rows.filter(key__in=keys)
    return {row.key: row.version for row in rows}


def _lock(translation: Translation, by: User) -> TranslationState:
    """Hold the translation for this save; refuse a state or a user that may not write."""
    fresh = Translation.objects.select_for_update().get(pk=translation.pk)
    state = TranslationState(fresh.state)
    if state not in _MAY_WRITE:
        raise SaveRefused(
            f"{translation} is {state}; its texts do not change. "
            "Start it, or reopen it, and save again."
        )
    require(by, _MAY_WRITE[state], language=translation.language)
    translation.state, translation.revision_id = fresh.state, fresh.revision_id
    translation.relay_id = fresh.relay_id
    return state


def _append(
    translation: Translation,
    texts: Mapping[str, str],
    bases: Mapping[str, SegmentVersion | None],
    *,
    by: User,
    at: datetime,
    origin: Origin,
) -> dict[str, SegmentVersion]:
    revision = rendered(translation)
    rows = SegmentVersion.objects.filter(translation=translation, key__in=texts)
    last = dict(rows.values_list("key").annotate(Max("number"))) if bases else {}
    return {
        version.key: version
        for version in SegmentVersion.objects.bulk_create(
            SegmentVersion(
                translation_id=translation.pk,
                key=key,
                number=last.get(key, 0) + 1,
                text=text,
                origin=origin,
                author_id=by.pk,
                revision_id=revision.pk,
                relay_id=translation.relay_id,
                base=bases.get(key),
                created_at=at,
            )
            for key, text in texts.items()
        )
    }


def _count_now(
    translation: Translation,
    versions: list[SegmentVersion],
    current: Mapping[str, SegmentVersion],
) -> None:
    """Let these versions count, each in place of the one seen before."""
    CurrentSegment.objects.bulk_create(
        CurrentSegment(translation_id=translation.pk, key=version.key, version_id=version.pk)
        for version in versions
        if version.key not in current
    )
    for version in versions:
        if version.key in current:
            CurrentSegment.objects.filter(
                translation=translation, key=version.key, version=current[version.key]
            ).update(version=version)

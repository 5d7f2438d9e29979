"""Saving texts: every one is kept as a new version, and nobody overwrites anybody unseen."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.db import transaction
from django.db.models import Max

from workflow.journal.actions import record
from workflow.notices.actions import notify
from workflow.notices.states import NoticeKind
from workflow.people.models import User
from workflow.people.permissions import require
from workflow.people.roles import Act
from workflow.text.merge import merge
from workflow.text.segments import Segment
from workflow.translation.access import (
    claims_over,
    lock,
    may_write,
    one_of_each_part,
    refresh_claim,
)
from workflow.translation.credits import credit
from workflow.translation.fitting import all_fit, fitted, refuse_text
from workflow.translation.models import (
    CurrentSegment,
    Provenance,
    SegmentVersion,
    Suggestion,
    Translation,
)
from workflow.translation.problems import KeptAsSuggestion, SaveRefused, SegmentConflict
from workflow.translation.sources import (
    SourceVersion,
    blocks_of,
    may_have_text,
    parts,
    rendered,
)
from workflow.translation.states import CreditRole, Origin, SuggestionState, TranslationState
from workflow.translation.telling import about


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Where a text was taken from: a provider, or the story of a pair, ``score`` in percent."""

    source: str
    score: int = 100


def save_segment(
    translation: Translation,
    key: str,
    text: str,
    *,
    base_version: SegmentVersion | None,
    by: User,
    at: datetime,
    origin: Origin = Origin.HUMAN,
    taken: Taken | None = None,
) -> SegmentVersion:
    """Keep ``text`` for one block, written on top of ``base_version`` (none for the first).

    ``taken`` says of a text that nobody wrote from nothing where it is from.

    When somebody else saved in the meantime the text is kept all the same, theirs goes on
    counting, and ``SegmentConflict`` carries both and their merge. Where ``by`` may not write,
    because somebody else holds the claim or the state forbids it, the text is kept as a
    suggestion and ``KeptAsSuggestion`` carries it. Do not call it inside a transaction that
    these would roll back. The same words as those that count make no new version.
    """
    with transaction.atomic():
        lock(translation)
        require(by, Act.SUGGEST, language=translation.language)
        refusal = may_write(translation, key, by=by, at=at)
        text = fitted(blocks_of(translation), key, text)
        current = current_versions(translation, key).get(key)
        if current is not None and current.text == text:
            return current
        stale = current != base_version
        mine = None
        if refusal or stale:
            mine = _said_before(translation, key, text, base_version, by, offered=bool(refusal))
        if mine is None:
            base = {key: base_version}
            mine = append(translation, {key: text}, base, by=by, at=at, origin=origin)[key]
            if taken is not None:
                Provenance.objects.create(version=mine, source=taken.source, score=taken.score)
            _take_in(translation, mine, counts=not stale, offered=bool(refusal), by=by, at=at)
    if refusal:
        raise KeptAsSuggestion(mine.suggestion, refusal)
    if stale and current is not None:
        common = base_version.text if base_version else ""
        both = merge(common, mine.text, current.text)
        raise SegmentConflict(mine=mine, theirs=current, merge=both)
    return mine


def _said_before(
    translation: Translation,
    key: str,
    text: str,
    base: SegmentVersion | None,
    by: User,
    *,
    offered: bool,
) -> SegmentVersion | None:
    """The same words by the same person on the same text, kept when she sent them before.

    Whoever was not told that her text was kept sends it again. ``offered`` asks for those that
    wait as a suggestion.
    """
    rows = SegmentVersion.objects.filter(
        translation=translation, key=key, text=text, base=base, author=by
    )
    if offered:
        rows = rows.filter(suggestion__state=SuggestionState.OFFERED)
    last: SegmentVersion | None = rows.order_by("number").last()
    return last


def _take_in(
    translation: Translation,
    version: SegmentVersion,
    *,
    counts: bool,
    offered: bool,
    by: User,
    at: datetime,
) -> None:
    """Let a new text count, or wait as a suggestion, or lie beside the one that counts."""
    if offered:
        offer(translation, version, by=by, at=at)
    elif counts:
        count_now(translation, [version])
    if not offered and translation.state == TranslationState.DRAFTING:
        credit(translation, CreditRole.TRANSLATOR, by)
        refresh_claim(translation, by=by, at=at)
    detail = {"keys": [version.key], "conflict": not counts}
    record(translation, "suggest" if offered else "save", by=by, at=at, detail=detail)


def suggest(
    translation: Translation,
    key: str,
    text: str,
    *,
    base_version: SegmentVersion | None,
    by: User,
    at: datetime,
    origin: Origin = Origin.HUMAN,
) -> Suggestion:
    """Offer a text for one block; it counts once the owner or a reviewer accepts it.

    The same words offered again are the same suggestion.
    """
    with transaction.atomic():
        lock(translation)
        require(by, Act.SUGGEST, language=translation.language)
        text = fitted(blocks_of(translation), key, text)
        if again := _said_before(translation, key, text, base_version, by, offered=True):
            return again.suggestion
        version = append(
            translation, {key: text}, {key: base_version}, by=by, at=at, origin=origin
        )[key]
        suggestion = offer(translation, version, by=by, at=at)
        record(translation, "suggest", by=by, at=at, detail={"keys": [key]})
    return suggestion


def save_file(
    translation: Translation, texts: Mapping[str, str], *, by: User, at: datetime
) -> tuple[str, ...]:
    """Keep the texts of a whole file, on top of those that count now; the keys that were new.

    An empty text clears a block. The texts were taken from a file of the same form as the
    source, so they fit by their making.
    """
    with transaction.atomic():
        lock(translation)
        refuse_unless_open_to(translation, texts, by=by, at=at)
        for block in blocks_of(translation):
            refuse_text(block, texts.get(block.key, ""))
        current = current_versions(translation)
        changed = {
            key: text
            for key, text in texts.items()
            if text != (current[key].text if key in current else "")
        }
        if not changed:
            return ()
        versions = append(translation, changed, current, by=by, at=at, origin=Origin.FILE)
        count_now(translation, list(versions.values()))
        record(translation, "save", by=by, at=at, detail={"keys": list(changed)})
    return tuple(changed)


def confirm(translation: Translation, keys: Collection[str], *, by: User, at: datetime) -> None:
    """Say that these texts still hold though their source says something else now.

    Those that were made from the source as it is now hold already.
    """
    with transaction.atomic():
        lock(translation)
        refuse_unless_open_to(translation, keys, by=by, at=at)
        current = current_versions(translation)
        missing = [key for key in keys if key not in current or not current[key].text]
        if missing:
            raise SaveRefused(
                f"{translation} has no text to confirm for {', '.join(missing)}. Translate first."
            )
        keys = [key for key in keys if not _is_of_now(current[key], translation)]
        if not keys:
            return
        renew(translation, {key: current[key] for key in keys}, by=by, at=at)
        if translation.state == TranslationState.DRAFTING:
            refresh_claim(translation, by=by, at=at)
        record(translation, "confirm", by=by, at=at, detail={"keys": keys})


def _is_of_now(version: SegmentVersion, translation: Translation) -> bool:
    made = (version.revision_id, version.relay_id)
    return made == (translation.revision_id, translation.relay_id)


def renew(
    translation: Translation, kept: Mapping[str, SegmentVersion], *, by: User, at: datetime
) -> None:
    """Let the same texts count for the source as it is now; each keeps its origin."""
    for origin in sorted({version.origin for version in kept.values()}):
        same = {key: version for key, version in kept.items() if version.origin == origin}
        texts = {key: version.text for key, version in same.items()}
        versions = append(translation, texts, same, by=by, at=at, origin=Origin(origin))
        count_now(translation, list(versions.values()))


def refit(translation: Translation, *, by: User, at: datetime) -> None:
    """Let the texts fit the source they are now made from; those that cannot are cleared.

    Every text typed before stays as a version. A block may keep its key and yet stand
    differently: a footnote with another number, a line that now closes a quotation.
    """
    blocks = blocks_of(translation)
    keys = {block.key for block in blocks if may_have_text(block)}
    current = {key: row for key, row in current_versions(translation).items() if key in keys}
    if all_fit(blocks, {key: row.text for key, row in current.items()}):
        return
    texts = {key: _refitted(blocks, version) for key, version in current.items()}
    changed = {key: text for key, text in texts.items() if text != current[key].text}
    for origin in sorted({current[key].origin for key in changed}):
        same = {key: text for key, text in changed.items() if current[key].origin == origin}
        made_of = {key: [current[key]] for key in same}
        versions = append(
            translation, same, current, by=by, at=at, origin=Origin(origin), made_of=made_of
        )
        count_now(translation, list(versions.values()))


def _refitted(blocks: Sequence[Segment], version: SegmentVersion) -> str:
    try:
        return fitted(blocks, version.key, version.text)
    except SaveRefused:
        return ""


def current_versions(translation: Translation, *keys: str) -> dict[str, SegmentVersion]:
    """The versions that count now, by block key; of all blocks unless some are named."""
    rows = CurrentSegment.objects.filter(translation=translation).select_related("version")
    if keys:
        rows = rows.filter(key__in=keys)
    return {row.key: row.version for row in rows}


def offer(
    translation: Translation, version: SegmentVersion, *, by: User, at: datetime, tell: bool = True
) -> Suggestion:
    """Let a version be a suggestion, and tell those who hold the claim.

    Whoever offers many at once tells of them herself (``tell=False``).
    """
    suggestion: Suggestion = Suggestion.objects.create(
        translation=translation, version=version, by_name=str(by), changed_at=at
    )
    if not tell:
        return suggestion
    holders = [claim.holder for claim in claims_over(translation, version.key) if claim.holder]
    notify(
        holders,
        NoticeKind.SUGGESTION,
        about=translation,
        dedup=f"suggestion:{suggestion.pk}",
        by=by,
        at=at,
        **about(translation),
        by_name=str(by),
    )
    return suggestion


def append(
    translation: Translation,
    texts: Mapping[str, str],
    bases: Mapping[str, SegmentVersion | None],
    *,
    by: User,
    at: datetime,
    origin: Origin,
    made_of: Mapping[str, Collection[SegmentVersion]] = MappingProxyType({}),
    made_from: SourceVersion | None = None,
) -> dict[str, SegmentVersion]:
    """Write a new version of each text, made from the source the translation now renders.

    A text that nobody looked at anew, put together from former ones (``made_of``), renders what
    the oldest of these rendered: it stays as stale as it was. One that was written elsewhere
    renders the version it was made from there.
    """
    now = _ids(made_from) if made_from else (rendered(translation).pk, translation.relay_id)
    sources = {key: _oldest_source(made_of.get(key, ()), now) for key in texts}
    rows = SegmentVersion.objects.filter(translation=translation, key__in=texts)
    last = dict(rows.values_list("key").annotate(Max("number")))
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
                revision_id=sources[key][0],
                relay_id=sources[key][1],
                base=bases.get(key),
                created_at=at,
            )
            for key, text in texts.items()
        )
    }


def _oldest_source(
    versions: Collection[SegmentVersion], now: tuple[int, int | None]
) -> tuple[int, int | None]:
    """The ids of revision and relay that a text made of these renders; ``now`` without any."""
    oldest = min(versions, key=lambda each: (each.revision_id, each.relay_id or 0), default=None)
    return now if oldest is None else (oldest.revision_id, oldest.relay_id)


def _ids(version: SourceVersion) -> tuple[int, int | None]:
    revision, relay = parts(version)
    return revision.pk, relay.pk if relay else None


def count_now(translation: Translation, versions: Collection[SegmentVersion]) -> None:
    """Let these versions count, each in place of the one before; the translation is locked."""
    CurrentSegment.objects.bulk_create(
        [
            CurrentSegment(translation_id=translation.pk, key=version.key, version_id=version.pk)
            for version in versions
        ],
        update_conflicts=True,
        unique_fields=["translation", "key"],
        update_fields=["version"],
    )


def refuse_unless_open_to(
    translation: Translation, keys: Collection[str], *, by: User, at: datetime
) -> None:
    """Refuse a change of these texts by somebody who may not write them now."""
    in_review = translation.state == TranslationState.IN_REVIEW
    require(by, Act.REVIEW if in_review else Act.TRANSLATE, language=translation.language)
    for key in one_of_each_part(translation, keys):
        if refusal := may_write(translation, key, by=by, at=at):
            raise SaveRefused(f"{refusal} Nothing was changed.")

"""Suggestions: offered by anyone on the team, accepted by the owner or a reviewer with credit."""

from datetime import datetime
from functools import partial

from django.db import transaction

from workflow.journal.actions import move, record
from workflow.notices.actions import notify
from workflow.notices.states import NoticeKind
from workflow.people.models import User
from workflow.people.permissions import NotAllowed, may, require
from workflow.people.roles import Act
from workflow.text.merge import merge
from workflow.translation.access import lock, may_write
from workflow.translation.credits import credit
from workflow.translation.models import SegmentVersion, Suggestion, Translation
from workflow.translation.problems import SaveRefused, SegmentConflict
from workflow.translation.sources import blocks_of, may_have_text
from workflow.translation.states import (
    SUGGESTION_TRANSITIONS,
    CreditRole,
    Origin,
    SuggestionState,
    TranslationState,
)
from workflow.translation.telling import about
from workflow.translation.writing import append, count_now, current_versions

_settle = partial(move, table=SUGGESTION_TRANSITIONS)


def accept(suggestion: Suggestion, *, by: User, at: datetime) -> SegmentVersion:
    """Let a suggested text count, with credit to whoever wrote it.

    When the block was rewritten since, the two are brought together word by word; where they
    touch the same words nothing changes, and ``SegmentConflict`` carries both and their merge.
    """
    with transaction.atomic():
        translation = suggestion.translation
        version = suggestion.version
        _lock_for(translation, version.key, by, at)
        current = current_versions(translation, version.key).get(version.key)
        text = _brought_together(version, current)
        counting = version
        if text != version.text:
            base = {version.key: current}
            writer, origin = version.author or by, Origin(version.origin)
            counting = append(
                translation,
                {version.key: text},
                base,
                by=writer,
                at=at,
                origin=origin,
                made_of={version.key: [each for each in (version, current) if each]},
            )[version.key]
        count_now(translation, [counting])
        author = version.author
        if author is not None and _is_credited(author, translation):
            credit(translation, CreditRole.TRANSLATOR, author)
        _move(suggestion, SuggestionState.ACCEPTED, "accept", by=by, at=at)
        _tell(suggestion, by=by, at=at)
    return counting


def decline(suggestion: Suggestion, *, by: User, at: datetime, note: str = "") -> None:
    """Leave the text as it is; the suggestion stays on record, and can be accepted later."""
    with transaction.atomic():
        _lock_for(suggestion.translation, suggestion.version.key, by, at)
        _move(suggestion, SuggestionState.DECLINED, "decline", by=by, at=at, note=note)


def withdraw(suggestion: Suggestion, *, by: User, at: datetime) -> None:
    """Take one's own suggestion back; its words are kept."""
    if suggestion.version.author_id != by.pk:
        raise NotAllowed(
            f"{by} may not withdraw what {suggestion.by_name} suggested. Decline it instead."
        )
    with transaction.atomic():
        _move(suggestion, SuggestionState.WITHDRAWN, "withdraw", by=by, at=at)


def _brought_together(version: SegmentVersion, current: SegmentVersion | None) -> str:
    """The suggested text, merged with what was written since it was made."""
    if current is None or current == version.base or not version.base:
        if current is not None and version.base is None and current.text:
            return _merged("", version, current)
        return version.text
    return _merged(version.base.text, version, current)


def _merged(base: str, version: SegmentVersion, current: SegmentVersion) -> str:
    merged = merge(base, version.text, current.text)
    if merged.text is None:
        raise SegmentConflict(mine=version, theirs=current, merge=merged)
    return merged.text


def _lock_for(translation: Translation, key: str, by: User, at: datetime) -> None:
    lock(translation)
    require(by, Act.TRANSLATE, language=translation.language)
    if translation.state not in {TranslationState.DRAFTING, TranslationState.IN_REVIEW}:
        raise SaveRefused(
            f"{translation} is {translation.state}; its texts do not change. Start it, or reopen "
            "it, then look at the suggestions."
        )
    if not any(block.key == key and may_have_text(block) for block in blocks_of(translation)):
        raise SaveRefused(f"{translation} has no block {key} any more. Decline the suggestion.")
    if refusal := may_write(translation, key, by=by, at=at):
        raise NotAllowed(f"{refusal} Only they, or a reviewer, settle its suggestions.")


def _is_credited(author: User, translation: Translation) -> bool:
    """A reviewer is named when she approves; whoever suggests to her own team translates."""
    return not may(author, Act.REVIEW, language=translation.language)


def _move(
    suggestion: Suggestion,
    to: SuggestionState,
    verb: str,
    *,
    by: User,
    at: datetime,
    note: str = "",
) -> None:
    _settle(
        suggestion,
        to,
        verb=verb,
        by=by,
        at=at,
        detail={"note": note} if note else None,
        set_also={"changed_at": at},
    )
    detail = {"keys": [suggestion.version.key], "suggestion": suggestion.pk}
    record(suggestion.translation, f"{verb} suggestion", by=by, at=at, detail=detail)


def _tell(suggestion: Suggestion, *, by: User, at: datetime) -> None:
    author = suggestion.version.author
    notify(
        [author] if author else [],
        NoticeKind.APPROVED,
        about=suggestion.translation,
        dedup=f"suggestion:{suggestion.pk}:accepted",
        by=by,
        at=at,
        **about(suggestion.translation),
        by_name=str(by),
        what="suggestion",
    )

"""What changed from one approved version to the next, for those who relay from it."""

from collections.abc import Mapping
from datetime import datetime

from workflow.people.models import User
from workflow.stories.changes import (
    ChangeFacts,
    change_columns,
    changes_of,
    decide_on,
)
from workflow.stories.models import DecisionRow, Revision
from workflow.stories.queries import segments_of
from workflow.text.meaning import RANK, Level
from workflow.translation.models import ApprovedVersion, PivotChange
from workflow.translation.queries import translated_texts
from workflow.translation.sources import in_words_of


def note_pivot_changes(before: ApprovedVersion, version: ApprovedVersion) -> None:
    """Keep what an approved version changed, with a level proposed by rule.

    A change that follows one of the source weighs at least as much as that one did.
    """
    texts = translated_texts([before.pk, version.pk])
    old = in_words_of(segments_of(before.revision), texts[before.pk].segments)
    new = in_words_of(segments_of(version.revision), texts[version.pk].segments)
    source = _source_changes(before.revision, version.revision)
    PivotChange.objects.bulk_create(
        PivotChange(version=version, **_at_least(columns, source))
        for columns in change_columns(old, new, version.translation.language)
    )


def decide_pivot_level(
    change: PivotChange, level: Level, *, seen: Level, by: User, at: datetime, note: str = ""
) -> DecisionRow:
    """An editor's word on what a change of an approved version means for its relays."""
    return decide_on(change, change.version, level, seen=seen, by=by, at=at, note=note)


def _source_changes(before: Revision, now: Revision) -> dict[str, ChangeFacts]:
    """By segment key, the worst change of the source between two revisions."""
    between = Revision.objects.filter(
        story=now.story_id, number__gt=before.number, number__lte=now.number
    )
    worst: dict[str, ChangeFacts] = {}
    for facts in changes_of(between.values_list("pk", flat=True)).values():
        for change in facts:
            for key in change.keys:
                if key not in worst or RANK[change.level] > RANK[worst[key].level]:
                    worst[key] = change
    return worst


def _at_least(columns: dict[str, object], source: Mapping[str, ChangeFacts]) -> dict[str, object]:
    keys = [*columns["new_keys"], *columns["old_keys"]]  # type: ignore[misc]
    for change in (source[key] for key in keys if key in source):
        if RANK[change.level] > RANK[Level(str(columns["proposed"]))]:
            columns = columns | {
                "proposed": change.level,
                "reason": change.reason,
                "values": dict(change.values),
            }
    return columns

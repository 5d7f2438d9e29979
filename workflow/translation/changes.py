"""When a source says something else: who is told, and what an editor's word sets in motion."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from workflow.languages.registry import ALL
from workflow.notices.actions import notify
from workflow.notices.states import NoticeKind
from workflow.people.models import User
from workflow.stories.actions import revise
from workflow.stories.changes import decide_level
from workflow.stories.content import SourceContent
from workflow.stories.models import DecisionRow, Revision, SourceChange, Story
from workflow.text.meaning import Level
from workflow.translation.models import (
    ApprovedVersion,
    Credit,
    PivotChange,
    Translation,
)
from workflow.translation.pivots import decide_pivot_level
from workflow.translation.queries import standings
from workflow.translation.remembering import forget_retracted
from workflow.translation.telling import about
from workflow.translation.texts import Outdated

RECENT = timedelta(days=14)


def change_source(story: Story, content: SourceContent, *, by: User, at: datetime) -> Revision:
    """Make a story's next revision, and tell those whose translations it outdates."""
    with transaction.atomic():
        revision = revise(story, content, by=by, at=at)
        announce(story, by=by, at=at)
    return revision


def decide(
    change: SourceChange | PivotChange,
    level: Level,
    *,
    seen: Level,
    by: User,
    at: datetime,
    note: str = "",
) -> DecisionRow:
    """Say what a change means, and tell those whose translations are outdated by that."""
    with transaction.atomic():
        if isinstance(change, SourceChange):
            story = change.revision.story
            made = decide_level(change, level, seen=seen, by=by, at=at, note=note)
        else:
            story = change.version.translation.story
            made = decide_pivot_level(change, level, seen=seen, by=by, at=at, note=note)
        if level is Level.RETRACTION:
            forget_retracted(story, [*change.old_keys, *change.new_keys], by=by, at=at)
        announce(story, by=by, at=at)
    return made


def announce(story: Story, *, by: User | None, at: datetime) -> int:
    """Tell translators and reviewers of outdated translations, each change once; how many.

    Safe to call again: what somebody has been told once is not told twice.
    """
    found = standings([story.pk], ALL)
    outdated = {key: standing.outdated for key, standing in found.items() if standing.outdated}
    if not outdated:
        return 0
    translations = Translation.objects.filter(story=story).select_related("story")
    told = 0
    for translation in translations:
        for reason in outdated.get((story.pk, translation.language), ()):
            people = _people(translation)
            told += len(people)
            _tell(translation, reason, people, by=by, at=at)
    return told


def announce_recent(*, at: datetime) -> int:
    """Announce whatever changed lately, in case a crash came between change and notice."""
    since = at - RECENT
    changed = Story.objects.filter(
        Q(revisions__number__gt=1, revisions__created_at__gte=since)
        | Q(revisions__changes__decisions__decided_at__gte=since)
        | Q(translations__approved_versions__in=_approved_again_since(since))
    ).distinct()
    return sum(announce(story, by=None, at=at) for story in changed.iterator(chunk_size=200))


def _approved_again_since(since: datetime) -> QuerySet[ApprovedVersion]:
    return ApprovedVersion.objects.filter(approved_at__gte=since, number__gt=1)


def _people(translation: Translation) -> list[User]:
    rows = User.objects.filter(
        Q(pk__in=Credit.objects.filter(translation=translation).values("user"))
        | Q(claims__translation=translation, claims__state="held")
    )
    return list(rows.distinct())


def _tell(
    translation: Translation,
    reason: Outdated,
    people: list[User],
    *,
    by: User | None,
    at: datetime,
) -> None:
    first = next(each for each in reason.segments if each.level is reason.level)
    mark = f"{reason.language}@{reason.to_number}:{reason.via or ''}:{reason.level}"
    notify(
        people,
        NoticeKind.SOURCE_CHANGED,
        about=translation,
        dedup=f"source:{translation.pk}:{mark}",
        by=by,
        at=at,
        **about(translation),
        level=str(reason.level),
        source_language=reason.language.tag,
        via=reason.via.tag if reason.via else "",
        reason=first.reason,
        reason_values=dict(first.values),
    )

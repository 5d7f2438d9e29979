"""Stories where something that matters has changed since a translation was made: without texts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import F, Min

from workflow.stories.changes import ChangeFacts, changes_of, facts_by
from workflow.stories.models import Revision
from workflow.translation.models import (
    ApprovedVersion,
    PivotChange,
    PivotDecision,
    Translation,
)
from workflow.translation.outdated import VALID


def changed_since_made(story_ids: Collection[int]) -> set[int]:
    """The stories that may have an outdated translation; every one that has is among them.

    Only change rows are read. A story whose changes all turn out to be typing errors is left out.
    Seven queries, however many stories.
    """
    rows = Translation.objects.filter(story__in=story_ids, revision__isnull=False)
    made = list(rows.values_list("pk", "story", "revision__number", "relay"))
    versions = _versions(story_ids)
    latest: dict[int, tuple[int, int, int | None]] = {}
    for _, translation, number, revision, relay in versions:
        if translation not in latest or number > latest[translation][0]:
            latest[translation] = number, revision, relay
    numbers = {pk: (translation, number) for pk, translation, number, _, _ in versions}
    newest = {translation: number for translation, (number, _, _) in latest.items()}
    revisions = _that_matter(story_ids)
    oldest = _oldest_texts(pk for pk, *_ in versions)
    pivots = _pivots_that_matter(numbers)
    found = set()
    for translation, story, revision, relay in made:
        _, rendered, pivot = latest.get(translation, (0, revision, relay))
        rendered = min(rendered, oldest.get(translation, rendered))
        if revisions.get(story, 0) > rendered or _moved_on(pivot, numbers, newest, pivots):
            found.add(story)
    return found


def _oldest_texts(version_ids: Iterable[int]) -> dict[int, int]:
    """By translation, the oldest revision that a pinned text older than its version renders."""
    pins = ApprovedVersion.texts.through.objects.filter(approvedversion__in=list(version_ids))
    older = pins.exclude(segmentversion__revision=F("approvedversion__revision"))
    rows = older.values_list("segmentversion__translation")
    return dict(rows.annotate(Min("segmentversion__revision__number")))


def _moved_on(
    pivot: int | None,
    numbers: Mapping[int, tuple[int, int]],
    newest: Mapping[int, int],
    pivots: Mapping[int, int],
) -> bool:
    """Whether a pivot has a newer version that says something else in a way that matters."""
    if pivot is None:
        return False
    translation, number = numbers[pivot]
    return newest[translation] > number and pivots.get(translation, 0) > number


def _versions(
    story_ids: Collection[int],
) -> list[tuple[int, int, int, int, int | None]]:
    rows = ApprovedVersion.objects.filter(translation__story__in=story_ids)
    return list(
        rows.values_list("pk", "translation", "number", "revision__number", "relay").order_by("pk")
    )


def _that_matter(story_ids: Collection[int]) -> dict[int, int]:
    """By story, the number of its last revision that changed something that matters."""
    later = Revision.objects.filter(story__in=story_ids, number__gt=1)
    rows = list(later.values_list("pk", "story", "number"))
    changes = changes_of(pk for pk, _, _ in rows)
    found: dict[int, int] = defaultdict(int)
    for pk, story, number in rows:
        if _matters(changes.get(pk, ())):
            found[story] = max(found[story], number)
    return found


def _pivots_that_matter(numbers: Mapping[int, tuple[int, int]]) -> dict[int, int]:
    """By translation, the number of its last version that changed something that matters."""
    later = [pk for pk, (_, number) in numbers.items() if number > 1]
    rows = list(PivotChange.objects.filter(version__in=later))
    decided = PivotDecision.objects.filter(change__version__in=later)
    facts = facts_by({row.pk: row.version_id for row in rows}, rows, decided)
    found: dict[int, int] = defaultdict(int)
    for pk in later:
        translation, number = numbers[pk]
        if _matters(facts.get(pk, ())):
            found[translation] = max(found[translation], number)
    return found


def _matters(changes: Iterable[ChangeFacts]) -> bool:
    """Whether any change outdates; a version of which nothing is known may have changed all."""
    levels = [change.level for change in changes]
    return not levels or any(level not in VALID for level in levels)

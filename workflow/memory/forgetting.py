"""Having pairs found no more; nothing is ever removed, and the journal says why."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from workflow.journal.actions import record_all
from workflow.languages.language import Language
from workflow.memory.models import MemoryPair, MemoryText
from workflow.memory.tokens import normalised
from workflow.memory.values import PairOrigin
from workflow.people.models import User
from workflow.people.permissions import require
from workflow.people.roles import Act
from workflow.text.sentences import sentences


def forget(pair: MemoryPair, *, by: User, at: datetime, reason: str) -> None:
    """Have a pair found no more, because an editor says so; once is enough."""
    require(by, Act.KEEP_MEMORY)
    with transaction.atomic():
        _withdraw([pair, *twins([pair])], by=by, at=at, reason=reason)


def forget_place(
    *,
    story: str,
    by: User,
    at: datetime,
    reason: str,
    languages: Collection[Language] = (),
    places: Collection[str] | None = None,
) -> int:
    """Have the pairs of a story found no more: of all ``languages`` named, at these blocks.

    A block's sentences go with it. For retractions and new versions, whose permission the caller
    has asked for; how many pairs it was.
    """
    wanted = set(languages)
    with transaction.atomic():
        rows = MemoryPair.objects.filter(story=story, replaced_at=None)
        ours = [
            row
            for row in rows.select_related("first", "second")
            if wanted <= {row.first_language, row.second_language}
            and (places is None or row.place.partition("#")[0] in places)
        ]
        _withdraw([*ours, *twins(ours)], by=by, at=at, reason=reason)
    return len(ours)


def keep_only(
    places: Collection[str],
    *,
    story: str,
    languages: Collection[Language],
    by: User,
    at: datetime,
    reason: str,
) -> int:
    """Have the pairs of a story in these two languages found no more, but for those places.

    They are gone from the story and not wrong: a file may bring them again.
    """
    wanted = set(languages)
    with transaction.atomic():
        rows = MemoryPair.objects.filter(story=story, replaced_at=None, origin=PairOrigin.APPROVED)
        rows = rows.filter(first_language__in=wanted, second_language__in=wanted)
        rows = rows.select_related("first", "second")
        ours = [row for row in rows if row.place not in places]
        _withdraw(ours, by=by, at=at, reason=reason, wrong=False)
    return len(ours)


def keep_saying(
    now: Mapping[str, str],
    *,
    story: str,
    language: Language,
    other: Language,
    by: User,
    at: datetime,
    reason: str,
) -> int:
    """Have those pairs of two languages found no more that say in ``language`` what none says now.

    ``now`` has by place what is said there; a pair of a place it lacks stays. How many pairs.
    """
    with transaction.atomic():
        rows = MemoryPair.objects.filter(story=story, replaced_at=None, origin=PairOrigin.APPROVED)
        rows = rows.filter(
            first_language__in={language, other}, second_language__in={language, other}
        )
        ours = [
            row
            for row in rows.select_related("first", "second")
            if (said := now.get(row.place.partition("#")[0])) is not None
            and not _sentences(_side(row, language).text, language) <= _sentences(said, language)
        ]
        _withdraw([*ours, *twins(ours)], by=by, at=at, reason=reason)
    return len(ours)


def _sentences(text: str, language: Language) -> set[str]:
    return {normalised(each) for line in text.split("\n") for each in sentences(line, language)}


def _side(row: MemoryPair, language: Language) -> MemoryText:
    text: MemoryText = row.first if row.first_language == language else row.second
    return text


def twins(rows: Sequence[MemoryPair]) -> list[MemoryPair]:
    """The live pairs of files with the texts of these: a wrong pair is wrong there too.

    They are locked; callers hold a transaction.
    """
    texts = {row.texts for row in rows if row.origin == PairOrigin.APPROVED}
    live = MemoryPair.objects.filter(
        replaced_at=None,
        origin=PairOrigin.TMX,
        first__in={first for first, _ in texts},
        second__in={second for _, second in texts},
    )
    locked = live.select_related("first", "second").select_for_update(of=("self",))
    return [row for row in locked if row.texts in texts]


def _withdraw(
    rows: Sequence[MemoryPair], *, by: User, at: datetime, reason: str, wrong: bool = True
) -> None:
    """Withdraw those that nobody has withdrawn before; the caller holds a transaction.

    ``wrong`` keeps files from bringing them again.
    """
    pks = [row.pk for row in rows]
    live = MemoryPair.objects.select_for_update().filter(pk__in=pks, replaced_at=None)
    still = set(live.values_list("pk", flat=True))
    MemoryPair.objects.filter(pk__in=still).update(replaced_at=at)
    ours = [row for row in rows if row.pk in still]
    lines = [(row, {"reason": reason, "place": str(row), "wrong": wrong}) for row in ours]
    record_all(lines, "forget", by=by, at=at)
    for row in ours:
        row.replaced_at = at

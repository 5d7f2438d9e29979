"""What changed from one revision to the next, what it means, and an editor's last word on that."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, models, transaction

from workflow.journal.actions import MoveRefused, record
from workflow.languages.language import Language
from workflow.people.models import User
from workflow.people.permissions import require
from workflow.people.roles import Act
from workflow.stories.models import ChangeRow, DecisionRow, LevelDecision, Revision, SourceChange
from workflow.text.changes import Change, ChangeKind, changes
from workflow.text.cleaning import clean
from workflow.text.meaning import Level, propose
from workflow.text.segments import Segment


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFacts:
    """One change of a text, with the level that holds: an editor's, or else the rule's.

    ``reason`` with ``values`` is the sentence why the rule proposed ``proposed``.
    """

    change_id: int
    kind: ChangeKind
    old_keys: tuple[str, ...]
    new_keys: tuple[str, ...]
    level: Level
    proposed: Level
    decided: bool
    reason: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def keys(self) -> tuple[str, ...]:
        """Every segment it touches, before and after."""
        return tuple(dict.fromkeys((*self.new_keys, *self.old_keys)))


def note_changes(revision: Revision, old: Sequence[Segment], new: Sequence[Segment]) -> None:
    """Keep what a revision changed, each with the level proposed by rule."""
    language = revision.story.source_language
    SourceChange.objects.bulk_create(
        SourceChange(revision=revision, **columns) for columns in change_columns(old, new, language)
    )


def change_columns(
    old: Sequence[Segment], new: Sequence[Segment], language: Language
) -> Iterator[dict[str, object]]:
    """The columns of a row for each change between two versions of a text; unchanged ones none."""
    changed = (each for each in changes(old, new) if each.kind is not ChangeKind.UNCHANGED)
    for position, change in enumerate(changed):
        yield columns_of(change, language) | {"position": position}


def columns_of(change: Change, language: Language) -> dict[str, object]:
    """One change as columns, with the rule's proposal."""
    proposal = propose(change, language)
    return {
        "kind": change.kind,
        "old_keys": list(change.old_keys),
        "new_keys": list(change.new_keys),
        "proposed": proposal.level,
        "reason": proposal.message,
        "values": dict(proposal.values),
    }


def decide_level(
    change: SourceChange, level: Level, *, seen: Level, by: User, at: datetime, note: str = ""
) -> DecisionRow:
    """An editor's word on what a change means; it can be decided anew at any time.

    ``seen`` is the level she saw: when somebody else decided otherwise in the meantime, nothing
    is written and ``MoveRefused`` says so.
    """
    return decide_on(change, change.revision, level, seen=seen, by=by, at=at, note=note)


def decide_on(
    change: ChangeRow,
    version: models.Model,
    level: Level,
    *,
    seen: Level,
    by: User,
    at: datetime,
    note: str,
) -> DecisionRow:
    """Write a decision on a change of ``version``, and journal it there."""
    require(by, Act.DECIDE_CHANGES)
    decisions = change.decisions  # type: ignore[attr-defined]  # each kind of change has its own
    with transaction.atomic():
        last = decisions.last()
        if Level(last.level if last else change.proposed) is not seen:
            raise _overtaken(change)
        try:
            with transaction.atomic():
                decision: DecisionRow = decisions.create(
                    number=last.number + 1 if last else 1,
                    level=level,
                    note=clean(note),
                    decided_at=at,
                    decided_by=by,
                )
        except IntegrityError as error:
            raise _overtaken(change) from error
        detail = {"keys": change.new_keys or change.old_keys, "level": level, "was": seen}
        record(version, "decide level", by=by, at=at, detail=detail)
    return decision


def _overtaken(change: ChangeRow) -> MoveRefused:
    return MoveRefused(
        f"Somebody else has just decided what the change '{change}' means. "
        "Look at it again, then decide."
    )


def changes_of(revision_ids: Iterable[int]) -> dict[int, tuple[ChangeFacts, ...]]:
    """What each of these revisions changed, by revision id; two queries."""
    ids = list(revision_ids)
    rows = list(SourceChange.objects.filter(revision__in=ids))
    decided = LevelDecision.objects.filter(change__revision__in=ids)
    return facts_by({row.pk: row.revision_id for row in rows}, rows, decided)


def facts_by(
    owners: Mapping[int, int], rows: Iterable[ChangeRow], decisions: Iterable[DecisionRow]
) -> dict[int, tuple[ChangeFacts, ...]]:
    """Changes with the level that holds, by the id of the version that made them."""
    last = {each.change_id: each for each in decisions}  # type: ignore[attr-defined]
    found: dict[int, list[ChangeFacts]] = {}
    for row in rows:
        decision = last.get(row.pk)
        found.setdefault(owners[row.pk], []).append(_facts(row, decision))
    return {owner: tuple(facts) for owner, facts in found.items()}


def _facts(row: ChangeRow, decision: DecisionRow | None) -> ChangeFacts:
    return ChangeFacts(
        change_id=row.pk,
        kind=ChangeKind(row.kind),
        old_keys=tuple(row.old_keys),
        new_keys=tuple(row.new_keys),
        level=Level(decision.level if decision else row.proposed),
        proposed=Level(row.proposed),
        decided=decision is not None,
        reason=row.reason,
        values=dict(row.values),
    )

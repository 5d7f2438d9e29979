"""What a change of a source means for its translations: a level, proposed by rule, with a reason.

An editor decides; the rules only save her the obvious. *Retraction* is never proposed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workflow.languages.catalogue import marked
from workflow.languages.language import Language
from workflow.text.changes import Change, ChangeKind


class Level(StrEnum):
    """How much a change of the source weighs for its translations."""

    TYPO = "typo"  # translations stay valid
    STYLE = "style"  # check when you can
    FACT = "fact"  # outdated now
    RETRACTION = "retraction"  # pulled from every edition; an editor's word only


RANK: Mapping[Level, int] = {level: rank for rank, level in enumerate(Level)}


def worst(levels: Iterable[Level]) -> Level | None:
    """The level that weighs most, or None of none."""
    return max(levels, key=RANK.__getitem__, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A level and the sentence that says why, with what fills its places."""

    level: Level
    message: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.message.format_map(self.values)


def propose(change: Change, language: Language) -> Proposal:
    """Propose what a change means, and say why."""
    if change.kind is ChangeKind.MOVED:
        return Proposal(level=Level.TYPO, message=marked("It only moved."))
    if change.kind is ChangeKind.UNCHANGED:
        return Proposal(level=Level.TYPO, message=marked("Nothing changed."))
    return Proposal(level=Level.STYLE, message=marked("Words changed."))

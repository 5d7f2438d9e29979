"""What can keep a translation from being written, moved or approved.

TranslationProblem
├── SourceRefused      it cannot be made from that version
├── ClaimTaken         somebody else has promised to translate it
├── SaveRefused        this text cannot be kept for this segment
│   └── KeptAsSuggestion   it was kept, as a suggestion to whoever holds the claim
├── SegmentConflict    somebody else saved first; both texts are kept, with their merge
├── Incomplete         some segments have no text yet
├── StaleTexts         some segments were made from a source that says something else now
├── FindingsRefused    checks found errors, or warnings nobody gave a reason for
└── OwnWork            the team wants a second pair of eyes
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workflow.text.checks.finding import Finding
from workflow.text.merge import Merge
from workflow.text.segments import Field, Segment
from workflow.translation.models import SegmentVersion, Suggestion
from workflow.translation.texts import StaleSegment


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundIn:
    """A finding in one block. ``reason`` is why somebody let a warning pass, if anybody did."""

    key: str
    field: Field
    text: str
    finding: Finding
    fingerprint: str
    reason: str = ""


class TranslationProblem(Exception):
    """Something about one translation; the message says which, and how to go on."""


class SourceRefused(TranslationProblem):
    """A translation cannot be made from that version: choose the original or another relay."""


class ClaimTaken(TranslationProblem):
    """Somebody holds the claim: ask her to hand it over, or suggest your text to her."""


class SaveRefused(TranslationProblem):
    """A text cannot be kept for a segment: the segment is not there, or its form does not fit."""


class KeptAsSuggestion(SaveRefused):
    """The text may not count here, and is kept all the same: as a ``suggestion``."""

    def __init__(self, suggestion: Suggestion, why: str) -> None:
        self.suggestion = suggestion
        super().__init__(
            f"{why} Your text for {suggestion.version.key} is kept as a suggestion, which whoever "
            "holds the claim, or a reviewer, can accept."
        )


class SegmentConflict(TranslationProblem):
    """Two people wrote from the same text. Both are kept; ``merge`` puts the two together."""

    def __init__(self, *, mine: SegmentVersion, theirs: SegmentVersion, merge: Merge) -> None:
        self.mine = mine
        self.theirs = theirs
        self.merge = merge
        super().__init__(
            f"Somebody saved {mine.key} while you were writing. Your text is kept as version "
            f"{mine.number}, theirs is version {theirs.number} and counts now: put the two "
            "together and save again."
        )


class Incomplete(TranslationProblem):
    """Some segments have no text; ``missing`` lists them in reading order."""

    def __init__(self, translation: object, missing: Sequence[Segment]) -> None:
        self.missing = tuple(missing)
        places = ", ".join(f"{segment.key} ({segment.field})" for segment in missing)
        super().__init__(f"{translation} lacks a text for: {places}. Translate them first.")


class NotSeen(TranslationProblem):
    """Texts are others than those the reviewer read; ``keys`` lists them. She reads them first."""

    def __init__(self, translation: object, keys: Sequence[str]) -> None:
        self.keys = tuple(keys)
        super().__init__(
            f"{translation} is not as you read it any more: {', '.join(keys)} changed since. "
            "Read it again, then approve it."
        )


class StaleTexts(TranslationProblem):
    """Some texts render a source that says something else now: update them, or confirm them."""

    def __init__(self, translation: object, stale: Sequence[StaleSegment]) -> None:
        self.stale = tuple(stale)
        places = "; ".join(f"{each.key}: {each.reason.format_map(each.values)}" for each in stale)
        super().__init__(
            f"{translation} has texts of a source that says something else now: {places} "
            "Bring each up to date, or confirm that it still holds."
        )


class FindingsRefused(TranslationProblem):
    """Checks object; ``found`` lists errors, and warnings that wait for a reason."""

    def __init__(self, translation: object, found: Iterable[FoundIn]) -> None:
        self.found = tuple(found)
        lines = "\n- ".join(
            f"{each.key}: {each.finding.severity} {each.finding.check}: {each.finding}"
            for each in self.found
        )
        super().__init__(
            f"{translation} cannot be handed in yet. Mend the errors, and mend the warnings or "
            f"give a reason for each:\n- {lines}"
        )


class OwnWork(TranslationProblem):
    """A translator may not approve her own work unless the language team allows it."""

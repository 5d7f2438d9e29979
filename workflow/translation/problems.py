"""What can keep a translation from being written, moved or approved.

TranslationProblem
├── SourceRefused      it cannot be made from that version
├── SaveRefused        this text cannot be kept for this segment
├── SegmentConflict    somebody else saved first; both texts are kept
├── Incomplete         some segments have no text yet
└── OwnWork            the team wants a second pair of eyes
"""

from collections.abc import Sequence

from workflow.text.segments import Segment
from workflow.translation.models import SegmentVersion


class TranslationProblem(Exception):
    """Something about one translation; the message says which, and how to go on."""


class SourceRefused(TranslationProblem):
    """A translation cannot be made from that version: choose the original or another relay."""


class SaveRefused(TranslationProblem):
    """A text cannot be kept for a segment: the segment is not there, or its form does not fit."""


class SegmentConflict(TranslationProblem):
    """Two people wrote from the same text. Both are kept: compare ``mine`` with ``theirs``."""

    def __init__(self, *, mine: SegmentVersion, theirs: SegmentVersion) -> None:
        self.mine = mine
        self.theirs = theirs
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


class OwnWork(TranslationProblem):
    """A translator may not approve her own work unless the language team allows it."""

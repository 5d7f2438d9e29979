"""The tables of the translation room."""

from workflow.translation.models.claims import Claim
from workflow.translation.models.ledger import Contribution, PassedWarning
from workflow.translation.models.origins import MachineUse, Provenance
from workflow.translation.models.talk import Comment, Mention, Suggestion, Thread
from workflow.translation.models.texts import (
    ApprovedVersion,
    Credit,
    CurrentSegment,
    PivotChange,
    PivotDecision,
    SegmentVersion,
    Shaping,
    Translation,
)

__all__ = [
    "ApprovedVersion",
    "Claim",
    "Comment",
    "Contribution",
    "Credit",
    "CurrentSegment",
    "MachineUse",
    "Mention",
    "PassedWarning",
    "PivotChange",
    "PivotDecision",
    "Provenance",
    "SegmentVersion",
    "Shaping",
    "Suggestion",
    "Thread",
    "Translation",
]

"""What is free, where everything stands, and what keeps an issue from going."""

from workflow.issues.tracking.blockers import Blocker, Way, blockers
from workflow.issues.tracking.board import BoardCell, BoardRow, board
from workflow.issues.tracking.free import FreeWork, free_work

__all__ = [
    "Blocker",
    "BoardCell",
    "BoardRow",
    "FreeWork",
    "Way",
    "blockers",
    "board",
    "free_work",
]

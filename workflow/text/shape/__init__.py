"""How a translation's blocks differ from its source's: merged, split, added and dropped.

A ``Shape`` says how, ``arrange`` makes the blocks a translator fills of it, and the operations
give a new shape or raise ``ShapeRefused``. When the source changes, ``adapt`` keeps what still holds.
"""

from workflow.text.shape.adapt import adapt
from workflow.text.shape.arrange import arrange
from workflow.text.shape.reshape import (
    add,
    drop,
    merge,
    restore,
    split,
    take_out,
    unmerge,
    unsplit,
)
from workflow.text.shape.stored import from_json, to_json
from workflow.text.shape.values import PLAIN, AddedBlock, Shape, TargetBlock, renders

__all__ = [
    "PLAIN",
    "AddedBlock",
    "Shape",
    "TargetBlock",
    "adapt",
    "add",
    "arrange",
    "drop",
    "from_json",
    "merge",
    "renders",
    "restore",
    "split",
    "take_out",
    "to_json",
    "unmerge",
    "unsplit",
]

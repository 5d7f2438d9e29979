"""How a translation's blocks differ from its source's: merged, split, added and dropped.

A ``Shape`` says how, ``arrange`` makes the blocks a translator fills of it, and the operations
give a new shape or raise ``ShapeRefused``. When the source changes, ``adapt`` keeps what still
holds.
"""

from workflow.text.shape.adapt import adapt
from workflow.text.shape.add import add, take_out
from workflow.text.shape.arrange import arrange
from workflow.text.shape.drop import drop, restore
from workflow.text.shape.merge import merge, unmerge
from workflow.text.shape.split import split, unsplit
from workflow.text.shape.stored import from_json, to_json
from workflow.text.shape.values import PLAIN, AddedBlock, Shape, TargetBlock, is_note, renders

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
    "is_note",
    "merge",
    "renders",
    "restore",
    "split",
    "take_out",
    "to_json",
    "unmerge",
    "unsplit",
]

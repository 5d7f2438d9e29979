"""The tables of the memory: texts and pairs, the index over them, and files on their way in."""

from workflow.memory.models.imports import ImportChunk, MemoryImport, RejectedUnit
from workflow.memory.models.index import MemoryPosting, MemoryRun
from workflow.memory.models.units import MemoryPair, MemoryText

__all__ = [
    "ImportChunk",
    "MemoryImport",
    "MemoryPair",
    "MemoryPosting",
    "MemoryRun",
    "MemoryText",
    "RejectedUnit",
]

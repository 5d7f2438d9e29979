"""The tables of the memory: texts and pairs, and the index that finds texts like another."""

from workflow.memory.models.index import MemoryPosting, MemoryRun
from workflow.memory.models.units import MemoryPair, MemoryText

__all__ = ["MemoryPair", "MemoryPosting", "MemoryRun", "MemoryText"]

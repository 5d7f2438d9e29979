"""The parts of a long story: pure places of blocks among the first keys of each part."""

from collections.abc import Sequence

from workflow.text.segments import Segment
from workflow.text.shape import TargetBlock

WHOLE = 0


def part_of(blocks: Sequence[TargetBlock], firsts: Sequence[str], key: str) -> int:
    """The part, from 1, in which a block stands; ``WHOLE`` for a story that is not divided.

    A part whose first segment left the source begins where the part before it goes on.
    """
    part = min(1, len(firsts))
    for block in blocks:
        begun = [firsts.index(source) + 1 for source in block.sources if source in firsts]
        part = max([part, *begun])
        if block.key == key:
            return part
    return part


def keys_of_part(
    blocks: Sequence[TargetBlock], firsts: Sequence[str], part: int
) -> tuple[str, ...]:
    """The keys of all blocks of one part, in reading order; of all for the whole."""
    found = []
    now = min(1, len(firsts))
    for block in blocks:
        begun = [firsts.index(source) + 1 for source in block.sources if source in firsts]
        now = max([now, *begun])
        if part in (WHOLE, now):
            found.append(block.key)
    return tuple(found)


def division_problems(segments: Sequence[Segment], firsts: Sequence[str]) -> list[str]:
    """What keeps a story from being divided at these segments."""
    places = {segment.key: place for place, segment in enumerate(segments)}
    problems = [f"The source has no segment {key}." for key in firsts if key not in places]
    if problems:
        return problems
    if len(firsts) < 2:
        problems.append("Name the first segment of at least two parts.")
    if firsts and places[firsts[0]] != 0:
        problems.append(f"The first part begins at {segments[0].key}, not at {firsts[0]}.")
    if [places[key] for key in firsts] != sorted({places[key] for key in firsts}):
        problems.append("Name the parts in the order of the story, each once.")
    return problems

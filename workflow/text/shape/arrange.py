"""The blocks of a translation, each with its place."""

from collections.abc import Sequence

from workflow.text.segments import Segment
from workflow.text.shape.values import Shape, TargetBlock


def arrange(source: Sequence[Segment], shape: Shape) -> tuple[TargetBlock, ...]:
    """Return the blocks a translator fills, in reading order."""
    raise NotImplementedError

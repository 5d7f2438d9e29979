"""What remains of a shape when the source has changed."""

from collections.abc import Sequence

from workflow.text.segments import Segment
from workflow.text.shape.values import Shape


def adapt(shape: Shape, source: Sequence[Segment], *, old: Sequence[Segment] = ()) -> Shape:
    """Return what remains of a shape over a new revision of its source."""
    raise NotImplementedError

"""What a translator does to the blocks: merge, split, add, drop, and every step taken back."""

from collections.abc import Sequence

from workflow.text.segments import Kind, Segment
from workflow.text.shape.values import Shape


def merge(source: Sequence[Segment], shape: Shape, keys: Sequence[str]) -> Shape:
    """Let neighbouring blocks be one."""
    raise NotImplementedError


def split(source: Sequence[Segment], shape: Shape, key: str, into: int = 2) -> Shape:
    """Let one block be several."""
    raise NotImplementedError


def add(source: Sequence[Segment], shape: Shape, after: str, kind: Kind, next_number: int) -> Shape:
    """Put in a translator's note."""
    raise NotImplementedError


def drop(source: Sequence[Segment], shape: Shape, key: str, reason: str) -> Shape:
    """Leave a block out."""
    raise NotImplementedError


def unmerge(source: Sequence[Segment], shape: Shape, key: str) -> Shape:
    """Take a merge back."""
    raise NotImplementedError


def unsplit(source: Sequence[Segment], shape: Shape, key: str) -> Shape:
    """Take a split back."""
    raise NotImplementedError


def take_out(source: Sequence[Segment], shape: Shape, key: str) -> Shape:
    """Take a note out again."""
    raise NotImplementedError


def restore(source: Sequence[Segment], shape: Shape, key: str) -> Shape:
    """Bring a dropped block back."""
    raise NotImplementedError

"""A shape as JSON and back."""

from workflow.text.shape.values import Shape


def to_json(shape: Shape) -> dict[str, object]:
    """Return what to store; ``{}`` for the plain shape."""
    raise NotImplementedError


def from_json(data: object) -> Shape:
    """Read what was stored, strictly."""
    raise NotImplementedError

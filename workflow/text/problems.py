"""What can be wrong with a text, said so that an editor can mend it.

TextProblem            the text cannot be taken apart safely
├── SourceProblem      a source (file or page) cannot be read
└── ShapeRefused       the blocks of a translation cannot be merged, split, added or dropped so
"""


class TextProblem(ValueError):
    """A text that cannot be worked on; the message says what, where and how to mend it."""


class SourceProblem(TextProblem):
    """A source that cannot be read; ``name`` is the file or address it came from."""

    def __init__(self, message: str, *, name: str, line: int | None = None) -> None:
        self.name = name
        self.line = line
        where = name if line is None else f"{name}, line {line}"
        super().__init__(f"{where}: {message}")


class ShapeRefused(TextProblem):
    """Blocks that cannot be reshaped as asked; ``message`` with ``values`` is the sentence."""

    def __init__(self, message: str, **values: object) -> None:
        self.message = message
        self.values = values
        super().__init__(message.format_map(values))

"""Who wrote which words of a text that went through several hands."""

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import TypeVar

from workflow.text.diff import Op, word_diff
from workflow.text.words import words

Writer = TypeVar("Writer", bound=Hashable)


def words_by_writer(steps: Iterable[tuple[str, Writer]], *, base: str = "") -> Counter[Writer]:
    """How many words of the last text are each writer's; those of ``base`` are nobody's.

    ``steps`` are the texts in the order of writing, each with its writer. A word belongs to
    whoever first put it there, as long as it stays.
    """
    written: list[tuple[str, Writer | None]] = [(word, None) for word in words(base)]
    text = base
    for next_text, writer in steps:
        written = _rewritten(written, text, next_text, writer)
        text = next_text
    return Counter(writer for _, writer in written if writer is not None)


def _rewritten(
    written: list[tuple[str, Writer | None]], old: str, new: str, writer: Writer
) -> list[tuple[str, Writer | None]]:
    after: list[tuple[str, Writer | None]] = []
    place = 0
    for piece in word_diff(old, new):
        count = len(words(piece.text))
        if piece.op is Op.ADDED:
            after += [(word, writer) for word in words(piece.text)]
        else:
            after += written[place : place + count] if piece.op is Op.SAME else []
            place += count
    return after

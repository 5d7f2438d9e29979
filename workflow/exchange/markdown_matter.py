"""What stands above the text of a Markdown file: whose it is, and what it was made from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from workflow.exchange.values import FileProblem, FileRefused
from workflow.translation.files import front_matter

_FENCE = re.compile(r"\\?(?:-{3,}|[—–]{1,3}-?|\*{3,}|_{3,})[ \t]*")
_MOST_LINES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What stands there by its key; nothing where it is lost. ``body`` begins in ``line``."""

    words: Mapping[str, str]
    body: str
    line: int


def read_matter(text: str, *, name: str) -> Matter:
    """Take a file apart; raises ``FileRefused`` where it is not one that was taken out."""
    head, body = _fences_mended(text)
    if head is None:
        return Matter(words={}, body=text, line=1)
    matter, problems = front_matter.read(name, head + body)
    if matter and "role" in matter.values:
        sentence = (
            "This is a file of the content folders, not one that was taken out for a translator. "
            "Put it into translations/, and load it: python -m workflow load"
        )
        raise FileRefused(name, (FileProblem(place="", sentence=sentence),))
    if problems or matter is None:
        told = (FileProblem(place=f"line {each.line}", sentence=each.sentence) for each in problems)
        raise FileRefused(name, tuple(told))
    words = {key: value for key, value in matter.values.items() if isinstance(value, str)}
    return Matter(words=words, body=matter.body, line=matter.body_line)


def _fences_mended(text: str) -> tuple[str | None, str]:
    """The front matter with its two lines of dashes, whatever they became; and the rest."""
    lines = text.split("\n")
    top = next((at for at, line in enumerate(lines[:5]) if line.strip()), 0)
    if not _FENCE.fullmatch(lines[top].strip()):
        return None, text
    for at in range(top + 1, min(len(lines), top + _MOST_LINES)):
        if _FENCE.fullmatch(lines[at].strip()):
            keys = [line for line in lines[top + 1 : at] if line.strip()]
            gaps = [""] * (at + 1 - len(keys) - 2)  # so that the lines below keep their numbers
            head = "\n".join([front_matter.FENCE, *keys, *gaps, front_matter.FENCE, ""])
            return head, "\n".join(lines[at + 1 :])
    return front_matter.FENCE + "\n", "\n".join(lines[top + 1 :])

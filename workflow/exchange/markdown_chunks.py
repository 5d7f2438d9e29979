"""A Markdown file taken apart at its marks, each with what stands under it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workflow.exchange.markdown_blocks import fence_of
from workflow.exchange.markdown_marks import marks_beside_code
from workflow.exchange.marks import Mark

_COMMENT = re.compile(r"^[ \t]*<!--(?P<words>(?:(?!<!--).)*?)-->[ \t]*$", re.MULTILINE | re.DOTALL)
_ANGLES = str.maketrans("<>", "‹›")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A mark with what stands under it; ``mark`` is None before the first, and after the end."""

    mark: Mark | None
    text: str
    line: int


def comment(*parts: str) -> str:
    """A mark as it is written; only the first part is read again."""
    said = "\n".join(part.replace("&gt;", "›").translate(_ANGLES) for part in parts[1:] if part)
    return f"<!-- {parts[0]}{f' · {said}' if said else ''} -->"


def chunks(text: str, *, line: int) -> tuple[list[Chunk], bool]:
    """The chunks of a text that begins in ``line``, and whether its end is marked."""
    found: list[Chunk] = []
    mark, begun, counted, ended = None, 0, 0, False
    for comes in marks_beside_code(text):
        found.append(Chunk(mark=mark, text=text[begun : comes.start], line=line))
        line += text.count("\n", counted, comes.end)
        mark, begun, counted = comes.mark, comes.end, comes.end
        ended = ended or mark is None
    found.append(Chunk(mark=mark, text=text[begun:], line=line))
    return [each for each in found if each.mark or each.text.strip()], ended


def without_comments(text: str) -> tuple[str, list[str]]:
    """The text without comments that somebody wrote into it, and their words."""
    if "```" in text or "~~~" in text:
        return text, []
    words = [" ".join(each["words"].split()) for each in _COMMENT.finditer(text)]
    return _COMMENT.sub("", text), [each for each in words if each]


def pairs(text: str, *, code: bool) -> list[tuple[str, str]]:
    """Each run of quoted lines, without its ``>``, with what stands under it.

    ``code`` tells that what stands there is to be code.
    """
    found: list[tuple[list[str], list[str]]] = [([], [])]
    for line, quoted, begins in _lines(text, code=code):
        if begins:
            found.append(([], []))
        found[-1][0 if quoted else 1].append(line)
    both = [("\n".join(quote), "\n".join(below)) for quote, below in found]
    filled = [pair for pair in both if "".join(pair).strip()]
    if len(filled) > 1 and not filled[0][0]:  # typed above the quotation
        (_, above), (quote, below), *others = filled
        return [(quote, f"{above}\n{below}"), *others]
    return filled


def _lines(text: str, *, code: bool) -> Iterator[tuple[str, bool, bool]]:
    """Each line, whether it is quoted, and whether it is the first of a run of quoted ones."""
    fence, before = "", False
    for line in text.split("\n"):
        bare = line.lstrip(" \t")
        quoted = not fence and bare.startswith(">")
        if quoted:
            yield bare[1:].removeprefix(" "), True, not before
        else:
            fence = _fence_after(bare, fence, code=code)
            yield line, False, False
        before = quoted


def _fence_after(line: str, fence: str, *, code: bool) -> str:
    """The fence that is open once ``line`` is read."""
    if not fence:
        return fence_of(line, code=code)
    closes = line.startswith(fence) and not line.strip(fence[0] + " \t")
    return "" if closes else fence

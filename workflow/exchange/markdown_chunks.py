"""A Markdown file taken apart at its marks, each with what stands under it.

Marks are comments on lines of their own, ``<!-- s6@3 -->``. Programs for letters and documents
make long dashes of the two short ones, or put backslashes before the signs; a mark is known still.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workflow.exchange.marks import KEY, Mark, find_mark

END = "<!-- end -->"

_OPEN = r"^[ \t\xa0]*(?:\\?<|&lt;)\\?!(?:\\?[-–—]){1,4}\s*"
_CLOSE = r"(?:\\?[-–—]){1,4}\\?(?:>|&gt;)"
_MARK = re.compile(rf"{_OPEN}(?P<said>(?:end\b|{KEY}@[0-9])[^<]*?){_CLOSE}", re.MULTILINE)
_LIKE_MARK = re.compile(rf"\\<(?=\\?!(?:\\?[-–—]){{1,4}}\s*(?:end\b|{KEY}@))")
_FENCED = re.compile(
    r"\s*(?:>[^\n]*\n\s*)*(?P<fence>`{3,}|~{3,})[^\n]*\n(?:[^\n]*\n){0,2000}?[ \t]*(?P=fence)"
)
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


def no_mark(text: str) -> str:
    """Words that would be read as a mark, written so that they are not."""
    return _LIKE_MARK.sub("&#60;", text)


def keys_in(text: str) -> set[str]:
    """The keys of all marks that stand in a text."""
    return {mark.key for each in _MARK.finditer(text) if (mark := find_mark(each["said"]))}


def chunks(text: str, *, line: int) -> tuple[list[Chunk], bool]:
    """The chunks of a text that begins in ``line``, and whether its end is marked."""
    found: list[Chunk] = []
    mark, begun, at, ended = None, 0, 0, False
    while comes := _MARK.search(text, at):
        found.append(Chunk(mark=mark, text=text[begun : comes.start()], line=line))
        line += text.count("\n", begun, comes.start())
        mark, begun = find_mark(comes["said"]), comes.end()
        line += text.count("\n", comes.start(), begun)
        ended = ended or mark is None
        code = _FENCED.match(text, begun) if mark and mark.code else None
        at = code.end() if code else begun
    found.append(Chunk(mark=mark, text=text[begun:], line=line))
    return [each for each in found if each.mark or each.text.strip()], ended


def without_comments(text: str) -> tuple[str, list[str]]:
    """The text without comments that somebody wrote into it, and their words."""
    if "```" in text or "~~~" in text:
        return text, []
    words = [" ".join(each["words"].split()) for each in _COMMENT.finditer(text)]
    return _COMMENT.sub("", text), [each for each in words if each]


def pairs(text: str) -> list[tuple[str, str]]:
    """Each run of quoted lines, without its ``>``, with what stands under it."""
    found: list[tuple[list[str], list[str]]] = [([], [])]
    for line, quoted, begins in _lines(text):
        if begins:
            found.append(([], []))
        found[-1][0 if quoted else 1].append(line)
    both = [("\n".join(quote), "\n".join(below)) for quote, below in found]
    filled = [pair for pair in both if "".join(pair).strip()]
    if len(filled) > 1 and not filled[0][0]:  # typed above the quotation
        (_, above), (quote, below), *others = filled
        return [(quote, f"{above}\n{below}"), *others]
    return filled


def _lines(text: str) -> Iterator[tuple[str, bool, bool]]:
    """Each line, whether it is quoted, and whether it is the first of a run of quoted ones."""
    fence, before = "", False
    for line in text.split("\n"):
        bare = line.lstrip(" \t")
        quoted = not fence and bare.startswith(">")
        if quoted:
            yield bare[1:].removeprefix(" "), True, not before
        else:
            fence = _fence_after(bare, fence)
            yield line, False, False
        before = quoted


def _fence_after(line: str, fence: str) -> str:
    """The fence that is open once ``line`` is read."""
    sign = re.match(r"`{3,}(?=[^`]*$)|~{3,}", line.rstrip(" \t"))
    if fence:
        closes = line.startswith(fence) and not line.strip(fence[0] + " \t")
        return "" if closes else fence
    return sign[0] if sign else ""

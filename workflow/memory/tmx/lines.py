"""A segment as one line, as blocks are kept: hard breaks stay, the line ends of a file do not."""

import re

from mdit_py_cjk_friendly import is_cjk

_HARD_BREAK = re.compile(r"(?<!\\)((?:\\\\)*)\\\n")
_LINE_END = re.compile(r"[ \t]*\n[ \t\n]*")
_SPACES = re.compile(r"[ \t]+")
_UNEVEN = re.compile(r"[\n\t]|  ")


def on_one_line(text: str) -> str:
    """The text without line ends and indentation of the file; ``text`` is clean.

    A line end is a space, but between Chinese characters it is nothing.
    """
    if not _UNEVEN.search(text):
        return text.strip()
    lines = [_line(part) for part in _HARD_BREAK.sub("\\1\0", text).split("\0")]
    said = [place for place, line in enumerate(lines) if line]
    return "\\\n".join(lines[said[0] : said[-1] + 1]).strip() if said else ""


def _line(text: str) -> str:
    bare = text.strip(" \t\n")
    text = _LINE_END.sub(lambda found: _between(bare, found), bare)
    return _SPACES.sub(" ", text)


def _between(text: str, found: re.Match[str]) -> str:
    before, after = text[found.start() - 1], text[found.end()]
    return "" if is_cjk(before) and is_cjk(after) else " "

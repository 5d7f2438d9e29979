"""Which quotation mark opens, which closes, and how deep: a reading of the marks of a text.

Straight marks, and curly ones used in the manner of another language, are told apart by what stands
around them. A mark without a partner keeps its place: a quotation may run over several paragraphs.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workflow.text.typography.opaque import OPAQUE

_MARK = re.compile(
    r"""
      (?:,,|‚‚)(?=[^\s\d,]) | ''(?!') | ’’(?!’) | ‘‘(?=\w) | [“”„«»]
    | "(?!(?<=[бпвмфдтзсцжшчркгхн]")[яюєїЯЮЄЇ])     # an apostrophe in disguise
    | (?<![\w.,…!?’'])'(?=[^\W\d_][^'\n]+[\w.,!?…]'(?!\w))   # single, with its other to come
    | (?<=[\w.,!?…])'(?!['\w])
    | (?<![\w.,…!?])‘(?=\w[^‘\n]+’(?!\w))
    | (?<=[\w.,!?…])’(?![\w’])
    """,
    re.VERBOSE,
)
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_SEE_THROUGH = "*_~"
_BEFORE_OPENING = "([{—–-/«„“\"'<>|"
_AFTER_WORDS = f":,;.!?{OPAQUE}"
_SHAPED = "„«»‘’"
_STRAIGHT = ('"', "''", "’’", "‘‘", ",,", "‚‚", "'")
_ALWAYS_PAIRED = ("''", "’’", "'")
_PARTNERS: Mapping[str, tuple[str, ...]] = {
    "«": ("»",),
    "„": ("”", "“", '"', "''", "’’"),
    "“": ("”", "“", '"'),
    "”": ("”", '"'),
    '"': ('"', "”", "“"),
    ",,": ("''", "’’", '"', "”", "“"),
    "‚‚": ("’’", "''", '"', "”", "“"),
    "‘‘": ("’’", '"', "”"),
    "''": ("''", '"'),
    "’’": ("’’",),
    "'": ("'",),
    "‘": ("’",),
    "»": ("«",),
}


@dataclass(slots=True, eq=False)
class Mark:
    """One quotation mark; ``level`` counts the quotations around it, ``partner`` is its other."""

    start: int
    words: str
    opens: bool
    level: int = 0
    partner: "Mark | None" = None
    around: "Mark | None" = None

    @property
    def end(self) -> int:
        """Where the text goes on."""
        return self.start + len(self.words)

    @property
    def is_straight(self) -> bool:
        """Typed on a keyboard that has no other mark."""
        return self.words in _STRAIGHT


def marks(text: str) -> list[Mark]:
    """The quotation marks of a text, in order, with their levels and partners."""
    read: list[Mark] = []
    start = 0
    for end in [*(found.end() for found in _PARAGRAPH.finditer(text)), len(text)]:
        read += _trusted(list(_paragraph(text, start, end)))
        start = end
    return read


def quoted(text: str) -> Iterator[range]:
    """The stretches of a text that stand within quotation marks."""
    for mark in marks(text):
        if mark.opens and mark.level == 0:
            yield range(mark.end, mark.partner.start if mark.partner else len(text))


def _paragraph(text: str, start: int, end: int) -> Iterator[Mark]:
    open_marks: list[Mark] = []
    for found in _MARK.finditer(text, start, end):
        opens = _opens(text, found, open_marks)
        if opens is None:
            continue
        mark = Mark(start=found.start(), words=found.group(), opens=opens)
        if opens:
            mark.around = open_marks[-1] if open_marks else None
            mark.level = len(open_marks)
            open_marks.append(mark)
        else:
            _close(mark, open_marks)
        yield mark


def _trusted(read: list[Mark]) -> list[Mark]:
    """Without straight marks that close nothing, where there are two of them or more."""
    astray = [mark for mark in read if mark.is_straight and not mark.opens and not mark.partner]
    return [mark for mark in read if mark not in astray] if len(astray) > 1 else read


def _opens(text: str, found: re.Match[str], open_marks: list[Mark]) -> bool | None:
    """Whether a mark opens or closes; None for an inch sign and what cannot be told."""
    words = found.group()
    before = _beside(text, found.start(), -1)
    after = _beside(text, found.end(), 1)
    waiting = any(words in _PARTNERS[mark.words] for mark in open_marks)
    if words in _SHAPED:
        return _opens_by_shape(words, before, after, open_marks)
    if after.strip() and (not before.strip() or before in _BEFORE_OPENING):
        return not (waiting and before.strip() and not _begins(after))
    if before in _AFTER_WORDS and _begins(after) and not waiting:
        return True
    if not before.strip() or words in (",,", "‚‚"):
        return None
    return False if waiting or not _stays(words, before, after) else None


def _opens_by_shape(words: str, before: str, after: str, open_marks: list[Mark]) -> bool | None:
    """``„`` and ``«`` open, ``»`` closes, unless all guillemets of the text point outwards."""
    inside = {mark.words for mark in open_marks}
    if words == "’":
        return False if "‘" in inside else None
    if words == "»":
        return "«" not in inside and not before.strip() and _begins(after)
    return not (words == "«" and "»" in inside and before.strip() and not _begins(after))


def _begins(after: str) -> bool:
    return after.isalnum() or after == OPAQUE


def _stays(words: str, before: str, after: str) -> bool:
    """An inch or a second after a number, an apostrophe, a mark in the middle of a word."""
    alone = before.isdigit() or after.isalnum()
    return words in _ALWAYS_PAIRED or (words in _STRAIGHT and alone)


def _beside(text: str, place: int, step: int) -> str:
    """The nearest character that is no emphasis of Markdown; empty at either end."""
    at = place - 1 if step < 0 else place
    while 0 <= at < len(text) and text[at] in _SEE_THROUGH:
        at += step
    return text[at] if 0 <= at < len(text) else ""


def _close(mark: Mark, open_marks: list[Mark]) -> None:
    """Give a closing mark the nearest opening one that it fits, or else the nearest of all."""
    fitting = [each for each in open_marks if mark.words in _PARTNERS[each.words]]
    chosen = fitting[-1] if fitting else (open_marks[-1] if open_marks else None)
    if chosen is None:
        return
    del open_marks[open_marks.index(chosen) :]
    mark.level, mark.around = len(open_marks), chosen.around
    mark.partner, chosen.partner = chosen, mark

"""A unit's mark in a file that people read: its key, its version, and how far it is.

``s6@3`` is block s6 with its third text, ``s1@2 headline`` a named field, ``s9@1 code`` code. A
word tells how far it is: ``untranslated``, ``unfinished``, ``reviewed``. After it comes a print of
the words that left (after ``untranslated``, of the source's words that stand in for a text). Once
they are others, somebody has worked on them, whether or not she touched the mark; where no letter
is another, it was only a program that mends quotation marks. ``of-1a2b3c4d`` is a print of the
source, ``item`` says that a list mark or a footnote's stands before the text.
"""

import re
from dataclasses import dataclass
from hashlib import sha256
from itertools import dropwhile

from workflow.exchange.values import Unit, UnitState
from workflow.text.segments import Field, Kind

KEY = r"[a-z][0-9]{1,9}(?:\.[0-9]{1,4})?"
MARK = re.compile(rf"(?P<key>{KEY})@(?P<version>[0-9]{{1,9}})(?P<words>(?:[ ]+[a-z0-9-]+)*)")
_PRINT = re.compile(r"[0-9a-f]{8}")
_WORDS = {
    UnitState.NEW: "untranslated",
    UnitState.UNFINISHED: "unfinished",
    UnitState.REVIEWED: "reviewed",
}
_BEGUN = re.compile(rf"{KEY}@[0-9]{{1,9}}")
_OURS = frozenset({*_WORDS.values(), *Kind, *Field})
_FIELDS = {each.value: each for each in Field if each is not Field.BODY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark as it came back; ``left`` and ``of`` are prints of what left: text and source."""

    key: str
    version: int | None = None
    field: Field = Field.BODY
    code: bool = False
    item: bool = False
    of: str = ""
    state: UnitState = UnitState.TRANSLATED
    left: str = ""

    def state_of(self, text: str) -> UnitState:
        """How far the unit is, now that ``text`` stands there."""
        if not text.strip():
            return UnitState.NEW
        if self.state is UnitState.REVIEWED:
            same = self.left in {"", print_of(text)}
            return UnitState.REVIEWED if same else UnitState.TRANSLATED
        if self.state is UnitState.TRANSLATED or not self.left:
            return self.state if self.state is not UnitState.NEW else UnitState.TRANSLATED
        waits = same_letters(self.left, print_of(text))
        return UnitState.UNFINISHED if waits else UnitState.TRANSLATED

    def is_untouched(self, text: str) -> bool:
        """Whether the source's words still stand in for a text."""
        waits = self.state is UnitState.NEW and self.left
        return bool(waits) and self.left == print_of(text)


def print_of(text: str) -> str:
    """A short print of words, the same however their lines and spaces fall."""
    letters = "".join(filter(str.isalnum, text.casefold()))
    return _half(letters) + _half(" ".join(text.split()))


def same_letters(one: str, other: str) -> bool:
    """Whether two prints are of the same letters and digits, whatever stands between them."""
    return one[:4] == other[:4]


def _half(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:4]


def written_mark(unit: Unit, *, words: str | None = None) -> str:
    """The mark of a unit on its way out; ``words`` are those that stand there for it."""
    parts = [f"{unit.key}@{unit.version}"]
    if unit.field is not Field.BODY:
        parts.append(unit.field.value)
    elif unit.kind is Kind.CODE:
        parts.append("code")
    if unit.state in _WORDS:
        parts.append(_WORDS[unit.state])
    shown = unit.target if words is None else words
    if shown and unit.state in _WORDS:
        parts.append(print_of(shown))
    return " ".join(parts)


def find_mark(text: str) -> Mark | None:
    """The first mark in ``text``, wherever it stands and whatever a tool put around it."""
    found = MARK.search(" ".join(text.split()))
    return _mark(found) if found else None


def other_words(text: str) -> str:
    """What stands in ``text`` besides the first mark and the words that belong to it."""
    line = " ".join(text.split())
    found = _BEGUN.search(line)
    before, after = (line[: found.start()], line[found.end() :]) if found else ("", line)
    rest = " ".join(dropwhile(_is_ours, after.split()))
    return " ".join(filter(None, (before.strip(), rest)))


def _is_ours(word: str) -> bool:
    return word in _OURS or bool(_PRINT.fullmatch(word.removeprefix("of-")))


def _mark(found: re.Match[str]) -> Mark:
    words = found["words"].split()
    states = [state for state, word in _WORDS.items() if word in words]
    fields = [field for name, field in _FIELDS.items() if name in words]
    return Mark(
        key=found["key"],
        version=int(found["version"]),
        field=fields[0] if fields else Field.BODY,
        code="code" in words,
        item="item" in words,
        of=next((word[3:] for word in words if word.startswith("of-")), ""),
        state=states[0] if states else UnitState.TRANSLATED,
        left=next((word for word in words if _PRINT.fullmatch(word)), ""),
    )

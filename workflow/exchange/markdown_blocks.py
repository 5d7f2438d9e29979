"""Blocks as they stand between the marks of a Markdown file: written one by one, read by lines.

The reader is not the one of documents, which takes words for definitions and lets them vanish:
here every word that is typed comes back. What is a list mark, a heading or a quotation is told
by the same signs.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from workflow.exchange.values import Unit
from workflow.text.markup import nodes
from workflow.text.markup.read_blocks import is_signature
from workflow.text.markup.read_inline import read_inline
from workflow.text.markup.write_blocks import write_blocks
from workflow.text.outline import leaf_mark
from workflow.text.segments import Block, Kind

_QUOTE = re.compile(r">[ ]?")
_SIGNS = (
    (">", _QUOTE),
    ("#", re.compile(r"#{1,6}(?:[ \t]+|$)")),
    ("-", re.compile(r"(?:[-*+][ \t]+|[•◦▪‣⁃●○■·][ ]*\t[ \t]*)(?=\S)")),
    ("-", re.compile(r"[0-9]{1,9}[.)][ \t]+(?=\S)")),
    ("^", re.compile(r"\[\^[^\]\s]{1,40}\]:[ \t]*")),
)
_ONLY_HEADINGS = (_SIGNS[1],)
_KINDS = {"": Kind.PARAGRAPH, "#": Kind.HEADING, "-": Kind.ITEM, "^": Kind.FOOTNOTE}
_UNDERLINE = re.compile(r"(?:=+|--+)[ \t]*")
_FENCE = re.compile(r"(?P<fence>`{3,}(?=[^`]*$)|~{3,})")
_SPACES = " \t"
_MOST_SIGNS = 24  # before one line; no block stands in more than 12 others


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A block as a file shows it; ``kind`` is None where its signs do not tell.

    ``item`` is the mark of a list or a footnote that stood before the text: ``2. ``.
    """

    text: str
    kind: Kind | None
    item: str = ""


# Out -----------------------------------------------------------------------------------------


def bare(text: str, unit: Unit) -> str:
    """A text with only the signs of its own: a heading's, or the fence of code."""
    if unit.kind is Kind.CODE:
        return write_blocks([Block(field=unit.field, kind=Kind.CODE, text=text, frame=_leaf(unit))])
    if unit.kind is Kind.HEADING and text:
        return f"{_leaf(unit) or '##'} {text}"
    return text


def framed(text: str, unit: Unit, signs: str) -> str:
    """A text behind its signs: ``> - words``."""
    if unit.kind is Kind.CODE or not text:
        return bare(text, unit) if text else ""
    first, *lines = text.split("\n")
    before = re.sub("[^> ]", " ", signs)
    return "\n".join([signs + first, *(before + line for line in lines)])


def quoted(text: str) -> str:
    """Every line behind ``>``."""
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n"))


def signs_of(units: Iterable[Unit]) -> Iterator[str]:
    """What stands before each unit, so that it shows as what it is on its own."""
    stack: list[_Step] = []
    for unit in units:
        leaf = _leaf(unit)
        for depth, sign in enumerate(unit.frame.removesuffix(leaf).split()):
            opened = _Step.of(sign)
            goes_on = depth < len(stack) and stack[depth].sort == opened.sort
            if sign[0] in "+=" and goes_on:
                stack[depth].number += sign[0] == "+"
                if sign[0] == "+":
                    del stack[depth + 1 :]
            else:
                stack[depth:] = [opened]
        del stack[len(unit.frame.removesuffix(leaf).split()) :]
        heading = f"{leaf} " if leaf.startswith("#") else ""
        yield "".join(step.sign for step in stack) + heading


@dataclass(slots=True)
class _Step:
    """One thing that holds a block: a quotation, a list or a footnote."""

    sort: str
    number: int = 1
    label: str = "1"

    @classmethod
    def of(cls, step: str) -> "_Step":
        """From a step of a frame, as ``workflow.text.outline`` writes them."""
        plain = step.lstrip("+=")
        if plain.startswith("["):
            return cls("^", label=plain[2:-1])
        digits = plain.rstrip(".")
        return cls(plain[-1:], number=int(digits) if digits.isdigit() else 1)

    @property
    def sign(self) -> str:
        """What is written for it."""
        if self.sort == ".":
            return f"{self.number}. "
        return f"[^{self.label}]: " if self.sort == "^" else f"{self.sort} "


def _leaf(unit: Unit) -> str:
    return leaf_mark(Block(field=unit.field, kind=unit.kind, text="", frame=unit.frame))


# In ------------------------------------------------------------------------------------------


def blocks_in(text: str, *, signs: bool, code: bool = False) -> list[Shown]:
    """The blocks of a text; with ``signs``, those of lists, quotations and notes are taken off.

    ``code`` tells that the text is to be code: only then what stands beside a fence is no words.
    """
    reader = _Reader(_SIGNS if signs else _ONLY_HEADINGS, code)
    for line in text.split("\n"):
        reader.read(line)
    return reader.done()


@dataclass(slots=True)
class _Reader:
    """Reads line by line; ``lines`` are those of the block that is open, behind ``around``."""

    known: tuple[tuple[str, re.Pattern[str]], ...]
    code: bool
    found: list[Shown] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    around: str = ""
    item: str = ""
    fence: str = ""

    def read(self, line: str) -> None:
        """Take one more line."""
        if self.fence:
            self._read_code(line)
            return
        signs, item, rest = self._peeled(line)
        if signs.endswith("#"):
            self._add(signs, item, rest)
        elif not rest.strip(_SPACES):
            self._end()
        elif fence := fence_of(rest, code=self.code):
            self._end()
            self.fence, self.around = fence, signs
        elif self.lines and _UNDERLINE.fullmatch(rest) and not signs.strip(">"):
            self.around = "#"
            self._end()
        elif not signs and _is_rule(rest):
            self._end()
        else:
            self._add(signs, item, rest)

    def done(self) -> list[Shown]:
        """All blocks."""
        if self.fence:
            self._end_code()
        self._end()
        return self.found

    def _peeled(self, line: str) -> tuple[str, str, str]:
        """The signs before a line, those of lists and notes as they stand, and its words."""
        signs, item, rest = "", "", line.lstrip(_SPACES)
        while not signs.endswith("#") and len(signs) < _MOST_SIGNS:
            found = ((sign, pattern.match(rest)) for sign, pattern in self.known)
            sign, match = next(((sign, match) for sign, match in found if match), ("", None))
            if match is None or _is_rule(rest):
                break
            item += match.group() if sign in "-^" else ""
            signs, rest = signs + sign, rest[match.end() :].lstrip(_SPACES)
        return signs, item, rest

    def _add(self, signs: str, item: str, rest: str) -> None:
        goes_on = not signs.strip(">") and len(signs) <= self.around.count(">")
        if not (self.lines and goes_on):
            self._end()
            self.around, self.item = signs, item
        if signs.endswith("#"):
            rest = _without_closing_hashes(rest.rstrip(_SPACES))
        self.lines.append(rest)
        if self.around.endswith("#"):
            self._end()

    def _end(self) -> None:
        text = "\n".join(self.lines).strip()
        self.lines = []
        if text:
            kind = _kind(self.around[-1:], text)
            self.found.append(Shown(text=text, kind=kind, item=self.item))
        self.around = self.item = ""

    def _read_code(self, line: str) -> None:
        for _ in range(self.around.count(">")):
            line = _QUOTE.sub("", line.lstrip(_SPACES), count=1)
        closing = line.strip(_SPACES)
        if closing.startswith(self.fence) and not closing.strip(self.fence[0]):
            self._end_code()
        else:
            self.lines.append(line)

    def _end_code(self) -> None:
        text = "\n".join(self.lines).rstrip("\n")
        if text or self.code:
            self.found.append(Shown(text=text, kind=Kind.CODE))
        self.lines, self.around, self.fence = [], "", ""


def fence_of(line: str, *, code: bool) -> str:
    """The fence that opens code in a line; around what is no code, one with words is words."""
    found = _FENCE.match(line)
    if found is None or (not code and line[found.end() :].strip(_SPACES)):
        return ""
    return found["fence"]


def _is_rule(line: str) -> bool:
    sign = line[:1]
    return sign in {"-", "*", "_"} and not line.rstrip(sign + _SPACES) and line.count(sign) > 2


def _without_closing_hashes(heading: str) -> str:
    words = heading.rstrip(_SPACES).rstrip("#")
    return words.rstrip(_SPACES) if not words or words[-1] in _SPACES else heading


def _kind(sign: str, text: str) -> Kind | None:
    if text.startswith("![") and _is_image(text):
        return Kind.IMAGE
    if sign == ">":
        return None if is_signature(text) else Kind.QUOTE
    return _KINDS[sign]


def _is_image(text: str) -> bool:
    match read_inline(text):
        case (nodes.Image(),):
            return True
        case _:
            return False

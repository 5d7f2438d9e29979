"""Quotations: none lost on the way, and each one closed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from workflow.languages.catalogue import marked
from workflow.text.checks.finding import Finding, Severity
from workflow.text.checks.passage import Passage
from workflow.text.segments import Field, Kind

_ALL_LOST = marked("The source quotes “{words}”, and nothing is quoted here. Put it in quotes.")
_FEWER = marked(
    "The source has {source} quotations, here are {here}. Check that each of them is there."
)
_OPEN = marked("The quotation that begins here has no end. Close it.")
_CLOSED = marked("A quotation ends here that began nowhere. Open it.")

_PAIRS = {"“": "”", "„": "”“", "«": "»", "「": "」", "『": "』", "＂": "＂", "〝": "〞"}
_CLOSING = {closing: opening for opening, both in _PAIRS.items() for closing in both}
_MARKS = re.compile('[“”„«»「」『』"＂〝〞]')
_SINGLE = re.compile(r"(?<![\w’])‘[^‘’]+(?:’\w[^‘’]*)*’(?!\w)|(?<!\w)'[^'\n]{2,300}'(?!\w)")
_SINGLE_LOW = re.compile(r"‚[^‚‘’]+[‘’]")
_TITLE = re.compile("[《〈][^》〉]+[》〉]")
_DIALOGUE = re.compile(r"(?:^|\n)\s*[–—-]\s")
_WORD = re.compile(r"[^\W\d_]+(?:[’ʼ'-][^\W\d_]+)*")
_HAN = re.compile("[\u3400-\u9fff]")
_LEAST_WORDS, _LEAST_HAN = 3, 6
_ON_ITS_OWN = frozenset({Kind.HEADING, Kind.IMAGE, Kind.LINE, Kind.ATTRIBUTION})


@dataclass(slots=True)
class _Quotations:
    """What was read: whole quotations of the outer level, marks with no partner."""

    whole: list[tuple[int, int]] = field(default_factory=list)
    open: list[int] = field(default_factory=list)
    closed: list[int] = field(default_factory=list)


def unbalanced_quotations(passage: Passage) -> Iterator[Finding]:
    """Find quotation marks with no partner.

    A quotation may run over several paragraphs, so this is a note, but in a text that stands on
    its own (a headline, a caption) a warning.
    """
    alone = passage.kind in _ON_ITS_OWN or passage.field not in {None, Field.BODY}
    severity = Severity.WARNING if alone else Severity.NOTE
    yield from _unbalanced(passage, severity, running_on=not alone)


def lost_quotations(source: Passage, passage: Passage) -> Iterator[Finding]:
    """Find quotations of the source that are none here, and marks that only here lack a partner."""
    read = _read(source.prose)
    if read.whole and not read.open and not read.closed:
        yield from _unbalanced(passage, Severity.WARNING, running_on=False)
    there = _quoted(source.prose, titles=False)
    here = len(_quoted(passage.prose, titles=True)) + len(_DIALOGUE.findall(passage.text))
    long = [words for words in there if _is_long(words)]
    if here or _MARKS.search(passage.prose):
        if here < len(long):
            values = {"source": str(len(there)), "here": str(here)}
            yield _missing(passage, Severity.NOTE, _FEWER, values)
    elif long and not passage.anatomy.emphasis:
        severity = Severity.NOTE if passage.kind is Kind.QUOTE else Severity.WARNING
        yield _missing(passage, severity, _ALL_LOST, {"words": _short(long[0])})


def _unbalanced(passage: Passage, severity: Severity, *, running_on: bool) -> Iterator[Finding]:
    read = _read(passage.prose)
    starts = len(passage.text) - len(passage.text.lstrip())
    for place in read.open:
        if not (running_on and place == starts and len(read.open) == 1):
            yield _mark(place, severity, _OPEN)
    for place in read.closed:
        yield _mark(place, severity, _CLOSED)


# Reading -------------------------------------------------------------------------------------


def _read(text: str) -> _Quotations:
    """Pair the marks of a text; those of another level stand inside and are not counted."""
    read = _Quotations()
    stack: list[tuple[str, int]] = []
    for found in _MARKS.finditer(text):
        mark, place = found.group(), found.start()
        if mark == '"':
            _straight(text, place, stack, read)
        elif mark in _CLOSING and _is_closing(mark, stack):
            _close(_CLOSING[mark] if mark != "“" else "„", place, stack, read)
        else:
            stack.append((mark, place))
    read.open.extend(place for _, place in stack)
    return read


def _is_closing(mark: str, stack: list[tuple[str, int]]) -> bool:
    """“ opens in some languages and closes in others; it closes what „ opened."""
    if mark not in _PAIRS:
        return True
    return any(mark in _PAIRS.get(opening, "") for opening, _ in stack[-1:])


def _close(opening: str, place: int, stack: list[tuple[str, int]], read: _Quotations) -> None:
    """Close the innermost mark that this one may close; what was open inside it stays open."""
    fits = {opening, "“", "„", '"'} if opening in {"“", "„"} else {opening, '"'}
    at = next((at for at in range(len(stack) - 1, -1, -1) if stack[at][0] in fits), None)
    if at is None:
        read.closed.append(place)
        return
    read.open.extend(start for _, start in stack[at + 1 :])
    if at == 0:
        read.whole.append((stack[0][1], place + 1))
    del stack[at:]


def _straight(text: str, place: int, stack: list[tuple[str, int]], read: _Quotations) -> None:
    """A straight mark closes whatever is open, and opens where nothing is."""
    before, after = text[max(place - 1, 0) : place], text[place + 1 : place + 2]
    if not stack and before.isdigit():
        return  # inches
    opens = (not before or before.isspace() or before in "([（—–-/") and bool(after.strip())
    if opens and not any(mark == '"' for mark, _ in stack):
        stack.append(('"', place))
    elif stack:
        read.open.extend(start for _, start in stack[1:])
        read.whole.append((stack[0][1], place + 1))
        stack.clear()
    elif after.strip() and not before.isalnum():
        stack.append(('"', place))
    else:
        read.closed.append(place)


def _quoted(text: str, *, titles: bool) -> list[str]:
    """The words of the outer quotations; a Chinese title counts as one where ``titles`` do."""
    spans = _read(text).whole
    for pattern in (_SINGLE, _SINGLE_LOW, *([_TITLE] if titles else [])):
        spans += [
            found.span()
            for found in pattern.finditer(text)
            if not any(start <= found.start() < end for start, end in spans)
        ]
    return [text[start + 1 : end - 1] for start, end in sorted(spans)]


def _is_long(words: str) -> bool:
    return len(_HAN.findall(words)) >= _LEAST_HAN or len(_WORD.findall(words)) >= _LEAST_WORDS


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 60 else f"{words[:59].rstrip()}…"


def _mark(place: int, severity: Severity, message: str) -> Finding:
    return Finding(
        check="quotations", severity=severity, start=place, end=place + 1, message=message
    )


def _missing(passage: Passage, severity: Severity, message: str, values: dict[str, str]) -> Finding:
    return Finding(
        check="quotations",
        severity=severity,
        start=0,
        end=len(passage.text),
        message=message,
        values=values,
    )

"""Markdown that does not come out: marks with no partner, broken links, lost emphasis."""

import re
from collections.abc import Iterator

from workflow.languages.catalogue import marked
from workflow.text.checks.finding import Finding, Grade, Severity
from workflow.text.checks.passage import Passage

_STRAY = marked("“{marks}” shows as it is: its partner is missing or stands apart. Mend the marks.")
_BROKEN = marked("This link is broken and shows as it is: “{words}”. Write [words](address).")
_PLAIN = marked("The source sets words in bold or italics here, the translation does not.")

_STARS = re.compile(
    r"\\?\*(?:\\?\*)+|(?<!\w)(?:\\?_){2}(?!_)(?=\S)|(?<=[^\s_])(?:\\?_){2}(?![\w_])"
)
_ADDRESS = r"(?:https?:|mailto:|www\.)[^\s)）]*[)）]?"
_LABEL = r"(?:[\[［【][^\[\]［］【】\n]{0,300})?"
_BETWEEN = r"(?:[\]］】][(（]\s?|(?<=[^\W\d])\][ \u00a0][(（])"  # an opening half of any width
_LINK = re.compile(rf"{_LABEL}{_BETWEEN}{_ADDRESS}|\]\(/\S*")
_WHERE = re.compile(_ADDRESS)
_LONE_STARS = re.compile(
    r"(?<![\w*\\])\*(?=[^\W\d])[^*\n]{1,200}\s\*(?![\w*])"
    r"|(?<=\s)\*\s(?=[^\W\d])[^*\n]{1,200}(?<=[^\W\d])\*(?![\w*])"
)
_WORD_CHAR = re.compile(r"\w")


def broken_markup(passage: Passage) -> Iterator[Finding]:
    """Find marks of Markdown that readers would see, because they do not work."""
    literal = passage.anatomy.literal
    if any("**" in words or "__" in words for words in literal):
        yield from _stray(passage)
    if any(bracket in words for words in literal for bracket in "]］】"):
        yield from _links(passage)
    if any("*" in words for words in literal):
        yield from _lone(passage)


def lost_emphasis(source: Passage, passage: Passage) -> Iterator[Finding]:
    """Find a text without any emphasis where the source has some.

    A language without italics may use its own marks for them.
    """
    there, here = source.anatomy, passage.anatomy
    counts = there.strong + (there.emphasis if passage.language.italic_emphasis else 0)
    if counts and not here.strong + here.emphasis:
        yield _finding(0, len(passage.text), Severity.NOTE, _PLAIN, {})


def _stray(passage: Passage) -> Iterator[Finding]:
    """Runs of two marks and more that the parser left standing as words."""
    text = passage.prose
    standing = sum(len(_STARS.findall(words)) for words in passage.anatomy.literal)
    runs = [found for found in _STARS.finditer(text) if not _is_censored(text, found)]
    if not standing or not runs or (len(runs) == 1 and _is_apart(text, runs[0])):
        return
    for found in runs if standing >= len(runs) else runs[-standing:]:
        values = {"marks": found.group().replace("\\", "")}
        yield _finding(found.start(), found.end(), Severity.ERROR, _STRAY, values)


def _is_apart(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()], text[found.end() :]
    return not before[-1:].strip() and not after[:1].strip()


def _is_censored(text: str, found: re.Match[str]) -> bool:
    """Whether the stars stand for letters, as in f**k and s***, or divide a text (***)."""
    before, after = (
        text[max(found.start() - 1, 0) : found.start()],
        text[found.end() : found.end() + 1],
    )
    stars = found.group().count("*")
    if stars > 2 and not before.strip() and not after.strip():
        return True
    inside = stars > 1 and bool(_WORD_CHAR.match(before))
    return inside and (bool(_WORD_CHAR.match(after)) or stars > 2)


def _links(passage: Passage) -> Iterator[Finding]:
    """Links that the parser left standing as words; a whole one is no words."""
    for words in passage.anatomy.literal:
        for found in _LINK.finditer(words):
            start, end = _place(passage.text, found.group())
            yield _finding(start, end, Severity.ERROR, _BROKEN, {"words": _short(found.group())})


def _place(text: str, words: str) -> tuple[int, int]:
    """Where the words stand in the text, whose marks may be escaped: else where the address is."""
    address = _WHERE.search(words)
    for each in (words, address.group() if address else words):
        if (start := text.find(each)) >= 0:
            return start, start + len(each)
    return 0, len(text)


def _lone(passage: Passage) -> Iterator[Finding]:
    for found in _LONE_STARS.finditer(passage.prose):
        yield _finding(found.start(), found.end(), Severity.WARNING, _STRAY, {"marks": "*"})


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59].rstrip()}…"


def _finding(
    start: int, end: int, severity: Severity, message: str, values: dict[str, str]
) -> Finding:
    return Finding(
        check="markup",
        severity=severity,
        start=start,
        end=end,
        message=message,
        values=values,
        grade=Grade.WARN,
    )

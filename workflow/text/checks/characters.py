"""Characters that no text should hold, in any language."""

import re
import unicodedata
from collections.abc import Iterator

from workflow.languages.catalogue import marked
from workflow.languages.language import Script
from workflow.text.checks.finding import Finding, Grade, Severity
from workflow.text.checks.passage import Passage

_INVISIBLE = re.compile(
    "(?:[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\ufeff\u2028\u2029\ud800-\udfff]|\r(?!\n))+"
)
_LOST = re.compile("\ufffd+")
_SEPARATORS = frozenset("\u2028\u2029")
_COMBINED = re.compile(
    ".[\u0300-\u036f\u0483-\u0487\u1dc0-\u1dff\u3099\u309a]+|[\u2126\u212a\u212b\uf900-\ufad9]"
)
_BEFORE_IOTATED = re.compile("[яюєїЯЮЄЇ]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")

# What Windows-1252 keeps where Unicode has C1 control characters: its marks, not its letters.
_WINDOWS_MARKS = {
    "\x80": "€", "\x82": "‚", "\x84": "„", "\x85": "…", "\x8b": "‹", "\x91": "‘", "\x92": "’",
    "\x93": "“", "\x94": "”", "\x95": "•", "\x96": "–", "\x97": "—", "\x99": "™", "\x9b": "›",
}  # fmt: skip


def control_chars(passage: Passage) -> Iterator[Finding]:
    """Find invisible control characters: mail programs cut messages at them."""
    for found in _INVISIBLE.finditer(passage.text):
        yield Finding(
            check="control-chars",
            severity=Severity.ERROR,
            start=found.start(),
            end=found.end(),
            message=marked("There is an invisible control character here ({codes}). Delete it."),
            values={"codes": " ".join(f"U+{ord(char):04X}" for char in found.group()[:5])},
            fix=_meant(found, passage),
            grade=Grade.AUTO,
        )


def lost_letters(passage: Passage) -> Iterator[Finding]:
    """Find the marks (U+FFFD) that stand where a conversion lost a letter."""
    for found in _LOST.finditer(passage.text):
        yield Finding(
            check="lost-letters",
            severity=Severity.ERROR,
            start=found.start(),
            end=found.end(),
            message=marked("A letter was lost here in conversion. Put it back from the original."),
        )


def nfc(passage: Passage) -> Iterator[Finding]:
    """Find letters that come as two characters, as in texts out of PDFs and old Macs."""
    if unicodedata.is_normalized("NFC", passage.text):
        return
    for found in _COMBINED.finditer(passage.text):
        whole = unicodedata.normalize("NFC", found.group())
        if whole != found.group():
            yield Finding(
                check="nfc",
                severity=Severity.NOTE,
                start=found.start(),
                end=found.end(),
                message=marked("“{letter}” is typed as two characters. Make it one."),
                values={"letter": whole},
                fix=whole,
                grade=Grade.AUTO,
            )


def _meant(found: re.Match[str], passage: Passage) -> str:
    """What was to stand there: nothing mostly, a mark of Windows-1252, or a new line."""
    text, signs = passage.text, found.group()
    before, after = (
        text[max(found.start() - 1, 0) : found.start()],
        text[found.end() : found.end() + 1],
    )
    if set(signs) <= _SEPARATORS:
        apart = before and after and not before.isspace() and not after.isspace()
        return "\n" if apart else ""
    if passage.language.script is Script.HAN_TRADITIONAL:
        return ""
    return "".join(_mark(sign, before, after) for sign in signs)


def _mark(sign: str, before: str, after: str) -> str:
    """The mark; but an apostrophe belongs into a Cyrillic word only before я, ю, є and ї."""
    mark = _WINDOWS_MARKS.get(sign, "")
    inside = before.isalpha() and after.isalpha()
    latin = bool(_LATIN.match(before) and _LATIN.match(after))
    if mark == "’" and inside and not latin and not _BEFORE_IOTATED.match(after):
        return ""
    return mark

"""Characters that no text should hold, in any language."""

import re

from workflow.text.checks.finding import Finding, Severity

_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\ufeff\u2028\u2029\ud800-\udfff]+")
_LOST = re.compile("\ufffd+")


def control_characters(text: str) -> tuple[Finding, ...]:
    """Find control characters (mail clients cut messages at them) and lost letters (U+FFFD)."""
    found = [_invisible(match) for match in _INVISIBLE.finditer(text)]
    found += [_lost(match) for match in _LOST.finditer(text)]
    return tuple(sorted(found, key=lambda finding: finding.start))


def _invisible(match: re.Match[str]) -> Finding:
    return Finding(
        check="control-characters",
        severity=Severity.ERROR,
        start=match.start(),
        end=match.end(),
        message="There is an invisible control character here ({codes}). Delete it.",
        values={"codes": " ".join(f"U+{ord(char):04X}" for char in match.group()[:5])},
        fix="\n" if match.group() in {"\u2028", "\u2029"} else "",
    )


def _lost(match: re.Match[str]) -> Finding:
    return Finding(
        check="lost-letters",
        severity=Severity.ERROR,
        start=match.start(),
        end=match.end(),
        message="A letter was lost here in conversion. Put it back from the original.",
    )

"""Simplified characters in a text that is to be Traditional Chinese."""

import re
from functools import cache
from importlib import resources

from workflow.text.checks.finding import Finding, Severity


def simplified_characters(text: str) -> tuple[Finding, ...]:
    """Find the characters that only Simplified Chinese uses, a run at a time.

    There is no fix: which Traditional character is meant depends on the word (发 is 發 or 髮).
    """
    return tuple(
        Finding(
            check="simplified-characters",
            severity=Severity.ERROR,
            start=match.start(),
            end=match.end(),
            message="“{characters}” is written in Simplified Chinese. Use Traditional characters.",
            values={"characters": match.group()},
        )
        for match in _simplified().finditer(text)
    )


@cache
def _simplified() -> re.Pattern[str]:
    source = resources.files("workflow.text.checks").joinpath("simplified.txt")
    lines = source.read_text(encoding="utf-8").splitlines()
    return re.compile(f"[{''.join(line for line in lines if not line.startswith('#'))}]+")

"""Simplified characters in a text that is to be Traditional Chinese."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from workflow.languages.catalogue import marked
from workflow.text.checks.finding import Finding, Grade, Severity
from workflow.text.checks.passage import Passage


def simplified(passage: Passage) -> Iterator[Finding]:
    """Find the characters that only Simplified Chinese uses, a run at a time.

    A run has a fix where each of its characters has one Traditional form; which one is meant by
    others depends on the word (发 is 發 or 髮).
    """
    for found in _simplified().finditer(passage.prose):
        fix = _traditional_of(found.group())
        yield Finding(
            check="simplified",
            severity=Severity.ERROR,
            start=found.start(),
            end=found.end(),
            message=marked(
                "“{characters}” is written in Simplified Chinese. Use Traditional characters."
            ),
            values={"characters": found.group()},
            fix=fix,
            grade=Grade.WARN if fix is None else Grade.ASK,
        )


def _traditional_of(characters: str) -> str | None:
    table = _traditional()
    if any(char not in table for char in characters):
        return None
    return "".join(table[char] for char in characters)


@cache
def _simplified() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_lines('simplified.txt'))}]+")


@cache
def _traditional() -> Mapping[str, str]:
    lines = _lines("traditional.txt")
    return dict(zip("".join(lines[::2]), "".join(lines[1::2]), strict=True))


def _lines(name: str) -> list[str]:
    source = resources.files("workflow.text.checks").joinpath(name)
    lines = source.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]

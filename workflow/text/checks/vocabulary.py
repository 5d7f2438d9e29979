"""Words of the mainland in a text for Taiwan.

``vocabulary.csv`` is our own table, begun from OpenCC's TWPhrases (Apache-2.0) and from the usage
of Taiwan's press. *hard* words are never written in Taiwan, *soft* ones are in another sense;
*never* are words that are right and hold one of the others, such as 納米比亞 or 在線上.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from workflow.languages.catalogue import marked
from workflow.text.checks.finding import Finding, Grade, Severity
from workflow.text.checks.passage import Passage

_WRITE = marked("“{found}” is a word of the mainland. In Taiwan it is “{fix}”.")
_PERHAPS = marked("In Taiwan “{found}” is often “{fix}”. See which is meant.")
_AVOID = marked("“{found}” is wording of the mainland. Say it in another way.")

_TITLE = re.compile("《[^《》]*》|〈[^〈〉]*〉")


class _Usage(StrEnum):
    """How certain it is that a word is out of place."""

    HARD = "hard"
    SOFT = "soft"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class _Word:
    """What Taiwan says instead; several words, or none, where it depends."""

    instead: str
    usage: _Usage

    @property
    def fix(self) -> str | None:
        """The one word to put in place."""
        return self.instead if self.instead and "／" not in self.instead else None


def mainland_vocab(passage: Passage) -> Iterator[Finding]:
    """Find words of the mainland, the longest that fits; titles of works keep theirs."""
    text = _TITLE.sub(lambda found: " " * len(found.group()), passage.prose)
    for found in _pattern().finditer(text):
        word = _words()[found.group()]
        if word.usage is not _Usage.NEVER:
            yield _finding(found, word)


def _finding(found: re.Match[str], word: _Word) -> Finding:
    hard = word.usage is _Usage.HARD
    message = _WRITE if hard else _PERHAPS
    return Finding(
        check="mainland-vocab",
        severity=Severity.WARNING if hard else Severity.NOTE,
        start=found.start(),
        end=found.end(),
        message=message if word.instead else _AVOID,
        values={"found": found.group(), "fix": word.instead},
        fix=word.fix,
        grade=Grade.ASK if word.fix else Grade.WARN,
    )


@cache
def _words() -> Mapping[str, _Word]:
    source = resources.files("workflow.text.checks").joinpath("vocabulary.csv")
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    return {row["mainland"]: _Word(row["taiwan"], _Usage(row["grade"])) for row in rows}


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_words(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))

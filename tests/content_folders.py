"""Content folders to load: a story in three languages, a letter, an issue; changed by hand."""

import pytest

from tests.factories import AT
from workflow.issues.folders.load import load
from workflow.issues.folders.report import LoadRefused
from workflow.issues.models import Issue, Slot
from workflow.journal.models import Entry
from workflow.people.actions import terminal_user
from workflow.stories.models import Coverage, Image, Revision, Story
from workflow.translation.models import ApprovedVersion, SegmentVersion, Translation

COVERAGE = """languages = ["en", "zh-Hant", "uk", "pl"]

[name]
en = "Harbours"
"zh-Hant" = "港口"
uk = "Гавані"
pl = "Porty"
"""
ISSUE = """number = 1
coverage = "harbours"
letter = "hello"
planned_at = 2026-11-24T07:00:00+00:00
languages = ["en", "uk"]

[[slots]]
story = "ferry"
layout = "lead"
fallback = "hold"
"""
SOURCE = """---
role: source
kind: story
coverage: harbours
revision: 1
authors: [Ola Doe]
headline: The ferry
---

It leaves at nine.

> Always.

Nobody waves.
"""
LETTER = """---
role: source
kind: letter
coverage: harbours
revision: 1
subject: Two harbours
---

Dear readers.
"""
UK_TEXT = """---
role: translation
state: approved
made-from: en@1
version: 1
authors: [Оля До]
translators: [Olena]
reviewers: [Ivan]
headline: Пором
---

Він відходить о дев’ятій.

> Завжди.

Ніхто не махає.
"""
PL_TEXT = (
    UK_TEXT.replace("en@1", "uk@1")
    .replace("Пором", "Prom")
    .replace("Він відходить о дев’ятій.", "Odpływa o dziewiątej.")
    .replace("Завжди.", "Zawsze.")
    .replace("Ніхто не махає.", "Nikt nie macha.")
)


EN_FILE, UK_FILE, PL_FILE = (f"translations/ferry/{tag}.md" for tag in ("en", "uk", "pl"))


class Folders:
    """Content folders, changed file by file."""

    def __init__(self, root) -> None:
        self.root = root

    def write(self, name: str, text: str | bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def change(self, name: str, *changes: tuple[str, str]) -> None:
        text = (self.root / name).read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        self.write(name, text)

    def move(self, name: str, to: str) -> None:
        (self.root / name).rename(self.root / to)

    def load(self, by=None, **how):
        return load(self.root, by=by or terminal_user(), at=AT, **how)

    def problems(self) -> list[str]:
        before = counts()
        with pytest.raises(LoadRefused) as refused:
            self.load()
        assert counts() == before
        return [str(problem) for problem in refused.value.problems]


def counts() -> dict[str, int]:
    """How many rows there are of what a load can add."""
    models = (Coverage, Story, Revision, Image, Translation, SegmentVersion, ApprovedVersion)
    return {each.__name__: each.objects.count() for each in (*models, Issue, Slot, Entry)}


def usual(root) -> Folders:
    """A story in three languages, a letter and an issue."""
    made = Folders(root)
    made.write("issues/harbours.toml", COVERAGE)
    made.write("issues/first/issue.toml", ISSUE)
    made.write("translations/ferry/en.md", SOURCE)
    made.write("translations/ferry/uk.md", UK_TEXT)
    made.write("translations/ferry/pl.md", PL_TEXT)
    made.write("translations/hello/en.md", LETTER)
    return made

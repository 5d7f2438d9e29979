"""``issues/<slug>/issue.toml``: an issue's number, letter, time, languages and slots."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from workflow.issues.folders.toml import TomlReader, tags
from workflow.issues.states import Fallback, Layout
from workflow.languages.language import Language
from workflow.translation.files.quoting import quoted

_KEYS = ("number", "coverage", "letter", "planned_at", "languages", "slots")
_SLOT_KEYS = ("story", "layout", "fallback")
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotLines:
    """One slot as its file says it, with the story by its slug."""

    story: str
    layout: Layout
    fallback: Fallback


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueFile:
    """An issue as its file says it; coverage, letter and stories by their slugs."""

    number: int
    coverage: str
    letter: str
    planned_at: datetime
    languages: tuple[Language, ...]
    slots: tuple[SlotLines, ...]


def read_issue(reader: TomlReader) -> IssueFile | None:
    """The file as a value, or nothing; the reader holds every reason why."""
    data = reader.data
    if reader.problems:
        return None
    reader.only(data, _KEYS)
    number = reader.value(data, "number", int, "the issue's number, such as 1") or 0
    planned_at = reader.value(data, "planned_at", datetime, "2026-11-24T07:00:00+00:00")
    if planned_at is not None and planned_at.tzinfo is None:
        reader.say("planned_at", "`planned_at` has no time zone. Add +00:00 (or another) to it.")
    elif planned_at is not None and not _FIRST_YEAR <= planned_at.year <= _LAST_YEAR:
        reader.say("planned_at", f"No issue goes out in {planned_at.year}. Correct the year.")
    if "number" in data and not 0 < number < 2**31:
        reader.say("number", "`number` is not a number of an issue. Count from 1.")
    issue = IssueFile(
        number=number,
        coverage=reader.value(data, "coverage", str, "the slug of its coverage") or "",
        letter=reader.value(data, "letter", str, "the slug of its letter") or "",
        planned_at=planned_at or _EPOCH,
        languages=reader.languages(),
        slots=_slots(reader),
    )
    return None if reader.problems else issue


def write_issue(issue: IssueFile) -> str:
    """The canonical text of an issue file."""
    lines = [
        f"number = {issue.number}",
        f"coverage = {quoted(issue.coverage)}",
        f"letter = {quoted(issue.letter)}",
        f"planned_at = {issue.planned_at.astimezone(UTC).isoformat()}",
        f"languages = {tags(language.tag for language in issue.languages)}",
    ]
    for slot in issue.slots:
        lines += [
            "",
            "[[slots]]",
            f"story = {quoted(slot.story)}",
            f"layout = {quoted(slot.layout)}",
            f"fallback = {quoted(slot.fallback)}",
        ]
    return "\n".join(lines) + "\n"


def _slots(reader: TomlReader) -> tuple[SlotLines, ...]:
    tables = reader.data.get("slots", [])
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables):
        reader.say("slots", "`slots` is a list of tables. Write [[slots]] above each story.")
        return ()
    slots = tuple(_slot(reader, place, table) for place, table in enumerate(tables))
    stories = [slot.story for slot in slots]
    for place, story in enumerate(stories):
        if story and story in stories[:place]:
            reader.say(f"slots.{place}.story", f"'{story}' is in this issue already. Keep one.")
    return slots


def _slot(reader: TomlReader, place: int, table: dict[str, Any]) -> SlotLines:
    where = f"slots.{place}"
    reader.only(table, _SLOT_KEYS, prefix=f"{where}.")
    return SlotLines(
        story=reader.value(table, f"{where}.story", str, "the slug of a story") or "",
        layout=_choice(reader, table, f"{where}.layout", Layout, Layout.STANDARD),
        fallback=_choice(reader, table, f"{where}.fallback", Fallback, Fallback.HOLD),
    )


def _choice(
    reader: TomlReader, table: dict[str, Any], where: str, kind: type[Choice], default: Choice
) -> Choice:
    choices = ", ".join(quoted(each) for each in kind)
    found = reader.value(table, where, str, f"one of: {choices}")
    if found is None:
        return default
    try:
        return kind(found)
    except ValueError:
        reader.say(where, f"{found!r} is unknown here. Write one of: {choices}.")
        return default

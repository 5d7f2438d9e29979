"""Reading a story file: a value, or every problem in it, each with its line and its mend."""

import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from workflow.languages.language import Language
from workflow.languages.registry import ALL
from workflow.stories.content import LONGEST_NAME, SLUG, split_body
from workflow.stories.states import StoryKind
from workflow.text.addresses import is_web_address
from workflow.text.effort_policy import MachineShare
from workflow.text.problems import TextProblem
from workflow.text.segments import Block, Field, Kind
from workflow.translation.files import front_matter
from workflow.translation.files.front_matter import FrontMatter
from workflow.translation.files.problem import Problem
from workflow.translation.files.shape_lines import SHAPE_KEYS, read_shape_lines
from workflow.translation.files.story_file import (
    TEXT_FIELDS,
    SourceFile,
    TranslationFile,
    VersionName,
    parse_share,
    parse_version_name,
)
from workflow.translation.states import TranslationState

SOURCE_KEYS = (
    "role",
    "kind",
    "coverage",
    "revision",
    "published",
    "canonical-url",
    "licence",
    "authors",
    *TEXT_FIELDS,
    "image",
)
TRANSLATION_KEYS = (
    "role",
    "state",
    "made-from",
    "version",
    *SHAPE_KEYS,
    "untranslated",
    "authors",
    "translators",
    "reviewers",
    "machine",
    *TEXT_FIELDS,
)
IMAGE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,119}")

_PLACE = re.compile(r"[1-9][0-9]{0,5}")
_LISTS = frozenset({"authors", "translators", "reviewers", "machine", "untranslated", *SHAPE_KEYS})

Choice = TypeVar("Choice", bound=StrEnum)


def read_story_file(
    file: str, text: str, language: Language
) -> tuple[SourceFile | TranslationFile | None, list[Problem]]:
    """The file of one language as a value, or nothing and every reason why."""
    matter, problems = front_matter.read(file, text)
    if matter is None or problems:
        return None, problems
    reader = _Reader(file, matter)
    role = reader.words("role")
    if role == "source":
        story: SourceFile | TranslationFile = _source(reader, language)
    elif role == "translation":
        story = _translation(reader, language)
    else:
        reader.say(
            "role",
            "`role` is missing or unknown. Write `role: source` or "
            "`role: translation` on the second line.",
        )
        return None, reader.problems
    return (None if reader.problems else story), reader.problems


def _source(reader: "_Reader", language: Language) -> SourceFile:
    reader.only(SOURCE_KEYS)
    return SourceFile(
        language=language,
        file=reader.file,
        lines={**reader.matter.lines, "body": reader.matter.body_line},
        kind=reader.choice("kind", StoryKind, StoryKind.STORY),
        coverage=reader.matching("coverage", SLUG, "the name of its file in issues/"),
        revision=reader.number("revision"),
        published_date=reader.day("published"),
        canonical_url=reader.url("canonical-url"),
        licence=reader.words("licence"),
        image_name=reader.image("image"),
        authors=reader.names("authors"),
        blocks=reader.blocks(),
    )


def _translation(reader: "_Reader", language: Language) -> TranslationFile:
    reader.only(TRANSLATION_KEYS)
    state = reader.choice("state", TranslationState, TranslationState.DRAFTING)
    approved = state is TranslationState.APPROVED
    misread = state != reader.words("state")  # told already; what follows from it is not
    if not approved and not misread and "version" in reader.matter.values:
        reader.say(
            "version",
            f"Only an approved text has a `version`; this one is {state}. Remove the line.",
        )
    machine = reader.machine("machine")
    if machine and not approved and not misread:
        reader.say("machine", f"Only an approved text says that; this one is {state}. Remove it.")
    untranslated = reader.numbers("untranslated")
    if untranslated and state not in {TranslationState.DRAFTING, TranslationState.OPEN}:
        reader.say(
            "untranslated",
            f"A text with gaps cannot be {state}. Translate them, or write `state: drafting`.",
        )
    return TranslationFile(
        language=language,
        file=reader.file,
        lines={**reader.matter.lines, "body": reader.matter.body_line},
        state=state,
        made_from=reader.made_from("made-from"),
        version=reader.number("version") if approved else None,
        shape=read_shape_lines(reader.matter.values, reader.say),
        untranslated=untranslated,
        authors=reader.names("authors"),
        translators=reader.names("translators"),
        reviewers=reader.names("reviewers"),
        machine=machine,
        blocks=reader.blocks(),
    )


class _Reader:
    """Reads key by key and remembers what was wrong with each."""

    def __init__(self, file: str, matter: FrontMatter) -> None:
        self.file = file
        self.matter = matter
        self.problems: list[Problem] = []

    def say(self, key: str, sentence: str) -> None:
        line = self.matter.lines.get(key, 1)
        self.problems.append(Problem(file=self.file, line=line, sentence=sentence))

    def only(self, known: Iterable[str]) -> None:
        names = [str(key) for key in known]
        for key in self.matter.values:
            if key not in names:
                near = get_close_matches(key, names, n=1)
                hint = f"Did you mean `{near[0]}`?" if near else "Remove the line."
                self.say(key, f"`{key}` is not a key of this kind of file. {hint}")
            elif key not in _LISTS and not isinstance(self.matter.values[key], str):
                self.say(key, f"`{key}` is one line of words, not a list. Put it in quotes.")

    def words(self, key: str) -> str:
        value = self.matter.values.get(key, "")
        return value if isinstance(value, str) else ""

    def names(self, key: str) -> tuple[str, ...]:
        value = self.matter.values.get(key, ())
        if isinstance(value, str):
            self.say(key, f"`{key}` is a list of names. Write it as [{value or 'Name'}].")
            return ()
        if any(len(name) > LONGEST_NAME for name in value):
            self.say(key, f"A name in `{key}` is longer than {LONGEST_NAME} characters.")
        return tuple(dict.fromkeys(value))

    def numbers(self, key: str) -> tuple[int, ...]:
        value = self.matter.values.get(key, ())
        if isinstance(value, str) or not all(map(_PLACE.fullmatch, value)):
            self.say(key, f"`{key}` is a list of block numbers. Write it as [4, 7].")
            return ()
        return tuple(sorted({int(item) for item in value}))

    def number(self, key: str) -> int:
        value = self.words(key)
        if re.fullmatch(r"[1-9][0-9]{0,8}", value):
            return int(value)
        self.say(key, f"`{key}` is missing or not a number. Write `{key}: 1` for the first.")
        return 1

    def choice(self, key: str, kind: type[Choice], default: Choice) -> Choice:
        try:
            return kind(self.words(key))
        except ValueError:
            choices = ", ".join(kind)
            self.say(key, f"`{key}` is missing or unknown. Write one of: {choices}.")
            return default

    def matching(self, key: str, pattern: re.Pattern[str], what: str) -> str:
        value = self.words(key)
        if not pattern.fullmatch(value):
            self.say(
                key,
                f"`{key}` is missing or malformed: it is {what}, "
                "in Latin letters, digits and hyphens.",
            )
        return value

    def image(self, key: str) -> str:
        if not self.words(key):
            return ""
        return self.matching(key, IMAGE_NAME, "the name of a picture in the same folder")

    def day(self, key: str) -> date | None:
        value = self.words(key)
        if not value:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.say(key, f"`{key}` is {value!r}, which is no day. Write it as 2026-10-02.")
            return None

    def url(self, key: str) -> str:
        value = self.words(key)
        if value and not is_web_address(value):
            self.say(key, f"`{key}` is no web address. Write it whole, with https:// before it.")
        return value

    def machine(self, key: str) -> MachineShare | None:
        items = self.names(key)
        share = parse_share(items)
        if items and share is None:
            self.say(
                key,
                f"`{key}` says how many words are a machine’s, and whose. Write it as "
                "[12 of 80 words, DeepL], with the smaller number first.",
            )
        return share

    def made_from(self, key: str) -> VersionName:
        version = parse_version_name(self.words(key))
        if version is None:
            self.say(
                key,
                f"`{key}` is missing or malformed. Write a language and a number, "
                "such as `made-from: en@1`.",
            )
            return VersionName(language=ALL[0], number=1)
        return version

    def blocks(self) -> tuple[Block, ...]:
        named = [
            Block(field=each, kind=Kind.LINE, text=words)
            for each in TEXT_FIELDS
            if (words := self.words(each.value))
        ]
        try:
            return (*named, *split_body(self.matter.body.strip("\n")))
        except TextProblem as error:
            self.problems.append(
                Problem(file=self.file, line=self.matter.body_line, sentence=str(error))
            )
            return tuple(named)


def line_of_block(text: str, file: SourceFile | TranslationFile, place: int) -> int:
    """The line, or nearly, where body block ``place`` (from 0) stands in the file's text."""
    lines = text.split("\n")
    line = file.lines.get("body", 1) - 1
    body = [block for block in file.blocks if block.field is Field.BODY]
    for block in body[: place + 1]:
        words = block.text.split("\n")[0][:24]
        found = (at for at in range(line + 1, len(lines) + 1) if words in lines[at - 1])
        line = next(found, line)
    return line

"""TOML with line numbers: reading checked key by key, and one canonical spelling to write."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar

from workflow.languages.language import Language
from workflow.languages.registry import ALL, by_tag
from workflow.translation.files.problem import Problem
from workflow.translation.files.quoting import quoted

T = TypeVar("T")

_SECTION = re.compile(r"\s*\[\[?\s*([\w-]+)\s*\]")
_KEY = re.compile(r"""\s*(?:"([^"]+)"|'([^']+)'|([\w.-]+))\s*=""")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_LONG_NUMBER = re.compile(r"[0-9_]{1000}")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


class TomlReader:
    """One TOML file: its values, the line of each, and what was wrong with them."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.data: dict[str, Any] = {}
        self._lines = _lines(text)
        try:
            self.data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            at = _AT_LINE.search(str(error))
            line = int(at[1]) if at else 1 + text.count("\n")
            why = _AT_LINE.sub("", str(error)).strip()
            self._add(line, f"This is not TOML: {why}. Put words in double quotation marks.")
        except RecursionError:
            self._add(1, "The lists in it are nested too deep. Flatten them.")
        except ValueError:
            found = _LONG_NUMBER.search(text)
            line = 1 + text.count("\n", 0, found.start()) if found else 1
            self._add(line, "A number is longer than any that belongs here. Shorten it.")

    def say(self, where: str, sentence: str) -> None:
        """Remember a problem at a key: ``number``, ``name.uk``, ``slots.0.story``."""
        self._add(
            self._lines.get(where) or self._lines.get(where.rpartition(".")[0]) or 1, sentence
        )

    def only(self, table: Mapping[str, Any], known: Iterable[str], prefix: str = "") -> None:
        """Say of each key that nobody reads what it was probably meant to be."""
        names = list(known)
        for key in table:
            if key not in names:
                near = get_close_matches(key, names, n=1)
                hint = f"Did you mean `{near[0]}`?" if near else "Remove it."
                self.say(f"{prefix}{key}", f"`{key}` is not a key of this file. {hint}")

    def value(self, table: Mapping[str, Any], where: str, kind: type[T], what: str) -> T | None:
        """The value of a key if it is of ``kind``; otherwise say ``what`` it has to be."""
        found = table.get(where.rpartition(".")[2])
        if isinstance(found, kind) and not (kind is int and isinstance(found, bool)):
            return found
        self.say(where, f"`{where.rpartition('.')[2]}` is missing or malformed. Write {what}.")
        return None

    def languages(self, where: str = "languages") -> tuple[Language, ...]:
        """The languages of a list of tags, each once."""
        tags = self.value(self.data, where, list, 'language tags, such as ["en", "uk"]') or []
        words = [tag for tag in tags if isinstance(tag, str)]
        found = [self.language(where, tag) for tag in dict.fromkeys(words)]
        if len(words) < len(tags):
            self.say(where, f'`{where}` holds more than tags. Write tags only: ["en", "uk"].')
        if not tags and isinstance(self.data.get(where), list):
            self.say(where, f"`{where}` is empty. Name one language at least.")
        return tuple(language for language in found if language)

    def language(self, where: str, tag: str) -> Language | None:
        """The language of a tag, or a problem that names those there are."""
        try:
            return by_tag(tag)
        except KeyError:
            known = ", ".join(language.tag for language in ALL)
            self.say(where, f"{tag!r} is not one of our languages. Write one of: {known}.")
            return None

    def _add(self, line: int, sentence: str) -> None:
        self.problems.append(Problem(file=self.file, line=line, sentence=sentence))


def key(name: str) -> str:
    """A key as TOML writes it: bare where that is allowed."""
    return name if _BARE.fullmatch(name) and "-" not in name else quoted(name)


def tags(languages: Iterable[str]) -> str:
    """A list of language tags on one line."""
    return f"[{', '.join(quoted(tag) for tag in languages)}]"


def _lines(text: str) -> dict[str, int]:
    """The line of each key, by its path; tables of a list are counted from 0."""
    lines: dict[str, int] = {}
    counts: dict[str, int] = {}
    prefix = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if section := _SECTION.match(line):
            name = section[1]
            if line.lstrip().startswith("[["):
                counts[name] = counts.get(name, -1) + 1
                name = f"{name}.{counts[name]}"
            lines.setdefault(name, number)
            prefix = f"{name}."
        elif found := _KEY.match(line):
            lines.setdefault(prefix + (found[1] or found[2] or found[3]), number)
    return lines

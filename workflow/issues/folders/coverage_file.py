"""``issues/<coverage>.toml``: a coverage's languages, and its words in each of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from workflow.issues.folders.toml import TomlReader, key, tags
from workflow.languages.language import Language
from workflow.stories.actions import Words
from workflow.text.cleaning import one_line
from workflow.text.reserved import REFUSED, is_reserved
from workflow.translation.files.problem import Problem
from workflow.translation.files.quoting import quoted

_TABLES = {"name": 200, "blurb": 2000, "publisher": 200, "postal_address": 300}


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageFile:
    """A coverage as its file says it."""

    languages: tuple[Language, ...]
    words: Mapping[Language, Words]


def read_coverage(file: str, text: str) -> tuple[CoverageFile | None, list[Problem]]:
    """The file as a value, or nothing and every reason why."""
    reader = TomlReader(file, text)
    if reader.problems:
        return None, reader.problems
    reader.only(reader.data, ["languages", *_TABLES])
    languages = reader.languages()
    tables = {name: _table(reader, name, languages, most) for name, most in _TABLES.items()}
    words = {
        language: Words(**{name: table.get(language, "") for name, table in tables.items()})
        for language in languages
    }
    coverage = CoverageFile(languages=languages, words=words)
    return (None if reader.problems else coverage), reader.problems


def write_coverage(coverage: CoverageFile) -> str:
    """The canonical text of a coverage file."""
    lines = [f"languages = {tags(language.tag for language in coverage.languages)}"]
    for name in _TABLES:
        said = {
            language: getattr(coverage.words[language], name)
            for language in coverage.languages
            if language in coverage.words
        }
        if any(said.values()):
            lines += ["", f"[{name}]"]
        lines += [f"{key(lang.tag)} = {quoted(text)}" for lang, text in said.items() if text]
    return "\n".join(lines) + "\n"


def _problem_of(text: object, most: int) -> str:
    if not isinstance(text, str) or len(text) > most:
        return f"is one line of at most {most} characters, in quotes."
    return f"cannot stay as it is. {REFUSED}" if is_reserved(text) else ""


def _table(
    reader: TomlReader, name: str, languages: tuple[Language, ...], most: int
) -> dict[Language, str]:
    """One table of words by language; only the name has to be there in every one of them."""
    table = reader.data.get(name, {})
    if not isinstance(table, dict):
        reader.say(name, f'`{name}` is a table by language. Write [{name}], then en = "…".')
        return {}
    found: dict[Language, str] = {}
    for tag, text in table.items():
        where = f"{name}.{tag}"
        language = reader.language(where, tag)
        if language is not None and language not in languages:
            reader.say(where, f"This coverage has no {tag}. Add it to `languages`, or remove it.")
        elif problem := _problem_of(text, most):
            reader.say(where, f"`{tag}` {problem}")
        elif language is not None:
            found[language] = one_line(text)
    for language in languages:
        if name == "name" and not found.get(language):
            reader.say(name, f'[{name}] lacks {language}. Add {key(language.tag)} = "…".')
    return found

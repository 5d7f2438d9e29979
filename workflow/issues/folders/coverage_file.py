"""``issues/<coverage>.toml``: a coverage's languages, its words in each, and its house style."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workflow.issues.folders.toml import TomlReader, key, tags
from workflow.languages.language import Language
from workflow.stories.actions import Words
from workflow.text.cleaning import one_line
from workflow.text.reserved import REFUSED, is_reserved
from workflow.text.typography.apply import house_style
from workflow.text.typography.style import HouseStyleRefused
from workflow.translation.files.problem import Problem
from workflow.translation.files.quoting import quoted

_TABLES = {"name": 200, "blurb": 2000, "publisher": 200, "postal_address": 300}
_STYLE = "house_style"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageFile:
    """A coverage as its file says it."""

    languages: tuple[Language, ...]
    words: Mapping[Language, Words]
    house_style: Mapping[str, str] = field(default_factory=dict)  # the choices made, by option


def read_coverage(file: str, text: str) -> tuple[CoverageFile | None, list[Problem]]:
    """The file as a value, or nothing and every reason why."""
    reader = TomlReader(file, text)
    if reader.problems:
        return None, reader.problems
    reader.only(reader.data, ["languages", *_TABLES, _STYLE])
    languages = reader.languages()
    tables = {name: _table(reader, name, languages, most) for name, most in _TABLES.items()}
    words = {
        language: Words(**{name: table.get(language, "") for name, table in tables.items()})
        for language in languages
    }
    coverage = CoverageFile(languages=languages, words=words, house_style=_house_style(reader))
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
    chosen = sorted(coverage.house_style.items())
    lines += ["", f"[{_STYLE}]"] if chosen else []
    lines += [f"{key(option)} = {quoted(value)}" for option, value in chosen]
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


def _house_style(reader: TomlReader) -> dict[str, str]:
    """The choices of typography; an option may be written with its dot outside of quotes, too."""
    table = reader.data.get(_STYLE, {})
    if not isinstance(table, dict):
        reader.say(_STYLE, f"`{_STYLE}` is a table by option. Write [{_STYLE}], then the options.")
        return {}
    chosen: dict[str, str] = {}
    for option, value in _flat(table):
        if isinstance(value, str):
            chosen[option] = value
            _refuse_choice(reader, option, value)
        else:
            reader.say(f"{_STYLE}.{option}", f"`{option}` is one word, in quotes.")
    return chosen


def _flat(table: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from ((f"{name}.{inner}", each) for inner, each in value.items())
        else:
            yield name, value


def _refuse_choice(reader: TomlReader, option: str, value: str) -> None:
    try:
        house_style({option: value})
    except HouseStyleRefused as refused:
        for problem in refused.problems:
            reader.say(f"{_STYLE}.{option}", problem)

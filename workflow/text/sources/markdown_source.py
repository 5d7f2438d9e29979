"""Markdown with front matter."""

import re
from collections.abc import Mapping
from datetime import date

import yaml

from workflow.text.addresses import whole_address
from workflow.text.cleaning import clean, one_line
from workflow.text.markdown import split
from workflow.text.outline import outline
from workflow.text.problems import SourceProblem
from workflow.text.sources.document import SourceDocument, SourceImage, not_an_address
from workflow.text.sources.editing import Draft, edit

_FENCE = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_MAX_FRONT_MATTER = 20_000
_NAMES = {
    "headline": "headline", "title": "headline",
    "tagline": "tagline", "subtitle": "tagline", "description": "tagline",
    "authors": "authors", "author": "authors",
    "published": "published", "date": "published",
    "language": "language", "lang": "language",
    "canonical-url": "canonical", "canonical_url": "canonical", "canonical": "canonical",
    "image": "image", "image-alt": "image-alt", "image-caption": "image-caption",
    "image-credit": "image-credit",
}  # fmt: skip


def read_markdown(text: str, *, name: str, url: str | None = None) -> SourceDocument:
    """Read Markdown; without front matter the first heading is the headline."""
    text = clean(text)
    found = _FENCE.match(text)
    values, unknown = _values(found[1], name=name) if found else ({}, [])
    named = _line(values, "canonical")
    canonical = whole_address(named, base=url or "")
    draft = Draft(
        parts=list(outline(split(text[found.end() :] if found else text))),
        headline=_line(values, "headline"),
        tagline=_line(values, "tagline"),
        authors=_lines(values, "authors"),
        published=_date(_line(values, "published"), found[1] if found else "", name=name),
        declared_languages=_lines(values, "language"),
        images=_image(values),
        canonical_url=canonical or url or "",
        warnings=[f"The front matter has “{key}”, which is not read." for key in unknown],
        is_page=False,
    )
    if named and not canonical:
        draft.warnings.append(not_an_address(named))
    return edit(draft)


Values = Mapping[str, str | list[str]]


def _values(source: str, *, name: str) -> tuple[dict[str, str | list[str]], list[str]]:
    """Return the known values by our names, and the keys that are not known."""
    loaded = _load(source, name=name)
    known: dict[str, str | list[str]] = {}
    unknown: list[str] = []
    wrong: list[str] = []
    for key, value in loaded.items():
        if not _is_value(value):
            wrong.append(f"line {_line_of(source, key)}: “{key}” must be one value or a list")
        elif key in _NAMES:
            known.setdefault(_NAMES[key], value)
        else:
            unknown.append(key)
    if wrong:
        raise SourceProblem(f"the front matter cannot be used: {'; '.join(wrong)}.", name=name)
    return known, unknown


def _load(source: str, *, name: str) -> dict[str, str | list[str]]:
    if len(source) > _MAX_FRONT_MATTER:
        raise SourceProblem("the front matter is too long. Shorten it.", name=name, line=1)
    try:
        loaded = yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506 -- it makes strings only
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else None
        raise SourceProblem(
            f"the front matter is not YAML ({error.problem}). Put values with a colon or a "
            "quotation mark between quotation marks.",
            name=name,
            line=line,
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise SourceProblem("the front matter is not YAML. Correct it.", name=name) from error
    if loaded in ("", None):
        return {}
    if not isinstance(loaded, dict) or not all(isinstance(key, str) for key in loaded):
        raise SourceProblem(
            "the front matter must be lines of “name: value”. Correct it, or leave an empty line "
            "before the first --- if it is a rule.",
            name=name,
            line=2,
        )
    return loaded


def _is_value(value: object) -> bool:
    return isinstance(value, str) or (
        isinstance(value, list) and all(isinstance(item, str) for item in value)
    )


def _line_of(source: str, key: str) -> int:
    """Return the line of the file a key stands in; the first line of the file is the fence."""
    for number, line in enumerate(source.split("\n"), start=2):
        if line.lstrip("\"'").startswith(key):
            return number
    return 2


def _line(values: Values, key: str) -> str:
    return ", ".join(_lines(values, key))


def _lines(values: Values, key: str) -> tuple[str, ...]:
    value = values.get(key, [])
    return tuple(one_line(item) for item in ([value] if isinstance(value, str) else value) if item)


def _date(text: str, source: str, *, name: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise SourceProblem(
            f"“{text}” is no date. Write it as 2026-10-02.",
            name=name,
            line=_line_of(source, "published" if "published" in source else "date"),
        ) from error


def _image(values: Values) -> list[SourceImage]:
    credit = _line(values, "image-credit")
    if not (_line(values, "image") or credit):
        return []
    image = SourceImage(
        src=_line(values, "image"),
        alt=_line(values, "image-alt"),
        caption=_line(values, "image-caption"),
        credit=credit,
        lead=True,
    )
    return [image]

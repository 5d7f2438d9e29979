"""The lint of our MJML: the compiler lets unknown tags and attributes pass without a word.

``lint_template`` reads a template's source, where Jinja stands in the way and a partial has no
parents; ``lint_document`` reads whole MJML as the compiler gets it, and checks the nesting too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workflow.issues.rendering.components import COMMON_HTML, COMPONENTS, DEFAULTS, HTML

_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][\w-]*)(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^\"'>])*)>"
)
_ATTRIBUTE = re.compile(r"([A-Za-z][\w-]*)(?:\s*=\s*(\"[^\"]*\"|'[^']*'))?")
_VOID = {"br", "meta"}


class MarkupProblems(Exception):
    """Our MJML has faults; each line of the message names one. Mend the template."""

    def __init__(self, name: str, problems: list[str]) -> None:
        self.problems = problems
        super().__init__(f"{name} cannot be used:\n- " + "\n- ".join(problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tag:
    line: int
    name: str
    closes: bool
    empty: bool
    attributes: tuple[str, ...]


def lint_template(source: str) -> list[str]:
    """The unknown tags and attributes of a template, each as a sentence with its line."""
    plain = _JINJA.sub(_blank, source)
    problems = [problem for tag in _tags(plain) for problem in _of_tag(tag)]
    if "mj-include" in plain:
        problems.append(
            "mj-include is refused: a recursive one ends the process. Use {% include %}."
        )
    return problems


def lint_document(mjml: str) -> list[str]:
    """The same for a whole document, and every component outside the place it belongs in."""
    problems: list[str] = []
    open_tags: list[_Tag] = []
    for tag in _tags(mjml):
        problems += _of_tag(tag)
        if tag.closes:
            problems += _closing(tag, open_tags)
            continue
        problems += _of_place(tag, [each.name for each in open_tags])
        if not tag.empty:
            open_tags.append(tag)
    return problems + [f"line {tag.line}: <{tag.name}> is never closed." for tag in open_tags]


def _blank(match: re.Match[str]) -> str:
    """Jinja as nothing but its line breaks, so that lines keep their numbers."""
    return "\n" * match[0].count("\n")


def _tags(source: str) -> Iterator[_Tag]:
    for match in _TAG.finditer(source):
        rest = match["rest"].rstrip()
        yield _Tag(
            line=source.count("\n", 0, match.start()) + 1,
            name=match["name"],
            closes=bool(match["close"]),
            empty=rest.endswith("/") or match["name"] in _VOID,
            attributes=tuple(name for name, _ in _ATTRIBUTE.findall(rest)),
        )


def _of_tag(tag: _Tag) -> Iterator[str]:
    if tag.name in COMPONENTS:
        known = COMPONENTS[tag.name].attributes
    elif tag.name in HTML:
        known = HTML[tag.name] | COMMON_HTML
    else:
        yield f"line {tag.line}: <{tag.name}> is not a tag of MJML or one we use. Mend its name."
        return
    for name in tag.attributes:
        if name not in known:
            yield f"line {tag.line}: <{tag.name}> has no attribute {name}. Mend or remove it."


def _of_place(tag: _Tag, above: list[str]) -> Iterator[str]:
    component = COMPONENTS.get(tag.name)
    if component is None or DEFAULTS in above:
        return
    parent = above[-1] if above else ""
    if component.parents and parent not in component.parents:
        places = ", ".join(sorted(component.parents))
        yield f"line {tag.line}: <{tag.name}> stands in <{parent}>. It belongs in: {places}."
    for name in sorted(component.needed - set(tag.attributes)):
        yield f"line {tag.line}: <{tag.name}> lacks {name}. Add it."


def _closing(tag: _Tag, open_tags: list[_Tag]) -> Iterator[str]:
    if open_tags and open_tags[-1].name == tag.name:
        open_tags.pop()
        return
    last = open_tags[-1].name if open_tags else "nothing"
    yield f"line {tag.line}: </{tag.name}> closes while <{last}> is open. Close it first."

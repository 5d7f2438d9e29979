"""The two template environments: strict, linted when loaded, and escaping wherever it is HTML."""

from functools import cache
from pathlib import Path

from jinja2 import BaseLoader, Environment, FileSystemLoader, StrictUndefined

from workflow.issues.lint import MarkupProblems, lint_template

FOLDER = Path(__file__).resolve().parents[3] / "templates" / "email"
MJML_ENDING = ".mjml.j2"


class LintingLoader(FileSystemLoader):
    """Loads templates, and refuses one with a tag or attribute the compiler would not know."""

    def get_source(self, environment: Environment, template: str):  # type: ignore[no-untyped-def]
        """The template's source, after the lint."""
        source, path, is_fresh = super().get_source(environment, template)
        if template.endswith((MJML_ENDING, "story.j2")) and (problems := lint_template(source)):
            raise MarkupProblems(template, problems)
        return source, path, is_fresh


@cache
def mjml_templates() -> Environment:
    """For MJML: every value is escaped, in text and in attributes."""
    return _environment(LintingLoader(FOLDER), autoescape=True)


@cache
def plain_templates() -> Environment:
    """For the text part and for CSS: values stand as they are."""
    return _environment(FileSystemLoader(FOLDER), autoescape=False)


def _environment(loader: BaseLoader, *, autoescape: bool) -> Environment:
    return Environment(
        loader=loader,
        autoescape=autoescape,  # noqa: S701 -- off for plain text and CSS only
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )

"""The style sheet that depends on values: the editions' colours, and each language's letters."""

from collections.abc import Iterable
from dataclasses import fields

from workflow.issues.rendering.palette import DARK, LIGHT, Palette
from workflow.languages.language import Language


def house_css(languages: Iterable[Language]) -> str:
    """Custom properties for ``base.css``: colours light and dark, fonts and leading by language."""
    return "\n".join(
        [
            f":root {{ color-scheme: light dark; {_colours(LIGHT)} }}",
            f"@media (prefers-color-scheme: dark) {{ :root {{ {_colours(DARK)} }} }}",
            *(_letters(language) for language in languages),
        ]
    )


def _colours(palette: Palette) -> str:
    names = (field.name for field in fields(palette))
    return " ".join(f"--{name.replace('_', '-')}: {getattr(palette, name)};" for name in names)


def _letters(language: Language) -> str:
    rule = (
        f":lang({language.tag}) {{ --sans: {language.sans_fonts}; "
        f"--serif: {language.serif_fonts}; --leading: {language.line_height}; }}"
    )
    if language.italic_emphasis:
        return rule
    return f"{rule}\n:lang({language.tag}) em {{ font-style: normal; font-weight: bold; }}"

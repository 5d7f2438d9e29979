"""What stands where a source would, of a block that renders nothing of the source."""

from workflow.languages.catalogue import catalogue, marked
from workflow.languages.language import Language

SIGN = "⟦+⟧"


def stand_in(language: Language) -> str:
    """A sign and a few words, in the language of those who translate."""
    words = catalogue(language).text(marked("A note of the translation, not in the source"))
    return f"{SIGN} {words}"


def is_stand_in(source: str) -> bool:
    """Whether this is no source, but what stands in for one."""
    return source.startswith(SIGN)

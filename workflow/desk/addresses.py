"""What may stand in the desk's addresses."""

from workflow.languages.language import Language
from workflow.languages.registry import by_tag


class EditionLanguage:
    """Exactly one of our tags."""

    regex = "[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*"

    def to_python(self, value: str) -> Language:
        """The language; anything else is not this address."""
        try:
            return by_tag(value)
        except KeyError as error:
            raise ValueError(value) from error

    def to_url(self, value: Language) -> str:
        """The tag."""
        return value.tag

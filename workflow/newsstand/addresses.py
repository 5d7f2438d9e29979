"""What may stand in the public addresses, as Django's path converters.

``newsstand.urls`` writes the same addresses that ``issues.links`` puts into editions.
"""

from django.urls.converters import StringConverter

from workflow.audience.models import TOKEN_LENGTH
from workflow.languages.language import Language
from workflow.languages.negotiation import negotiate
from workflow.languages.registry import by_tag


class OurLanguage:
    """Exactly one of our tags: ``uk``, ``zh-Hant``."""

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


class ServedLanguage(OurLanguage):
    """Another spelling or a relative of one of our tags: ``zh-TW``, ``EN``, ``uk_UA``."""

    regex = "[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*"

    def to_python(self, value: str) -> Language:
        """The language that serves it; nothing for our own tags, which need no other address."""
        language = negotiate((value,))
        if language is None or language.tag == value:
            raise ValueError(value)
        return language


class ReaderToken(StringConverter):
    """A reader's token: URL-safe letters of one length."""

    regex = rf"[A-Za-z0-9_-]{{{TOKEN_LENGTH}}}"


class HashPrefix(StringConverter):
    """The first half of a SHA-256, as pictures are addressed."""

    regex = "[0-9a-f]{32}"


class IssueNumber:
    """A number as people write it: no leading zero, small enough for any database."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Its digits."""
        return str(value)

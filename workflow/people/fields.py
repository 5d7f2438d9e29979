"""A model column that holds a language as a :class:`Language` value, never as a bare string."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from workflow.languages.language import Language
from workflow.languages.registry import ALL, by_tag

LONGEST_TAG = 16


if TYPE_CHECKING:
    _Column = models.CharField[Language | str, Language]
    _OptionalColumn = models.CharField[Language | str | None, Language | None]
else:
    _Column = _OptionalColumn = models.CharField


class LanguageField(_Column):
    """Stores the BCP 47 tag; reads back the language value."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_TAG)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, *_: object) -> Language | None:
        """The language of a stored tag."""
        return None if value is None else by_tag(value)

    def to_python(self, value: Any) -> Language | None:
        """A language from a tag or a language."""
        if value is None or isinstance(value, Language):
            return value
        try:
            return by_tag(str(value))
        except KeyError as error:
            known = ", ".join(language.tag for language in ALL)
            raise ValidationError(f"{value!r} is not one of our languages: {known}.") from error

    def get_prep_value(self, value: Any) -> str | None:
        """The tag to store."""
        language = self.to_python(value)
        return None if language is None else language.tag

    def value_to_string(self, obj: models.Model) -> str:
        """The tag, for serialisation."""
        return str(self.value_from_object(obj))


class OptionalLanguageField(_OptionalColumn):
    """The same where a row may be of no language; then it holds null, and reads back as None."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_TAG)
        super().__init__(*args, **{**kwargs, "null": True})

    from_db_value = LanguageField.from_db_value
    to_python = LanguageField.to_python
    get_prep_value = LanguageField.get_prep_value
    value_to_string = LanguageField.value_to_string

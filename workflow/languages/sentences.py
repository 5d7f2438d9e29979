"""A sentence that is not yet in any language: findings and the readiness board keep these."""

from dataclasses import dataclass, field

from workflow.languages.catalogue import catalogue
from workflow.languages.formatting import format_list, format_number, name_of
from workflow.languages.language import Language


@dataclass(frozen=True, slots=True)
class Sentence:
    """A message of the interface with its values.

    A value that is a language is named in the language spoken: in the form for "in …" when its
    placeholder ends in ``_in``, else in the nominative. Tuples of names become enumerations.
    """

    msgid: str
    values: dict[str, object] = field(default_factory=dict)

    def in_(self, language: Language) -> str:
        """The sentence in one language."""
        said = {name: _said(name, value, language) for name, value in self.values.items()}
        return catalogue(language).text(self.msgid, **said)

    def __hash__(self) -> int:
        return hash((self.msgid, tuple(self.values.items())))


def say(msgid: str, /, **values: object) -> Sentence:
    """A sentence with its values: ``say(marked("No letter in {language}."), language=uk)``."""
    return Sentence(msgid, values)


def _said(name: str, value: object, language: Language) -> str:
    match value:
        case Language():
            forms = name_of(value, in_language=language)
            return forms.in_ if name.endswith("_in") else forms.nominative
        case Sentence():
            return value.in_(language)
        case int():
            return format_number(value, language)
        case tuple():
            return format_list([str(each) for each in value], language)
        case _:
            return str(value)

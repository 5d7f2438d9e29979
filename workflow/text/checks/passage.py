"""What a check looks at: one text in one language, and what it is in a story."""

from dataclasses import dataclass
from functools import cached_property

from workflow.languages.language import Language
from workflow.text.checks.anatomy import Anatomy, anatomy
from workflow.text.checks.masking import own_words, prose
from workflow.text.segments import Field, Kind
from workflow.text.terms.base import EMPTY, TermBase
from workflow.text.terms.values import Mention


@dataclass(frozen=True, kw_only=True)
class Passage:
    """One text, and the glossary of the house. What several checks need is worked out once."""

    text: str
    language: Language
    kind: Kind | None = None
    field: Field | None = None
    terms: TermBase = EMPTY

    @cached_property
    def prose(self) -> str:
        """The text with code, addresses, handles and placeholders made spaces."""
        return prose(self.text)

    @cached_property
    def own_words(self) -> str:
        """The prose with quotations, brackets and link words made spaces as well."""
        return own_words(self.text)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The terms of the glossary that it says."""
        return self.terms.find(self.text, self.language)

    @cached_property
    def anatomy(self) -> Anatomy:
        """Its links, pictures, footnote marks and emphasis."""
        return anatomy(self.text)

    @property
    def is_credit(self) -> bool:
        """Whether it only names who said or made something."""
        return self.kind is Kind.ATTRIBUTION or self.field is Field.IMAGE_CREDIT

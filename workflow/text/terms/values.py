"""A glossary as values: concepts, and the words for each of them in the four languages."""

from dataclasses import dataclass
from enum import StrEnum

from workflow.languages.language import Language


class FormStatus(StrEnum):
    """What the house says of a form: the best, one that may stand, one that may not."""

    PREFERRED = "preferred"
    ACCEPTED = "accepted"
    FORBIDDEN = "forbidden"


class Confidence(StrEnum):
    """How sure the house is of a form; of a low one a native editor has yet to decide."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Domain(StrEnum):
    """What kind of thing a concept is. People and places are names."""

    COUNTRY = "country"
    PLACE = "place"
    PERSON = "person"
    INSTITUTION = "institution"
    ORGANISATION = "organisation"
    PARTY = "party"
    MEDIA = "media"
    HISTORY = "history"
    WAR = "war"
    MILITARY = "military"
    POLICY = "policy"
    LAW = "law"
    ECONOMY = "economy"
    SOCIETY = "society"
    TECHNOLOGY = "technology"
    OTHER = "other"


NAMES = frozenset(
    {Domain.COUNTRY, Domain.PLACE, Domain.PERSON, Domain.INSTITUTION, Domain.ORGANISATION}
    | {Domain.PARTY, Domain.MEDIA}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermForm:
    """One form of a concept in one language, as a dictionary gives it.

    ``exact_case`` forms are found only in these capitals (NATO, Duma). ``inflected`` are further
    inflected forms that rules do not reach (Lwowa for Lwów). ``reason`` says why it is forbidden
    or preferred, ``decided_on`` when: an ISO date, or nothing.
    """

    language: Language
    text: str
    status: FormStatus = FormStatus.PREFERRED
    exact_case: bool = False
    inflected: tuple[str, ...] = ()
    reason: str = ""
    confidence: Confidence = Confidence.HIGH
    decided_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One thing with its forms in each language; at most one is preferred in a language.

    ``key`` names it in files and never changes: lower-case ASCII letters, digits and hyphens.
    """

    key: str
    domain: Domain
    forms: tuple[TermForm, ...]
    note: str = ""

    def said_in(self, language: Language) -> tuple[TermForm, ...]:
        """The forms that may stand in a language, the best first."""
        allowed = [
            form
            for form in self.forms
            if form.language == language and form.status is not FormStatus.FORBIDDEN
        ]
        return tuple(sorted(allowed, key=lambda form: form.status is not FormStatus.PREFERRED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Where a text says a term: characters ``start`` to ``end``, and which form it is."""

    start: int
    end: int
    concept: Concept
    form: TermForm

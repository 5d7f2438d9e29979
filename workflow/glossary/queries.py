"""Reading the glossary: concepts as values, what waits, and what was decided when."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

from django.db.models import Count, Sum

from workflow.glossary.models import Term, TermDecision, TermEntry, TermProposal
from workflow.glossary.states import ProposalState
from workflow.languages.language import Language
from workflow.text.terms.base import TermBase
from workflow.text.terms.base import term_base as made_of
from workflow.text.terms.values import Concept, Confidence, Domain, FormStatus, TermForm

_making = Lock()
_made: dict[tuple[int, int], TermBase] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsure:
    """A form that a native editor has yet to confirm, and its concept."""

    concept: Concept
    form: TermForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Credited:
    """How many terms of a language one person decided, or proposed with success.

    ``person`` is her ledger key, ``name`` what she was called at the last of them.
    """

    person: UUID
    name: str
    language: Language
    number: int


def concepts(*, keys: Collection[str] | None = None) -> tuple[Concept, ...]:
    """All concepts with the forms that hold now, in the order they were added; two queries."""
    terms = Term.objects.order_by("pk")
    entries = TermEntry.objects.filter(retired_at=None).order_by("pk")
    if keys is not None:
        terms = terms.filter(key__in=list(keys))
        entries = entries.filter(term__key__in=list(keys))
    forms: dict[int, list[TermForm]] = defaultdict(list)
    for entry in entries:
        forms[entry.term_id].append(form_of(entry))
    return tuple(
        Concept(key=row.key, domain=Domain(row.domain), note=row.note, forms=tuple(forms[row.pk]))
        for row in terms
        if forms[row.pk]
    )


def concept(key: str) -> Concept | None:
    """One concept, or None where there is none or all of its forms are retired."""
    return next(iter(concepts(keys=[key])), None)


def form_of(entry: TermEntry) -> TermForm:
    """A row as a value."""
    return TermForm(
        language=entry.language,
        text=entry.text,
        status=FormStatus(entry.status),
        exact_case=entry.exact_case,
        inflected=tuple(entry.inflected),
        reason=entry.reason,
        confidence=Confidence(entry.confidence),
        decided_on=entry.decided_on,
    )


def term_base() -> TermBase:
    """The concepts ready to be found in texts; one query while nothing was decided.

    Every decision carries a random number. Their count and sum tell one state of the glossary from
    every other, in whichever order decisions became visible.
    """
    marks = TermDecision.objects.aggregate(Count("pk"), Sum("mark"))
    stamp = (marks["pk__count"], marks["mark__sum"] or 0)
    base = _made.get(stamp)
    if base is None:
        base = made_of(concepts())
        with _making:
            _made.clear()
            _made[stamp] = base
    return base


def open_proposals(language: Language | None = None) -> list[TermProposal]:
    """What waits to be decided, the oldest first."""
    rows = TermProposal.objects.filter(state=ProposalState.OFFERED).order_by("pk")
    return list(rows if language is None else rows.filter(language=language))


def history(key: str) -> list[TermDecision]:
    """Everything that was decided of a concept and of its forms, in order."""
    return list(TermDecision.objects.filter(term__key=key).order_by("pk"))


def unsure(language: Language | None = None) -> tuple[Unsure, ...]:
    """The forms of low confidence, which wait for a native editor."""
    return tuple(
        Unsure(concept=each, form=form)
        for each in concepts()
        for form in each.forms
        if form.confidence is Confidence.LOW and language in {None, form.language}
    )


def credited() -> Iterator[Credited]:
    """Who is credited with terms: those who decided, and those whose proposals were accepted."""
    accepted = TermProposal.objects.filter(state=ProposalState.ACCEPTED)
    for rows in (TermDecision.objects.exclude(person=None), accepted):
        last = rows.order_by("pk").values_list("person", "by_name")
        names = dict(last.iterator(chunk_size=2000))
        summed = rows.order_by().values_list("person", "language").annotate(Count("pk"))
        for person, language, number in summed:
            yield Credited(person=person, name=names[person], language=language, number=number)


def search(words: str, *, language: Language | None = None) -> tuple[Concept, ...]:
    """The concepts whose key, note or one of whose forms has these letters, whatever their case."""
    wanted = words.casefold().strip()

    def has(each: Concept) -> bool:
        forms = (form for form in each.forms if language in {None, form.language})
        said = [each.key, each.note] if language is None else []
        return any(wanted in text.casefold() for text in [*said, *(form.text for form in forms)])

    return tuple(each for each in concepts() if wanted and has(each))

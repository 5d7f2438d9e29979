"""Bringing concepts in from a file: all of them or none, and a report of each form."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from workflow.glossary.forms import refuse_forms
from workflow.glossary.models import Term, TermEntry
from workflow.glossary.queries import form_of
from workflow.glossary.states import DecisionKind
from workflow.glossary.writing import (
    Hand,
    add_form,
    demote,
    describe_term,
    held_term,
    hold_glossary,
    write_form,
)
from workflow.languages.language import Language
from workflow.people.models import User
from workflow.people.permissions import Permissions, require
from workflow.people.roles import Act
from workflow.text.terms.values import Concept, Domain, FormStatus, TermForm

Progress = Callable[[int, int], None]
_Held = dict[tuple[Language, str], TermEntry]


@dataclass(slots=True)
class TermsReport:
    """What a file of terms brought, form by form: ``key (language): form``.

    ``kept`` are forms that hold here and that the file lacks, of concepts that it has: they stay.
    ``not_hers`` may not be decided by whoever brought the file, and were left: forms in other
    languages, and what kind of thing a concept is, which is for all languages together.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: int = 0
    kept: list[str] = field(default_factory=list)
    not_hers: list[str] = field(default_factory=list)


def import_terms(
    concepts: Iterable[Concept],
    *,
    by: User,
    at: datetime,
    only_try: bool = False,
    progress: Progress | None = None,
) -> TermsReport:
    """Bring concepts in, all in one transaction; nothing that the file lacks is removed.

    Forms, their dates and reasons hold as the file says. ``progress`` is told after each concept
    how many of how many are done. Raises ``TermRefused`` with all that is wrong, and
    ``NotAllowed`` when ``by`` may decide in no language at all.
    """
    rights = Permissions.of(by)
    brought = tuple(concepts)
    refuse_forms((each.key, form, each.note) for each in brought for form in each.forms)
    languages = {form.language for each in brought for form in each.forms}
    if languages and not rights.languages(Act.DECIDE_TERMS, languages):
        require(by, Act.DECIDE_TERMS, language=min(languages, key=lambda each: each.tag))
    bringing = _Bringing(rights, Hand(by=by, at=at, credited=False))
    with transaction.atomic():
        hold_glossary()
        for done, each in enumerate(brought, start=1):
            bringing.concept(each)
            if progress:
                progress(done, len(brought))
        transaction.set_rollback(only_try)
    return bringing.report


class _Bringing:
    """Brings one concept after another, by one hand, into one report."""

    def __init__(self, rights: Permissions, hand: Hand) -> None:
        self.rights = rights
        self.hand = hand
        self.report = TermsReport()

    def concept(self, concept: Concept) -> None:
        hers = self._hers(concept)
        if not hers:
            return
        term = held_term(concept.key, concept.domain, concept.note, at=self.hand.at)
        self._describe(term, concept)
        rows = TermEntry.objects.filter(term=term).order_by("pk")
        held: _Held = {(row.language, row.text): row for row in rows}
        self._make_room(hers, held)
        for form in hers:
            self._put(term, form, held.get((form.language, form.text)))
        there = {(form.language, form.text) for form in concept.forms}
        self.report.kept.extend(
            _name(concept.key, row.language, row.text)
            for place, row in held.items()
            if place not in there and row.retired_at is None
        )

    def _hers(self, concept: Concept) -> list[TermForm]:
        hers = []
        for form in concept.forms:
            if self.rights.may(Act.DECIDE_TERMS, form.language):
                hers.append(form)
            else:
                self.report.not_hers.append(_name(concept.key, form.language, form.text))
        return hers

    def _describe(self, term: Term, concept: Concept) -> None:
        """What the file says of the concept itself; where it says nothing, that stays."""
        says = concept.domain is not Domain.OTHER
        domain = concept.domain if says else Domain(term.domain)
        note = concept.note or term.note
        if (domain, note) == (term.domain, term.note):
            return
        told = self.report.not_hers
        if self.rights.may(Act.DECIDE_TERMS):
            describe_term(term, domain, note, self.hand)
            told = self.report.changed
        told.append(f"{concept.key}: {concept.domain}")

    def _make_room(self, forms: Sequence[TermForm], held: _Held) -> None:
        """Let a preferred form that the file prefers another to be an accepted one."""
        best = {form.language: form.text for form in forms if form.status is FormStatus.PREFERRED}
        for (language, text), row in held.items():
            if row.status == FormStatus.PREFERRED and best.get(language, text) != text:
                demote(row, self.hand)

    def _put(self, term: Term, form: TermForm, row: TermEntry | None) -> None:
        name = _name(term.key, form.language, form.text)
        if row is None:
            add_form(term, form, self.hand)
            self.report.added.append(name)
        elif row.retired_at is None and form_of(row) == form:
            self.report.same += 1
        else:
            write_form(row, form, DecisionKind.CHANGED, self.hand)
            self.report.changed.append(name)


def _name(key: str, language: Language, text: str) -> str:
    return f"{key} ({language}): {text}"

"""Writing a form of a concept, always together with its history."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection

from workflow.glossary.forms import fields_of, said_of
from workflow.glossary.models import Term, TermDecision, TermEntry, TermProposal
from workflow.glossary.queries import form_of
from workflow.glossary.states import DecisionKind
from workflow.journal.actions import record
from workflow.people.models import User
from workflow.text.terms.values import Domain, FormStatus, TermForm

_HOLD_ALL = "LOCK TABLE glossary_term IN SHARE ROW EXCLUSIVE MODE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Whose decision something is, when and why, and which proposal it follows.

    What a file brings, and what follows from another decision, is ``credited`` to nobody.
    """

    by: User
    at: datetime
    reason: str = ""
    proposal: TermProposal | None = None
    credited: bool = True


def hold_glossary() -> None:
    """Let no other file of concepts in until the transaction ends.

    Two files in opposite order would wait for each other's concepts. SQLite has one writer anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_HOLD_ALL)


def held_term(key: str, domain: Domain, note: str, *, at: datetime) -> Term:
    """The concept, made where there is none, and held until the transaction ends."""
    Term.objects.get_or_create(
        key=key, defaults={"domain": domain.value, "note": note, "created_at": at}
    )
    found: Term = Term.objects.select_for_update().get(key=key)
    return found


def describe_term(term: Term, domain: Domain, note: str, hand: Hand) -> None:
    """Say of a concept what kind of thing it is, and what to mind."""
    was = {"domain": str(term.domain), "note": term.note}
    term.domain, term.note = domain.value, note
    term.save()
    after = {"domain": domain.value, "note": note}
    TermDecision.objects.create(
        term=term, kind=DecisionKind.DESCRIBED, before=was, after=after, **_signed(hand)
    )
    record(term, "describe a concept", by=hand.by, at=hand.at, detail={"before": was, **after})


def add_form(term: Term, form: TermForm, hand: Hand) -> TermEntry:
    """Let a form hold that the concept never had."""
    entry: TermEntry = TermEntry.objects.create(
        term=term, language=form.language, text=form.text, **fields_of(form)
    )
    note_decision(entry, DecisionKind.ADDED, None, hand)
    return entry


def write_form(entry: TermEntry, form: TermForm, kind: DecisionKind, hand: Hand) -> None:
    """Let a row say what a form says; a retired one holds again."""
    was = said_of(entry)
    for name, value in fields_of(form).items():
        setattr(entry, name, value)
    entry.retired_at = None
    entry.save()
    note_decision(entry, kind, was, hand)


def demote(entry: TermEntry, hand: Hand) -> None:
    """Let what was preferred go on as accepted, because another form is preferred now."""
    accepted = replace(form_of(entry), status=FormStatus.ACCEPTED)
    retired_at = entry.retired_at
    follows = Hand(by=hand.by, at=hand.at, credited=False)
    write_form(entry, accepted, DecisionKind.CHANGED, follows)
    if retired_at is not None:
        TermEntry.objects.filter(pk=entry.pk).update(retired_at=retired_at)


def note_decision(
    entry: TermEntry, kind: DecisionKind, before: dict[str, object] | None, hand: Hand
) -> None:
    """Write what a form says now into the history and the journal."""
    TermDecision.objects.create(
        term=entry.term,
        language=entry.language,
        text=entry.text,
        kind=kind,
        before=before,
        after=said_of(entry),
        proposal=hand.proposal,
        person=hand.by.ledger_key if hand.credited else None,
        **_signed(hand, entry.reason),
    )
    detail = {"language": entry.language.tag, "form": entry.text, "kind": kind.value}
    record(entry.term, "decide a term", by=hand.by, at=hand.at, detail=detail)


def _signed(hand: Hand, reason: str = "") -> dict[str, Any]:
    return {
        "by": hand.by,
        "by_name": str(hand.by),
        "at": hand.at,
        "reason": hand.reason or reason,
    }

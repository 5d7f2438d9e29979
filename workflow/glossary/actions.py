"""What is done to the glossary: proposed, decided, described, confirmed, retired."""

from dataclasses import replace
from datetime import datetime
from functools import partial

from django.db import transaction

from workflow.glossary.forms import refuse_form, refuse_note, said_of, tidy
from workflow.glossary.models import Term, TermEntry, TermProposal
from workflow.glossary.queries import form_of
from workflow.glossary.states import PROPOSAL_TRANSITIONS, DecisionKind, ProposalState
from workflow.glossary.writing import (
    Hand,
    add_form,
    demote,
    describe_term,
    held_term,
    note_decision,
    write_form,
)
from workflow.journal.actions import move, record
from workflow.languages.language import Language
from workflow.people.models import User
from workflow.people.permissions import NotAllowed, require
from workflow.people.roles import Act
from workflow.text.terms.values import Confidence, Domain, FormStatus, TermForm

_move = partial(move, table=PROPOSAL_TRANSITIONS)


def propose(
    key: str,
    form: TermForm,
    *,
    by: User,
    at: datetime,
    domain: Domain = Domain.OTHER,
    note: str = "",
) -> TermProposal:
    """Offer a form, good or bad, of a concept that exists or not; the same offered again is one.

    Whoever offers it again is written into the journal with her words. Raises ``TermRefused``
    when it cannot be a form, and ``NotAllowed``.
    """
    require(by, Act.SUGGEST_TERMS, language=form.language)
    form, note = _tidied(form), tidy(note)
    refuse_form(key, form, note)
    says = {
        "note": note,
        "reason": form.reason,
        "exact_case": form.exact_case,
        "inflected": list(form.inflected),
    }
    with transaction.atomic():
        term = Term.objects.filter(key=key).first()
        row, is_new = TermProposal.objects.get_or_create(
            key=key,
            language=form.language,
            text=form.text,
            status=form.status,
            state=ProposalState.OFFERED,
            defaults={
                "domain": term.domain if term else domain,
                **says,
                "by": by,
                "by_name": str(by),
                "person": by.ledger_key,
                "offered_at": at,
                "changed_at": at,
            },
        )
        if is_new:
            record(row, "propose", by=by, at=at, to_state=ProposalState.OFFERED)
        elif row.by_id != by.pk or any(getattr(row, name) != said for name, said in says.items()):
            record(row, "propose as well", by=by, at=at, detail=says)
    return row


def accept(
    proposal: TermProposal,
    *,
    by: User,
    at: datetime,
    confidence: Confidence = Confidence.HIGH,
    reason: str = "",
) -> TermEntry:
    """Let a proposed form hold from now on; whoever proposed it is kept with the decision.

    ``reason`` stands in the glossary where the proposal gave none, and in the history always.
    """
    require(by, Act.DECIDE_TERMS, language=proposal.language)
    reason = tidy(reason)
    form = TermForm(
        language=proposal.language,
        text=proposal.text,
        status=FormStatus(proposal.status),
        exact_case=proposal.exact_case,
        inflected=tuple(proposal.inflected),
        reason=proposal.reason or reason,
        confidence=confidence,
    )
    refuse_form(proposal.key, replace(form, reason=reason))
    with transaction.atomic():
        _move(
            proposal,
            ProposalState.ACCEPTED,
            verb="accept",
            by=by,
            at=at,
            detail={"reason": reason} if reason else None,
            set_also={"changed_at": at},
        )
        return _decide(
            proposal.key,
            form,
            Hand(by=by, at=at, reason=reason, proposal=proposal),
            domain=Domain(proposal.domain),
            note=proposal.note,
        )


def decline(proposal: TermProposal, *, by: User, at: datetime, reason: str = "") -> None:
    """Leave the glossary as it is; the proposal stays on record and can be accepted later."""
    require(by, Act.DECIDE_TERMS, language=proposal.language)
    _move(
        proposal,
        ProposalState.DECLINED,
        verb="decline",
        by=by,
        at=at,
        detail={"reason": tidy(reason)} if reason else None,
        set_also={"changed_at": at},
    )


def withdraw(proposal: TermProposal, *, by: User, at: datetime) -> None:
    """Take one's own proposal back."""
    if proposal.by_id != by.pk:
        raise NotAllowed(
            f"{by} may not withdraw what {proposal.by_name} proposed. Decline it instead."
        )
    _move(
        proposal,
        ProposalState.WITHDRAWN,
        verb="withdraw",
        by=by,
        at=at,
        set_also={"changed_at": at},
    )


def decide(
    key: str,
    form: TermForm,
    *,
    by: User,
    at: datetime,
    domain: Domain = Domain.OTHER,
    note: str = "",
) -> TermEntry:
    """Say what the house calls a concept, or does not; dated, and the former word is kept.

    The form that was preferred before goes on as an accepted one. A form that says this already
    is left as it is. ``domain`` and ``note`` are for a concept that does not exist yet.
    """
    require(by, Act.DECIDE_TERMS, language=form.language)
    form, note = _tidied(form), tidy(note)
    refuse_form(key, form, note)
    with transaction.atomic():
        return _decide(key, form, Hand(by=by, at=at), domain=domain, note=note)


def describe(
    key: str, *, by: User, at: datetime, domain: Domain | None = None, note: str | None = None
) -> None:
    """Say of a concept what kind of thing it is, or what to mind, for all languages together.

    None leaves what is said already. Needs the right to decide in every language.
    """
    require(by, Act.DECIDE_TERMS)
    with transaction.atomic():
        term = Term.objects.select_for_update().filter(key=key).first()
        if term is None:
            raise LookupError(f"The glossary has no concept {key}. Decide a form of it first.")
        domain = Domain(term.domain) if domain is None else domain
        note = term.note if note is None else tidy(note)
        refuse_note(key, note)
        if (domain, note) != (term.domain, term.note):
            describe_term(term, domain, note, Hand(by=by, at=at))


def confirm(
    key: str, language: Language, text: str, *, by: User, at: datetime, reason: str = ""
) -> TermEntry:
    """Be sure of a form that nobody was sure of: a native editor's word, dated."""
    require(by, Act.DECIDE_TERMS, language=language)
    with transaction.atomic():
        entry = _entry(key, language, text)
        if entry.confidence == Confidence.HIGH:
            return entry
        form = replace(form_of(entry), confidence=Confidence.HIGH, decided_on=at.date().isoformat())
        hand = Hand(by=by, at=at, reason=tidy(reason))
        write_form(entry, form, DecisionKind.CONFIRMED, hand)
    return entry


def retire(
    key: str, language: Language, text: str, *, by: User, at: datetime, reason: str = ""
) -> None:
    """Let a form say nothing any more; decided again it comes back. Its history stays."""
    require(by, Act.DECIDE_TERMS, language=language)
    with transaction.atomic():
        entry = _entry(key, language, text)
        TermEntry.objects.filter(pk=entry.pk).update(retired_at=at)
        hand = Hand(by=by, at=at, reason=tidy(reason))
        note_decision(entry, DecisionKind.RETIRED, said_of(entry), hand)


def _decide(key: str, form: TermForm, hand: Hand, *, domain: Domain, note: str) -> TermEntry:
    term = held_term(key, domain, note, at=hand.at)
    entries = list(TermEntry.objects.filter(term=term, language=form.language))
    entry = next((each for each in entries if each.text == form.text), None)
    form = replace(form, decided_on=form.decided_on or hand.at.date().isoformat())
    if entry is not None and entry.retired_at is None and _says(entry, form):
        return entry
    if form.status is FormStatus.PREFERRED:
        for other in entries:
            if other is not entry and other.status == FormStatus.PREFERRED:
                demote(other, hand)
    if entry is None:
        return add_form(term, form, hand)
    if not form.inflected:
        form = replace(form, inflected=tuple(entry.inflected))
    write_form(entry, form, DecisionKind.CHANGED, hand)
    return entry


def _says(entry: TermEntry, form: TermForm) -> bool:
    """Whether a row says all that a form says; when it was decided is another matter."""
    held = form_of(entry)
    inflected = form.inflected or held.inflected
    return held == replace(form, decided_on=held.decided_on, inflected=inflected)


def _entry(key: str, language: Language, text: str) -> TermEntry:
    Term.objects.select_for_update().filter(key=key).first()
    found = TermEntry.objects.filter(
        term__key=key, language=language, text=text, retired_at=None
    ).first()
    if found is None:
        raise LookupError(
            f"The glossary has no form “{text}” of {key} in {language}. Look it up: "
            f"python -m workflow glossary show {key}"
        )
    entry: TermEntry = found
    return entry


def _tidied(form: TermForm) -> TermForm:
    inflected = dict.fromkeys(filter(None, map(tidy, form.inflected)))
    return replace(form, text=tidy(form.text), reason=tidy(form.reason), inflected=tuple(inflected))

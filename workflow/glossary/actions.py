"""What is done to the glossary: proposed, decided, confirmed, retired, brought in from a file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from django.db import transaction

from workflow.glossary.forms import fields_of, refuse_form, refuse_forms, said_of, tidy
from workflow.glossary.models import Term, TermDecision, TermEntry, TermProposal
from workflow.glossary.queries import form_of
from workflow.glossary.states import PROPOSAL_TRANSITIONS, DecisionKind, ProposalState
from workflow.journal.actions import move, record
from workflow.languages.language import Language
from workflow.people.models import User
from workflow.people.permissions import NotAllowed, Permissions, require
from workflow.people.roles import Act
from workflow.text.terms.values import Concept, Confidence, Domain, FormStatus, TermForm

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

    Raises ``TermRefused`` when it cannot be a form, and ``NotAllowed``.
    """
    require(by, Act.SUGGEST_TERMS, language=form.language)
    form, note = _tidied(form), tidy(note)
    refuse_form(key, form, note)
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
                "note": note,
                "reason": form.reason,
                "by": by,
                "by_name": str(by),
                "person": by.ledger_key,
                "offered_at": at,
                "changed_at": at,
            },
        )
        if is_new:
            record(row, "propose", by=by, at=at, to_state=ProposalState.OFFERED)
    return row


def accept(
    proposal: TermProposal, *, by: User, at: datetime, confidence: Confidence = Confidence.HIGH
) -> TermEntry:
    """Let a proposed form hold from now on; whoever proposed it is kept with the decision."""
    require(by, Act.DECIDE_TERMS, language=proposal.language)
    with transaction.atomic():
        _move(
            proposal,
            ProposalState.ACCEPTED,
            verb="accept",
            by=by,
            at=at,
            set_also={"changed_at": at},
        )
        form = TermForm(
            language=proposal.language,
            text=proposal.text,
            status=FormStatus(proposal.status),
            reason=proposal.reason,
            confidence=confidence,
        )
        return _decide(
            proposal.key,
            form,
            domain=Domain(proposal.domain),
            note=proposal.note,
            proposal=proposal,
            by=by,
            at=at,
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
        return _decide(key, form, domain=domain, note=note, by=by, at=at)


def confirm(key: str, language: Language, text: str, *, by: User, at: datetime) -> TermEntry:
    """Be sure of a form that nobody was sure of: a native editor's word, dated."""
    require(by, Act.DECIDE_TERMS, language=language)
    with transaction.atomic():
        entry = _entry(key, language, text)
        if entry.confidence == Confidence.HIGH:
            return entry
        form = replace(form_of(entry), confidence=Confidence.HIGH, decided_on=at.date().isoformat())
        _write(entry, form, DecisionKind.CONFIRMED, by=by, at=at)
    return entry


def retire(
    key: str, language: Language, text: str, *, by: User, at: datetime, reason: str = ""
) -> None:
    """Let a form say nothing any more; decided again it comes back. Its history stays."""
    require(by, Act.DECIDE_TERMS, language=language)
    with transaction.atomic():
        entry = _entry(key, language, text)
        was = said_of(entry)
        TermEntry.objects.filter(pk=entry.pk).update(retired_at=at)
        _note(entry, DecisionKind.RETIRED, was, was, by=by, at=at, reason=tidy(reason))


@dataclass(slots=True)
class TermsReport:
    """What a file of terms brought, form by form: ``key (language): form``.

    ``kept`` are forms that hold here and that the file lacks, of concepts that it has: they stay.
    ``not_hers`` are in languages that whoever brought it may not decide; they were left.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: int = 0
    kept: list[str] = field(default_factory=list)
    not_hers: list[str] = field(default_factory=list)


def import_terms(
    concepts: Iterable[Concept], *, by: User, at: datetime, only_try: bool = False
) -> TermsReport:
    """Bring concepts in, all in one transaction; nothing that the file lacks is removed.

    Forms, their dates and reasons hold as the file says. Raises ``TermRefused`` with all that is
    wrong, and ``NotAllowed`` when ``by`` may decide in no language at all.
    """
    rights = Permissions.of(by)
    brought = tuple(concepts)
    refuse_forms((each.key, form, each.note) for each in brought for form in each.forms)
    languages = {form.language for each in brought for form in each.forms}
    if languages and not rights.languages(Act.DECIDE_TERMS, languages):
        require(by, Act.DECIDE_TERMS, language=min(languages, key=lambda each: each.tag))
    report = TermsReport()
    with transaction.atomic():
        for each in brought:
            _bring(each, rights, report, by=by, at=at)
        transaction.set_rollback(only_try)
    return report


def _bring(
    concept: Concept, rights: Permissions, report: TermsReport, *, by: User, at: datetime
) -> None:
    """One concept of a file. The preferred forms go last: each demotes the one before it."""
    term = _term(concept.key, concept.domain, concept.note, at=at)
    about = {"domain": concept.domain.value, "note": concept.note}
    if (term.domain, term.note) != tuple(about.values()):
        Term.objects.filter(pk=term.pk).update(**about)
        report.changed.append(f"{concept.key}: {concept.domain}")
    held = {
        (entry.language, entry.text): entry
        for entry in TermEntry.objects.filter(term=term).order_by("pk")
    }
    hers: list[TermForm] = []
    for form in concept.forms:
        if rights.may(Act.DECIDE_TERMS, form.language):
            hers.append(form)
        else:
            report.not_hers.append(_name(concept.key, form.language, form.text))
    _make_room(term, hers, held, by=by, at=at)
    for form in hers:
        _put(term, form, held.get((form.language, form.text)), report, by=by, at=at)
    there = {(form.language, form.text) for form in concept.forms}
    report.kept.extend(
        _name(concept.key, entry.language, entry.text)
        for place, entry in held.items()
        if place not in there and entry.retired_at is None
    )


def _make_room(
    term: Term,
    forms: Sequence[TermForm],
    held: dict[tuple[Language, str], TermEntry],
    *,
    by: User,
    at: datetime,
) -> None:
    """Let a preferred form that the file prefers another to be an accepted one."""
    preferred = {form.language: form.text for form in forms if form.status is FormStatus.PREFERRED}
    for (language, text), entry in held.items():
        if entry.status == FormStatus.PREFERRED and preferred.get(language, text) != text:
            _demote(entry, by=by, at=at)


def _put(
    term: Term,
    form: TermForm,
    entry: TermEntry | None,
    report: TermsReport,
    *,
    by: User,
    at: datetime,
) -> None:
    name = _name(term.key, form.language, form.text)
    if entry is None:
        _add(term, form, by=by, at=at, credited=False)
        report.added.append(name)
    elif entry.retired_at is None and form_of(entry) == form:
        report.same += 1
    else:
        _write(entry, form, DecisionKind.CHANGED, by=by, at=at, credited=False)
        report.changed.append(name)


def _decide(
    key: str,
    form: TermForm,
    *,
    domain: Domain,
    note: str,
    by: User,
    at: datetime,
    proposal: TermProposal | None = None,
) -> TermEntry:
    term = _term(key, domain, note, at=at)
    entries = list(TermEntry.objects.filter(term=term, language=form.language))
    entry = next((each for each in entries if each.text == form.text), None)
    form = replace(form, decided_on=form.decided_on or at.date().isoformat())
    if entry is not None and entry.retired_at is None and _says(entry, form):
        return entry
    if form.status is FormStatus.PREFERRED:
        for other in entries:
            if other is not entry and other.status == FormStatus.PREFERRED:
                _demote(other, by=by, at=at)
    if entry is None:
        return _add(term, form, by=by, at=at, proposal=proposal)
    if not form.inflected:
        form = replace(form, inflected=tuple(entry.inflected))
    _write(entry, form, DecisionKind.CHANGED, by=by, at=at, proposal=proposal)
    return entry


def _says(entry: TermEntry, form: TermForm) -> bool:
    """Whether a row says all that a form says; when it was decided is another matter."""
    held = form_of(entry)
    inflected = form.inflected or held.inflected
    return held == replace(form, decided_on=held.decided_on, inflected=inflected)


def _term(key: str, domain: Domain, note: str, *, at: datetime) -> Term:
    """The concept, made where there is none, and held until the transaction ends."""
    Term.objects.get_or_create(
        key=key, defaults={"domain": domain.value, "note": note, "created_at": at}
    )
    found: Term = Term.objects.select_for_update().get(key=key)
    return found


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


def _add(
    term: Term,
    form: TermForm,
    *,
    by: User,
    at: datetime,
    proposal: TermProposal | None = None,
    credited: bool = True,
) -> TermEntry:
    entry: TermEntry = TermEntry.objects.create(
        term=term, language=form.language, text=form.text, **fields_of(form)
    )
    _note(
        entry,
        DecisionKind.ADDED,
        None,
        said_of(entry),
        by=by,
        at=at,
        proposal=proposal,
        credited=credited,
    )
    return entry


def _write(
    entry: TermEntry,
    form: TermForm,
    kind: DecisionKind,
    *,
    by: User,
    at: datetime,
    proposal: TermProposal | None = None,
    credited: bool = True,
) -> None:
    was = said_of(entry)
    for name, value in fields_of(form).items():
        setattr(entry, name, value)
    entry.retired_at = None
    entry.save()
    _note(entry, kind, was, said_of(entry), by=by, at=at, proposal=proposal, credited=credited)


def _demote(entry: TermEntry, *, by: User, at: datetime) -> None:
    accepted = replace(form_of(entry), status=FormStatus.ACCEPTED)
    retired_at = entry.retired_at
    _write(entry, accepted, DecisionKind.CHANGED, by=by, at=at, credited=False)
    if retired_at is not None:
        TermEntry.objects.filter(pk=entry.pk).update(retired_at=retired_at)


def _note(
    entry: TermEntry,
    kind: DecisionKind,
    before: dict[str, object] | None,
    after: dict[str, object],
    *,
    by: User,
    at: datetime,
    reason: str = "",
    proposal: TermProposal | None = None,
    credited: bool = True,
) -> None:
    """Write a decision into the history and the journal.

    What a file brings, and what follows from another decision, is credited to nobody.
    """
    TermDecision.objects.create(
        term=entry.term,
        language=entry.language,
        text=entry.text,
        kind=kind,
        before=before,
        after=after,
        reason=reason or entry.reason,
        proposal=proposal,
        by=by,
        by_name=str(by),
        person=by.ledger_key if credited else None,
        at=at,
    )
    detail = {"language": entry.language.tag, "form": entry.text, "kind": kind.value}
    record(entry.term, "decide a term", by=by, at=at, detail=detail)


def _tidied(form: TermForm) -> TermForm:
    return replace(
        form,
        text=tidy(form.text),
        reason=tidy(form.reason),
        inflected=tuple(filter(None, map(tidy, form.inflected))),
    )


def _name(key: str, language: Language, text: str) -> str:
    return f"{key} ({language}): {text}"

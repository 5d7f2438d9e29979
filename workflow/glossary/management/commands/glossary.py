"""``python -m workflow glossary WHAT``: what the house calls things, and deciding it."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from workflow.glossary.actions import (
    accept,
    confirm,
    decide,
    decline,
    describe,
    propose,
    retire,
    withdraw,
)
from workflow.glossary.files import GlossaryFileRefused, read_file, write_glossary
from workflow.glossary.forms import TermRefused
from workflow.glossary.importing import import_terms
from workflow.glossary.management.glossary_arguments import add_arguments
from workflow.glossary.models import TermProposal
from workflow.glossary.queries import concept, concepts, history, open_proposals, search, unsure
from workflow.glossary.queries import term_base as term_base_now
from workflow.glossary.states import DecisionKind
from workflow.journal.actions import MoveRefused
from workflow.languages.catalogue import catalogue, marked
from workflow.languages.formatting import format_date
from workflow.languages.registry import ALL, by_tag
from workflow.people.actions import terminal_user
from workflow.people.permissions import NotAllowed
from workflow.text.terms.values import Concept, Confidence, Domain, FormStatus, TermForm

_SIGNS = {FormStatus.PREFERRED: "+", FormStatus.ACCEPTED: "·", FormStatus.FORBIDDEN: "–"}
_KINDS = {
    DecisionKind.ADDED: marked("added"),
    DecisionKind.CHANGED: marked("changed"),
    DecisionKind.CONFIRMED: marked("confirmed"),
    DecisionKind.RETIRED: marked("retired"),
    DecisionKind.DESCRIBED: marked("described"),
}
_MOST_SHOWN = 20
_TOLD_EVERY = 500  # concepts
NO_CONCEPT = marked("The glossary has no concept {key}. Look for it: glossary search WORDS.")
NO_PROPOSAL = marked("There is no proposal {number}. List those that wait: glossary proposals.")
NO_FILE = marked("{path} cannot be read: {reason}.")


class Command(BaseCommand):
    """Shows concepts and what waits; decides; brings files in and takes them out."""

    help = __doc__

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = by_tag(settings.TERMINAL_LANGUAGE)
        self.words = catalogue(self.language)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do, and with which concept, form or file."""
        add_arguments(parser, self.words)

    def handle(self, *_: Any, what: str, **options: Any) -> None:
        """Do it; every refusal is one sentence, or a list of them."""
        try:
            _ACTS[what](self, **options)
        except (TermRefused, GlossaryFileRefused) as refused:
            raise CommandError(
                "\n".join(each.in_(self.language) for each in refused.problems)
            ) from None
        except (LookupError, MoveRefused, NotAllowed) as refused:
            raise CommandError(str(refused)) from None

    # Showing ---------------------------------------------------------------------------------

    def every(self, **_: Any) -> None:
        """Every concept with its preferred forms."""
        self._lines(concepts())

    def search(self, *, text: str, language: str | None, **_: Any) -> None:
        """Concepts by a part of a form."""
        self._lines(search(text, language=by_tag(language) if language else None))

    def show(self, *, key: str, **_: Any) -> None:
        """One concept: its forms, its note, and who decided what when."""
        found, past = concept(key), history(key)
        if found is None and not past:
            raise CommandError(self.words.text(NO_CONCEPT, key=key))
        if found is not None:
            self.stdout.write(f"{found.key} ({found.domain})")
            for form in found.forms:
                said = ", ".join(filter(None, (form.reason, form.confidence, form.decided_on)))
                self.stdout.write(f"  {_SIGNS[form.status]} {form.language}: {form.text} ({said})")
            if found.note:
                self.stdout.write(f"  {found.note}")
        for line in past:
            day = format_date(line.at.date(), self.language)
            kind = self.words.text(_KINDS[DecisionKind(line.kind)])
            what = f"{line.text} ({line.language}): " if line.language else ""
            why = f": {line.reason}" if line.reason else ""
            self.stdout.write(f"  {day}: {what}{kind}, {line.by_name}{why}")

    def find(self, *, text: str, language: str, **_: Any) -> None:
        """The terms that a text says, each with where it stands."""
        for each in term_base_now().find(text, by_tag(language)):
            sign = _SIGNS[each.form.status]
            said = text[each.start : each.end]
            self.stdout.write(f"{sign} {each.start}–{each.end} {said}: {each.concept.key}")

    def proposals(self, **_: Any) -> None:
        """What waits to be decided."""
        for row in open_proposals():
            sign = _SIGNS[FormStatus(row.status)]
            self.stdout.write(
                f"{row.pk}  {sign} {row.key} ({row.language}): {row.text}, {row.by_name}"
                + (f": {row.reason}" if row.reason else "")
            )

    def unsure(self, *, language: str | None, **_: Any) -> None:
        """The forms of low confidence."""
        for each in unsure(by_tag(language) if language else None):
            form = each.form
            self.stdout.write(f"{each.concept.key} ({form.language}): {form.text}")

    def _lines(self, found: Iterable[Concept]) -> None:
        for each in found:
            best = (form.text for language in ALL for form in each.said_in(language)[:1])
            self.stdout.write(f"{each.key}: {' · '.join(best)}")

    # Deciding --------------------------------------------------------------------------------

    def propose(self, *, key: str, domain: str, note: str, **form: Any) -> None:
        """Offer a form."""
        row = propose(
            key, _form(key, form), domain=Domain(domain), note=note, by=terminal_user(), at=_now()
        )
        self.stdout.write(self.words.text("Proposed, as number {number}.", number=str(row.pk)))

    def decide(self, *, key: str, domain: str, note: str, **form: Any) -> None:
        """Decide a form."""
        decide(
            key, _form(key, form), domain=Domain(domain), note=note, by=terminal_user(), at=_now()
        )
        self.show(key=key)

    def describe(self, *, key: str, domain: str | None, note: str | None, **_: Any) -> None:
        """Describe a concept."""
        kind = Domain(domain) if domain else None
        describe(key, domain=kind, note=note, by=terminal_user(), at=_now())
        self.show(key=key)

    def confirm(self, *, key: str, language: str, form: str, reason: str, **_: Any) -> None:
        """Be sure of a form."""
        confirm(key, by_tag(language), form, reason=reason, by=terminal_user(), at=_now())
        self.show(key=key)

    def retire(self, *, key: str, language: str, form: str, reason: str, **_: Any) -> None:
        """Retire a form."""
        retire(key, by_tag(language), form, reason=reason, by=terminal_user(), at=_now())
        self.show(key=key)

    def accept(self, *, number: int, reason: str, confidence: str, **_: Any) -> None:
        """Accept a proposal."""
        proposal = self._proposal(number)
        accept(
            proposal,
            by=terminal_user(),
            at=_now(),
            reason=reason,
            confidence=Confidence(confidence),
        )
        self.show(key=proposal.key)

    def decline(self, *, number: int, reason: str, **_: Any) -> None:
        """Decline a proposal."""
        decline(self._proposal(number), reason=reason, by=terminal_user(), at=_now())

    def withdraw(self, *, number: int, **_: Any) -> None:
        """Take a proposal back."""
        withdraw(self._proposal(number), by=terminal_user(), at=_now())

    def _proposal(self, number: int) -> TermProposal:
        found = TermProposal.objects.filter(pk=number).first()
        if found is None:
            raise CommandError(self.words.text(NO_PROPOSAL, number=str(number)))
        return found

    # Files -----------------------------------------------------------------------------------

    def bring(self, *, file: Path, only_try: bool, **_: Any) -> None:
        """Bring a file in, and tell what it brought and what was left."""
        try:
            found = read_file(file)
        except OSError as error:
            raise CommandError(self._unreadable(file, error)) from None
        report = import_terms(
            found.concepts,
            by=terminal_user(),
            at=_now(),
            only_try=only_try,
            progress=self._progress,
        )
        for heading, names in (
            (marked("Added: {number}"), report.added),
            (marked("Changed: {number}"), report.changed),
            (marked("In the glossary, and not in the file: {number}"), report.kept),
            (marked("In languages you may not decide: {number}"), report.not_hers),
        ):
            self._told(heading, names)
        self.stdout.write(self.words.text("The same: {number}", number=report.same))
        self._told(
            marked("Left out: {number}"), [each.in_(self.language) for each in found.left_out]
        )

    def _progress(self, done: int, all_: int) -> None:
        if done % _TOLD_EVERY == 0:
            self.stderr.write(self.words.text("{done} of {all} concepts", done=done, all=all_))

    def _told(self, heading: str, names: list[str]) -> None:
        if not names:
            return
        self.stdout.write(self.words.text(heading, number=len(names)))
        for name in names[:_MOST_SHOWN]:
            self.stdout.write(f"  {name}")
        if rest := len(names[_MOST_SHOWN:]):
            self.stdout.write("  " + self.words.count("and {n} more", "and {n} more", rest))

    def export(self, *, file: Path, **_: Any) -> None:
        """Write all concepts into a file."""
        data = write_glossary(concepts(), name=file.name)
        try:
            file.write_bytes(data)
        except OSError as error:
            raise CommandError(self._unreadable(file, error)) from None
        self.stdout.write(str(file))

    def _unreadable(self, file: Path, error: OSError) -> str:
        reason = error.strerror or type(error).__name__
        return self.words.text(NO_FILE, path=file, reason=reason)


_ACTS: dict[str, Callable[..., None]] = {
    "list": Command.every,
    "search": Command.search,
    "show": Command.show,
    "find": Command.find,
    "proposals": Command.proposals,
    "unsure": Command.unsure,
    "propose": Command.propose,
    "decide": Command.decide,
    "describe": Command.describe,
    "confirm": Command.confirm,
    "retire": Command.retire,
    "accept": Command.accept,
    "decline": Command.decline,
    "withdraw": Command.withdraw,
    "import": Command.bring,
    "export": Command.export,
}


def _form(key: str, said: dict[str, Any]) -> TermForm:
    """The form of the arguments; capitals count as they do now where nothing is said of them."""
    language, text, exact = by_tag(said["language"]), said["form"], said["exact_case"]
    if exact is None and (held := concept(key)):
        exact = any(
            each.exact_case for each in held.forms if (each.language, each.text) == (language, text)
        )
    return TermForm(
        language=language,
        text=text,
        status=FormStatus(said["status"]),
        exact_case=bool(exact),
        inflected=tuple(filter(None, said["inflected"].split("|"))),
        reason=said["reason"],
        confidence=Confidence(said["confidence"]),
    )


def _now() -> datetime:
    return datetime.now(UTC)

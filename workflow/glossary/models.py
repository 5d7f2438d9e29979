"""Concepts with their forms, what is proposed for them, and everything that was decided."""

import secrets

from django.db import models

from workflow.glossary.states import DecisionKind, ProposalState
from workflow.journal.append_only import AppendOnlyQuerySet
from workflow.people.fields import LanguageField, OptionalLanguageField
from workflow.people.models import User
from workflow.text.terms.values import Confidence, Domain, FormStatus

LONGEST_KEY, LONGEST_FORM, LONGEST_WORDS = 80, 200, 1_000
_MOST = 2**53  # whole numbers up to here are exact wherever they are summed


def new_mark() -> int:
    """A number by which one state of the glossary is told from every other."""
    return secrets.randbelow(_MOST >> 20)


class Term(models.Model):
    """One concept. Its key names it in files and never changes."""

    key = models.CharField(max_length=LONGEST_KEY, unique=True)
    domain = models.CharField(max_length=16, choices=[(each.value, each.value) for each in Domain])
    note = models.CharField(max_length=LONGEST_WORDS, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        """Known domains."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(domain__in=[each.value for each in Domain]),
                name="glossary_domain_known",
            )
        ]

    def __str__(self) -> str:
        return self.key


class TermEntry(models.Model):
    """A form of a concept in one language, as it holds now; its past is in the decisions.

    A retired one is found in no text any more.
    """

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="entries")
    language = LanguageField()
    text = models.CharField(max_length=LONGEST_FORM)
    status = models.CharField(
        max_length=16, choices=[(each.value, each.value) for each in FormStatus]
    )
    exact_case = models.BooleanField(default=False)
    inflected = models.JSONField(default=list, blank=True)
    reason = models.CharField(max_length=LONGEST_WORDS, blank=True)
    confidence = models.CharField(
        max_length=16, choices=[(each.value, each.value) for each in Confidence]
    )
    decided_on = models.CharField(max_length=10, blank=True, help_text="An ISO date, or nothing.")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A form once; one preferred form a language; known words only."""

        constraints = [
            models.UniqueConstraint(fields=["term", "language", "text"], name="glossary_form_once"),
            models.UniqueConstraint(
                fields=["term", "language"],
                condition=models.Q(status=FormStatus.PREFERRED.value, retired_at__isnull=True),
                name="glossary_one_preferred",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=[each.value for each in FormStatus]),
                name="glossary_form_status_known",
            ),
            models.CheckConstraint(
                condition=models.Q(confidence__in=[each.value for each in Confidence]),
                name="glossary_confidence_known",
            ),
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.term}: {self.text} ({self.language}, {self.status})"


class TermProposal(models.Model):
    """A form that somebody would have the house use, or not use; kept whatever becomes of it.

    ``key`` may be of a concept that does not exist yet; then ``domain`` and ``note`` are its.
    """

    key = models.CharField(max_length=LONGEST_KEY)
    domain = models.CharField(max_length=16, choices=[(each.value, each.value) for each in Domain])
    note = models.CharField(max_length=LONGEST_WORDS, blank=True)
    language = LanguageField()
    text = models.CharField(max_length=LONGEST_FORM)
    status = models.CharField(
        max_length=16, choices=[(each.value, each.value) for each in FormStatus]
    )
    exact_case = models.BooleanField(default=False)
    inflected = models.JSONField(default=list, blank=True)
    reason = models.CharField(max_length=LONGEST_WORDS, blank=True)
    state = models.CharField(
        max_length=16,
        choices=[(each.value, each.value) for each in ProposalState],
        default=ProposalState.OFFERED.value,
    )
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    person = models.UUIDField(help_text="The ledger key of whoever proposed it.")
    offered_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        """The same form is offered once at a time; known words only."""

        constraints = [
            models.UniqueConstraint(
                fields=["key", "language", "text", "status"],
                condition=models.Q(state=ProposalState.OFFERED.value),
                name="glossary_offered_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[each.value for each in ProposalState]),
                name="glossary_proposal_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=[each.value for each in FormStatus]),
                name="glossary_proposed_status_known",
            ),
            models.CheckConstraint(
                condition=models.Q(domain__in=[each.value for each in Domain]),
                name="glossary_proposed_domain_known",
            ),
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.key}: {self.text} ({self.language}, {self.status})"


class TermDecision(models.Model):
    """What was decided of a form: by whom, when, why, and what it said before; written once.

    A decision of the concept itself, for all languages together, has neither language nor form.
    """

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="decisions")
    language = OptionalLanguageField()
    text = models.CharField(max_length=LONGEST_FORM, blank=True)
    kind = models.CharField(
        max_length=16, choices=[(each.value, each.value) for each in DecisionKind]
    )
    before = models.JSONField(null=True, help_text="The form as it was; null for a new one.")
    after = models.JSONField(help_text="The form as it is.")
    reason = models.CharField(max_length=LONGEST_WORDS, blank=True)
    proposal = models.ForeignKey(
        TermProposal, on_delete=models.PROTECT, null=True, related_name="decisions"
    )
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    person = models.UUIDField(
        null=True, help_text="The ledger key of whoever is credited with it, if anybody."
    )
    mark = models.BigIntegerField(default=new_mark, help_text="Random; tells states apart.")
    at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        """Known words only; a language wherever a form is decided."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[each.value for each in DecisionKind]),
                name="glossary_decision_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=DecisionKind.DESCRIBED.value, language__isnull=True)
                | ~models.Q(kind=DecisionKind.DESCRIBED.value) & models.Q(language__isnull=False),
                name="glossary_decision_of_a_language",
            ),
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        of = f"{self.text} ({self.language}) of " if self.language else ""
        return f"{self.kind} {of}{self.term}"

"""Readers and their consent. Only delivery, the desk, the newsstand and the API may look here."""

from django.db import models

from workflow.audience.states import ConsentKind, ReaderState
from workflow.journal.append_only import AppendOnlyQuerySet
from workflow.people.fields import LanguageField

TOKEN_LENGTH = 32


class Reader(models.Model):
    """Somebody who receives: an address, a language, a time zone, and whether they still want to.

    ``token`` is what links in an email carry: random, 32 URL-safe ASCII characters, the same
    length for everybody so that it can be spliced into finished bytes.
    """

    address = models.CharField(max_length=254)
    address_key = models.CharField(
        max_length=254, unique=True, help_text="The address folded for comparison."
    )
    name = models.CharField(max_length=200, blank=True)
    language = LanguageField()
    time_zone = models.CharField(max_length=64, default="UTC")
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in ReaderState],
        default=ReaderState.PENDING.value,
    )
    token = models.CharField(max_length=TOKEN_LENGTH, unique=True)
    created_at = models.DateTimeField()

    class Meta:
        """In a known state; planned by language and state."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in ReaderState]),
                name="audience_reader_state_known",
            )
        ]
        indexes = [models.Index(fields=["state", "language"], name="audience_by_language")]

    def __str__(self) -> str:
        return f"reader {self.pk}"


class Consent(models.Model):
    """Evidence of one consent given or withdrawn; append-only."""

    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="consents")
    kind = models.CharField(
        max_length=16, choices=[(kind.value, kind.value) for kind in ConsentKind]
    )
    at = models.DateTimeField()
    language = LanguageField()
    wording = models.TextField(blank=True, help_text="What the reader was shown.")
    source = models.CharField(max_length=120, help_text="The form, file or link it came by.")

    objects = AppendOnlyQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.kind} by reader {self.reader_id}"

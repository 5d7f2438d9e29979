"""Who has promised to translate what, and by when."""

from django.db import models

from workflow.people.models import User
from workflow.translation.models.texts import Translation
from workflow.translation.states import ClaimState


class Claim(models.Model):
    """One person's promise to translate one story, or one part of a long one, by a date.

    Part 0 is the whole. Editing refreshes ``lapses_at``; a claim that is not kept lapses by itself
    and leaves draft and credit where they are.
    """

    translation = models.ForeignKey(Translation, on_delete=models.PROTECT, related_name="claims")
    part = models.PositiveSmallIntegerField(default=0)
    holder = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="claims")
    holder_name = models.CharField(max_length=150, help_text="Kept when the account is deleted.")
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in ClaimState],
        default=ClaimState.HELD.value,
    )
    claimed_at = models.DateTimeField()
    promised_at = models.DateTimeField()
    lapses_at = models.DateTimeField(help_text="The promised date, or later while she edits.")
    nudges = models.PositiveSmallIntegerField(default=0, help_text="How often it was recalled.")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """One held claim a part; a known state; what is held has not ended."""

        constraints = [
            models.UniqueConstraint(
                fields=["translation", "part"],
                condition=models.Q(state=ClaimState.HELD.value),
                name="translation_one_held_claim",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in ClaimState]),
                name="translation_claim_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state=ClaimState.HELD.value, ended_at__isnull=True)
                | (~models.Q(state=ClaimState.HELD.value) & models.Q(ended_at__isnull=False)),
                name="translation_claim_ends_once",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "lapses_at"], name="translation_claims_to_lapse"),
            models.Index(fields=["holder", "state"], name="translation_claims_of_holder"),
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        part = f", part {self.part}" if self.part else ""
        return f"{self.holder_name}: {self.translation}{part}"

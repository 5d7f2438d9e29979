"""The journal: append-only lines of who did what, when, from which state to which."""

from django.db import models

from workflow.journal.append_only import AppendOnlyQuerySet
from workflow.people.models import User


class Entry(models.Model):
    """One line of the journal; written once, never changed."""

    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150, help_text="Kept when the account is deleted.")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    verb = models.CharField(max_length=40)
    from_state = models.CharField(max_length=24, blank=True)
    to_state = models.CharField(max_length=24, blank=True)
    detail = models.JSONField(default=dict)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        """Read by subject, oldest first."""

        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "id"], name="journal_by_subject")
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        move = f" ({self.from_state} to {self.to_state})" if self.to_state else ""
        return f"{self.by_name}: {self.verb} {self.subject_kind} {self.subject_id}{move}"

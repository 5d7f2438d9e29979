"""Mailings and the delivery ledger: one line a reader, unique on issue and reader."""

from django.db import models

from workflow.audience.models import Reader
from workflow.delivery.states import DeliveryState, MailingState
from workflow.delivery.transport import Result
from workflow.issues.models import Edition, Issue
from workflow.people.models import User


class Mailing(models.Model):
    """The sending of one frozen edition through one transport."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="mailing")
    transport = models.CharField(max_length=16)
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in MailingState],
        default=MailingState.PLANNED.value,
    )
    planned = models.PositiveIntegerField(help_text="Lines in the ledger when it was planned.")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        """In a known state."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in MailingState]),
                name="delivery_mailing_state_known",
            )
        ]

    def __str__(self) -> str:
        return f"mailing {self.pk} of edition {self.edition_id}"


class Delivery(models.Model):
    """One reader's line. The database allows one an issue, whatever lists and languages."""

    mailing = models.ForeignKey(Mailing, on_delete=models.PROTECT, related_name="deliveries")
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="deliveries")
    reader = models.ForeignKey(Reader, on_delete=models.PROTECT, related_name="deliveries")
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in DeliveryState],
        default=DeliveryState.PLANNED.value,
    )
    reason = models.CharField(max_length=500, blank=True)
    reference = models.CharField(
        max_length=200, blank=True, help_text="What the transport called the message."
    )
    changed_at = models.DateTimeField()

    class Meta:
        """One copy a person and issue; in a known state."""

        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["issue", "reader"], name="delivery_one_copy_a_person"),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in DeliveryState]),
                name="delivery_state_known",
            ),
        ]
        indexes = [models.Index(fields=["mailing", "state", "id"], name="delivery_by_state")]

    def __str__(self) -> str:
        return f"delivery {self.pk} to reader {self.reader_id}"


class SentTest(models.Model):
    """A marked copy of an edition sent to colleagues; the address itself is not kept."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="sent_tests")
    address_hash = models.CharField(max_length=64, help_text="Keyed hash of the address.")
    transport = models.CharField(max_length=16)
    outcome = models.CharField(
        max_length=16, choices=[(result.value, result.value) for result in Result]
    )
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"test {self.pk} of edition {self.edition_id}"

"""What stays of people's work: accepted words, reviews and terms, and reasons given."""

from django.db import models

from workflow.journal.append_only import AppendOnlyQuerySet
from workflow.people.fields import LanguageField
from workflow.people.models import User
from workflow.stories.models import Story
from workflow.translation.models.texts import ApprovedVersion, Translation
from workflow.translation.states import ContributionKind


class Contribution(models.Model):
    """One line of the credits ledger; written once, and never taken back.

    It outlives re-translation, and the account: ``person`` is the account's random ledger key, by
    which one person's lines still belong together when nobody knows any more whose they were.
    """

    kind = models.CharField(
        max_length=16, choices=[(kind.value, kind.value) for kind in ContributionKind]
    )
    person = models.UUIDField(null=True, help_text="Null for a name that has no account.")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=150, help_text="The byline at the time.")
    language = LanguageField()
    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(
        ApprovedVersion, on_delete=models.PROTECT, null=True, related_name="contributions"
    )
    amount = models.PositiveIntegerField(help_text="Words (characters in Chinese), reviews, terms.")
    at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        """Summed by person."""

        indexes = [models.Index(fields=["person", "kind"], name="translation_ledger_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in ContributionKind]),
                name="translation_contribution_kind_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.amount} {self.kind} ({self.language})"


class PassedWarning(models.Model):
    """Why a translator let a warning stand; the reviewer reads it beside the text."""

    translation = models.ForeignKey(
        Translation, on_delete=models.PROTECT, related_name="passed_warnings"
    )
    key = models.CharField(max_length=16)
    check_id = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64, help_text="Of the check, the words, the values.")
    reason = models.TextField()
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        """A warning is passed once, and by that for good as long as the words are the same."""

        constraints = [
            models.UniqueConstraint(
                fields=["translation", "key", "fingerprint"], name="translation_warning_passed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.check_id} in {self.key} of {self.translation}: {self.reason}"

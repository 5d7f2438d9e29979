"""Where a text came from that nobody wrote from nothing, and what readers are told of it."""

from django.db import models

from workflow.journal.append_only import AppendOnlyQuerySet
from workflow.translation.models.texts import ApprovedVersion, SegmentVersion


class Provenance(models.Model):
    """What a text was taken from: a machine's proposal, or a pair of the memory."""

    version = models.OneToOneField(
        SegmentVersion, on_delete=models.PROTECT, related_name="provenance"
    )
    source = models.CharField(max_length=80, help_text="The provider, or the story of the pair.")
    score = models.PositiveSmallIntegerField(help_text="Of the memory, in percent; 100 otherwise.")

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        """A share in percent."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(score__lte=100), name="translation_score_in_percent"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.source} ({self.score} %)"


class MachineUse(models.Model):
    """How much of an approved version stands as a machine wrote it; none is no row."""

    version = models.OneToOneField(
        ApprovedVersion, on_delete=models.PROTECT, related_name="machine_use"
    )
    words = models.PositiveIntegerField(help_text="Words (characters in Chinese) of a machine.")
    of_words = models.PositiveIntegerField(help_text="All words of the version.")
    providers = models.JSONField(help_text="Whose they are, by how much.")

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        """A part of the whole."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(words__gt=0, words__lte=models.F("of_words")),
                name="translation_machine_words_of_all",
            )
        ]

    def __str__(self) -> str:
        return f"{self.words} of {self.of_words} words of {self.version}"

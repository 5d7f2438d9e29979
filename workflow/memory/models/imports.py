"""Files of pairs that were brought, how far each is, and what of them was left out."""

from django.db import models

from workflow.languages.kept import sentence_of
from workflow.languages.sentences import Sentence
from workflow.memory.states import OPEN, ImportState
from workflow.people.models import User


class MemoryImport(models.Model):
    """One TMX file. ``done`` counts its units that are dealt with: there work goes on.

    ``checked`` says that the whole file can be read, so that nothing enters of one that cannot.
    """

    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(help_text="Bytes.")
    state = models.CharField(
        max_length=16,
        choices=[(each.value, each.value) for each in ImportState],
        default=ImportState.WAITING.value,
    )
    units = models.PositiveIntegerField(null=True, help_text="Of the whole file, once it is known.")
    done = models.PositiveIntegerField(default=0)
    pairs_new = models.PositiveIntegerField(default=0)
    pairs_same = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    reason = models.JSONField(default=list, blank=True, help_text="A sentence and its values.")
    holder = models.CharField(max_length=32, blank=True, help_text="A worker's token.")
    lease_until = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    brought_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        """Known states; the same bytes wait once."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[each.value for each in ImportState]),
                name="memory_import_state_known",
            ),
            models.UniqueConstraint(
                fields=["sha256"],
                condition=models.Q(state__in=sorted(each.value for each in OPEN)),
                name="memory_import_waits_once",
            ),
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"

    @property
    def why(self) -> Sentence | None:
        """Why it was refused."""
        return sentence_of(self.reason) if self.reason else None

    @property
    def not_whole(self) -> int:
        """How many units entered, but without something that is told."""
        return self.rejects.count() - self.rejected


class ImportChunk(models.Model):
    """A piece of a file that is still needed; the pieces go when the file is done with."""

    brought = models.ForeignKey(MemoryImport, on_delete=models.CASCADE, related_name="chunks")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        """In order."""

        constraints = [
            models.UniqueConstraint(fields=["brought", "number"], name="memory_chunk_once")
        ]

    def __str__(self) -> str:
        return f"Piece {self.number} of {self.brought_id}"


class RejectedUnit(models.Model):
    """A unit of a file that could not enter, or not whole: which, where, why, and its beginning."""

    brought = models.ForeignKey(MemoryImport, on_delete=models.CASCADE, related_name="rejects")
    number = models.PositiveIntegerField(help_text="The first unit is 1.")
    line = models.PositiveIntegerField()
    reason = models.JSONField(help_text="A sentence and its values.")
    excerpt = models.CharField(max_length=200, blank=True)

    class Meta:
        """Each once."""

        constraints = [
            models.UniqueConstraint(fields=["brought", "number"], name="memory_rejected_once")
        ]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"Unit {self.number} of {self.brought_id}"

    @property
    def why(self) -> Sentence:
        """The reason as a sentence."""
        return sentence_of(self.reason)

"""The index of the memory: which texts hold a token, in runs that are written once."""

from django.db import models


class MemoryRun(models.Model):
    """The postings of one batch of texts, or of several batches merged (``level`` 1 and up)."""

    level = models.PositiveSmallIntegerField()
    texts = models.PositiveIntegerField(help_text="How many texts it indexes.")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Run {self.pk} of level {self.level}, {self.texts} texts"


class MemoryPosting(models.Model):
    """The texts of a run that hold a token and are about as long as one another.

    The rows of a run are written in the order of token and bucket.
    """

    token = models.BigIntegerField(help_text="Hash of language and token.")
    bucket = models.SmallIntegerField(help_text="Logarithm of the length.")
    run = models.ForeignKey(MemoryRun, on_delete=models.CASCADE, related_name="+")
    count = models.PositiveIntegerField()
    texts = models.BinaryField(help_text="Ids of texts, unsigned, 4 bytes each, little-endian.")

    class Meta:
        """Read by token and length; the count is read without the row."""

        indexes = [
            models.Index(fields=["token", "bucket", "run", "count"], name="memory_posting_found")
        ]

    def __str__(self) -> str:
        return f"{self.count} texts in run {self.run_id}"

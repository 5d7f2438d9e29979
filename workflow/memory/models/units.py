"""Each text once, and pairs of them, which serve both directions."""

from django.db import models

from workflow.memory.values import Grain, PairOrigin
from workflow.people.fields import LanguageField
from workflow.people.models import User

_LIVE = models.Q(replaced_at__isnull=True)


class MemoryText(models.Model):
    """A text in one language, kept once whatever number of pairs it is in."""

    language = LanguageField()
    digest = models.CharField(max_length=32, help_text="Of the normalised text, in hex.")
    text = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        """Once in its language."""

        constraints = [
            models.UniqueConstraint(fields=["language", "digest"], name="memory_text_once")
        ]

    def __str__(self) -> str:
        return f"{self.language}: {self.text[:60]}"


class MemoryPair(models.Model):
    """Two texts that say the same; ``first`` is the one whose language tag sorts first.

    A pair is live until a correction takes its place (``replaced_by``) or somebody has it
    forgotten (``replaced_at`` alone). Neither removes it.
    """

    first = models.ForeignKey(MemoryText, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(MemoryText, on_delete=models.PROTECT, related_name="+")
    first_language = LanguageField()
    second_language = LanguageField()
    grain = models.CharField(max_length=16, choices=[(each.value, each.value) for each in Grain])
    origin = models.CharField(
        max_length=16, choices=[(each.value, each.value) for each in PairOrigin]
    )
    story = models.CharField(max_length=200, blank=True, help_text="The slug of the story.")
    place = models.CharField(max_length=80, blank=True, help_text="s6, or s6#2: its 2nd sentence.")
    first_made_of = models.CharField(max_length=40, blank=True, help_text="en@2, as approved.")
    second_made_of = models.CharField(max_length=40, blank=True)
    first_before = models.CharField(max_length=32, blank=True, help_text="Digest of a neighbour.")
    first_after = models.CharField(max_length=32, blank=True)
    second_before = models.CharField(max_length=32, blank=True)
    second_after = models.CharField(max_length=32, blank=True)
    tool = models.CharField(max_length=80, blank=True, help_text="What cut the sentences.")
    added_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    added_by_name = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """One live pair at a place; one live pair of two texts from files; known words only."""

        constraints = [
            models.UniqueConstraint(
                fields=["story", "place", "grain", "first_language", "second_language"],
                condition=_LIVE & models.Q(origin=PairOrigin.APPROVED.value),
                name="memory_pair_place_once",
            ),
            models.UniqueConstraint(
                fields=["first", "second"],
                condition=_LIVE & models.Q(origin=PairOrigin.TMX.value),
                name="memory_pair_of_files_once",
            ),
            models.CheckConstraint(
                condition=models.Q(grain__in=[each.value for each in Grain]),
                name="memory_pair_grain_known",
            ),
            models.CheckConstraint(
                condition=models.Q(origin__in=[each.value for each in PairOrigin]),
                name="memory_pair_origin_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(origin=PairOrigin.APPROVED.value, place=""),
                name="memory_pair_approved_has_place",
            ),
            models.CheckConstraint(
                condition=models.Q(replaced_by__isnull=True) | models.Q(replaced_at__isnull=False),
                name="memory_pair_replaced_when",
            ),
            models.CheckConstraint(
                condition=models.Q(first_language__lt=models.F("second_language")),
                name="memory_pair_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_language} and {self.second_language}: {self.story} {self.place}"

    @property
    def texts(self) -> tuple[int, int]:
        """The ids of its two texts."""
        return self.first_id, self.second_id

    def corrects(self, old: "MemoryPair") -> bool:
        """Whether it says one of an old pair's texts otherwise, and not another text."""
        return self.first_id == old.first_id or self.second_id == old.second_id

"""Coverages, stories and letters, their immutable revisions, and the segments of each."""

from django.db import models

from workflow.journal.append_only import AppendOnlyQuerySet
from workflow.people.fields import LanguageField
from workflow.people.models import User
from workflow.stories.states import StoryKind
from workflow.text.changes import ChangeKind
from workflow.text.meaning import Level
from workflow.text.segments import Field, Kind


class Coverage(models.Model):
    """A special coverage: a name, a blurb and its publisher in each of its languages."""

    slug = models.SlugField(max_length=80, unique=True)
    languages = models.JSONField(help_text="BCP 47 tags, in the order they are shown.")
    house_style = models.JSONField(default=dict, help_text="Choices of typography, by option.")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.slug


class CoverageWords(models.Model):
    """What a coverage is called, and who publishes it, in one language."""

    coverage = models.ForeignKey(Coverage, on_delete=models.CASCADE, related_name="words")
    language = LanguageField()
    name = models.CharField(max_length=200)
    blurb = models.TextField(blank=True)
    publisher = models.CharField(max_length=200)
    postal_address = models.CharField(max_length=300)

    class Meta:
        """One set of words a language."""

        constraints = [
            models.UniqueConstraint(
                fields=["coverage", "language"], name="stories_one_words_a_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"


class Image(models.Model):
    """The bytes of one picture, kept once under their SHA-256 and never changed."""

    sha256 = models.CharField(max_length=64, unique=True)
    data = models.BinaryField()
    media_type = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    objects = AppendOnlyQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.media_type} {self.width}×{self.height} {self.sha256[:12]}"


class Story(models.Model):
    """A text that exists in several languages: a story, or an issue's letter."""

    coverage = models.ForeignKey(Coverage, on_delete=models.PROTECT, related_name="stories")
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in StoryKind])
    source_language = LanguageField()
    created_at = models.DateTimeField()

    class Meta:
        """The kind is a known one."""

        verbose_name_plural = "stories"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in StoryKind]),
                name="stories_story_kind_known",
            )
        ]

    def __str__(self) -> str:
        return self.slug


class Revision(models.Model):
    """One immutable version of a story's source; a change makes the next one."""

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    authors = models.JSONField(default=list, help_text="Names, as written in the source language.")
    published_date = models.DateField(null=True, blank=True)
    canonical_url = models.URLField(max_length=500, blank=True)
    licence = models.CharField(max_length=80, blank=True)
    image = models.ForeignKey(Image, on_delete=models.PROTECT, null=True, related_name="+")
    image_name = models.CharField(max_length=120, blank=True)
    content_hash = models.CharField(max_length=64, help_text="SHA-256 of all that it says.")
    next_key = models.PositiveIntegerField(
        help_text="The number of the next segment key: keys are never given twice in a story."
    )
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        """Numbered from 1 within a story."""

        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="stories_revision_numbered")
        ]
        ordering = ["story", "number"]

    def __str__(self) -> str:
        return f"{self.story}@{self.number}"


class SourceSegment(models.Model):
    """One block of a revision; its key survives into later revisions."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="segments")
    key = models.CharField(max_length=16)
    position = models.PositiveIntegerField()
    field = models.CharField(max_length=16, choices=[(field.value, field.value) for field in Field])
    kind = models.CharField(max_length=16, choices=[(kind.value, kind.value) for kind in Kind])
    frame = models.CharField(max_length=200, blank=True)
    text = models.TextField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        """Ordered, and each key once a revision."""

        constraints = [
            models.UniqueConstraint(fields=["revision", "key"], name="stories_segment_key_once"),
            models.UniqueConstraint(
                fields=["revision", "position"], name="stories_segment_place_once"
            ),
        ]
        ordering = ["revision", "position"]

    def __str__(self) -> str:
        return f"{self.key} of {self.revision_id}"


class ChangeRow(models.Model):
    """One change from a version of a text to the next, with the level proposed by rule."""

    position = models.PositiveIntegerField()
    kind = models.CharField(
        max_length=16, choices=[(kind.value, kind.value) for kind in ChangeKind]
    )
    old_keys = models.JSONField(default=list)
    new_keys = models.JSONField(default=list)
    proposed = models.CharField(
        max_length=16, choices=[(level.value, level.value) for level in Level]
    )
    reason = models.TextField(help_text="An English sentence of the catalogue, with its places.")
    values = models.JSONField(default=dict)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        """In reading order."""

        abstract = True
        ordering = ["position"]


class DecisionRow(models.Model):
    """An editor's word on what a change means. Written once; a later one takes its place."""

    number = models.PositiveIntegerField()
    level = models.CharField(max_length=16, choices=[(level.value, level.value) for level in Level])
    note = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        """In the order of deciding."""

        abstract = True
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}. {self.level}"


class SourceChange(ChangeRow):
    """What a revision says otherwise than the one before."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="changes")

    class Meta(ChangeRow.Meta):
        """Ordered within a revision."""

        constraints = [
            models.UniqueConstraint(
                fields=["revision", "position"], name="stories_change_place_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.revision}"


class LevelDecision(DecisionRow):
    """What an editor says that a change of a source means; the last one holds."""

    change = models.ForeignKey(SourceChange, on_delete=models.PROTECT, related_name="decisions")

    class Meta(DecisionRow.Meta):
        """Numbered from 1 within a change."""

        constraints = [
            models.UniqueConstraint(fields=["change", "number"], name="stories_decision_once")
        ]

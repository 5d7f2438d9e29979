"""A story in one language: its state, its append-only texts, its approved versions, its credits."""

from django.db import models

from workflow.journal.append_only import AppendOnlyQuerySet
from workflow.people.fields import LanguageField
from workflow.people.models import User
from workflow.stories.models import ChangeRow, DecisionRow, Revision, Story
from workflow.translation.states import CreditRole, Origin, TranslationState


class Translation(models.Model):
    """One story in one language other than its source.

    It is made from a *source version*: a revision of the original, or an approved version of
    another language's translation (a relay). Both are null while nobody has begun.
    """

    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="translations")
    language = LanguageField()
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in TranslationState],
        default=TranslationState.OPEN.value,
    )
    revision = models.ForeignKey(
        Revision,
        on_delete=models.PROTECT,
        null=True,
        related_name="translations",
        help_text="The source revision it renders, directly or through a relay.",
    )
    relay = models.ForeignKey(
        "ApprovedVersion",
        on_delete=models.PROTECT,
        null=True,
        related_name="relayed_translations",
        help_text="The approved version it was made from; null when made from the original.",
    )
    authors = models.JSONField(default=list, help_text="The authors' names as written here.")
    parts = models.JSONField(default=list, help_text="The first source key of each part, if any.")
    shape = models.JSONField(default=dict, help_text="How its blocks differ from the source's.")
    shape_number = models.PositiveIntegerField(default=0, help_text="How often it was reshaped.")
    changed_at = models.DateTimeField()

    class Meta:
        """One translation a story and language, in a known state."""

        constraints = [
            models.UniqueConstraint(
                fields=["story", "language"], name="translation_one_a_language"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in TranslationState]),
                name="translation_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state=TranslationState.OPEN.value)
                | models.Q(revision__isnull=False),
                name="translation_begun_from_a_version",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.story} ({self.language})"


class SegmentVersion(models.Model):
    """One text somebody gave one segment; appended, never changed or removed."""

    translation = models.ForeignKey(
        Translation, on_delete=models.PROTECT, related_name="segment_versions"
    )
    key = models.CharField(max_length=16)
    number = models.PositiveIntegerField()
    text = models.TextField()
    origin = models.CharField(
        max_length=16, choices=[(origin.value, origin.value) for origin in Origin]
    )
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="+", help_text="The source it renders."
    )
    relay = models.ForeignKey(
        "ApprovedVersion", on_delete=models.PROTECT, null=True, related_name="+"
    )
    base = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="The version it was edited from.",
    )
    created_at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        """Numbered from 1 within a segment of a translation."""

        constraints = [
            models.UniqueConstraint(
                fields=["translation", "key", "number"], name="translation_text_numbered"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key}.{self.number} of {self.translation_id}"


class CurrentSegment(models.Model):
    """Which version of a segment's text counts now; moved by compare-and-set on ``version``."""

    translation = models.ForeignKey(
        Translation, on_delete=models.CASCADE, related_name="current_segments"
    )
    key = models.CharField(max_length=16)
    version = models.ForeignKey(SegmentVersion, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One current text a segment."""

        constraints = [
            models.UniqueConstraint(
                fields=["translation", "key"], name="translation_one_current_text"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} of {self.translation_id}"


class ApprovedVersion(models.Model):
    """A translation as it was approved: immutable, numbered, the thing editions and relays pin."""

    translation = models.ForeignKey(
        Translation, on_delete=models.PROTECT, related_name="approved_versions"
    )
    number = models.PositiveIntegerField()
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    relay = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    shape = models.JSONField(default=dict, help_text="How its blocks differ from the source's.")
    texts = models.ManyToManyField(SegmentVersion, related_name="+")
    authors = models.JSONField(default=list)
    translators = models.JSONField(default=list)
    reviewers = models.JSONField(default=list)
    content_hash = models.CharField(max_length=64)
    approved_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        """Numbered from 1 within a translation."""

        constraints = [
            models.UniqueConstraint(
                fields=["translation", "number"], name="translation_version_numbered"
            )
        ]
        ordering = ["translation", "number"]

    def __str__(self) -> str:
        return f"{self.translation}@{self.number}"


class Shaping(models.Model):
    """One reshaping of a translation's blocks; appended, so that every former shape is known."""

    translation = models.ForeignKey(Translation, on_delete=models.PROTECT, related_name="shapings")
    number = models.PositiveIntegerField()
    shape = models.JSONField()
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        """Numbered from 1 within a translation: of two at once, one is refused."""

        constraints = [
            models.UniqueConstraint(
                fields=["translation", "number"], name="translation_shaping_numbered"
            )
        ]

    def __str__(self) -> str:
        return f"shape {self.number} of {self.translation_id}"


class PivotChange(ChangeRow):
    """What one approved version says otherwise than the one before, for those who relay from it."""

    version = models.ForeignKey(ApprovedVersion, on_delete=models.PROTECT, related_name="changes")

    class Meta(ChangeRow.Meta):
        """Ordered within a version."""

        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"], name="translation_change_place_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.version}"


class PivotDecision(DecisionRow):
    """What an editor says that a change of an approved version means; the last one holds."""

    change = models.ForeignKey(PivotChange, on_delete=models.PROTECT, related_name="decisions")

    class Meta(DecisionRow.Meta):
        """Numbered from 1 within a change."""

        constraints = [
            models.UniqueConstraint(fields=["change", "number"], name="translation_decision_once")
        ]


class Credit(models.Model):
    """Who translated or reviewed, under the name readers see; outlives the account."""

    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="credits")
    role = models.CharField(
        max_length=16, choices=[(role.value, role.value) for role in CreditRole]
    )
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="credits")

    class Meta:
        """A name once a role."""

        constraints = [
            models.UniqueConstraint(
                fields=["translation", "role", "name"], name="translation_credit_once"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in CreditRole]),
                name="translation_credit_role_known",
            ),
        ]
        ordering = ["translation", "role", "position"]

    def __str__(self) -> str:
        return f"{self.name} ({self.role})"

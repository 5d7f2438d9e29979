"""Issues, their slots, and the frozen editions made of them."""

from django.db import models

from workflow.issues.states import EditionState, Fallback, IssueState, Layout
from workflow.people.fields import LanguageField
from workflow.people.models import User
from workflow.stories.models import Coverage, Story


class Issue(models.Model):
    """A numbered newsletter: a letter and an ordered list of slots."""

    coverage = models.ForeignKey(Coverage, on_delete=models.PROTECT, related_name="issues")
    slug = models.SlugField(max_length=80, unique=True)
    number = models.PositiveIntegerField()
    letter = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="opened_issues")
    languages = models.JSONField(help_text="BCP 47 tags of its editions.")
    planned_at = models.DateTimeField(help_text="When it is to be sent.")
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in IssueState],
        default=IssueState.PLANNING.value,
    )
    created_at = models.DateTimeField()

    class Meta:
        """Numbered within its coverage; in a known state."""

        constraints = [
            models.UniqueConstraint(fields=["coverage", "number"], name="issues_number_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in IssueState]),
                name="issues_issue_state_known",
            ),
        ]

    def __str__(self) -> str:
        return f"Issue {self.number} ({self.slug})"


class Slot(models.Model):
    """One story's place in an issue."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="slots")
    position = models.PositiveIntegerField()
    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="slots")
    layout = models.CharField(
        max_length=16, choices=[(layout.value, layout.value) for layout in Layout]
    )
    fallback = models.CharField(
        max_length=16, choices=[(fallback.value, fallback.value) for fallback in Fallback]
    )

    class Meta:
        """Ordered; a story stands in an issue once; layout and fallback are known ones."""

        constraints = [
            models.UniqueConstraint(fields=["issue", "position"], name="issues_slot_place_once"),
            models.UniqueConstraint(fields=["issue", "story"], name="issues_slot_story_once"),
            models.CheckConstraint(
                condition=models.Q(layout__in=[layout.value for layout in Layout]),
                name="issues_slot_layout_known",
            ),
            models.CheckConstraint(
                condition=models.Q(fallback__in=[fallback.value for fallback in Fallback]),
                name="issues_slot_fallback_known",
            ),
        ]
        ordering = ["issue", "position"]

    def __str__(self) -> str:
        return f"{self.position}. {self.story} ({self.layout})"


class AcceptedOutdated(models.Model):
    """An editor's recorded decision to run a text in an issue though its source has changed.

    It holds for one approved version against one state of its sources (``against``: "uk@2"); when
    either changes the question is open again.
    """

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="accepted_outdated")
    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="+")
    language = LanguageField()
    version = models.PositiveIntegerField()
    against = models.CharField(max_length=200)
    note = models.TextField()
    accepted_at = models.DateTimeField()
    accepted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """Once for a version and its sources."""

        constraints = [
            models.UniqueConstraint(
                fields=["issue", "story", "language", "version", "against"],
                name="issues_outdated_accepted_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.story} ({self.language}) in {self.issue}"


class Edition(models.Model):
    """An issue in one language, frozen: its bytes, the versions it is made of, and one hash."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="editions")
    language = LanguageField()
    number = models.PositiveIntegerField(help_text="1 for the first freeze, 2 for the next.")
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in EditionState],
        default=EditionState.FROZEN.value,
    )
    subject = models.TextField()
    preheader = models.TextField(blank=True)
    sender_name = models.CharField(max_length=200)
    html = models.TextField()
    text = models.TextField()
    pins = models.JSONField(help_text="The source and translation versions it is made of.")
    sha256 = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        """Freezes are numbered within an issue and language."""

        constraints = [
            models.UniqueConstraint(
                fields=["issue", "language", "number"], name="issues_edition_numbered"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in EditionState]),
                name="issues_edition_state_known",
            ),
        ]

    def __str__(self) -> str:
        return f"Issue {self.issue.number} ({self.language})"

"""What people say to each other beside a text: comments, mentions, suggestions."""

from django.db import models

from workflow.journal.append_only import AppendOnlyQuerySet
from workflow.people.models import User
from workflow.translation.models.texts import SegmentVersion, Translation
from workflow.translation.states import SuggestionState, ThreadState


class Thread(models.Model):
    """A conversation about one block of a translation, until it is resolved."""

    translation = models.ForeignKey(Translation, on_delete=models.PROTECT, related_name="threads")
    key = models.CharField(max_length=16)
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in ThreadState],
        default=ThreadState.OPEN.value,
    )
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        """A known state; read by translation."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in ThreadState]),
                name="translation_thread_state_known",
            )
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.key} of {self.translation}"


class Comment(models.Model):
    """One thing said in a thread; written once."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="comments")
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    author_name = models.CharField(max_length=150, help_text="Kept when the account is deleted.")
    text = models.TextField()
    written_at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        """In the order of writing."""

        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.author_name} on {self.thread}"


class Mention(models.Model):
    """Somebody named in a comment with an @."""

    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="mentions")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mentions")

    class Meta:
        """Once a comment."""

        constraints = [
            models.UniqueConstraint(fields=["comment", "user"], name="translation_mention_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.comment_id}"


class Suggestion(models.Model):
    """A text somebody offers for one block; it counts once the owner or a reviewer accepts it.

    Whatever a member of the team types where she may not write becomes one, so that no typed
    word is lost.
    """

    translation = models.ForeignKey(
        Translation, on_delete=models.PROTECT, related_name="suggestions"
    )
    version = models.OneToOneField(
        SegmentVersion, on_delete=models.PROTECT, related_name="suggestion"
    )
    by_name = models.CharField(max_length=150, help_text="Kept when the account is deleted.")
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in SuggestionState],
        default=SuggestionState.OFFERED.value,
    )
    changed_at = models.DateTimeField()

    class Meta:
        """A known state."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in SuggestionState]),
                name="translation_suggestion_state_known",
            )
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.by_name}: {self.version}"

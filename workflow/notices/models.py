"""One line a notice and user, and how each user wants to be told."""

from django.db import models

from workflow.notices.states import How, NoticeKind, NoticeState
from workflow.people.models import User


class Notice(models.Model):
    """Something one user is told, once. ``dedup`` names the event: none is told twice."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(
        max_length=24, choices=[(kind.value, kind.value) for kind in NoticeKind]
    )
    how = models.CharField(max_length=16, choices=[(how.value, how.value) for how in How])
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    dedup = models.CharField(max_length=200)
    values = models.JSONField(default=dict, help_text="What its sentences are filled with.")
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in NoticeState],
        default=NoticeState.WAITING.value,
    )
    at = models.DateTimeField()
    changed_at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was not sent.")

    class Meta:
        """An event once a user; known kinds, ways and states; read by what waits."""

        constraints = [
            models.UniqueConstraint(fields=["user", "dedup"], name="notices_event_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in NoticeState]),
                name="notices_notice_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in NoticeKind]),
                name="notices_notice_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(how__in=[how.value for how in How]),
                name="notices_notice_how_known",
            ),
        ]
        indexes = [models.Index(fields=["state", "how", "user"], name="notices_that_wait")]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} to {self.user_id}"


class Digest(models.Model):
    """That one user's digest of one day, by her own clock, has gone out: there is one a day."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="digests")
    day = models.DateField()

    class Meta:
        """One a user and day."""

        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="notices_one_digest_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day} to {self.user_id}"


class Preference(models.Model):
    """How one user wants one kind of notice."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notice_preferences")
    kind = models.CharField(
        max_length=24, choices=[(kind.value, kind.value) for kind in NoticeKind]
    )
    how = models.CharField(max_length=16, choices=[(how.value, how.value) for how in How])

    class Meta:
        """One choice a kind, and a known one."""

        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="notices_one_choice_a_kind"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in NoticeKind]),
                name="notices_preference_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(how__in=[how.value for how in How]),
                name="notices_preference_how_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.how}"

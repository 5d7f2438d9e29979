"""Who works here: users, the language teams they belong to, and their newsroom roles."""

from uuid import uuid4
from zoneinfo import available_timezones

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models

from workflow.people.fields import LanguageField
from workflow.people.roles import NewsroomRole, TeamRole

LONGEST_BYLINE = 120
LONGEST_CLAIM_DAYS = 365


def is_time_zone(name: str) -> None:
    """Let the name of a time zone pass; raises ``ValidationError``."""
    if name not in available_timezones():
        raise ValidationError(f"There is no time zone '{name}'. Write one such as Europe/Warsaw.")


class User(AbstractUser):
    """Somebody who translates, reviews, edits or administers."""

    public_name = models.CharField(
        max_length=LONGEST_BYLINE, blank=True, help_text="The byline or pseudonym readers may see."
    )
    language = LanguageField(default="en", help_text="The language the desk speaks to this user.")
    time_zone = models.CharField(
        max_length=64, default="UTC", validators=[is_time_zone], help_text="Such as Europe/Warsaw."
    )
    notice_hour = models.PositiveSmallIntegerField(
        default=8, help_text="The hour, in her time zone, at which the daily digest comes."
    )
    ledger_key = models.UUIDField(
        default=uuid4,
        unique=True,
        editable=False,
        help_text="Under which the credits ledger keeps her work; means nothing without her.",
    )
    newsroom_role = models.CharField(
        max_length=16, choices=[(role.value, role.value) for role in NewsroomRole], default="none"
    )

    class Meta:
        """Role and hour are ones there are, in the database too."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(newsroom_role__in=[role.value for role in NewsroomRole]),
                name="people_user_newsroom_role_known",
            ),
            models.CheckConstraint(
                condition=models.Q(notice_hour__lte=23), name="people_user_notice_hour_of_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.public_name or self.username


class LanguageTeam(models.Model):
    """The people who work on one language, and what they have agreed on."""

    language = LanguageField(unique=True)
    allows_self_review = models.BooleanField(
        default=False, help_text="A translator may approve her own work (for very small teams)."
    )
    claim_days = models.PositiveSmallIntegerField(
        default=7, help_text="How long a claim is promised for when nobody names a date."
    )
    grace_days = models.PositiveSmallIntegerField(
        default=3, help_text="How long editing keeps a claim alive, past its promised date too."
    )

    class Meta:
        """A claim lasts a day at least, and none for ever."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    claim_days__gte=1,
                    claim_days__lte=LONGEST_CLAIM_DAYS,
                    grace_days__lte=LONGEST_CLAIM_DAYS,
                ),
                name="people_team_claims_end",
            )
        ]

    def __str__(self) -> str:
        return f"{self.language} team"


class Membership(models.Model):
    """One user's place in one language team."""

    team = models.ForeignKey(LanguageTeam, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=[(role.value, role.value) for role in TeamRole])

    class Meta:
        """One role per user and team; the role is a known one."""

        constraints = [
            models.UniqueConstraint(fields=["team", "user"], name="people_one_role_a_team"),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in TeamRole]),
                name="people_membership_role_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}, {self.team}"

"""Who works here: users, the language teams they belong to, and their newsroom roles."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from workflow.people.fields import LanguageField
from workflow.people.roles import NewsroomRole, TeamRole


class User(AbstractUser):
    """Somebody who translates, reviews, edits or administers."""

    public_name = models.CharField(
        max_length=120, blank=True, help_text="The byline or pseudonym readers may see."
    )
    language = LanguageField(default="en", help_text="The language the desk speaks to this user.")
    newsroom_role = models.CharField(
        max_length=16, choices=[(role.value, role.value) for role in NewsroomRole], default="none"
    )

    class Meta:
        """The role is one of the known ones, in the database too."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(newsroom_role__in=[role.value for role in NewsroomRole]),
                name="people_user_newsroom_role_known",
            )
        ]

    def __str__(self) -> str:
        return self.public_name or self.username


class LanguageTeam(models.Model):
    """The people who work on one language, and what they have agreed on."""

    language = LanguageField(unique=True)
    allows_self_review = models.BooleanField(
        default=False, help_text="A translator may approve her own work (for very small teams)."
    )

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

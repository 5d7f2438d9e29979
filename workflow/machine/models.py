"""What machines said, what they are still to be asked, and how much of a day is used."""

from django.db import models

from workflow.journal.append_only import AppendOnlyQuerySet
from workflow.languages.catalogue import marked
from workflow.languages.kept import sentence_of
from workflow.languages.sentences import Sentence, say
from workflow.machine.states import OPEN, RequestState
from workflow.people.fields import LanguageField
from workflow.people.models import User

DIGEST = 64  # characters of a SHA-256 in hexadecimal


class MachineText(models.Model):
    """What one provider made of one text in one language; written once, never asked again.

    ``lost`` names the marks that did not come back (or came twice) as they stand in Markdown.
    """

    source_language = LanguageField()
    target_language = LanguageField()
    digest = models.CharField(max_length=DIGEST, help_text="SHA-256 of the source text.")
    source_text = models.TextField()
    text = models.TextField()
    provider = models.CharField(max_length=40)
    model = models.CharField(max_length=100, blank=True, help_text="Where the provider tells.")
    lost = models.JSONField(default=list, blank=True)
    asked_at = models.DateTimeField()
    characters = models.PositiveIntegerField(help_text="Of the source text.")

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        """One a text, pair and provider."""

        constraints = [
            models.UniqueConstraint(
                fields=["digest", "source_language", "target_language", "provider"],
                name="machine_one_answer",
            )
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.provider} {self.source_language} {self.target_language} {self.digest[:12]}"

    @property
    def damaged(self) -> bool:
        """Whether marks of the source are lost or doubled in the text."""
        return bool(self.lost)

    @property
    def damage(self) -> Sentence | None:
        """What somebody who takes the text over has to mend in it."""
        return damage_of(self.lost) if self.lost else None


def damage_of(lost: list[str]) -> Sentence:
    """The sentence about marks that a machine lost or doubled."""
    return say(
        marked("The machine lost or doubled these marks: {marks}. Put them right."),
        marks=tuple(lost),
    )


class MachineRequest(models.Model):
    """One text that is to be asked; at most one open request a text, pair and provider.

    ``holder`` is the worker's own token for this one try: whoever no longer holds the request
    cannot write its end.
    """

    source_language = LanguageField()
    target_language = LanguageField()
    digest = models.CharField(max_length=DIGEST, help_text="SHA-256 of the source text.")
    source_text = models.TextField()
    provider = models.CharField(max_length=40, blank=True, help_text="Nothing: whoever is set.")
    about = models.CharField(max_length=200, blank=True, help_text="What for: a story's slug.")
    state = models.CharField(
        max_length=16,
        choices=[(state.value, state.value) for state in RequestState],
        default=RequestState.WAITING.value,
    )
    attempts = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    holder = models.CharField(max_length=32, blank=True)
    reason = models.JSONField(default=list, blank=True, help_text="A sentence and its values.")
    asked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        """Known states; one open request a text; read by what is due."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in RequestState]),
                name="machine_request_state_known",
            ),
            models.UniqueConstraint(
                fields=["digest", "source_language", "target_language", "provider"],
                condition=models.Q(state__in=sorted(state.value for state in OPEN)),
                name="machine_one_open_request",
            ),
        ]
        indexes = [models.Index(fields=["state", "not_before"], name="machine_that_wait")]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.about or 'request'} {self.source_language} {self.target_language} {self.pk}"

    @property
    def why(self) -> Sentence | None:
        """Why it waits or was given up, where somebody knows."""
        return sentence_of(self.reason) if self.reason else None


class MachineDay(models.Model):
    """How many characters one provider was sent on one day (UTC), counted before each request."""

    provider = models.CharField(max_length=40)
    day = models.DateField()
    characters = models.PositiveBigIntegerField(default=0)

    class Meta:
        """One row a provider and day."""

        constraints = [
            models.UniqueConstraint(fields=["provider", "day"], name="machine_one_count_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.day}: {self.characters}"

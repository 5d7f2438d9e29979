"""Files that left and files that came back: what a text was made from is known without the tool."""

from django.db import models

from workflow.exchange.values import Form
from workflow.journal.append_only import AppendOnlyQuerySet
from workflow.people.models import User
from workflow.translation.models import Translation

_FORMS = [(form.value, form.value) for form in Form]


class FileOut(models.Model):
    """One file that left. Tools drop what they do not know: this row remembers it for them."""

    translation = models.ForeignKey(Translation, on_delete=models.PROTECT, related_name="files_out")
    form = models.CharField(max_length=16, choices=_FORMS)
    made_from = models.CharField(max_length=40, help_text="The source version: uk@2.")
    versions = models.JSONField(help_text="By block key, the number of the text that left.")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        """In a known form."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(form__in=[form.value for form in Form]),
                name="exchange_form_out_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.translation} as {self.form}, {self.at:%Y-%m-%d %H:%M}"


class FileIn(models.Model):
    """One file that came in, with what became of each unit and the words that found no place."""

    translation = models.ForeignKey(Translation, on_delete=models.PROTECT, related_name="files_in")
    form = models.CharField(max_length=16, choices=_FORMS)
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    made_from = models.CharField(max_length=40)
    units = models.JSONField(help_text="Key, place, outcome, sentences and words of each unit.")
    remarks = models.JSONField(default=list, help_text="What was told of the file as a whole.")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        """In a known form."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(form__in=[form.value for form in Form]),
                name="exchange_form_in_known",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} for {self.translation}, {self.at:%Y-%m-%d %H:%M}"

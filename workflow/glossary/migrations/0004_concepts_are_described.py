"""What is decided of a concept itself, in no language, is history like the rest."""

from django.db import migrations, models

from workflow.journal.append_only import rewritable, written_once
from workflow.people.fields import OptionalLanguageField

KINDS = ["added", "changed", "confirmed", "retired", "described"]
DECISION = [
    "id",
    "term_id",
    "language",
    "text",
    "kind",
    "before",
    "after",
    "reason",
    "proposal_id",
    "by_name",
    "person",
    "mark",
    "at",
]


class Migration(migrations.Migration):
    dependencies = [("glossary", "0003_proposals_keep_capitals_and_inflected_forms")]

    operations = [
        rewritable("glossary_termdecision", DECISION),
        migrations.RemoveConstraint(model_name="termdecision", name="glossary_decision_kind_known"),
        migrations.AlterField(
            model_name="termdecision",
            name="kind",
            field=models.CharField(choices=[(each, each) for each in KINDS], max_length=16),
        ),
        migrations.AlterField(
            model_name="termdecision",
            name="language",
            field=OptionalLanguageField(max_length=16, null=True),
        ),
        migrations.AlterField(
            model_name="termdecision",
            name="text",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddConstraint(
            model_name="termdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(kind__in=KINDS), name="glossary_decision_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="termdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(kind="described", language__isnull=True)
                | ~models.Q(kind="described") & models.Q(language__isnull=False),
                name="glossary_decision_of_a_language",
            ),
        ),
        written_once("glossary_termdecision", DECISION),
    ]

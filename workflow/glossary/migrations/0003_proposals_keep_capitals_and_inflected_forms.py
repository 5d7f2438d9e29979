"""A proposal says everything that a form says."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("glossary", "0002_decisions_are_written_once")]

    operations = [
        migrations.AddField(
            model_name="termproposal",
            name="exact_case",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="termproposal",
            name="inflected",
            field=models.JSONField(blank=True, default=list),
        ),
    ]

"""What was told of a file as a whole is kept with it, as what was told of each unit is."""

from django.db import migrations, models

from workflow.journal.append_only import rewritable, written_once

KEPT = ["id", "translation_id", "form", "name", "sha256", "made_from", "units", "by_name", "at"]


class Migration(migrations.Migration):
    dependencies = [("exchange", "0002_files_are_written_once")]

    operations = [
        rewritable("exchange_filein", KEPT),
        migrations.AddField(
            model_name="filein",
            name="remarks",
            field=models.JSONField(default=list, help_text="What was told of the file as a whole."),
        ),
        written_once("exchange_filein", [*KEPT, "remarks"]),
    ]

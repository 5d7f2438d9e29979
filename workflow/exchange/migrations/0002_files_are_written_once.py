"""What left and what came in is history."""

from django.db import migrations

from workflow.journal.append_only import written_once


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_files_out_and_in")]

    operations = [
        written_once(
            "exchange_fileout",
            ["id", "translation_id", "form", "made_from", "versions", "by_name", "at"],
        ),
        written_once(
            "exchange_filein",
            [
                "id",
                "translation_id",
                "form",
                "name",
                "sha256",
                "made_from",
                "units",
                "by_name",
                "at",
            ],
        ),
    ]

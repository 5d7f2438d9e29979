"""What a machine said is history."""

from django.db import migrations

from workflow.journal.append_only import written_once


class Migration(migrations.Migration):
    dependencies = [("machine", "0001_texts_and_requests")]

    operations = [
        written_once(
            "machine_machinetext",
            [
                "id",
                "source_language",
                "target_language",
                "digest",
                "source_text",
                "text",
                "provider",
                "model",
                "lost",
                "asked_at",
                "characters",
            ],
        ),
    ]

"""Where a text came from, and what readers were told of it, is history."""

from django.db import migrations

from workflow.journal.append_only import written_once


class Migration(migrations.Migration):
    dependencies = [("translation", "0009_where_texts_came_from")]

    operations = [
        written_once("translation_provenance", ["id", "version_id", "source", "score"]),
        written_once(
            "translation_machineuse", ["id", "version_id", "words", "of_words", "providers"]
        ),
    ]

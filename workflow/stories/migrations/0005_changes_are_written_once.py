"""What was proposed and what was decided is history; a new decision is a new row."""

from django.db import migrations

from workflow.journal.append_only import written_once


class Migration(migrations.Migration):
    dependencies = [("stories", "0004_changes_and_their_levels")]

    operations = [
        written_once(
            "stories_sourcechange",
            [
                "id",
                "revision_id",
                "position",
                "kind",
                "old_keys",
                "new_keys",
                "proposed",
                "reason",
                "values",
            ],
        ),
        written_once(
            "stories_leveldecision",
            ["id", "change_id", "number", "level", "note", "decided_at"],
        ),
    ]

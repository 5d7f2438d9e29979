"""What the journal says is never changed; only the link to a deleted account may be cleared."""

from django.db import migrations

from workflow.journal.append_only import written_once


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_lines_of_the_journal")]

    operations = [
        written_once(
            "journal_entry",
            [
                "id",
                "at",
                "by_name",
                "subject_kind",
                "subject_id",
                "verb",
                "from_state",
                "to_state",
                "detail",
            ],
        )
    ]

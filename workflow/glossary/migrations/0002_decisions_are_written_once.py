"""What was decided is history."""

from django.db import migrations

from workflow.journal.append_only import written_once


class Migration(migrations.Migration):
    dependencies = [("glossary", "0001_concepts_and_decisions")]

    operations = [
        written_once(
            "glossary_termdecision",
            [
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
            ],
        ),
    ]

"""Comments, shapes, decisions, reasons and the credits ledger are history."""

from django.db import migrations

from workflow.journal.append_only import written_once


class Migration(migrations.Migration):
    dependencies = [("translation", "0007_ledger_and_passed_warnings")]

    operations = [
        written_once(
            "translation_shaping", ["id", "translation_id", "number", "shape", "created_at"]
        ),
        written_once(
            "translation_pivotchange",
            [
                "id",
                "version_id",
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
            "translation_pivotdecision",
            ["id", "change_id", "number", "level", "note", "decided_at"],
        ),
        written_once(
            "translation_comment", ["id", "thread_id", "author_name", "text", "written_at"]
        ),
        written_once(
            "translation_contribution",
            [
                "id",
                "kind",
                "person",
                "name",
                "language",
                "story_id",
                "version_id",
                "amount",
                "at",
            ],
        ),
        written_once(
            "translation_passedwarning",
            [
                "id",
                "translation_id",
                "key",
                "check_id",
                "fingerprint",
                "reason",
                "by_name",
                "at",
            ],
        ),
    ]

"""What somebody typed, and what was approved, is never changed; a change is a new version."""

from django.db import migrations

from workflow.journal.append_only import written_once


class Migration(migrations.Migration):
    dependencies = [("translation", "0001_translations_and_approved_versions")]

    operations = [
        written_once(
            "translation_segmentversion",
            [
                "id",
                "translation_id",
                "key",
                "number",
                "text",
                "origin",
                "revision_id",
                "relay_id",
                "base_id",
                "created_at",
            ],
        ),
        written_once(
            "translation_approvedversion",
            [
                "id",
                "translation_id",
                "number",
                "revision_id",
                "relay_id",
                "authors",
                "translators",
                "reviewers",
                "content_hash",
                "approved_at",
            ],
        ),
        written_once(
            "translation_approvedversion_texts", ["id", "approvedversion_id", "segmentversion_id"]
        ),
    ]

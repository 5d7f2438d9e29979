"""A revision, its segments and a picture are never changed; a change is a new revision."""

from django.db import migrations

from workflow.journal.append_only import written_once


class Migration(migrations.Migration):
    dependencies = [("stories", "0001_coverages_stories_and_revisions")]

    operations = [
        written_once("stories_image", ["id", "sha256", "data", "media_type", "width", "height"]),
        written_once(
            "stories_revision",
            [
                "id",
                "story_id",
                "number",
                "authors",
                "published_date",
                "canonical_url",
                "licence",
                "image_id",
                "image_name",
                "content_hash",
                "next_key",
                "created_at",
            ],
        ),
        written_once(
            "stories_sourcesegment",
            ["id", "revision_id", "key", "position", "field", "kind", "frame", "text"],
        ),
    ]

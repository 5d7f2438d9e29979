"""A translation's blocks may differ from those of its source."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from workflow.journal.append_only import rewritable, written_once

APPROVED = [
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
]


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0004_changes_and_their_levels"),
        ("translation", "0002_texts_and_approvals_are_written_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        rewritable("translation_approvedversion", APPROVED),
        migrations.AddField(
            model_name="approvedversion",
            name="shape",
            field=models.JSONField(
                default=dict, help_text="How its blocks differ from the source's."
            ),
        ),
        written_once("translation_approvedversion", [*APPROVED, "shape"]),
        migrations.AddField(
            model_name="translation",
            name="shape",
            field=models.JSONField(
                default=dict, help_text="How its blocks differ from the source's."
            ),
        ),
        migrations.AddField(
            model_name="translation",
            name="shape_number",
            field=models.PositiveIntegerField(default=0, help_text="How often it was reshaped."),
        ),
        migrations.CreateModel(
            name="Shaping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("shape", models.JSONField()),
                ("created_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "translation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shapings",
                        to="translation.translation",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="shaping",
            constraint=models.UniqueConstraint(
                fields=("translation", "number"), name="translation_shaping_numbered"
            ),
        ),
    ]

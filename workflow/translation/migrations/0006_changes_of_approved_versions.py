"""What an approved version changed, for those who relay from it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("translation", "0005_comments_and_suggestions")]

    operations = [
        migrations.CreateModel(
            name="PivotChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("unchanged", "unchanged"),
                            ("edited", "edited"),
                            ("moved", "moved"),
                            ("split", "split"),
                            ("merged", "merged"),
                            ("added", "added"),
                            ("removed", "removed"),
                        ],
                        max_length=16,
                    ),
                ),
                ("old_keys", models.JSONField(default=list)),
                ("new_keys", models.JSONField(default=list)),
                (
                    "proposed",
                    models.CharField(
                        choices=[
                            ("typo", "typo"),
                            ("style", "style"),
                            ("fact", "fact"),
                            ("retraction", "retraction"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        help_text="An English sentence of the catalogue, with its places."
                    ),
                ),
                ("values", models.JSONField(default=dict)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="translation.approvedversion",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PivotDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("typo", "typo"),
                            ("style", "style"),
                            ("fact", "fact"),
                            ("retraction", "retraction"),
                        ],
                        max_length=16,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField()),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="translation.pivotchange",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="pivotchange",
            constraint=models.UniqueConstraint(
                fields=("version", "position"), name="translation_change_place_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="pivotdecision",
            constraint=models.UniqueConstraint(
                fields=("change", "number"), name="translation_decision_once"
            ),
        ),
    ]

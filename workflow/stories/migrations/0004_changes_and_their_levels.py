"""What a revision changed, what that means, and an editor's word on it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0003_house_style")]

    operations = [
        migrations.CreateModel(
            name="SourceChange",
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
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="stories.revision",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LevelDecision",
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
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="stories.sourcechange",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="sourcechange",
            constraint=models.UniqueConstraint(
                fields=("revision", "position"), name="stories_change_place_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="leveldecision",
            constraint=models.UniqueConstraint(
                fields=("change", "number"), name="stories_decision_once"
            ),
        ),
    ]

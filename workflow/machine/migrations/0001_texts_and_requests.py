# What machines said, what is still to be asked, and how much of a day is used.

import django.db.models.deletion
import workflow.people.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MachineDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("provider", models.CharField(max_length=40)),
                ("day", models.DateField()),
                ("characters", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("provider", "day"), name="machine_one_count_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MachineText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source_language", workflow.people.fields.LanguageField(max_length=16)),
                ("target_language", workflow.people.fields.LanguageField(max_length=16)),
                (
                    "digest",
                    models.CharField(help_text="SHA-256 of the source text.", max_length=64),
                ),
                ("source_text", models.TextField()),
                ("text", models.TextField()),
                ("provider", models.CharField(max_length=40)),
                (
                    "model",
                    models.CharField(
                        blank=True, help_text="Where the provider tells.", max_length=100
                    ),
                ),
                ("lost", models.JSONField(blank=True, default=list)),
                ("asked_at", models.DateTimeField()),
                ("characters", models.PositiveIntegerField(help_text="Of the source text.")),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("digest", "source_language", "target_language", "provider"),
                        name="machine_one_answer",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MachineRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source_language", workflow.people.fields.LanguageField(max_length=16)),
                ("target_language", workflow.people.fields.LanguageField(max_length=16)),
                (
                    "digest",
                    models.CharField(help_text="SHA-256 of the source text.", max_length=64),
                ),
                ("source_text", models.TextField()),
                (
                    "provider",
                    models.CharField(
                        blank=True, help_text="Nothing: whoever is set.", max_length=40
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        blank=True, help_text="What for: a story's slug.", max_length=200
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("asking", "asking"),
                            ("answered", "answered"),
                            ("failed", "failed"),
                        ],
                        default="waiting",
                        max_length=16,
                    ),
                ),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("not_before", models.DateTimeField()),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("holder", models.CharField(blank=True, max_length=32)),
                (
                    "reason",
                    models.JSONField(
                        blank=True, default=list, help_text="A sentence and its values."
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["state", "not_before"], name="machine_that_wait")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["waiting", "asking", "answered", "failed"])
                        ),
                        name="machine_request_state_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["asking", "waiting"])),
                        fields=("digest", "source_language", "target_language", "provider"),
                        name="machine_one_open_request",
                    ),
                ],
            },
        ),
    ]

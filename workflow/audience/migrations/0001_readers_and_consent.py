"""Readers, and the evidence of their consent."""

import django.db.models.deletion
import workflow.people.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Reader",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(max_length=254)),
                (
                    "address_key",
                    models.CharField(
                        help_text="The address folded for comparison.", max_length=254, unique=True
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=200)),
                ("language", workflow.people.fields.LanguageField(max_length=16)),
                ("time_zone", models.CharField(default="UTC", max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "pending"),
                            ("subscribed", "subscribed"),
                            ("unsubscribed", "unsubscribed"),
                            ("suppressed", "suppressed"),
                        ],
                        default="pending",
                        max_length=16,
                    ),
                ),
                ("token", models.CharField(max_length=32, unique=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "language"], name="audience_by_language")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["pending", "subscribed", "unsubscribed", "suppressed"])
                        ),
                        name="audience_reader_state_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("imported", "imported"),
                            ("confirmed", "confirmed"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=16,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("language", workflow.people.fields.LanguageField(max_length=16)),
                ("wording", models.TextField(blank=True, help_text="What the reader was shown.")),
                (
                    "source",
                    models.CharField(
                        help_text="The form, file or link it came by.", max_length=120
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="audience.reader",
                    ),
                ),
            ],
        ),
    ]

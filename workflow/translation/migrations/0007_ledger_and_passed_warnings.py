"""What stays of people's work, and why warnings were let pass."""

import django.db.models.deletion
import workflow.people.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("translation", "0006_changes_of_approved_versions")]

    operations = [
        migrations.CreateModel(
            name="Contribution",
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
                        choices=[("words", "words"), ("review", "review"), ("term", "term")],
                        max_length=16,
                    ),
                ),
                (
                    "person",
                    models.UUIDField(help_text="Null for a name that has no account.", null=True),
                ),
                ("name", models.CharField(help_text="The byline at the time.", max_length=150)),
                ("language", workflow.people.fields.LanguageField(max_length=16)),
                (
                    "amount",
                    models.PositiveIntegerField(
                        help_text="Words (characters in Chinese), reviews, terms."
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stories.story",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="translation.approvedversion",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "kind"], name="translation_ledger_of_person")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["words", "review", "term"])),
                        name="translation_contribution_kind_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PassedWarning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=16)),
                ("check_id", models.CharField(max_length=40)),
                (
                    "fingerprint",
                    models.CharField(
                        help_text="Of the check, the words, the values.", max_length=64
                    ),
                ),
                ("reason", models.TextField()),
                ("by_name", models.CharField(max_length=150)),
                ("at", models.DateTimeField()),
                (
                    "by",
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
                        related_name="passed_warnings",
                        to="translation.translation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("translation", "key", "fingerprint"),
                        name="translation_warning_passed_once",
                    )
                ],
            },
        ),
    ]

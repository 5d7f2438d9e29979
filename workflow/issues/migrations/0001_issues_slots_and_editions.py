"""Issues, the stories in them, and the frozen editions made of them."""

import django.db.models.deletion
import workflow.people.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("stories", "0001_coverages_stories_and_revisions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Issue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("number", models.PositiveIntegerField()),
                ("languages", models.JSONField(help_text="BCP 47 tags of its editions.")),
                ("planned_at", models.DateTimeField(help_text="When it is to be sent.")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planning", "planning"),
                            ("sending", "sending"),
                            ("sent", "sent"),
                            ("dropped", "dropped"),
                        ],
                        default="planning",
                        max_length=16,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "coverage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issues",
                        to="stories.coverage",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opened_issues",
                        to="stories.story",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", workflow.people.fields.LanguageField(max_length=16)),
                (
                    "number",
                    models.PositiveIntegerField(
                        help_text="1 for the first freeze, 2 for the next."
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("frozen", "frozen"),
                            ("superseded", "superseded"),
                            ("sending", "sending"),
                            ("sent", "sent"),
                        ],
                        default="frozen",
                        max_length=16,
                    ),
                ),
                ("subject", models.TextField()),
                ("preheader", models.TextField(blank=True)),
                ("sender_name", models.CharField(max_length=200)),
                ("html", models.TextField()),
                ("text", models.TextField()),
                (
                    "pins",
                    models.JSONField(
                        help_text="The source and translation versions it is made of."
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("frozen_at", models.DateTimeField()),
                (
                    "frozen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="issues.issue",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                (
                    "layout",
                    models.CharField(
                        choices=[("lead", "lead"), ("standard", "standard"), ("brief", "brief")],
                        max_length=16,
                    ),
                ),
                (
                    "fallback",
                    models.CharField(
                        choices=[("hold", "hold"), ("omit", "omit"), ("original", "original")],
                        max_length=16,
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slots",
                        to="issues.issue",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="stories.story",
                    ),
                ),
            ],
            options={
                "ordering": ["issue", "position"],
            },
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.UniqueConstraint(
                fields=("coverage", "number"), name="issues_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["planning", "sending", "sent", "dropped"])),
                name="issues_issue_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(
                fields=("issue", "language", "number"), name="issues_edition_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["frozen", "superseded", "sending", "sent"])),
                name="issues_edition_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(
                fields=("issue", "position"), name="issues_slot_place_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(
                fields=("issue", "story"), name="issues_slot_story_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.CheckConstraint(
                condition=models.Q(("layout__in", ["lead", "standard", "brief"])),
                name="issues_slot_layout_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.CheckConstraint(
                condition=models.Q(("fallback__in", ["hold", "omit", "original"])),
                name="issues_slot_fallback_known",
            ),
        ),
    ]

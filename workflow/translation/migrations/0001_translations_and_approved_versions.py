"""One translation a story and language; its texts, approved versions and credits."""

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
            name="ApprovedVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("authors", models.JSONField(default=list)),
                ("translators", models.JSONField(default=list)),
                ("reviewers", models.JSONField(default=list)),
                ("content_hash", models.CharField(max_length=64)),
                ("approved_at", models.DateTimeField()),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "relay",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="translation.approvedversion",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stories.revision",
                    ),
                ),
            ],
            options={
                "ordering": ["translation", "number"],
            },
        ),
        migrations.CreateModel(
            name="SegmentVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=16)),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField()),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("human", "human"),
                            ("memory", "memory"),
                            ("machine", "machine"),
                            ("relay", "relay"),
                            ("file", "file"),
                        ],
                        max_length=16,
                    ),
                ),
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
                    "base",
                    models.ForeignKey(
                        help_text="The version it was edited from.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="translation.segmentversion",
                    ),
                ),
                (
                    "relay",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="translation.approvedversion",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        help_text="The source it renders.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stories.revision",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="approvedversion",
            name="texts",
            field=models.ManyToManyField(related_name="+", to="translation.segmentversion"),
        ),
        migrations.CreateModel(
            name="Translation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", workflow.people.fields.LanguageField(max_length=16)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("drafting", "drafting"),
                            ("in_review", "in_review"),
                            ("approved", "approved"),
                        ],
                        default="open",
                        max_length=16,
                    ),
                ),
                (
                    "authors",
                    models.JSONField(default=list, help_text="The authors' names as written here."),
                ),
                ("changed_at", models.DateTimeField()),
                (
                    "relay",
                    models.ForeignKey(
                        help_text="The approved version it was made from; null when made from the original.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relayed_translations",
                        to="translation.approvedversion",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        help_text="The source revision it renders, directly or through a relay.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="translations",
                        to="stories.revision",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="translations",
                        to="stories.story",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="segmentversion",
            name="translation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="segment_versions",
                to="translation.translation",
            ),
        ),
        migrations.CreateModel(
            name="CurrentSegment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=16)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="translation.segmentversion",
                    ),
                ),
                (
                    "translation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="current_segments",
                        to="translation.translation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Credit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("translator", "translator"), ("reviewer", "reviewer")],
                        max_length=16,
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=120)),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="credits",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "translation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="credits",
                        to="translation.translation",
                    ),
                ),
            ],
            options={
                "ordering": ["translation", "role", "position"],
            },
        ),
        migrations.AddField(
            model_name="approvedversion",
            name="translation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="approved_versions",
                to="translation.translation",
            ),
        ),
        migrations.AddConstraint(
            model_name="translation",
            constraint=models.UniqueConstraint(
                fields=("story", "language"), name="translation_one_a_language"
            ),
        ),
        migrations.AddConstraint(
            model_name="translation",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "drafting", "in_review", "approved"])),
                name="translation_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="translation",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "open"), ("revision__isnull", False), _connector="OR"),
                name="translation_begun_from_a_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="segmentversion",
            constraint=models.UniqueConstraint(
                fields=("translation", "key", "number"), name="translation_text_numbered"
            ),
        ),
        migrations.AddConstraint(
            model_name="currentsegment",
            constraint=models.UniqueConstraint(
                fields=("translation", "key"), name="translation_one_current_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="credit",
            constraint=models.UniqueConstraint(
                fields=("translation", "role", "name"), name="translation_credit_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="credit",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["translator", "reviewer"])),
                name="translation_credit_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="approvedversion",
            constraint=models.UniqueConstraint(
                fields=("translation", "number"), name="translation_version_numbered"
            ),
        ),
    ]

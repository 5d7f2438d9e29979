"""Coverages, stories, their revisions, and the segments and pictures of each."""

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
            name="Coverage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True)),
                (
                    "languages",
                    models.JSONField(help_text="BCP 47 tags, in the order they are shown."),
                ),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Image",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("data", models.BinaryField()),
                ("media_type", models.CharField(max_length=40)),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Story",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("story", "story"), ("letter", "letter")], max_length=16
                    ),
                ),
                ("source_language", workflow.people.fields.LanguageField(max_length=16)),
                ("created_at", models.DateTimeField()),
                (
                    "coverage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stories",
                        to="stories.coverage",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "stories",
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "authors",
                    models.JSONField(
                        default=list, help_text="Names, as written in the source language."
                    ),
                ),
                ("published_date", models.DateField(blank=True, null=True)),
                ("canonical_url", models.URLField(blank=True, max_length=500)),
                ("licence", models.CharField(blank=True, max_length=80)),
                ("image_name", models.CharField(blank=True, max_length=120)),
                (
                    "content_hash",
                    models.CharField(help_text="SHA-256 of all that it says.", max_length=64),
                ),
                (
                    "next_key",
                    models.PositiveIntegerField(
                        help_text="The number of the next segment key: keys are never given twice in a story."
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="stories.image",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="stories.story",
                    ),
                ),
            ],
            options={
                "ordering": ["story", "number"],
            },
        ),
        migrations.CreateModel(
            name="CoverageWords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", workflow.people.fields.LanguageField(max_length=16)),
                ("name", models.CharField(max_length=200)),
                ("blurb", models.TextField(blank=True)),
                ("publisher", models.CharField(max_length=200)),
                ("postal_address", models.CharField(max_length=300)),
                (
                    "coverage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="words",
                        to="stories.coverage",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("coverage", "language"), name="stories_one_words_a_language"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceSegment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=16)),
                ("position", models.PositiveIntegerField()),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("subject", "subject"),
                            ("preheader", "preheader"),
                            ("headline", "headline"),
                            ("tagline", "tagline"),
                            ("excerpt", "excerpt"),
                            ("image-alt", "image-alt"),
                            ("image-caption", "image-caption"),
                            ("image-credit", "image-credit"),
                            ("correction", "correction"),
                            ("body", "body"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("line", "line"),
                            ("paragraph", "paragraph"),
                            ("heading", "heading"),
                            ("item", "item"),
                            ("quote", "quote"),
                            ("attribution", "attribution"),
                            ("image", "image"),
                            ("footnote", "footnote"),
                            ("code", "code"),
                            ("rule", "rule"),
                        ],
                        max_length=16,
                    ),
                ),
                ("frame", models.CharField(blank=True, max_length=200)),
                ("text", models.TextField()),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="segments",
                        to="stories.revision",
                    ),
                ),
            ],
            options={
                "ordering": ["revision", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("revision", "key"), name="stories_segment_key_once"
                    ),
                    models.UniqueConstraint(
                        fields=("revision", "position"), name="stories_segment_place_once"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["story", "letter"])),
                name="stories_story_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(
                fields=("story", "number"), name="stories_revision_numbered"
            ),
        ),
    ]

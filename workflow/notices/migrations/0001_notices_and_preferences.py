"""What people are told, once each, and how they want to be told."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
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
                            ("assigned", "assigned"),
                            ("changes_requested", "changes_requested"),
                            ("approved", "approved"),
                            ("source_changed", "source_changed"),
                            ("due", "due"),
                            ("lapsed", "lapsed"),
                            ("mention", "mention"),
                            ("suggestion", "suggestion"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[("immediate", "immediate"), ("daily", "daily"), ("off", "off")],
                        max_length=16,
                    ),
                ),
                ("subject_kind", models.CharField(max_length=40)),
                ("subject_id", models.BigIntegerField()),
                ("dedup", models.CharField(max_length=200)),
                (
                    "values",
                    models.JSONField(default=dict, help_text="What its sentences are filled with."),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("handing_over", "handing_over"),
                            ("sent", "sent"),
                            ("uncertain", "uncertain"),
                            ("dropped", "dropped"),
                        ],
                        default="waiting",
                        max_length=16,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "reason",
                    models.CharField(blank=True, help_text="Why it was not sent.", max_length=300),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["state", "how", "user"], name="notices_that_wait")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "dedup"), name="notices_event_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["waiting", "handing_over", "sent", "uncertain", "dropped"],
                            )
                        ),
                        name="notices_notice_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "assigned",
                                    "changes_requested",
                                    "approved",
                                    "source_changed",
                                    "due",
                                    "lapsed",
                                    "mention",
                                    "suggestion",
                                ],
                            )
                        ),
                        name="notices_notice_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("how__in", ["immediate", "daily", "off"])),
                        name="notices_notice_how_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Preference",
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
                            ("assigned", "assigned"),
                            ("changes_requested", "changes_requested"),
                            ("approved", "approved"),
                            ("source_changed", "source_changed"),
                            ("due", "due"),
                            ("lapsed", "lapsed"),
                            ("mention", "mention"),
                            ("suggestion", "suggestion"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[("immediate", "immediate"), ("daily", "daily"), ("off", "off")],
                        max_length=16,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notice_preferences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "kind"), name="notices_one_choice_a_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "assigned",
                                    "changes_requested",
                                    "approved",
                                    "source_changed",
                                    "due",
                                    "lapsed",
                                    "mention",
                                    "suggestion",
                                ],
                            )
                        ),
                        name="notices_preference_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("how__in", ["immediate", "daily", "off"])),
                        name="notices_preference_how_known",
                    ),
                ],
            },
        ),
    ]

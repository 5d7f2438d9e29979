"""Mailings, and the ledger with one line a reader and issue."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("audience", "0001_readers_and_consent"),
        ("issues", "0001_issues_slots_and_editions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Mailing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("transport", models.CharField(max_length=16)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("sending", "sending"),
                            ("finished", "finished"),
                        ],
                        default="planned",
                        max_length=16,
                    ),
                ),
                (
                    "planned",
                    models.PositiveIntegerField(
                        help_text="Lines in the ledger when it was planned."
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mailing",
                        to="issues.edition",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "planned"),
                            ("handing_over", "handing_over"),
                            ("accepted", "accepted"),
                            ("rejected", "rejected"),
                            ("excluded", "excluded"),
                            ("uncertain", "uncertain"),
                        ],
                        default="planned",
                        max_length=16,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        help_text="What the transport called the message.",
                        max_length=200,
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="issues.issue",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="audience.reader",
                    ),
                ),
                (
                    "mailing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="delivery.mailing",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deliveries",
            },
        ),
        migrations.CreateModel(
            name="SentTest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "address_hash",
                    models.CharField(help_text="Keyed hash of the address.", max_length=64),
                ),
                ("transport", models.CharField(max_length=16)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("accepted", "accepted"),
                            ("rejected", "rejected"),
                            ("not_taken", "not_taken"),
                            ("uncertain", "uncertain"),
                        ],
                        max_length=16,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
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
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sent_tests",
                        to="issues.edition",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="mailing",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["planned", "sending", "finished"])),
                name="delivery_mailing_state_known",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["mailing", "state", "id"], name="delivery_by_state"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                fields=("issue", "reader"), name="delivery_one_copy_a_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "planned",
                            "handing_over",
                            "accepted",
                            "rejected",
                            "excluded",
                            "uncertain",
                        ],
                    )
                ),
                name="delivery_state_known",
            ),
        ),
    ]

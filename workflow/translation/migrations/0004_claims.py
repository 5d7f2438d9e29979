"""Who has promised to translate what, by when, and in which parts."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("translation", "0003_shapes")]

    operations = [
        migrations.AddField(
            model_name="translation",
            name="parts",
            field=models.JSONField(
                default=list, help_text="The first source key of each part, if any."
            ),
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("part", models.PositiveSmallIntegerField(default=0)),
                (
                    "holder_name",
                    models.CharField(help_text="Kept when the account is deleted.", max_length=150),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("held", "held"),
                            ("handed_in", "handed_in"),
                            ("released", "released"),
                            ("lapsed", "lapsed"),
                            ("handed_over", "handed_over"),
                        ],
                        default="held",
                        max_length=16,
                    ),
                ),
                ("claimed_at", models.DateTimeField()),
                ("promised_at", models.DateTimeField()),
                (
                    "lapses_at",
                    models.DateTimeField(help_text="The promised date, or later while she edits."),
                ),
                (
                    "nudges",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="How often it was recalled."
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="claims",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "translation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="translation.translation",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["state", "lapses_at"], name="translation_claims_to_lapse"),
                    models.Index(fields=["holder", "state"], name="translation_claims_of_holder"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "held")),
                        fields=("translation", "part"),
                        name="translation_one_held_claim",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["held", "handed_in", "released", "lapsed", "handed_over"],
                            )
                        ),
                        name="translation_claim_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("state", "held")),
                            models.Q(
                                models.Q(("state", "held"), _negated=True),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="translation_claim_ends_once",
                    ),
                ],
            },
        ),
    ]

"""How long a team's claims are promised for, and how long editing keeps them alive."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_ledger_keys_are_unique")]

    operations = [
        migrations.AddField(
            model_name="languageteam",
            name="claim_days",
            field=models.PositiveSmallIntegerField(
                default=7, help_text="How long a claim is promised for when nobody names a date."
            ),
        ),
        migrations.AddField(
            model_name="languageteam",
            name="grace_days",
            field=models.PositiveSmallIntegerField(
                default=3,
                help_text="How long editing keeps a claim alive, past its promised date too.",
            ),
        ),
        migrations.AddConstraint(
            model_name="languageteam",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("claim_days__gte", 1), ("claim_days__lte", 365), ("grace_days__lte", 365)
                ),
                name="people_team_claims_end",
            ),
        ),
    ]

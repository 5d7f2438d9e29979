"""How long a team's claims last; when and where a user's digest comes."""

import workflow.people.models
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("people", "0003_ledger_keys_are_unique"),
    ]

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
        migrations.AddField(
            model_name="user",
            name="notice_hour",
            field=models.PositiveSmallIntegerField(
                default=8, help_text="The hour, in her time zone, at which the daily digest comes."
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="time_zone",
            field=models.CharField(
                default="UTC",
                help_text="Such as Europe/Warsaw.",
                max_length=64,
                validators=[workflow.people.models.is_time_zone],
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("notice_hour__lte", 23)),
                name="people_user_notice_hour_of_a_day",
            ),
        ),
    ]

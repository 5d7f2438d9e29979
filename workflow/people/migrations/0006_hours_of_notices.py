"""When, and in which time zone, somebody's daily digest comes."""

import workflow.people.models
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0005_rules_of_teams")]

    operations = [
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

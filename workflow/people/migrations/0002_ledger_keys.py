"""A key for every account, under which the credits ledger keeps its work."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_users_and_language_teams")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="ledger_key",
            field=models.UUIDField(null=True),
        ),
    ]

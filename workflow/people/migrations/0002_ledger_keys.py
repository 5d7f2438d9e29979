"""Every account gets a random key, under which the credits ledger keeps its work."""

from uuid import uuid4

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def give_keys(apps: StateApps, _: BaseDatabaseSchemaEditor) -> None:
    users = apps.get_model("people", "User")
    for user in users.objects.filter(ledger_key=None).iterator():
        user.ledger_key = uuid4()
        user.save(update_fields=["ledger_key"])


class Migration(migrations.Migration):
    dependencies = [("people", "0001_users_and_language_teams")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="ledger_key",
            field=models.UUIDField(null=True),
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
    ]

"""Accounts from before ledger keys get one, each its own and random."""

from uuid import uuid4

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def give_keys(apps: StateApps, _: BaseDatabaseSchemaEditor) -> None:
    users = apps.get_model("people", "User").objects
    for pk in list(users.filter(ledger_key=None).values_list("pk", flat=True)):
        users.filter(pk=pk).update(ledger_key=uuid4())


class Migration(migrations.Migration):
    dependencies = [("people", "0002_ledger_keys")]

    operations = [migrations.RunPython(give_keys, migrations.RunPython.noop)]

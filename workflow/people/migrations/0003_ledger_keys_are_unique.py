"""No two accounts share a ledger key."""

from uuid import uuid4

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_ledger_keys")]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="ledger_key",
            field=models.UUIDField(
                default=uuid4,
                unique=True,
                editable=False,
                help_text="Under which the credits ledger keeps her work; means nothing without her.",
            ),
        ),
    ]

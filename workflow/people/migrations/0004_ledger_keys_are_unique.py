"""No two accounts share a ledger key, and none is without."""

from uuid import uuid4

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_every_account_gets_its_key")]

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

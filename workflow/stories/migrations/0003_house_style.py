"""A coverage chooses its typography."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0002_revisions_are_written_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="coverage",
            name="house_style",
            field=models.JSONField(default=dict, help_text="Choices of typography, by option."),
        ),
    ]

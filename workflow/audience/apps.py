"""The audience room as a Django app."""

from django.apps import AppConfig


class AudienceConfig(AppConfig):
    """Readers, consent, language choice and suppression."""

    name = "workflow.audience"
    label = "audience"

"""The exchange room as a Django app."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Files that left, so that what comes back is known."""

    name = "workflow.exchange"
    label = "exchange"

"""The delivery room as a Django app."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """Mailings and the delivery ledger."""

    name = "workflow.delivery"
    label = "delivery"

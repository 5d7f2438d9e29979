"""The notices room as a Django app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Notices and who wants which of them."""

    name = "workflow.notices"
    label = "notices"

"""The journal room as a Django app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The journal room: who did what, when, from which state to which."""

    name = "workflow.journal"
    label = "journal"

"""The memory room as a Django app."""

from django.apps import AppConfig


class MemoryConfig(AppConfig):
    """Approved pairs of texts, and the index that finds them."""

    name = "workflow.memory"
    label = "memory"

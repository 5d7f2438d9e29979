"""The stories room as a Django app."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    """Coverages, stories, immutable revisions and their segments."""

    name = "workflow.stories"
    label = "stories"

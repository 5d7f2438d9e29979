"""The newsstand as a Django app."""

from django.apps import AppConfig


class NewsstandConfig(AppConfig):
    """Archive, editions and stories for everybody; preferences for readers."""

    name = "workflow.newsstand"
    label = "newsstand"

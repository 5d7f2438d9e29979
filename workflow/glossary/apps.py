"""The glossary room as a Django app."""

from django.apps import AppConfig


class GlossaryConfig(AppConfig):
    """Concepts with their accepted and forbidden forms in every language."""

    name = "workflow.glossary"
    label = "glossary"

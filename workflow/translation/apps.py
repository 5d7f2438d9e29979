"""The translation room as a Django app."""

from django.apps import AppConfig


class TranslationConfig(AppConfig):
    """One translation per story and language, through its states."""

    name = "workflow.translation"
    label = "translation"

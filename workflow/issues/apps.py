"""The issues room as a Django app."""

from django.apps import AppConfig


class IssuesConfig(AppConfig):
    """Issues, slots and frozen editions."""

    name = "workflow.issues"
    label = "issues"

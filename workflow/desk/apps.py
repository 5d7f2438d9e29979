"""The desk as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages and terminal for editors."""

    name = "workflow.desk"
    label = "desk"

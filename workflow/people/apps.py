"""The people room as a Django app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Users, language teams and roles."""

    name = "workflow.people"
    label = "people"

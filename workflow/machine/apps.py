"""The machine room as a Django app."""

from django.apps import AppConfig


class MachineConfig(AppConfig):
    """What machine translation said, and what it is still to be asked."""

    name = "workflow.machine"
    label = "machine"

"""The machine translators, one module each, behind ``workflow.machine.provider``."""

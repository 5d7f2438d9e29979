"""The memory as it is used from a terminal."""

import pytest
from django.core.management import call_command


@pytest.fixture
def memory(capsys):
    """Runs a command of the memory, and gives what it wrote."""

    def run(*arguments):
        call_command("memory", *map(str, arguments))
        return capsys.readouterr().out

    return run

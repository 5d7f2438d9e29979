"""A process of its own that freezes an edition, to race against another.

``python freezing_process.py prepare`` makes an issue; ``freeze START`` freezes its English edition
at the moment START (seconds of the clock) and prints the edition's id.
"""

import sys
import time

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from tests import factories as make  # noqa: E402
from tests.factories import AT, EN  # noqa: E402
from workflow.issues.freeze import freeze  # noqa: E402
from workflow.issues.links import Links  # noqa: E402
from workflow.issues.models import Issue  # noqa: E402
from workflow.people.actions import terminal_user  # noqa: E402

if sys.argv[1] == "prepare":
    if connection.vendor == "sqlite":
        call_command("migrate", run_syncdb=True, verbosity=0)
    make.issue(stories=[make.story("harbour")])
else:
    issue, by = Issue.objects.get(), terminal_user()
    time.sleep(max(0, float(sys.argv[2]) - time.time()))
    edition = freeze(issue, EN, by=by, at=AT, links=Links(base="https://news.example"))
    sys.stdout.write(f"{edition.pk}\n")

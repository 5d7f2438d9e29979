"""Makes Django ready when imported, for programs that are not management commands."""

import sys

import django

from workflow.config.env import EnvironmentProblems, use_project_settings

UNUSABLE_ENVIRONMENT = 5

use_project_settings()
try:
    django.setup()
except EnvironmentProblems as problems:
    sys.stderr.write(f"{problems}\n")
    raise SystemExit(UNUSABLE_ENVIRONMENT) from problems

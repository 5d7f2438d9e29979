"""The management door: ``python -m workflow COMMAND``."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import DatabaseError

from workflow.config.env import EnvironmentProblems, use_project_settings


def main() -> None:
    """Run one management command with the project's settings."""
    use_project_settings()
    try:
        execute_from_command_line(["python -m workflow", *sys.argv[1:]])
        sys.stdout.flush()
    except EnvironmentProblems as problems:
        sys.exit(str(problems))
    except BrokenPipeError:  # whoever reads has seen enough, as in: … | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except DatabaseError as error:
        detail = (str(error).splitlines() or [type(error).__name__])[0]
        sys.exit(
            f"The database cannot be used ({detail}). Is it new? Prepare it: "
            "python -m workflow migrate. Otherwise check DATABASE_URL."
        )


if __name__ == "__main__":
    main()

"""``python -m benchmarks``: every figure, on a temporary database with the sample issue."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

SAMPLE = "dumpling-alliance"


def main() -> None:
    """Prepare a database, then run each benchmark in a process that uses it."""
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        environment = {**os.environ, "DATABASE_URL": database}
        quiet = {"stdout": subprocess.DEVNULL}
        _python(environment, "-m", "workflow", "migrate", "--verbosity", "0", **quiet)
        _python(environment, "-m", "workflow", "load", **quiet)
        for title, code in {
            "Rendering": f"from benchmarks.rendering import run; run({SAMPLE!r})",
            "Message building": "from benchmarks.message_building import main; main()",
            "Aligning revisions": "from benchmarks.aligning import run; run()",
            "Tracking": "from benchmarks.tracking import run; run()",
            "Working": "from benchmarks.working import run; run()",
            "Memory": "from benchmarks.memory import run; run()",
            "Terms": "from benchmarks.terms import run; run()",
            "Exchange": "from benchmarks.exchange import run; run()",
            "TMX": "from benchmarks.tmx import run; run()",
            "Loading": "from benchmarks.loading import run; run()",
        }.items():
            print(title, flush=True)
            _python(environment, "-c", f"import workflow.config.boot; {code}")


def _python(environment: dict[str, str], *words: str, **options: int) -> None:
    subprocess.run([sys.executable, *words], env=environment, check=True, **options)


if __name__ == "__main__":
    main()

"""Writing files so that a reader sees the old one or the new one, never half of one."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from workflow.issues.folders.reading import name_in
from workflow.translation.files.problem import Problem

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp"})


class ExportRefused(Exception):
    """Writing would lose something, so nothing was written; ``problems`` lists every file."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("Nothing was written:\n" + "\n".join(map(str, self.problems)))


@dataclass(slots=True)
class ExportReport:
    """The files that were new or different, those taken away, and how many stayed as they were."""

    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0


class FolderWriter:
    """Writes under one root, touches only what differs, and says what it did."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.report = ExportReport()

    def problem(self, path: Path, data: bytes, *, force: bool) -> Problem | None:
        """Why this file should not be written: it lies elsewhere, or holds other words now."""
        if not is_inside(self.root, path):
            sentence = "A link leads out of the folder. Put a folder or a file of its own here."
        elif path.exists() and not force and not _holds(path, data):
            sentence = "The file differs from the desk. Load it first, or write over it: --force."
        else:
            return None
        return Problem(file=name_in(self.root, path), line=1, sentence=sentence)

    def write(self, path: Path, data: bytes) -> None:
        """Let the file hold just this; a file that does already is not touched."""
        if _holds(path, data):
            self.report.unchanged += 1
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.new")
        beside.write_bytes(data)
        beside.replace(path)
        self.report.written.append(name_in(self.root, path))

    def remove(self, path: Path) -> None:
        """Take a file away, and its folder when that is empty then."""
        path.unlink()
        self.report.removed.append(name_in(self.root, path))
        if not any(path.parent.iterdir()):
            path.parent.rmdir()


def is_inside(root: Path, path: Path) -> bool:
    """Whether a file lies under ``root``, wherever links lead."""
    return path.resolve().is_relative_to(root)


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data

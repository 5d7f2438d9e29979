"""Reading one file of the content folders as text, or saying why it cannot be read."""

from pathlib import Path
from stat import S_ISREG

from workflow.translation.files.problem import Problem

GLOSSARY = "translations/glossary.csv"
MOST_BYTES = 2_000_000


def name_in(root: Path, path: Path) -> str:
    """A file's name from the content root, the same on every system."""
    return path.relative_to(root).as_posix()


def read_text(root: Path, path: Path) -> tuple[str, list[Problem]]:
    """The words of a file with LF line ends, and no words with the reason."""
    file = name_in(root, path)
    try:
        data, sentence = _read_bytes(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        data, sentence = b"", f"It cannot be read: {reason}. Put a file here, or remove it."
    if sentence:
        return "", [Problem(file=file, line=1, sentence=sentence)]
    try:
        return data.decode(), []
    except UnicodeDecodeError as error:
        line = 1 + data.count(b"\n", 0, error.start)
        sentence = "This line is not UTF-8. Save the file again with the encoding UTF-8."
        return "", [Problem(file=file, line=line, sentence=sentence)]


def _read_bytes(path: Path) -> tuple[bytes, str]:
    """What a file holds, or why nobody should read it."""
    facts = path.stat()
    if not S_ISREG(facts.st_mode):
        return b"", "This is no file of words. Put one here, or name this otherwise."
    if facts.st_size > MOST_BYTES:
        size = f"{facts.st_size:,}"
        return b"", f"The file has {size} bytes; the limit is {MOST_BYTES:,}. Split the text."
    return path.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n"), ""

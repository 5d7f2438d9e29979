"""Something wrong in a file: where it is, and a sentence that says how to mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One problem at one line (from 1) of one file; the file is named from the content root."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}"

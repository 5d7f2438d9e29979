"""Names that need no capital letter, or no place inside a sentence, to be known as names."""

import re
from functools import cached_property


class Gazetteer:
    """Places by name; each entry has its spellings and stems, separated by strokes.

    Entries stand between commas or on lines of their own; ``*`` stands for any ending:
    ``Київ*/Києв*``. ``spaced`` says that words stand apart by spaces.
    """

    def __init__(self, entries: str, *, spaced: bool) -> None:
        listed = (entry.strip() for line in entries.splitlines() for entry in line.split(","))
        self._entries = [entry.split("/") for entry in listed if entry]
        self._spaced = spaced

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        choices = [
            (form, f"(?P<n{number}_{place}>{re.escape(form).replace(_ANY, _ENDING)})")
            for number, forms in enumerate(self._entries)
            for place, form in enumerate(forms)
        ]
        longest_first = sorted(choices, key=lambda choice: -len(choice[0]))
        joined = "|".join(pattern for _, pattern in longest_first)
        return re.compile(rf"(?<!\w)(?:{joined})(?!\w)" if self._spaced else joined)

    def find(self, text: str) -> dict[int, str]:
        """Which entries stand in a text: their number, and how each is first written there."""
        found: dict[int, str] = {}
        for match in self._pattern.finditer(text) if self._entries else ():
            group = match.lastgroup or ""
            found.setdefault(int(group[1:].partition("_")[0]), match.group())
        return found


_ANY, _ENDING = r"\*", r"\w*"

"""What kinds of texts there are. Stories have no states: their revisions are immutable."""

from enum import StrEnum


class StoryKind(StrEnum):
    """A story for readers, or the letter that opens an issue."""

    STORY = "story"
    LETTER = "letter"

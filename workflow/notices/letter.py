"""What the templates of a notice mail are given."""

from dataclasses import dataclass

from workflow.languages.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What happened in events of one kind; ``quotes`` are somebody's words."""

    head: str
    lines: tuple[str, ...]
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationPart:
    """What happened to a story in one language, and where to look at it."""

    language: str
    url: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPart:
    """A story and what happened to its translations."""

    title: str
    translations: tuple[TranslationPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Everything a mail says; ``preview`` is what mail programs show of it in their lists.

    A letter of a single notice has the story for its heading, and what happened for its label.
    """

    language: Language
    subject: str
    label: str
    heading: str
    preview: str
    stories: tuple[StoryPart, ...]
    is_single: bool
    desk: str
    preferences_url: str

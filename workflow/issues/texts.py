"""An issue as a value: everything its editions are decided and made from, read at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from workflow.issues.states import Fallback, Layout
from workflow.languages.language import Language
from workflow.stories.texts import SourceText, line
from workflow.text.segments import Field, Segment
from workflow.translation.texts import Standing, TranslatedText


def title(segments: tuple[Segment, ...]) -> str:
    """A story's headline, or a letter's subject."""
    return line(segments, Field.HEADLINE) or line(segments, Field.SUBJECT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a coverage is called, and who publishes it, in one language."""

    name: str
    blurb: str
    publisher: str
    postal_address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryTexts:
    """A story's or letter's source, and where each of its translations stands.

    ``relays``: of each approved translation that was made from another translation, by its own
    language, the very version it was made from. ``accepted``: the languages whose outdated text an
    editor lets run in this issue, as it stands.
    """

    source: SourceText
    standings: Mapping[Language, Standing]
    relays: Mapping[Language, TranslatedText] = field(default_factory=dict)
    accepted: frozenset[Language] = frozenset()

    @property
    def title(self) -> str:
        """What editors call it, in the language it was written in."""
        return title(self.source.segments)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotSnapshot:
    """One place of an issue with all that is known of its story."""

    layout: Layout
    fallback: Fallback
    story: StoryTexts


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueSnapshot:
    """A numbered issue: its letter, its slots in order, and the words of its coverage.

    ``planned_date`` is the day of ``planned_at`` where the newsroom is. ``story_slugs`` are all
    stories of the coverage, so that a link to one of them can be told from a link to nothing.
    """

    slug: str
    number: int
    coverage: str
    planned_at: datetime
    planned_date: date
    languages: tuple[Language, ...]
    words: Mapping[Language, Words]
    letter: StoryTexts
    slots: tuple[SlotSnapshot, ...]
    story_slugs: frozenset[str]

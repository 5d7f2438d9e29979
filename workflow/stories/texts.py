"""A story's source as a value: what other rooms read instead of models."""

from dataclasses import dataclass
from datetime import date

from workflow.languages.language import Language
from workflow.stories.states import StoryKind
from workflow.text.segments import Field, Segment


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageRef:
    """A picture by its hash; sizes in pixels. The bytes stay in the database."""

    sha256: str
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """One revision of a story's source, whole."""

    story_id: int
    slug: str
    kind: StoryKind
    language: Language
    revision_id: int
    revision_number: int
    authors: tuple[str, ...]
    published_date: date | None
    canonical_url: str
    licence: str
    image: ImageRef | None
    segments: tuple[Segment, ...]


def line(segments: tuple[Segment, ...], field: Field) -> str:
    """The text of a one-line field, or nothing when the story has none."""
    return next((segment.text for segment in segments if segment.field is field), "")


def body(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """The segments of the body, in reading order."""
    return tuple(segment for segment in segments if segment.field is Field.BODY)

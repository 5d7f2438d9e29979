"""A translation as a value: its approved text, where it stands, and why it is outdated."""

from dataclasses import dataclass

from workflow.languages.language import Language
from workflow.text.segments import Segment
from workflow.translation.states import TranslationState


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatedText:
    """One approved version of a translation, whole: the unit an edition pins."""

    story_id: int
    language: Language
    approved_version_id: int
    number: int
    revision_number: int
    made_from_language: Language
    made_from_number: int
    authors: tuple[str, ...]
    translators: tuple[str, ...]
    reviewers: tuple[str, ...]
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outdated:
    """One reason why a translation no longer renders its source.

    ``via`` is the relay language through which the change reaches this translation, if any.
    """

    keys: tuple[str, ...]
    from_number: int
    to_number: int
    language: Language  # whose text changed
    via: Language | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one story stands in one language. ``approved`` is the latest approved version."""

    story_id: int
    language: Language
    state: TranslationState
    approved: TranslatedText | None
    outdated: tuple[Outdated, ...]
    translators: tuple[str, ...]
    reviewers: tuple[str, ...]

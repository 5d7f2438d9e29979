"""A translation as a value: its approved text, where it stands, and why it is outdated."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from workflow.languages.language import Language
from workflow.text.effort_policy import MachineShare
from workflow.text.meaning import Level, worst
from workflow.text.shape import TargetBlock
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
    segments: tuple[TargetBlock, ...]
    machine: MachineShare | None = None  # what stands as a machine wrote it


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceWords:
    """What a source version says for each key of the original.

    Where it is a translation, ``blocks`` names by such a key the block of it that says the words:
    one that was merged says the same words for several keys.
    """

    language: Language
    words: Mapping[str, str]
    blocks: Mapping[str, str] = field(default_factory=dict)

    def said(self, keys: Iterable[str]) -> dict[str, str]:
        """The words that a block made of these keys renders, by what says them, each once."""
        words = {self.blocks.get(key, key): self.words.get(key, "") for key in keys}
        return {by: text for by, text in words.items() if text}

    def of(self, keys: Iterable[str]) -> str:
        """The same words in one text."""
        return "\n".join(self.said(keys).values())


@dataclass(frozen=True, slots=True, kw_only=True)
class StaleSegment:
    """One segment whose source says something else now.

    ``old`` is what the text was made from, ``new`` what the source says now, however many versions
    lie between; each is empty where there is none. ``reason`` with ``values`` is the sentence why
    the change has this level.
    """

    key: str
    old: str
    new: str
    level: Level
    reason: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outdated:
    """One reason why a translation no longer renders its source.

    ``via`` is the relay language through which the change reaches this translation, if any.
    """

    segments: tuple[StaleSegment, ...]
    from_number: int
    to_number: int
    language: Language  # whose text changed
    via: Language | None

    @property
    def keys(self) -> tuple[str, ...]:
        """The segments that changed."""
        return tuple(segment.key for segment in self.segments)

    @property
    def level(self) -> Level:
        """The worst of its changes."""
        return worst(segment.level for segment in self.segments) or Level.TYPO


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one story stands in one language. ``approved`` is the latest approved version.

    ``changed_at`` tells since when it is in its state; None when nobody has begun.
    """

    story_id: int
    language: Language
    state: TranslationState
    approved: TranslatedText | None
    outdated: tuple[Outdated, ...]
    translators: tuple[str, ...]
    reviewers: tuple[str, ...]
    changed_at: datetime | None = None

    @property
    def level(self) -> Level | None:
        """The worst of all that makes it outdated; None when it is not."""
        return worst(reason.level for reason in self.outdated)

    @property
    def retracted(self) -> frozenset[str]:
        """The segments that must not be shown any more."""
        return frozenset(
            segment.key
            for reason in self.outdated
            for segment in reason.segments
            if segment.level is Level.RETRACTION
        )

"""Which text runs in each place of an edition: the approved one, or what stands in for it.

Pure: the readiness board, assembly, preflight and freezing all ask here, so that what the board
promises is what is sent.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from workflow.issues.states import Fallback, Layout
from workflow.issues.texts import IssueSnapshot, SlotSnapshot, StoryTexts, title
from workflow.languages.language import Language
from workflow.languages.registry import by_tag
from workflow.stories.texts import line
from workflow.text.effort_policy import MachineShare
from workflow.text.meaning import Level
from workflow.text.segments import Field, Segment
from workflow.translation.states import TranslationState
from workflow.translation.texts import Outdated, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownText:
    """The text that runs. ``version`` and ``made_from`` are None for a source.

    ``left_out`` are the source keys of what was retracted and is not among the segments.
    """

    story_id: int
    slug: str
    language: Language
    revision: int
    version: int | None
    made_from: Language | None
    authors: tuple[str, ...]
    translators: tuple[str, ...]
    reviewers: tuple[str, ...]
    segments: tuple[Segment, ...]
    left_out: tuple[str, ...] = ()
    machine: MachineShare | None = None

    def line(self, field: Field) -> str:
        """The text of a one-line field, or nothing."""
        return line(self.segments, field)


class Choice(StrEnum):
    """What a place shows."""

    SOURCE = "source"  # the edition's language is the one the story was written in
    APPROVED = "approved"
    OUTDATED = "outdated"  # approved; the source has changed since, and it runs all the same
    FALLBACK = "fallback"  # another language, with a note
    OMITTED = "omitted"
    HELD = "held"  # the edition waits; a preview shows another language


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotDecision:
    """What one place of an edition shows and why.

    ``state`` is the translation's, None in the source language. ``layout`` is None for the letter.
    """

    story: StoryTexts
    language: Language
    layout: Layout | None
    fallback: Fallback
    choice: Choice
    state: TranslationState | None
    outdated: tuple[Outdated, ...]
    shown: ShownText | None

    @property
    def title(self) -> str:
        """What editors call the story here: the headline shown, else its own."""
        return title(self.shown.segments) if self.shown else self.story.title

    @property
    def has_outdated_text(self) -> bool:
        """Whether there is an approved text whose source has changed since."""
        standing = self.story.standings.get(self.language)
        return bool(self.outdated and standing and standing.approved)

    @property
    def sendable(self) -> bool:
        """Whether this place lets its edition go."""
        return self.choice is not Choice.HELD


def decide(issue: IssueSnapshot, language: Language) -> tuple[SlotDecision, ...]:
    """A decision for the letter, then one for each slot in order. The letter always holds."""
    letter = decide_story(issue.letter, language, fallback=Fallback.HOLD, layout=None)
    return (letter, *(_decide_slot(slot, language) for slot in issue.slots))


def available(story: StoryTexts) -> tuple[Language, ...]:
    """The languages readers can have the story in, in the newsroom's order."""
    approved = {each for each, standing in story.standings.items() if standing.approved}
    return tuple(sorted({story.source.language, *approved}, key=lambda each: each.order))


def _decide_slot(slot: SlotSnapshot, language: Language) -> SlotDecision:
    return decide_story(slot.story, language, fallback=slot.fallback, layout=slot.layout)


def decide_story(
    story: StoryTexts, language: Language, *, fallback: Fallback, layout: Layout | None
) -> SlotDecision:
    """What one place of an edition shows; ``layout`` is None for the letter."""
    own = _text(story, language)
    standing = None if story.source.language == language else story.standings.get(language)
    outdated = standing.outdated if standing else ()
    may_run = own if standing is None or runs(standing, story) else None
    choice = _choice(may_run, outdated=outdated, fallback=fallback)
    shown = _shown(choice, story, language, own=own)
    return SlotDecision(
        story=story,
        language=language,
        layout=layout,
        fallback=fallback,
        choice=choice,
        state=_state(story, language),
        outdated=outdated,
        shown=shown,
    )


def runs(standing: Standing, story: StoryTexts) -> bool:
    """Whether an approved text may run although its source has changed since.

    A matter of style never keeps it back. A fact does, until an editor accepts the text as it is
    for this issue. What is retracted is pulled, and the rest runs, unless that was its title.
    """
    keys = {key for key in standing.retracted if _is_title(story, key)}
    facts = any(
        segment.level is Level.FACT for reason in standing.outdated for segment in reason.segments
    )
    return not keys and (not facts or standing.language in story.accepted)


def _is_title(story: StoryTexts, key: str) -> bool:
    fields = {segment.key: segment.field for segment in story.source.segments}
    return fields.get(key) in {Field.HEADLINE, Field.SUBJECT}


def _shown(
    choice: Choice, story: StoryTexts, language: Language, *, own: ShownText | None
) -> ShownText | None:
    """What is shown; an edition that is held previews what there is."""
    if choice is Choice.OMITTED:
        return None
    if choice is Choice.FALLBACK:
        return _substitute(story, language)
    return own or _substitute(story, language)


def _choice(own: ShownText | None, *, outdated: tuple[Outdated, ...], fallback: Fallback) -> Choice:
    if own is None:
        return {
            Fallback.HOLD: Choice.HELD,
            Fallback.OMIT: Choice.OMITTED,
            Fallback.ORIGINAL: Choice.FALLBACK,
        }[fallback]
    if own.version is None:
        return Choice.SOURCE
    return Choice.OUTDATED if outdated else Choice.APPROVED


def _state(story: StoryTexts, language: Language) -> TranslationState | None:
    if story.source.language == language:
        return None
    standing = story.standings.get(language)
    return standing.state if standing else TranslationState.OPEN


def _substitute(story: StoryTexts, language: Language) -> ShownText:
    """Another language's text: along the edition's own chain, else the source."""
    texts: Iterator[ShownText | None] = (
        _text(story, by_tag(tag)) for tag in language.fallbacks if _is_sound(story, by_tag(tag))
    )
    return next((text for text in texts if text), None) or _source(story)


def _is_sound(story: StoryTexts, language: Language) -> bool:
    standing = story.standings.get(language)
    return standing is None or runs(standing, story)


def _text(story: StoryTexts, language: Language) -> ShownText | None:
    """The publishable text in exactly this language."""
    if story.source.language == language:
        return _source(story)
    standing = story.standings.get(language)
    approved = standing.approved if standing else None
    if standing is None or approved is None:
        return None
    return ShownText(
        story_id=story.source.story_id,
        slug=story.source.slug,
        language=language,
        revision=approved.revision_number,
        version=approved.number,
        made_from=approved.made_from_language,
        authors=approved.authors or story.source.authors,
        translators=approved.translators,
        reviewers=approved.reviewers,
        segments=tuple(
            block for block in approved.segments if standing.retracted.isdisjoint(block.sources)
        ),
        left_out=tuple(sorted(standing.retracted)),
        machine=approved.machine,
    )


def _source(story: StoryTexts) -> ShownText:
    source = story.source
    return ShownText(
        story_id=source.story_id,
        slug=source.slug,
        language=source.language,
        revision=source.revision_number,
        version=None,
        made_from=None,
        authors=source.authors,
        translators=(),
        reviewers=(),
        segments=source.segments,
    )

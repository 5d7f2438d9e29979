"""A translation as the desk's page shows it, and the kinds of notices as a list."""

from collections.abc import Mapping
from types import MappingProxyType

from workflow.languages.catalogue import marked
from workflow.languages.language import Language
from workflow.languages.sentences import Sentence, say
from workflow.notices.states import USUAL, How, NoticeKind
from workflow.stories.models import Story
from workflow.text.checks.finding import Severity
from workflow.translation.models import Translation
from workflow.translation.states import TranslationState
from workflow.translation.telling import title_of
from workflow.translation.workbench import BlockView, workbench

STATES: Mapping[TranslationState, str] = MappingProxyType(
    {
        TranslationState.OPEN: marked("Open"),
        TranslationState.DRAFTING: marked("Being translated"),
        TranslationState.IN_REVIEW: marked("In review"),
        TranslationState.APPROVED: marked("Approved"),
    }
)
SEVERITIES: Mapping[Severity, str] = MappingProxyType(
    {
        Severity.ERROR: marked("error"),
        Severity.WARNING: marked("warning"),
        Severity.NOTE: marked("note"),
    }
)
KINDS: Mapping[NoticeKind, str] = MappingProxyType(
    {
        NoticeKind.ASSIGNED: marked("Translation for you"),
        NoticeKind.CHANGES_REQUESTED: marked("Changes requested"),
        NoticeKind.APPROVED: marked("Translation approved"),
        NoticeKind.SOURCE_CHANGED: marked("Source changed"),
        NoticeKind.DUE: marked("Promised date is near"),
        NoticeKind.LAPSED: marked("Claim ended"),
        NoticeKind.MENTION: marked("You are mentioned"),
        NoticeKind.SUGGESTION: marked("New suggestion"),
    }
)
HOWS: Mapping[How, str] = MappingProxyType(
    {
        How.IMMEDIATE: marked("at once"),
        How.DAILY: marked("in the daily digest"),
        How.OFF: marked("not at all"),
    }
)


def translation_of(story: Story, language: Language) -> dict[str, object]:
    """What the page needs: only the story where nobody has begun this language."""
    rows = Translation.objects.select_related("story", "revision", "relay")
    found = rows.filter(story=story, language=language).first()
    if found is None:
        return {"title": story.slug}
    bench = workbench(found) if found.revision_id is not None else None
    return {
        "title": title_of(found),
        "state": STATES[TranslationState(found.state)],
        "bench": bench,
        "lines": tuple((block, _findings(block)) for block in bench.blocks) if bench else (),
    }


def _findings(block: BlockView) -> tuple[tuple[str, Sentence, str], ...]:
    return tuple(
        (SEVERITIES[found.severity], say(found.message, **found.values), each.reason)
        for each in block.findings
        for found in (each.finding,)
    )


def usual_notices() -> tuple[tuple[str, str, str, str], ...]:
    """Each kind of notice, and how it comes unless somebody chose otherwise."""
    return tuple((kind.value, KINDS[kind], how.value, HOWS[how]) for kind, how in USUAL.items())

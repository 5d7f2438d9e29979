"""The words themselves: the checks of the text room, over all that is shown."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workflow.issues.checks.finding import EditionFinding, Examined
from workflow.issues.decide import ShownText, SlotDecision
from workflow.issues.texts import StoryTexts
from workflow.languages.catalogue import marked
from workflow.languages.language import Language
from workflow.languages.sentences import Sentence, say
from workflow.text.checks.catalogue import wrong_script as wrong_script_in
from workflow.text.checks.characters import control_chars, lost_letters
from workflow.text.checks.finding import Finding, Severity
from workflow.text.checks.passage import Passage
from workflow.text.checks.remainder import untranslated_remainder
from workflow.text.segments import Field, Segment
from workflow.text.shape import TargetBlock
from workflow.translation.sources import texts_by_source


@dataclass(frozen=True, slots=True)
class _Source:
    """One text that a translation was made from, by the keys of its segments."""

    language: Language
    texts: Mapping[str, str]


def missing_alt(edition: Examined) -> Iterator[EditionFinding]:
    """Pictures without a sentence for those who do not see them."""
    for story in edition.content.stories:
        if story.picture and not story.picture.alt.strip():
            yield EditionFinding(
                check="missing-alt",
                severity=Severity.ERROR,
                sentence=say(
                    marked("The picture of “{story}” has no alt text."), story=story.headline
                ),
                mend=say(marked("Say in one sentence what the picture shows (image-alt).")),
                story=story.slug,
            )


def wrong_script(edition: Examined) -> Iterator[EditionFinding]:
    """Simplified characters, Russian letters, look-alikes: each text by its own language."""
    for decision, text in _shown(edition):
        for segment in text.segments:
            yield from _told(decision, wrong_script_in(segment.text, text.language))


def leftover_source(edition: Examined) -> Iterator[EditionFinding]:
    """Stretches of the original, or of the relay, that were left standing in a translation."""
    for decision, text in _shown(edition):
        sources = _sources(decision.story, text.language)
        for segment in text.segments:
            if segment.field is not Field.IMAGE_CREDIT:
                yield from _told(decision, _remainders(segment, text.language, sources))


def control_characters(edition: Examined) -> Iterator[EditionFinding]:
    """Characters at which mail programs cut a message, anywhere in what is sent."""
    rendered = edition.rendered
    whole = "\n".join(
        (rendered.subject, rendered.preheader, rendered.sender_name, rendered.html, rendered.text)
    )
    passage = Passage(text=whole, language=edition.content.language)
    findings = (*control_chars(passage), *lost_letters(passage))
    found = {str(finding): finding for finding in findings}
    for finding in found.values():
        yield _finding(finding, Sentence(finding.message, dict(finding.values)), story="")


def _sources(story: StoryTexts, language: Language) -> tuple[_Source, ...]:
    """What a translation was made from: the original, and the relay where there was one."""
    original, relay = story.source, story.relays.get(language)
    texts = {segment.key: segment.text for segment in original.segments}
    first = _Source(original.language, texts)
    if relay is None:
        return (first,)
    return first, _Source(relay.language, texts_by_source(relay.segments))


def _remainders(
    segment: Segment, language: Language, sources: Iterable[_Source]
) -> Iterator[Finding]:
    """Each stretch once, though it may look like more than one of the sources.

    A merged block renders several segments of the source, a piece of a split one the same as its
    neighbour, a translator's note none.
    """
    told: list[Finding] = []
    keys = segment.sources if isinstance(segment, TargetBlock) else (segment.key,)
    for source in sources:
        for finding in untranslated_remainder(
            segment.text,
            language=language,
            source_text="\n".join(filter(None, map(source.texts.get, keys))),
            source_language=source.language,
        ):
            if all(finding.end <= each.start or each.end <= finding.start for each in told):
                told.append(finding)
                yield finding


def _shown(edition: Examined) -> Iterator[tuple[SlotDecision, ShownText]]:
    return ((each, each.shown) for each in edition.decisions if each.shown)


def _told(decision: SlotDecision, findings: Iterable[Finding]) -> Iterator[EditionFinding]:
    for finding in findings:
        sentence = say(
            marked("“{story}”: {finding}"),
            story=decision.title,
            finding=Sentence(finding.message, dict(finding.values)),
        )
        yield _finding(finding, sentence, story=decision.story.source.slug)


def _finding(finding: Finding, sentence: Sentence, *, story: str) -> EditionFinding:
    return EditionFinding(
        check=finding.check,
        severity=finding.severity,
        sentence=sentence,
        mend=say(marked("Correct the text and approve it again.")),
        story=story,
    )

"""Reading an issue whole: a constant number of queries, however many stories and languages."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from workflow.issues.accepting import against
from workflow.issues.models import AcceptedOutdated, Issue, Slot
from workflow.issues.queries import planned_date
from workflow.issues.states import Fallback, Layout
from workflow.issues.texts import IssueSnapshot, SlotSnapshot, StoryTexts, Words
from workflow.languages.language import Language
from workflow.languages.registry import ALL, by_tag
from workflow.stories.models import CoverageWords, Story
from workflow.stories.queries import current_sources
from workflow.translation.models import ApprovedVersion
from workflow.translation.queries import standings, translated_texts
from workflow.translation.texts import Standing, TranslatedText


class IssueIncomplete(Exception):
    """An issue cannot be put together; the message lists what it lacks and where to add it."""


def snapshot(issue: Issue) -> IssueSnapshot:
    """The issue as it stands now. Raises :class:`IssueIncomplete`, naming everything at once."""
    slots = list(issue.slots.select_related("story").order_by("position"))
    languages = tuple(by_tag(tag) for tag in issue.languages)
    words = _words(issue)
    texts = _texts(issue, [issue.letter_id, *(slot.story_id for slot in slots)])
    _refuse_gaps(issue, slots, languages=languages, words=words, texts=texts)
    return IssueSnapshot(
        slug=issue.slug,
        number=issue.number,
        coverage=issue.coverage.slug,
        planned_at=issue.planned_at,
        planned_date=planned_date(issue),
        languages=languages,
        words=words,
        letter=texts[issue.letter_id],
        slots=tuple(_slot(slot, texts[slot.story_id]) for slot in slots),
        story_slugs=frozenset(
            Story.objects.filter(coverage=issue.coverage_id).values_list("slug", flat=True)
        ),
    )


def _texts(issue: Issue, story_ids: list[int]) -> dict[int, StoryTexts]:
    by_story: dict[int, dict[Language, Standing]] = {story_id: {} for story_id in story_ids}
    for (story_id, language), standing in standings(story_ids, ALL).items():
        by_story[story_id][language] = standing
    sources = current_sources(story_ids)
    relays = _relays(
        each.approved
        for story_id, source in sources.items()
        for each in by_story[story_id].values()
        if each.approved and each.approved.made_from_language != source.language
    )
    accepted = _accepted(issue, by_story)
    return {
        story_id: StoryTexts(
            source=source,
            standings=by_story[story_id],
            relays=relays.get(story_id, {}),
            accepted=accepted[story_id],
        )
        for story_id, source in sources.items()
    }


def _accepted(
    issue: Issue, standings: Mapping[int, Mapping[Language, Standing]]
) -> dict[int, frozenset[Language]]:
    """By story, the languages whose outdated text an editor accepted, as it stands now."""
    rows = AcceptedOutdated.objects.filter(issue=issue)
    accepted = set(rows.values_list("story", "language", "version", "against"))
    return {
        story_id: frozenset(
            language
            for language, standing in by_language.items()
            if standing.approved
            and (story_id, language, standing.approved.number, against(standing)) in accepted
        )
        for story_id, by_language in standings.items()
    }


def _relays(relayed: Iterable[TranslatedText]) -> dict[int, dict[Language, TranslatedText]]:
    """By story and language, the translation that a translation was made from.

    It is read as it was then: the relay may have moved on since.
    """
    texts = {text.approved_version_id: text for text in relayed}
    rows = ApprovedVersion.objects.filter(pk__in=list(texts), relay__isnull=False)
    made_from = dict(rows.values_list("pk", "relay_id"))
    relays = translated_texts(set(made_from.values()))
    found: dict[int, dict[Language, TranslatedText]] = defaultdict(dict)
    for key, relay in made_from.items():
        found[texts[key].story_id][texts[key].language] = relays[relay]
    return found


def _words(issue: Issue) -> dict[Language, Words]:
    rows = CoverageWords.objects.filter(coverage=issue.coverage_id)
    return {
        row.language: Words(
            name=row.name,
            blurb=row.blurb,
            publisher=row.publisher,
            postal_address=row.postal_address,
        )
        for row in rows
    }


def _slot(slot: Slot, texts: StoryTexts) -> SlotSnapshot:
    return SlotSnapshot(layout=Layout(slot.layout), fallback=Fallback(slot.fallback), story=texts)


def _refuse_gaps(
    issue: Issue,
    slots: list[Slot],
    *,
    languages: tuple[Language, ...],
    words: dict[Language, Words],
    texts: dict[int, StoryTexts],
) -> None:
    problems = [
        f"its coverage has no name and publisher in {language}: add them to the coverage"
        for language in languages
        if language not in words
    ]
    problems += [
        f"'{story}' has no text yet: add its source"
        for story in [issue.letter, *(slot.story for slot in slots)]
        if story.pk not in texts
    ]
    if problems:
        raise IssueIncomplete(f"{issue} cannot be put together: " + "; ".join(problems) + ".")

"""What is done to coverages and stories."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from workflow.journal.actions import record
from workflow.languages.language import Language
from workflow.people.models import User
from workflow.people.permissions import require
from workflow.people.roles import Act
from workflow.stories.changes import note_changes
from workflow.stories.content import (
    CoverageRefused,
    SourceContent,
    StoryRefused,
    cleaned,
    content_hash,
    coverage_slug_problems,
    problems_of,
    slug_problems,
)
from workflow.stories.images import PictureFacts, facts_of
from workflow.stories.models import Coverage, CoverageWords, Image, Revision, SourceSegment, Story
from workflow.stories.queries import segments_of
from workflow.stories.states import StoryKind
from workflow.text.align import keep_keys
from workflow.text.reserved import REFUSED, is_reserved
from workflow.text.segments import Segment
from workflow.text.typography.apply import house_style


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A coverage's name and blurb, and its publisher, in one language."""

    name: str
    blurb: str
    publisher: str
    postal_address: str


def add_coverage(slug: str, *, languages: Sequence[Language], by: User, at: datetime) -> Coverage:
    """Begin a special coverage in these languages; raises ``CoverageRefused`` for its slug."""
    require(by, Act.WRITE_STORIES)
    if problems := coverage_slug_problems(slug):
        raise CoverageRefused(slug, problems)
    with transaction.atomic():
        coverage = Coverage.objects.create(slug=slug, languages=_tags(languages), created_at=at)
        record(coverage, "add", by=by, at=at)
    return coverage


def set_coverage_languages(
    coverage: Coverage, languages: Sequence[Language], *, by: User, at: datetime
) -> bool:
    """Say in which languages a coverage appears, in the order shown; whether that was new."""
    require(by, Act.WRITE_STORIES)
    if coverage.languages == _tags(languages):
        return False
    with transaction.atomic():
        coverage.languages = _tags(languages)
        coverage.save(update_fields=["languages"])
        record(coverage, "set languages", by=by, at=at, detail={"languages": _tags(languages)})
    return True


def set_house_style(
    coverage: Coverage, chosen: Mapping[str, str], *, by: User, at: datetime
) -> bool:
    """Choose a coverage's typography; whether that was new. Raises ``HouseStyleRefused``."""
    require(by, Act.WRITE_STORIES)
    style = dict(house_style(chosen).chosen)
    if coverage.house_style == style:
        return False
    with transaction.atomic():
        coverage.house_style = style
        coverage.save(update_fields=["house_style"])
        record(coverage, "set house style", by=by, at=at, detail=style)
    return True


def set_coverage_words(
    coverage: Coverage, words: Mapping[Language, Words], *, by: User, at: datetime
) -> bool:
    """Say what a coverage is called in each language; whether anything was new.

    Words in languages not given are removed. Raises ``CoverageRefused`` for a reserved sign.
    """
    require(by, Act.WRITE_STORIES)
    if any(is_reserved(text) for said in words.values() for text in asdict(said).values()):
        raise CoverageRefused(coverage.slug, [REFUSED])
    with transaction.atomic():
        kept = {row.language: row for row in coverage.words.select_for_update()}
        changed = [
            language
            for language, said in words.items()
            if language not in kept or _words(kept[language]) != said
        ]
        gone = [language for language in kept if language not in words]
        if not changed and not gone:
            return False
        coverage.words.filter(language__in=gone).delete()
        for language in changed:
            CoverageWords.objects.update_or_create(
                coverage=coverage, language=language, defaults=asdict(words[language])
            )
        detail = {"languages": _tags([*changed, *gone])}
        record(coverage, "set words", by=by, at=at, detail=detail)
    return True


def add_image(data: bytes, *, facts: PictureFacts | None = None) -> Image:
    """Keep a picture, once; raises ``ImageRefused`` for what is not one.

    ``facts`` spares a second look at bytes that ``facts_of`` has seen already.
    """
    facts = facts or facts_of(data)
    image: Image
    image, _ = Image.objects.defer("data").get_or_create(
        sha256=facts.sha256,
        defaults={
            "data": data,
            "media_type": facts.media_type,
            "width": facts.width,
            "height": facts.height,
        },
    )
    return image


def add_story(
    coverage: Coverage,
    slug: str,
    *,
    language: Language,
    content: SourceContent,
    by: User,
    at: datetime,
    kind: StoryKind = StoryKind.STORY,
    number: int = 1,
) -> Story:
    """Begin a story with its first revision; ``number`` is another than 1 only from an archive.

    Raises ``StoryRefused`` with everything that is wrong with the content.
    """
    require(by, Act.WRITE_STORIES)
    content = cleaned(content)
    _refuse_problems(slug, [*slug_problems(slug), *problems_of(content, kind)])
    with transaction.atomic():
        story = Story.objects.create(
            coverage=coverage, slug=slug, kind=kind, source_language=language, created_at=at
        )
        segments = keep_keys((), content.blocks, next_number=1)
        _add_revision(story, number, content, segments, next_key=1, by=by, at=at)
        record(story, "add", by=by, at=at, detail={"revision": number, "language": str(language)})
    return story


def revise(
    story: Story, content: SourceContent, *, by: User, at: datetime, number: int | None = None
) -> Revision:
    """Make the next revision, or return the latest when it says just this.

    Segments that are recognisably the same keep their keys. Raises ``StoryRefused``.
    """
    require(by, Act.WRITE_STORIES)
    content = cleaned(content)
    _refuse_problems(story.slug, problems_of(content, StoryKind(story.kind)))
    with transaction.atomic():
        Story.objects.select_for_update().get(pk=story.pk)
        latest: Revision | None = story.revisions.order_by("number").last()
        if latest is None:
            raise StoryRefused(story.slug, ["It has no revision to follow. Add the story anew."])
        if latest.content_hash == content_hash(content):
            return latest
        number = latest.number + 1 if number is None else number
        if number <= latest.number:
            raise StoryRefused(
                story.slug, [f"Revision {latest.number} is there already. Number it higher."]
            )
        segments = keep_keys(segments_of(latest), content.blocks, next_number=latest.next_key)
        revision = _add_revision(
            story, number, content, segments, next_key=latest.next_key, by=by, at=at
        )
        note_changes(revision, segments_of(latest), segments)
        record(story, "revise", by=by, at=at, detail={"revision": number})
    return revision


def _add_revision(
    story: Story,
    number: int,
    content: SourceContent,
    segments: Sequence[Segment],
    *,
    next_key: int,
    by: User,
    at: datetime,
) -> Revision:
    highest = max((int(segment.key.removeprefix("s")) for segment in segments), default=0)
    revision = Revision.objects.create(
        story=story,
        number=number,
        authors=list(content.authors),
        published_date=content.published_date,
        canonical_url=content.canonical_url,
        licence=content.licence,
        image=content.image,
        image_name=content.image_name if content.image else "",
        content_hash=content_hash(content),
        next_key=max(next_key, highest + 1),
        created_at=at,
        created_by=by,
    )
    SourceSegment.objects.bulk_create(
        SourceSegment(
            revision_id=revision.pk,
            key=segment.key,
            position=position,
            field=segment.field,
            kind=segment.kind,
            frame=segment.frame,
            text=segment.text,
        )
        for position, segment in enumerate(segments)
    )
    return revision


def _refuse_problems(slug: str, problems: Sequence[str]) -> None:
    if problems:
        raise StoryRefused(slug, problems)


def _tags(languages: Sequence[Language]) -> list[str]:
    return [language.tag for language in languages]


def _words(row: CoverageWords) -> Words:
    return Words(
        name=row.name,
        blurb=row.blurb,
        publisher=row.publisher,
        postal_address=row.postal_address,
    )

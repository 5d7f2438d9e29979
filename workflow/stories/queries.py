"""Reading stories: revisions as values, in a number of queries that does not grow."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, QuerySet

from workflow.stories.models import Image, Revision, SourceSegment
from workflow.stories.states import StoryKind
from workflow.stories.texts import ImageRef, SourceText
from workflow.text.segments import Field, Kind, Segment

_KEPT = "segments_read"


def source_text(revision: Revision) -> SourceText:
    """One revision, whole."""
    return source_texts([revision.pk])[revision.pk]


def current_sources(story_ids: Collection[int]) -> dict[int, SourceText]:
    """The latest revision of each story, by story id; two queries."""
    texts = _whole(latest_revisions(story_ids))
    return {text.story_id: text for text in texts}


def source_texts(revision_ids: Collection[int]) -> dict[int, SourceText]:
    """These revisions, whole, by revision id; two queries."""
    texts = _whole(Revision.objects.filter(pk__in=revision_ids))
    return {text.revision_id: text for text in texts}


def latest_revisions(story_ids: Collection[int]) -> QuerySet[Revision]:
    """The newest revision of each of these stories."""
    newer = Revision.objects.filter(story=OuterRef("story"), number__gt=OuterRef("number"))
    return Revision.objects.filter(~Exists(newer), story__in=story_ids)


def titles(story_ids: Collection[int]) -> dict[int, str]:
    """What each story is called in its newest revision: its headline, or a letter's subject."""
    rows = SourceSegment.objects.filter(
        revision__in=latest_revisions(story_ids), field__in=[Field.HEADLINE, Field.SUBJECT]
    )
    return dict(rows.values_list("revision__story", "text"))


def segments_of(revision: Revision) -> tuple[Segment, ...]:
    """The segments of one revision, in order; read once, since a revision never changes."""
    kept: dict[str, tuple[Segment, ...]] = vars(revision)
    if _KEPT not in kept:
        kept[_KEPT] = segments_by_revision([revision.pk])[revision.pk]
    return kept[_KEPT]


def segments_by_revision(revision_ids: Iterable[int]) -> dict[int, tuple[Segment, ...]]:
    """The segments of these revisions, in order, by revision id; one query."""
    found: dict[int, list[Segment]] = defaultdict(list)
    rows = SourceSegment.objects.filter(revision__in=list(revision_ids)).order_by("position")
    columns = ("revision_id", "key", "field", "kind", "frame", "text")
    for revision, key, field, kind, frame, text in rows.values_list(*columns):
        found[revision].append(
            Segment(key=key, field=Field(field), kind=Kind(kind), frame=frame, text=text)
        )
    return defaultdict(tuple, {key: tuple(segments) for key, segments in found.items()})


def _whole(revisions: QuerySet[Revision]) -> Iterable[SourceText]:
    rows = list(revisions.select_related("story", "image").defer("image__data"))
    segments = segments_by_revision(row.pk for row in rows)
    return [_source_text(row, segments[row.pk]) for row in rows]


def _source_text(revision: Revision, segments: tuple[Segment, ...]) -> SourceText:
    return SourceText(
        story_id=revision.story_id,
        slug=revision.story.slug,
        kind=StoryKind(revision.story.kind),
        language=revision.story.source_language,
        revision_id=revision.pk,
        revision_number=revision.number,
        authors=tuple(revision.authors),
        published_date=revision.published_date,
        canonical_url=revision.canonical_url,
        licence=revision.licence,
        image=_image_ref(revision.image),
        segments=segments,
    )


def _image_ref(image: Image | None) -> ImageRef | None:
    if image is None:
        return None
    return ImageRef(
        sha256=image.sha256, media_type=image.media_type, width=image.width, height=image.height
    )

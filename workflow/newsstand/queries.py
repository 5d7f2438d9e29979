"""What the public may read: editions that are being sent or were sent, and the stories in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from workflow.issues.links import Links
from workflow.issues.models import Edition
from workflow.issues.queries import planned_date
from workflow.issues.states import EditionState
from workflow.languages.language import Language
from workflow.languages.registry import ALL
from workflow.stories.models import CoverageWords, Image, Story
from workflow.stories.queries import current_sources
from workflow.stories.texts import SourceText
from workflow.translation.queries import standings
from workflow.translation.texts import TranslatedText

_OUT = (EditionState.SENDING.value, EditionState.SENT.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedIssue:
    """One line of an archive."""

    number: int
    subject: str
    preheader: str
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A coverage in one language with its issues, newest first."""

    slug: str
    name: str
    blurb: str
    publisher: str
    issues: tuple[PublishedIssue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedStory:
    """A story that went out, in every language it can be read in."""

    source: SourceText
    translations: Mapping[Language, TranslatedText]
    coverage: str

    @property
    def languages(self) -> tuple[Language, ...]:
        """In the newsroom's order."""
        return tuple(
            sorted({self.source.language, *self.translations}, key=lambda each: each.order)
        )


def shelves(language: Language) -> tuple[Shelf, ...]:
    """Every coverage that this language has words for; two queries."""
    editions = list(_out_now(language))
    words = CoverageWords.objects.filter(language=language).select_related("coverage")
    return tuple(_shelf(each, editions) for each in words.order_by("coverage__pk"))


def find_shelf(coverage: str, language: Language) -> Shelf | None:
    """One coverage in one language, if it is written in it."""
    words = CoverageWords.objects.filter(coverage__slug=coverage, language=language)
    about = words.select_related("coverage").first()
    if about is None:
        return None
    return _shelf(about, list(_out_now(language).filter(issue__coverage__slug=coverage)))


def languages_of_coverage(coverage: str) -> tuple[Language, ...]:
    """The languages a coverage has words in."""
    words = CoverageWords.objects.filter(coverage__slug=coverage)
    return _in_order(each.language for each in words)


def find_edition(coverage: str, number: int, language: Language) -> Edition | None:
    """The latest edition of an issue in a language that went out, whole."""
    editions = _out().filter(issue__coverage__slug=coverage, issue__number=number)
    mine = editions.filter(language=language).select_related("issue__coverage")
    return mine.order_by("-number").first()


def languages_of_issue(coverage: str, number: int) -> tuple[Language, ...]:
    """The languages an issue went out in."""
    editions = _out().filter(issue__coverage__slug=coverage, issue__number=number)
    return _in_order(each.language for each in editions.only("language"))


def find_story(slug: str) -> PublishedStory | None:
    """A story that stands in an issue of which an edition went out; nothing before that."""
    row = Story.objects.filter(slug=slug).select_related("coverage").first()
    if row is None or not _went_out(row):
        return None
    found = standings([row.pk], ALL).values()
    return PublishedStory(
        source=current_sources([row.pk])[row.pk],
        translations={each.language: each.approved for each in found if each.approved},
        coverage=row.coverage.slug,
    )


def find_picture(prefix: str, ending: str) -> Image | None:
    """The picture at ``/media/<prefix>.<ending>``; a wrong ending finds nothing."""
    # A range instead of LIKE, so that the index serves it on every database: "g" follows "f".
    image = Image.objects.filter(sha256__gte=prefix, sha256__lt=f"{prefix}g").first()
    if image is None:
        return None
    address = Links(base="").image(image.sha256, image.media_type)
    return image if address.endswith(f".{ending}") else None


def _out() -> QuerySet[Edition]:
    return Edition.objects.filter(state__in=_OUT)


def _out_now(language: Language) -> QuerySet[Edition]:
    """Editions of a language without their bodies, newest issue first, latest freeze first."""
    editions = _out().filter(language=language).select_related("issue")
    return editions.defer("html", "text", "pins").order_by("-issue__number", "-number")


def _shelf(words: CoverageWords, editions: list[Edition]) -> Shelf:
    latest: dict[int, Edition] = {}
    for edition in editions:
        if edition.issue.coverage_id == words.coverage_id:
            latest.setdefault(edition.issue.number, edition)
    return Shelf(
        slug=words.coverage.slug,
        name=words.name,
        blurb=words.blurb,
        publisher=words.publisher,
        issues=tuple(_published(edition) for edition in latest.values()),
    )


def _published(edition: Edition) -> PublishedIssue:
    return PublishedIssue(
        number=edition.issue.number,
        subject=edition.subject,
        preheader=edition.preheader,
        date=planned_date(edition.issue),
    )


def _went_out(story: Story) -> bool:
    return _out().filter(issue__slots__story=story).exists()


def _in_order(languages: Iterable[Language]) -> tuple[Language, ...]:
    return tuple(sorted(set(languages), key=lambda each: each.order))

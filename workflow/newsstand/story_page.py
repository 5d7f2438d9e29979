"""A story in one language as its page shows it: pure, from the texts to finished values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from workflow.issues.links import Links
from workflow.languages.catalogue import Catalogue, catalogue, marked
from workflow.languages.formatting import format_list, name_of, reading_minutes
from workflow.languages.language import Language
from workflow.newsstand.body import body_html
from workflow.newsstand.queries import PublishedStory
from workflow.stories.texts import ImageRef, body, line
from workflow.text.inline import plain
from workflow.text.segments import Field, Segment
from workflow.translation.disclosure import disclosure
from workflow.translation.texts import TranslatedText


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The story's picture with its words; ``src`` is an address on this site."""

    src: str
    width: int
    height: int
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """Everything the page prints. Byline and credits are finished sentences."""

    headline: str
    tagline: str
    excerpt: str
    byline: str
    credits: tuple[str, ...]
    published_date: date | None
    reading_time: str
    figure: Figure | None
    body: SafeString
    correction: str
    licence: str
    coverage: str
    canonical_url: str


def story_page(story: PublishedStory, language: Language, *, base: str) -> StoryPage | None:
    """The page in exactly this language, or nothing where the story does not exist in it.

    ``base`` is the public address, for the canonical link of a story that was not first
    published elsewhere.
    """
    translation = story.translations.get(language)
    if translation is None and language != story.source.language:
        return None
    segments = translation.segments if translation else story.source.segments
    words, links = catalogue(language), Links(base=base)
    return StoryPage(
        headline=line(segments, Field.HEADLINE),
        tagline=line(segments, Field.TAGLINE),
        excerpt=line(segments, Field.EXCERPT),
        byline=_byline(story, translation, words),
        credits=_credits(translation, words) if translation else (),
        published_date=story.source.published_date,
        reading_time=_reading_time(segments, words),
        figure=_figure(story.source.image, segments),
        body=body_html(body(segments), language),
        correction=line(segments, Field.CORRECTION),
        licence=story.source.licence,
        coverage=story.coverage,
        canonical_url=_canonical(story, language, links),
    )


def _canonical(story: PublishedStory, language: Language, links: Links) -> str:
    """Where the source was first published; a translation is at home here."""
    elsewhere = story.source.canonical_url if language == story.source.language else ""
    return elsewhere or links.story(language, story.source.slug)


def _byline(story: PublishedStory, translation: TranslatedText | None, words: Catalogue) -> str:
    authors = (translation.authors if translation else ()) or story.source.authors
    return _credit(words, marked("By {name}"), authors)


def _credits(text: TranslatedText, words: Catalogue) -> tuple[str, ...]:
    language_from = name_of(text.made_from_language, in_language=words.language).from_
    translated = _credit(
        words,
        marked("Translated from {language_from} by {name}"),
        text.translators,
        language_from=language_from,
    )
    anonymous = words.text("Translated from {language_from}", language_from=language_from)
    reviewed = _credit(words, marked("Reviewed by {name}"), text.reviewers)
    told = disclosure(text.machine, words)
    return tuple(filter(None, (translated or anonymous, reviewed, told)))


def _credit(words: Catalogue, sentence: str, names: Sequence[str], **values: str) -> str:
    if not names:
        return ""
    return words.text(sentence, name=format_list(names, words.language), **values)


def _reading_time(segments: Sequence[Segment], words: Catalogue) -> str:
    whole = " ".join(plain(segment.text) for segment in body(tuple(segments)))
    minutes = reading_minutes(whole, words.language)
    return words.count("{n} minute read", "{n} minutes read", minutes)


def _figure(image: ImageRef | None, segments: tuple[Segment, ...]) -> Figure | None:
    if image is None:
        return None
    return Figure(
        src=Links(base="").image(image.sha256, image.media_type),
        width=image.width,
        height=image.height,
        alt=line(segments, Field.IMAGE_ALT),
        caption=line(segments, Field.IMAGE_CAPTION),
        credit=line(segments, Field.IMAGE_CREDIT),
    )

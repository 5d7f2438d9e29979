"""Everything an edition shows, as values: no database, no people's ids, nothing still to decide.

``assemble`` makes an :class:`EditionContent`, ``render`` turns it into a :class:`RenderedEdition`;
preview, freezing and sending all look at these same two values.
"""

from dataclasses import dataclass

from workflow.issues.states import Layout
from workflow.languages.language import Language
from workflow.text.columns import width
from workflow.text.segments import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """The head of an edition; ``issue`` and ``date`` are written out in its language."""

    newsletter: str
    blurb: str
    issue: str
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A story's picture; sizes in pixels of the file, ``src`` absolute."""

    src: str
    alt: str
    caption: str
    credit: str
    width: int
    height: int

    @property
    def line(self) -> str:
        """Caption and credit in one line; after full-width punctuation no space is wanted."""
        space = "" if self.caption and width(self.caption[-1]) == 2 else " "
        return space.join(filter(None, (self.caption, self.credit)))


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageLink:
    """The same story in another language."""

    language: Language
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryContent:
    """One story as one edition shows it.

    ``language`` is the language of its text: another than the edition's where a fallback runs, and
    then ``note`` says so in the edition's language. Byline, credits and reading time are finished
    sentences in the edition's language. Named texts are plain words, ``body`` inline Markdown.
    """

    slug: str
    layout: Layout
    language: Language
    headline: str
    tagline: str
    excerpt: str
    body: tuple[Block, ...]
    picture: Picture | None
    byline: str
    credits: tuple[str, ...]
    reading_time: str
    note: str
    correction: str
    url: str
    also_in: tuple[LanguageLink, ...]

    @property
    def meta(self) -> tuple[str, ...]:
        """What stands in the line under the headline, as far as it is known."""
        return tuple(filter(None, (self.byline, *self.credits, self.reading_time)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Footer:
    """Why a reader gets this, where to change that, and who publishes it."""

    why: str
    preferences_url: str
    unsubscribe_url: str
    web_url: str
    archive_url: str
    privacy_url: str
    publisher: str
    postal_address: str
    copyright: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionContent:
    """An issue in one language, ready to be rendered."""

    language: Language
    sender_name: str
    subject: str
    preheader: str
    masthead: Masthead
    letter_language: Language
    letter: tuple[Block, ...]
    stories: tuple[StoryContent, ...]
    footer: Footer


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedEdition:
    """What is frozen and sent: headers and both bodies of one edition."""

    language: Language
    subject: str
    preheader: str
    sender_name: str
    html: str
    text: str

    @property
    def size(self) -> int:
        """Bytes of the HTML, as mail clients count them before they clip."""
        return len(self.html.encode())

"""What reading a source gives."""

from dataclasses import dataclass
from datetime import date

from workflow.languages.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceImage:
    """A picture of a source; ``data`` is there when the source file held the picture itself.

    The ``lead`` picture stands above the text and is not in the body. ``src`` is empty when only
    a credit line was found.
    """

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    lead: bool = False
    data: bytes | None = None
    content_type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """A source, understood: named fields, body in normalised Markdown, and what to look at.

    ``warnings`` are sentences for the editor who adds the story.
    """

    headline: str
    body_markdown: str
    tagline: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None
    language_hint: Language | None = None
    images: tuple[SourceImage, ...] = ()
    canonical_url: str = ""
    warnings: tuple[str, ...] = ()


def not_an_address(text: str) -> str:
    """The warning about a canonical address that is none."""
    return f"The canonical address “{text}” is no whole web address, so it was left out."

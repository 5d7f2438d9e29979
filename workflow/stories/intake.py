"""A source from outside, a file or an address, on its way to becoming a story."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from django.utils.text import slugify

from workflow.stories.actions import add_image
from workflow.stories.content import SourceContent
from workflow.stories.fetch import FetchLimits, FetchProblem, fetch
from workflow.stories.images import ImageRefused, facts_of, refuse_large
from workflow.stories.models import Image
from workflow.stories.states import StoryKind
from workflow.text.markdown import split
from workflow.text.segments import Block, Field
from workflow.text.sources.document import SourceDocument, SourceImage
from workflow.text.sources.read import read_source

_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """A source as it was understood; ``picture`` holds the bytes of its lead picture, if any."""

    name: str
    document: SourceDocument
    picture: bytes | None
    picture_problem: str = ""

    @property
    def lead(self) -> SourceImage | None:
        """The picture that stands above the text."""
        return next((image for image in self.document.images if image.lead), None)

    @property
    def slug(self) -> str:
        """A slug made of the headline, or of the file's name where that has no Latin letters."""
        return (slugify(self.document.headline) or slugify(Path(self.name).stem))[:80].strip("-")


def is_address(place: str) -> bool:
    """Whether a source is on the web."""
    return place.lower().startswith(("http://", "https://"))


def read_newcomer(place: str, *, limits: FetchLimits) -> Newcomer:
    """Read a file or an address; raises ``TextProblem``, ``FetchProblem`` or ``OSError``."""
    if is_address(place):
        page = fetch(place, limits=limits)
        document = read_source(
            page.data, name=place, content_type=page.content_type, url=page.final_url
        )
        return _with_picture(place, document, page.final_url, limits)
    document = read_source(Path(place).read_bytes(), name=Path(place).name)
    return _with_picture(place, document, "", limits)


def content_of(newcomer: Newcomer, kind: StoryKind) -> SourceContent:
    """What its first revision will say; the picture is kept."""
    document, lead = newcomer.document, newcomer.lead
    image = add_image(newcomer.picture) if newcomer.picture else None
    return SourceContent(
        blocks=(*_lines(document, lead, kind), *split(document.body_markdown)),
        authors=document.authors,
        published_date=document.published,
        canonical_url=document.canonical_url,
        image=image,
        image_name=_image_name(image),
    )


def _lines(document: SourceDocument, lead: SourceImage | None, kind: StoryKind) -> Iterator[Block]:
    title = Field.SUBJECT if kind is StoryKind.LETTER else Field.HEADLINE
    second = Field.PREHEADER if kind is StoryKind.LETTER else Field.TAGLINE
    texts = {title: document.headline, second: document.tagline}
    if lead is not None:
        texts |= {
            Field.IMAGE_ALT: lead.alt,
            Field.IMAGE_CAPTION: lead.caption,
            Field.IMAGE_CREDIT: lead.credit,
        }
    for field, text in texts.items():
        yield from split(text, field)


def _with_picture(place: str, document: SourceDocument, base: str, limits: FetchLimits) -> Newcomer:
    """Get the lead picture too; a picture that cannot be had does not keep the story out."""
    newcomer = Newcomer(name=place, document=document, picture=None)
    lead = newcomer.lead
    if lead is None or not (lead.data or lead.src):
        return newcomer
    try:
        data = lead.data or _picture(lead.src, place, base, limits)
        facts_of(data)
    except (ImageRefused, FetchProblem, OSError) as problem:
        return Newcomer(name=place, document=document, picture=None, picture_problem=str(problem))
    return Newcomer(name=place, document=document, picture=data)


def _picture(src: str, place: str, base: str, limits: FetchLimits) -> bytes:
    if is_address(src) or base:
        return fetch(urljoin(base, src), limits=limits).data
    folder = Path(place).resolve().parent
    path = (folder / src).resolve()
    if not path.is_relative_to(folder):
        raise ImageRefused(f"The picture {src} is not in the folder of its story. Put it there.")
    refuse_large(path.stat().st_size)
    return path.read_bytes()


def _image_name(image: Image | None) -> str:
    return f"cover.{_ENDINGS[image.media_type]}" if image else ""

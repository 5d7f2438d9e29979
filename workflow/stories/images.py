"""Pictures coming in: what they are is read from their bytes, never from their name."""

import io
import warnings
from dataclasses import dataclass
from hashlib import sha256

from PIL import Image as Pillow

MOST_BYTES = 5_000_000
MOST_PIXELS = 50_000_000

_MEDIA_TYPES = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "GIF": "image/gif",
    "WEBP": "image/webp",
}


class ImageRefused(ValueError):
    """A file that cannot be shown in an email: the message says why and what to use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFacts:
    """What the bytes of a picture say about themselves; sizes in pixels."""

    sha256: str
    media_type: str
    width: int
    height: int


def refuse_large(size: int) -> None:
    """Refuse a picture by its number of bytes, before anybody reads them."""
    if size > MOST_BYTES:
        raise ImageRefused(
            f"The picture has {size:,} bytes; the limit is {MOST_BYTES:,}. Save it smaller."
        )


def facts_of(data: bytes) -> PictureFacts:
    """Type, size and hash of a picture; raises :class:`ImageRefused` for anything else."""
    refuse_large(len(data))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Pillow.open(io.BytesIO(data), formats=tuple(_MEDIA_TYPES)) as picture:
                kind, (width, height) = str(picture.format), picture.size
                if width * height <= MOST_PIXELS:
                    picture.load()
    except (OSError, SyntaxError, ValueError, Warning, Pillow.DecompressionBombError) as error:
        raise ImageRefused(
            "The file is not a whole JPEG, PNG, GIF or WebP picture. Save it again as one of them."
        ) from error
    if width * height > MOST_PIXELS:
        raise ImageRefused(f"The picture is {width}×{height} pixels. Save it smaller.")
    return PictureFacts(
        sha256=sha256(data).hexdigest(),
        media_type=_MEDIA_TYPES[kind],
        width=width,
        height=height,
    )

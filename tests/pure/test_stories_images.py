"""Pictures are known by their bytes: type, size, hash; everything else is refused."""

import io
from hashlib import sha256

import pytest
from PIL import Image as Pillow

from workflow.stories.images import MOST_BYTES, ImageRefused, facts_of


def drawn(kind: str, size: tuple[int, int] = (7, 5)) -> bytes:
    out = io.BytesIO()
    Pillow.new("RGB", size, "teal").save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("GIF", "image/gif"), ("WEBP", "image/webp")],
)
def test_type_and_size_come_from_the_bytes(kind, media_type):
    facts = facts_of(data := drawn(kind))
    assert (facts.media_type, facts.width, facts.height) == (media_type, 7, 5)
    assert facts.sha256 == sha256(data).hexdigest()


CUT = drawn("JPEG", (200, 200))[:-200]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    "data",
    [b"", b"not a picture", SVG, drawn("BMP"), drawn("TIFF"), drawn("PNG")[:40], CUT, b"%PDF-1.7"],
    ids=["empty", "words", "svg", "bmp", "tiff", "head", "cut", "pdf"],
)
def test_what_an_email_cannot_show_is_refused(data):
    with pytest.raises(ImageRefused, match="not a whole JPEG, PNG, GIF or WebP"):
        facts_of(data)


def test_a_picture_of_too_many_bytes_is_refused():
    with pytest.raises(ImageRefused, match=r"5,000,001 bytes; the limit is 5,000,000"):
        facts_of(drawn("PNG") + b"\0" * (MOST_BYTES + 1 - len(drawn("PNG"))))


def test_a_small_file_that_unfolds_into_a_huge_picture_is_refused():
    out = io.BytesIO()
    Pillow.new("1", (9000, 9000)).save(out, "PNG")
    with pytest.raises(ImageRefused, match="9000×9000 pixels"):
        facts_of(out.getvalue())

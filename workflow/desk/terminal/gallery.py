"""The page that shows all editions of a run side by side, with their pictures, on local files.

Messages name their pictures by public address. The page must work with nothing running, so each
picture is written beside it and the addresses are changed, in the page's copies only.
"""

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.template.loader import render_to_string

from workflow.issues.links import READER_TOKEN
from workflow.languages.catalogue import Catalogue
from workflow.languages.formatting import format_number
from workflow.languages.language import Language
from workflow.stories.models import Image

_PICTURE = re.compile(r"https?://[^\"'\s)]+/media/(?P<prefix>[0-9a-f]{32})\.(?P<ending>[a-z]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One edition on the page. ``message`` is the path of one of its messages, if any was kept."""

    language: Language
    subject: str
    html: str
    text: str
    readers: int
    status: str
    message: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Card:
    """What the template prints of one edition."""

    language: Language
    subject: str
    status: str
    readers: str
    size: str
    page: str
    text_page: str
    message: str


def write_gallery(out: Path, editions: Sequence[Shown], *, title: str, words: Catalogue) -> Path:
    """Write ``index.html`` and what it shows into ``out``; returns the page's path."""
    pages = out / "editions"
    pages.mkdir(parents=True, exist_ok=True)
    cards = [_write_edition(out, pages, shown, words=words) for shown in editions]
    page = out / "index.html"
    context = {"cards": cards, "title": title, "language": words.language, "words": _words(words)}
    page.write_text(render_to_string("desk/outbox.html", context), encoding="utf-8")
    return page


def _write_edition(out: Path, pages: Path, shown: Shown, *, words: Catalogue) -> _Card:
    html = pages / f"{shown.language}.html"
    text = pages / f"{shown.language}.txt"
    html.write_text(_with_local_pictures(shown.html, out), encoding="utf-8")
    text.write_text(shown.text, encoding="utf-8")
    kilobytes = format_number(round(len(shown.html.encode()) / 1000), words.language)
    return _Card(
        language=shown.language,
        subject=shown.subject,
        status=shown.status,
        readers=words.count("{n} reader", "{n} readers", shown.readers),
        size=words.text("{n} kB", n=kilobytes),
        page=html.relative_to(out).as_posix(),
        text_page=text.relative_to(out).as_posix(),
        message="" if shown.message is None else _beside(out, shown.message),
    )


def _with_local_pictures(html: str, out: Path) -> str:
    """The page with its pictures beside it and no reader's link in it."""
    media = out / "media"
    for found in {match["prefix"]: match["ending"] for match in _PICTURE.finditer(html)}.items():
        _write_picture(media, *found)
    local = _PICTURE.sub(r"../media/\g<prefix>.\g<ending>", html)
    return local.replace(READER_TOKEN, "reader")


def _write_picture(media: Path, prefix: str, ending: str) -> None:
    media.mkdir(exist_ok=True)
    picture = Image.objects.filter(sha256__startswith=prefix).first()
    if picture is not None:
        (media / f"{prefix}.{ending}").write_bytes(bytes(picture.data))


def _beside(out: Path, message: Path) -> str:
    """A relative path to the message; one written elsewhere is copied next to the page."""
    if message.is_relative_to(out):
        return message.relative_to(out).as_posix()
    copy = out / "editions" / message.name
    shutil.copyfile(message, copy)
    return copy.relative_to(out).as_posix()


def _words(words: Catalogue) -> dict[str, str]:
    return {
        "width": words.text("Width"),
        "phone": words.text("Phone"),
        "desktop": words.text("Desktop"),
        "html": words.text("HTML"),
        "text": words.text("Plain text"),
        "message": words.text("One message (.eml)"),
    }

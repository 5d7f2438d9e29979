"""Finished HTML as a reader's program takes it apart: links, headings, languages."""

from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLink:
    """A link: where it leads, and the words it is read aloud with."""

    href: str
    name: str


@dataclass(slots=True, kw_only=True)
class Page:
    """What checks and tests look at."""

    links: list[PageLink] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    languages: list[tuple[str, str]] = field(default_factory=list)  # (tag name, lang)
    images: list[dict[str, str | None]] = field(default_factory=list)
    tables: list[dict[str, str | None]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open: list[tuple[str, str, str, list[str]]] = []  # tag, href, label, words

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("lang"):
            self.page.languages.append((tag, str(values["lang"])))
        if tag == "img":
            self.page.images.append(values)
            self.handle_data(values.get("alt") or "")
        elif tag == "table":
            self.page.tables.append(values)
        elif tag == "a" or tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            label = values.get("aria-label") or ""
            self._open.append((tag, values.get("href") or "", label, []))

    def handle_data(self, data: str) -> None:
        for *_, words in self._open:
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            return
        _, href, label, words = self._open.pop()
        name = label or " ".join("".join(words).split())
        if tag == "a":
            self.page.links.append(PageLink(href=href, name=name))
        else:
            self.page.headings.append((int(tag[1]), name))


@lru_cache(maxsize=8)
def read_page(html: str) -> Page:
    """Take a finished page apart."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page

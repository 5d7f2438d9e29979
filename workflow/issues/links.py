"""Every address an edition carries, made from the public base address."""

from dataclasses import dataclass

from workflow.languages.language import Language
from workflow.text.reserved import READER_TOKEN

__all__ = ["READER_TOKEN", "Links"]

_EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The public pages, under ``base`` (no slash at its end)."""

    base: str

    def archive(self, language: Language, coverage: str) -> str:
        """All issues of a coverage in one language."""
        return f"{self.base}/{language}/{coverage}/"

    def web_version(self, language: Language, coverage: str, number: int) -> str:
        """One issue in one language."""
        return f"{self.base}/{language}/{coverage}/{number}/"

    def story(self, language: Language, slug: str) -> str:
        """One story in one language."""
        return f"{self.base}/{language}/stories/{slug}/"

    def unsubscribe(self, language: Language, token: str = READER_TOKEN) -> str:
        """Where a reader stops; POST acts, GET only shows."""
        return f"{self.base}/{language}/reader/{token}/unsubscribe/"

    def preferences(self, language: Language, token: str = READER_TOKEN) -> str:
        """Where a reader changes language or leaves."""
        return f"{self.base}/{language}/reader/{token}/"

    def privacy(self, language: Language) -> str:
        """What is kept of a reader and why."""
        return f"{self.base}/{language}/privacy/"

    def image(self, sha256: str, media_type: str) -> str:
        """One picture, by the hash of its bytes."""
        return f"{self.base}/media/{sha256[:32]}.{_EXTENSIONS[media_type]}"

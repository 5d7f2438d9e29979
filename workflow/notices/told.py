"""A notice as a plain value, and who reads it: what composing a mail is given."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from workflow.languages.language import Language
from workflow.languages.registry import by_tag
from workflow.notices.models import Notice
from workflow.notices.states import NoticeKind
from workflow.people.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One event: of which kind, about which story in which language, and where to look at it.

    ``path`` begins with a slash. ``values`` are what the kind's own sentences are filled with.
    """

    kind: NoticeKind
    story: str
    language: Language
    path: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    def value(self, name: str) -> str:
        """One value as text; empty when the event came without it."""
        return str(self.values.get(name) or "")

    def instant(self, name: str) -> datetime | None:
        """One value as an instant."""
        return datetime.fromisoformat(said) if (said := self.value(name)) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Whose mail it is: the language she reads and the clock she goes by."""

    language: Language
    zone: tzinfo


def told(notice: Notice) -> Told:
    """What a row says."""
    values = dict(notice.values)
    return Told(
        kind=NoticeKind(notice.kind),
        story=str(values.pop("story", "")),
        language=by_tag(values.pop("language")),
        path=str(values.pop("path", "/")),
        values=values,
    )


def addressee(user: User) -> Addressee:
    """How a user is written to."""
    return Addressee(language=user.language, zone=ZoneInfo(user.time_zone))

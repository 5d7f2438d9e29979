"""Answers about the workflow in words for a terminal's table, and as JSON for other programs."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from workflow.issues.tracking.blockers import Way
from workflow.languages.catalogue import Catalogue, marked
from workflow.languages.formatting import format_date, format_list, format_number, name_of
from workflow.languages.language import Language
from workflow.languages.sentences import Sentence
from workflow.text.meaning import Level
from workflow.translation.states import TranslationState
from workflow.translation.tracking import Waiting

_SAID: dict[StrEnum, str] = {
    Level.TYPO: marked("typing error"),
    Level.STYLE: marked("style"),
    Level.FACT: marked("fact"),
    Level.RETRACTION: marked("retraction"),
    TranslationState.OPEN: marked("open"),
    TranslationState.DRAFTING: marked("in draft"),
    TranslationState.IN_REVIEW: marked("in review"),
    TranslationState.APPROVED: marked("approved"),
}


@dataclass(frozen=True, slots=True)
class Telling:
    """How values are said: in which language, and in which time zone days begin."""

    words: Catalogue
    zone: ZoneInfo

    def say(self, value: object) -> str:
        """One cell of a table."""
        match value:
            case None:
                return ""
            case Sentence():
                return value.in_(self.words.language)
            case Language():
                return name_of(value, in_language=self.words.language).nominative
            case TranslationState() | Level():
                return self.words.text(_SAID[value])
            case tuple():
                return self._together(value)
            case Waiting() | datetime() | timedelta() | int():
                return self._measure(value)
            case _:
                return str(value)

    def plain(self, value: object) -> object:
        """What JSON can hold: languages by tag, moments in ISO 8601, times in seconds."""
        match value:
            case Sentence():
                return value.in_(self.words.language)
            case Language():
                return value.tag
            case datetime():
                return value.isoformat()
            case timedelta():
                return value.total_seconds()
            case dict():
                return {str(name): self.plain(each) for name, each in value.items()}
            case tuple():
                return [self.plain(each) for each in value]
            case _ if is_dataclass(value):
                return self.columns(value)
            case _:
                return value

    def columns(self, *values: object, but: str = "") -> dict[str, object]:
        """The fields of one value, or of several put together, as JSON can hold them."""
        return {
            field.name: self.plain(getattr(value, field.name))
            for value in values
            for field in fields(value)  # type: ignore[arg-type]  # they are dataclasses
            if field.name != but
        }

    def _together(self, values: Iterable[object]) -> str:
        """Names as an enumeration; ways to mend something a line each, with who can."""
        each = list(values)
        ways = [way for way in each if isinstance(way, Way)]
        if ways:
            lines = (f"{self.say(way.mend)}\n  {self.say(way.who)}".rstrip() for way in ways)
            return "\n".join(lines)
        return format_list([str(one) for one in each], self.words.language)

    def _measure(self, value: Waiting | datetime | timedelta | int) -> str:
        match value:
            case Waiting():
                return f"{self._span(value.median)} / {self._span(value.ninetieth)}"
            case datetime():
                day = value.astimezone(self.zone).date()
                return format_date(day, self.words.language, "medium")
            case timedelta():
                return self._span(value)
            case _:
                return format_number(value, self.words.language)

    def _span(self, time: timedelta) -> str:
        """How long something took, in its largest unit."""
        count = self.words.count
        if time.days:
            return count("{n} day", "{n} days", time.days)
        if hours := time.seconds // 3600:
            return count("{n} hour", "{n} hours", hours)
        return count("{n} minute", "{n} minutes", time.seconds // 60)

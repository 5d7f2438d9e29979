"""What is said of each kind of event, in the language of whoever is told."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import tzinfo
from types import MappingProxyType

from workflow.languages.catalogue import Catalogue, marked
from workflow.languages.formatting import format_date, name_of
from workflow.languages.registry import by_tag
from workflow.notices.states import NoticeKind
from workflow.notices.told import Told

HEADS: Mapping[NoticeKind, str] = MappingProxyType(
    {
        NoticeKind.ASSIGNED: marked("Translation for you"),
        NoticeKind.CHANGES_REQUESTED: marked("Changes requested"),
        NoticeKind.APPROVED: marked("Translation approved"),
        NoticeKind.SOURCE_CHANGED: marked("Source changed"),
        NoticeKind.DUE: marked("Promised date is near"),
        NoticeKind.LAPSED: marked("Claim ended"),
        NoticeKind.MENTION: marked("You are mentioned"),
        NoticeKind.SUGGESTION: marked("New suggestion"),
    }
)
_SUGGESTION_ACCEPTED = marked("Suggestion accepted")

_PLAIN: Mapping[NoticeKind, str] = MappingProxyType(
    {
        NoticeKind.ASSIGNED: marked("You are asked to translate this text."),
        NoticeKind.CHANGES_REQUESTED: marked("{name} asks for changes."),
        NoticeKind.APPROVED: marked("{name} has approved your translation."),
        NoticeKind.LAPSED: marked(
            "Your claim has ended and the text is free for others. Your draft and your credit stay."
        ),
        NoticeKind.MENTION: marked("{name} mentions you in a comment."),
        NoticeKind.SUGGESTION: marked("{name} suggests another wording."),
    }
)
_ACCEPTED = marked("{name} has accepted your suggestion.")
_PROMISED = marked("Promised for {date}.")

# By the level of a change; an unknown level is told like one of wording.
_CHANGED: Mapping[str, str] = MappingProxyType(
    {
        "typo": marked("A slip was mended in the source. The translation stays valid."),
        "style": marked("The wording of the source has changed. Have a look when you can."),
        "fact": marked("The source says something else now. The translation is outdated."),
        "retraction": marked("The source is retracted. The translation leaves every edition."),
    }
)
_VIA = marked("The text was translated from {language}, and the change comes from there.")


def head(told: Told, words: Catalogue) -> str:
    """What happened, in a word or two."""
    return words.text(_SUGGESTION_ACCEPTED if _is_of_suggestion(told) else HEADS[told.kind])


def lines(told: Sequence[Told], words: Catalogue, zone: tzinfo) -> Iterator[str]:
    """What is said of several events of one kind about one translation; nothing twice."""
    (kind,) = {each.kind for each in told}
    count = _COUNTED.get(kind)
    if count is not None and len(told) > 1:
        yield count(words, len(told))
        return
    yield from dict.fromkeys(line for each in told for line in _said(each, words, zone))


def note(told: Told) -> str:
    """What somebody wrote along with it, in her own words."""
    return told.value("note")


def _said(told: Told, words: Catalogue, zone: tzinfo) -> Iterator[str]:
    """Everything said of one event, sentence by sentence."""
    if told.kind is NoticeKind.SOURCE_CHANGED:
        yield from _change(told, words)
    elif told.kind in _PLAIN:
        pattern = _ACCEPTED if _is_of_suggestion(told) else _PLAIN[told.kind]
        yield words.text(pattern, name=told.value("by_name"))
    promised = told.instant("date")
    if promised is not None and told.kind in {NoticeKind.ASSIGNED, NoticeKind.DUE}:
        day = promised.astimezone(zone).date()
        yield words.text(_PROMISED, date=format_date(day, words.language, "full"))


def _change(told: Told, words: Catalogue) -> Iterator[str]:
    yield words.text(_CHANGED.get(told.value("level"), _CHANGED["style"]))
    reason, values = told.value("reason"), told.values.get("reason_values")
    if reason:
        yield words.text(reason, **(values if isinstance(values, dict) else {}))
    if via := told.value("via"):
        named = name_of(by_tag(via), in_language=words.language).from_
        yield words.text(_VIA, language=named)


def _is_of_suggestion(told: Told) -> bool:
    """Whether what was approved is a suggestion and not a translation."""
    return told.kind is NoticeKind.APPROVED and told.value("what") == "suggestion"


def _mentions(words: Catalogue, n: int) -> str:
    return words.count("{n} comment mentions you.", "{n} comments mention you.", n)


def _suggestions(words: Catalogue, n: int) -> str:
    return words.count("{n} suggestion waits for you.", "{n} suggestions wait for you.", n)


_COUNTED: Mapping[NoticeKind, Callable[[Catalogue, int], str]] = MappingProxyType(
    {NoticeKind.MENTION: _mentions, NoticeKind.SUGGESTION: _suggestions}
)

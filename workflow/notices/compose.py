"""A mail to one of the desk's people, of one notice or many: subject, text and HTML. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from workflow.languages.catalogue import Catalogue, catalogue
from workflow.languages.formatting import format_date, format_list, name_of, quoted
from workflow.languages.language import Language
from workflow.notices.letter import Item, Letter, StoryPart, TranslationPart
from workflow.notices.sentences import head, lines, note
from workflow.notices.templates import as_html, as_text
from workflow.notices.told import Addressee, Told

DESK = "Dumpling Desk"
PREFERENCES_PATH = "/desk/notices/"
_MOST_TITLES = 3  # named before the rest is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeMail:
    """A finished mail in its reader's language."""

    language: Language
    subject: str
    text: str
    html: str


def compose(
    notices: Sequence[Told], to: Addressee, *, base: str, day: date | None = None
) -> NoticeMail:
    """The mail that tells these, grouped by story in the order they happened.

    ``base`` is the public address of the desk, with no slash at its end. ``day`` makes it that
    day's digest. There must be at least one notice.
    """
    letter = _letter(notices, to, base=base, day=day)
    words = catalogue(to.language)
    return NoticeMail(
        language=to.language,
        subject=letter.subject,
        text=as_text(letter, words),
        html=as_html(letter, words),
    )


def _letter(notices: Sequence[Told], to: Addressee, *, base: str, day: date | None) -> Letter:
    words = catalogue(to.language)
    stories = tuple(_stories(notices, to, base=base))
    links = {"desk": DESK, "preferences_url": f"{base}{PREFERENCES_PATH}"}
    if len(notices) == 1 and day is None:
        (item,) = stories[0].translations[0].items
        return Letter(
            language=to.language,
            subject=_subject_of_one(notices[0], words),
            label=item.head,
            heading=stories[0].title,
            preview=words.language.word_space.join(item.lines),
            stories=stories,
            is_single=True,
            **links,
        )
    counted = words.count("{n} notice", "{n} notices", len(notices))
    return Letter(
        language=to.language,
        subject=words.text("From the desk: {notices}", notices=counted),
        label=format_date(day, to.language, "full") if day else "",
        heading=counted,
        preview=_titles([story.title for story in stories], words),
        stories=stories,
        is_single=False,
        **links,
    )


def _subject_of_one(told: Told, words: Catalogue) -> str:
    return words.text(
        "{what}: {story} ({language})",
        what=head(told, words),
        story=quoted(told.story, words.language),
        language=name_of(told.language, in_language=words.language).in_,
    )


def _titles(titles: Sequence[str], words: Catalogue) -> str:
    """The first stories by name, and how many more there are."""
    named = [quoted(title, words.language) for title in titles[:_MOST_TITLES]]
    rest = len(titles) - len(named)
    if rest:
        named.append(words.count("{n} more story", "{n} more stories", rest))
    return format_list(named, words.language)


def _stories(notices: Sequence[Told], to: Addressee, *, base: str) -> Iterator[StoryPart]:
    by_story: dict[tuple[str, str], list[Told]] = {}
    for told in notices:
        by_story.setdefault((told.story, _story_path(told)), []).append(told)
    for (title, _), about in by_story.items():
        parts = tuple(_translations(about, to, base=base))
        yield StoryPart(title=title, translations=parts)


def _translations(about: Sequence[Told], to: Addressee, *, base: str) -> Iterator[TranslationPart]:
    by_language: dict[Language, list[Told]] = {}
    for told in about:
        by_language.setdefault(told.language, []).append(told)
    for language, same in by_language.items():
        name = name_of(language, in_language=to.language).nominative
        yield TranslationPart(
            language=name[:1].upper() + name[1:],
            url=f"{base}{same[-1].path}",
            items=tuple(_items(same, to)),
        )


def _items(about: Sequence[Told], to: Addressee) -> Iterator[Item]:
    """What happened to one translation, events of one kind put together."""
    words = catalogue(to.language)
    alike: dict[str, list[Told]] = {}
    for told in about:
        alike.setdefault(head(told, words), []).append(told)
    for what, same in alike.items():
        yield Item(
            head=what,
            lines=tuple(lines(same, words, to.zone)),
            quotes=tuple(filter(None, map(note, same))),
        )


def _story_path(told: Told) -> str:
    """The part of the path that all translations of a story share."""
    return told.path.rstrip("/").rpartition("/")[0]

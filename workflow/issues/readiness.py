"""The readiness board: story by language, what is ready, why not, and what will run instead."""

from dataclasses import dataclass
from enum import StrEnum

from workflow.issues.decide import Choice, SlotDecision, decide
from workflow.issues.outdated import why_outdated
from workflow.issues.states import Fallback, Layout
from workflow.issues.texts import IssueSnapshot
from workflow.languages.catalogue import marked
from workflow.languages.language import Language
from workflow.languages.sentences import Sentence, say
from workflow.translation.states import TranslationState


class Status(StrEnum):
    """How far one story is in one language."""

    ORIGINAL = "original"
    APPROVED = "approved"
    OUTDATED = "outdated"
    IN_REVIEW = "in review"
    DRAFTING = "in draft"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One story in one language.

    ``instead`` says what runs while there is no approved text; ``title`` is empty until there is.
    """

    language: Language
    status: Status
    why: Sentence
    instead: Sentence | None
    holds: bool
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """What editors call a story, and in which language."""

    text: str
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One story (or the letter, whose ``layout`` is None) over all languages of the issue."""

    slug: str
    title: Title
    layout: Layout | None
    cells: tuple[Cell, ...]

    def title_in(self, language: Language) -> Title:
        """The title an editor of this language knows, or the source's."""
        own = next((cell.title for cell in self.cells if cell.language == language), "")
        return Title(text=own, language=language) if own else self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionReadiness:
    """Whether one edition can go, and what it waits for."""

    language: Language
    sendable: bool
    waits_for: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The board of one issue."""

    slug: str
    number: int
    languages: tuple[Language, ...]
    rows: tuple[Row, ...]
    editions: tuple[EditionReadiness, ...]


_STATUS = {
    TranslationState.IN_REVIEW: Status.IN_REVIEW,
    TranslationState.DRAFTING: Status.DRAFTING,
    TranslationState.OPEN: Status.OPEN,
    # Approved once, but no approved text at hand: as good as unclaimed.
    TranslationState.APPROVED: Status.OPEN,
}


_OWN_TEXT = {Choice.SOURCE, Choice.APPROVED, Choice.OUTDATED}


def board(issue: IssueSnapshot) -> Board:
    """The board as the issue stands now."""
    decided = {language: decide(issue, language) for language in issue.languages}
    rows = zip(*decided.values(), strict=True)
    return Board(
        slug=issue.slug,
        number=issue.number,
        languages=issue.languages,
        rows=tuple(_row(decisions) for decisions in rows),
        editions=tuple(_edition(language, each) for language, each in decided.items()),
    )


def _row(decisions: tuple[SlotDecision, ...]) -> Row:
    first = decisions[0]
    source = first.story.source
    return Row(
        slug=source.slug,
        title=Title(text=first.story.title, language=source.language),
        layout=first.layout,
        cells=tuple(_cell(decision) for decision in decisions),
    )


def _edition(language: Language, decisions: tuple[SlotDecision, ...]) -> EditionReadiness:
    waits_for = tuple(each.title for each in decisions if not each.sendable)
    return EditionReadiness(language=language, sendable=not waits_for, waits_for=waits_for)


def _cell(decision: SlotDecision) -> Cell:
    status = status_of(decision)
    return Cell(
        language=decision.language,
        status=status,
        why=reason_of(decision, status),
        instead=stand_in(decision),
        holds=not decision.sendable,
        title=decision.title if decision.choice in _OWN_TEXT else "",
    )


def status_of(decision: SlotDecision) -> Status:
    """One word for where a story stands in the edition's language."""
    match decision.choice, decision.state:
        case Choice.SOURCE, _:
            return Status.ORIGINAL
        case Choice.APPROVED, _:
            return Status.APPROVED
        case _ if decision.has_outdated_text:
            return Status.OUTDATED
        case _, None:
            return Status.OPEN
        case _, state:
            return _STATUS[state]


def reason_of(decision: SlotDecision, status: Status) -> Sentence:
    """Why a story stands where it stands."""
    standing = decision.story.standings.get(decision.language)
    names = standing.translators if standing else ()
    match status:
        case Status.ORIGINAL:
            return say(marked("The story was written in this language."))
        case Status.OUTDATED:
            return why_outdated(decision.outdated)
        case Status.APPROVED:
            return _why_approved(decision)
        case Status.IN_REVIEW if names:
            return say(marked("It waits for a reviewer. Translated by {names}."), names=names)
        case Status.DRAFTING if names:
            return say(marked("Translation under way: {names}."), names=names)
        case Status.IN_REVIEW:
            return say(marked("It waits for a reviewer."))
        case Status.DRAFTING:
            return say(marked("The translation is being written."))
        case _:
            return say(marked("Nobody has taken it yet."))


def _why_approved(decision: SlotDecision) -> Sentence:
    version = decision.shown.version if decision.shown else None
    if decision.state is TranslationState.APPROVED:
        return say(marked("Version {version} is approved."), version=version)
    return say(
        marked("Version {version} is approved and runs; the next one is being worked on."),
        version=version,
    )


def stand_in(decision: SlotDecision) -> Sentence | None:
    """What an edition does while it has no text of its own to run; None when it has."""
    if decision.choice not in {Choice.FALLBACK, Choice.OMITTED, Choice.HELD}:
        return None
    match decision.fallback:
        case Fallback.HOLD:
            return say(marked("The edition waits for it."))
        case Fallback.OMIT:
            return say(marked("It is left out."))
        case Fallback.ORIGINAL:
            language = decision.shown.language if decision.shown else decision.language
            return say(marked("It runs in {language_in} with a note."), language_in=language)

"""The desk's first page as values: each issue with its board, or why it cannot be put together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from workflow.desk.labels import LAYOUTS
from workflow.issues.models import Edition, Issue
from workflow.issues.readiness import Board, Cell, EditionReadiness, Title, board
from workflow.issues.snapshot import IssueIncomplete, snapshot
from workflow.issues.states import EditionState
from workflow.languages.catalogue import marked
from workflow.languages.language import Language

_STATES = {
    EditionState.FROZEN: marked("frozen"),
    EditionState.SENDING: marked("being sent"),
    EditionState.SENT: marked("sent"),
}
States = Mapping[tuple[int, Language], EditionState]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionHead:
    """The head of one column: ``words`` say whether it can go, or what became of it."""

    readiness: EditionReadiness
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """A row of the board; ``label`` says how large the story runs."""

    title: Title
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueCard:
    """One issue on the page. Without heads and rows, ``problem`` says what it lacks."""

    slug: str
    number: int
    planned_at: datetime
    heads: tuple[EditionHead, ...] = ()
    rows: tuple[StoryRow, ...] = ()
    problem: str = ""

    @property
    def title(self) -> Title | None:
        """The letter's subject, where the issue can be put together."""
        return self.rows[0].title if self.rows else None


def issue_cards(language: Language) -> tuple[IssueCard, ...]:
    """Every issue, the one planned last first, for an editor who reads this language."""
    issues = list(Issue.objects.select_related("coverage").order_by("-planned_at", "-pk"))
    states = _latest_states(issues)
    return tuple(_card(issue, states, language) for issue in issues)


def _card(issue: Issue, states: States, language: Language) -> IssueCard:
    card = partial(IssueCard, slug=issue.slug, number=issue.number, planned_at=issue.planned_at)
    try:
        made = board(snapshot(issue))
    except IssueIncomplete as error:
        return card(problem=str(error))
    heads = tuple(
        EditionHead(readiness=each, words=_words(each, states.get((issue.pk, each.language))))
        for each in made.editions
    )
    return card(heads=heads, rows=_rows(made, language))


def _rows(made: Board, language: Language) -> tuple[StoryRow, ...]:
    return tuple(
        StoryRow(title=row.title_in(language), label=LAYOUTS[row.layout], cells=row.cells)
        for row in made.rows
    )


def _words(readiness: EditionReadiness, state: EditionState | None) -> tuple[str, ...]:
    """Whether it can go, and whether it is frozen; of one that went, only that it did."""
    if state in {EditionState.SENDING, EditionState.SENT}:
        return (_STATES[state],)
    ready = marked("Ready to send") if readiness.sendable else marked("Not ready yet")
    return (ready, _STATES[state]) if state in _STATES else (ready,)


def _latest_states(issues: Iterable[Issue]) -> States:
    """The state of the newest freeze of each edition; one query without the bodies."""
    rows = Edition.objects.filter(issue__in=issues).order_by("number")
    return {
        (row.issue_id, row.language): EditionState(row.state)
        for row in rows.only("issue_id", "language", "state", "number")
    }

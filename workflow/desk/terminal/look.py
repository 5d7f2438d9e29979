"""Where an issue stands at the moment somebody wants to send it, read once and shown whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from workflow.delivery.queries import AudienceShare, audience_by_language
from workflow.desk.terminal.order import ExitCode, Order
from workflow.desk.terminal.setting import CannotRun, Desk
from workflow.desk.terminal.show import show_audience, show_board, show_findings
from workflow.issues.models import Edition, Issue
from workflow.issues.preflight import Prepared, prepare
from workflow.issues.readiness import board
from workflow.issues.snapshot import IssueIncomplete, snapshot
from workflow.issues.states import EditionState
from workflow.issues.texts import IssueSnapshot
from workflow.languages.catalogue import Catalogue
from workflow.languages.formatting import format_list, format_number, name_of
from workflow.languages.language import Language

LOAD = "python -m workflow load"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """The editions an order names: what they would be now, and the freeze there is, if any."""

    issue: Issue
    prepared: dict[Language, Prepared]
    frozen: dict[Language, Edition]
    audience: tuple[AudienceShare, ...]

    def readers(self, language: Language) -> int:
        """How many readers get the edition of this language."""
        return sum(share.readers for share in self.audience if share.edition == language)

    def in_state(self, *states: EditionState) -> list[Language]:
        """The languages whose newest freeze is in one of these states."""
        return [
            each
            for each in self.prepared
            if each in self.frozen and self.frozen[each].state in states
        ]


def look(order: Order, desk: Desk) -> Stand:
    """Read the issue, and show its board, its findings and its audience."""
    issue = _find(order.issue, desk.words)
    try:
        texts = snapshot(issue)
    except IssueIncomplete as error:
        raise CannotRun(str(error), ExitCode.BLOCKED) from error
    languages = _chosen(order, texts, desk.words)
    stand = Stand(
        issue=issue,
        prepared={each: prepare(texts, each, links=desk.sender.links) for each in languages},
        frozen=_newest_freezes(issue),
        audience=audience_by_language(issue),
    )
    desk.console.rule(title(issue, texts, desk.words), align="left")
    show_board(desk.console, board(texts), words=desk.words)
    findings = {each: prepared.findings for each, prepared in stand.prepared.items()}
    show_findings(desk.console, findings, words=desk.words)
    show_audience(desk.console, stand.audience, words=desk.words)
    return stand


def _find(name: str, words: Catalogue) -> Issue:
    issues = Issue.objects.select_related("coverage")
    found = list(issues.filter(slug=name))
    if not found and name.isdecimal():
        found = list(issues.filter(number=int(name)))
    if len(found) == 1:
        return found[0]
    known = list(issues.order_by("number").values_list("slug", flat=True))
    if not known:
        raise CannotRun(
            words.text("There are no issues yet. Load some: {command}.", command=LOAD),
            ExitCode.USAGE,
        )
    raise CannotRun(
        words.text(
            "“{name}” is not one issue. Give the folder name of one: {issues}.",
            name=name,
            issues=", ".join(known),
        ),
        ExitCode.USAGE,
    )


def _chosen(order: Order, issue: IssueSnapshot, words: Catalogue) -> tuple[Language, ...]:
    foreign = [each for each in order.languages if each not in issue.languages]
    if foreign:
        raise CannotRun(
            words.text(
                "The issue has no edition in {tag}. It appears in: {tags}.",
                tag=", ".join(map(str, foreign)),
                tags=", ".join(map(str, issue.languages)),
            ),
            ExitCode.USAGE,
        )
    return order.languages or issue.languages


def _newest_freezes(issue: Issue) -> dict[Language, Edition]:
    return {edition.language: edition for edition in issue.editions.order_by("number")}


def title(issue: Issue, texts: IssueSnapshot, words: Catalogue) -> str:
    """The newsletter’s name and the issue’s number, in the user’s language."""
    spoken = texts.words.get(words.language) or next(iter(texts.words.values()))
    number = words.text("Issue {n}", n=format_number(issue.number, words.language))
    return f"{spoken.name} · {number}"


def names(languages: Sequence[Language], words: Catalogue) -> str:
    """Languages by name, as an enumeration."""
    return format_list(
        [name_of(each, in_language=words.language).nominative for each in languages],
        words.language,
    )

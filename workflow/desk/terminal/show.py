"""What the terminal shows before anything is sent: the board, the findings, the audience."""

from collections.abc import Mapping, Sequence

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from workflow.delivery.queries import AudienceShare
from workflow.delivery.routing import How
from workflow.desk.labels import LAYOUTS
from workflow.issues.checks.finding import EditionFinding
from workflow.issues.readiness import Board, Cell, Status
from workflow.languages.catalogue import Catalogue, marked
from workflow.languages.formatting import format_number, name_of
from workflow.languages.language import Language
from workflow.text.checks.finding import Severity

_STATUS_WORDS = {
    Status.ORIGINAL: marked("original"),
    Status.APPROVED: marked("approved"),
    Status.OUTDATED: marked("outdated"),
    Status.IN_REVIEW: marked("in review"),
    Status.DRAFTING: marked("in draft"),
    Status.OPEN: marked("open"),
}
_STATUS_STYLES = {
    Status.ORIGINAL: "green",
    Status.APPROVED: "green",
    Status.OUTDATED: "yellow",
    Status.IN_REVIEW: "cyan",
    Status.DRAFTING: "cyan",
    Status.OPEN: "dim",
}
_SEVERITY_WORDS = {
    Severity.ERROR: marked("error"),
    Severity.WARNING: marked("warning"),
    Severity.NOTE: marked("note"),
}
_SEVERITY_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
_SHOWN_WITH_REASON = {Status.OUTDATED}


def show_board(console: Console, board: Board, *, words: Catalogue) -> None:
    """The readiness table: a row a story, a column a language."""
    table = Table(box=box.SIMPLE_HEAD, title=words.text("Readiness"), title_justify="left")
    table.add_column(words.text("Story"), ratio=2, overflow="fold")
    for language in board.languages:
        name = name_of(language, in_language=words.language).nominative
        table.add_column(name, ratio=1, overflow="fold")
    for row in board.rows:
        title = Text(f"{words.text(LAYOUTS[row.layout])}\n", style="dim")
        title.append(row.title_in(words.language).text, style="default")
        table.add_row(title, *(_cell(cell, words) for cell in row.cells))
    console.print(table)


def _cell(cell: Cell, words: Catalogue) -> Text:
    text = Text(words.text(_STATUS_WORDS[cell.status]), style=_STATUS_STYLES[cell.status])
    if cell.status in _SHOWN_WITH_REASON:
        text.append(f"\n{cell.why.in_(words.language)}", style="dim")
    if cell.instead is not None:
        text.append(f"\n{cell.instead.in_(words.language)}", style="dim")
    return text


def show_findings(
    console: Console,
    findings: Mapping[Language, Sequence[EditionFinding]],
    *,
    words: Catalogue,
) -> None:
    """Each edition's findings, the gravest first, each with its mend."""
    gravity = list(_SEVERITY_WORDS)
    for language, found in findings.items():
        name = name_of(language, in_language=words.language).nominative
        if not found:
            console.print(Text.assemble((name, "bold"), " · ", words.text("nothing to mend.")))
        for finding in sorted(found, key=lambda each: gravity.index(each.severity)):
            console.print(_finding(name, finding, words))
    console.print()


def _finding(name: str, finding: EditionFinding, words: Catalogue) -> Padding:
    """Whose finding it is and how grave, then what is wrong and how to mend it, a line each."""
    severity = words.text(_SEVERITY_WORDS[finding.severity])
    text = Text.assemble(
        (name, "bold"), " · ", (severity, _SEVERITY_STYLES[finding.severity]), f" · {finding.check}"
    )
    for sentence in (finding.sentence, finding.mend):
        text.append(f"\n{sentence.in_(words.language)}")
    return Padding(text, (0, 0, 1, 0))


def show_audience(console: Console, shares: Sequence[AudienceShare], *, words: Catalogue) -> None:
    """How many readers get which edition, and who gets another language's or none."""
    table = Table(box=box.SIMPLE_HEAD, title=words.text("Audience"), title_justify="left")
    table.add_column(words.text("Readers’ language"))
    table.add_column(words.text("Edition"))
    table.add_column(words.text("Readers"), justify="right")
    for share in shares:
        reads = name_of(share.language, in_language=words.language).nominative
        table.add_row(reads, _edition(share, words), format_number(share.readers, words.language))
    console.print(table)


def _edition(share: AudienceShare, words: Catalogue) -> str:
    if share.edition is None:
        return words.text("none: nothing is sent")
    name = name_of(share.edition, in_language=words.language).nominative
    if share.how is How.FALLBACK:
        return words.text("{language}, instead of their own", language=name)
    return name

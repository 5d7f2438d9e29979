"""Planning and dispatching one edition with a bar that shows how far it is."""

from dataclasses import dataclass

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from workflow.delivery.dispatch import Report, dispatch
from workflow.delivery.plan import plan
from workflow.delivery.transport import Transport
from workflow.desk.terminal.setting import Desk
from workflow.issues.models import Edition
from workflow.languages.formatting import name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailed:
    """One edition and what came of sending it."""

    edition: Edition
    report: Report


def mail(edition: Edition, transport: Transport, *, desk: Desk) -> Mailed:
    """Plan the edition's mailing, or take up the one there is, and hand over what waits.

    Raises what :func:`workflow.delivery.plan.plan` and :func:`workflow.delivery.dispatch.dispatch`
    raise.
    """
    mailing = plan(edition, transport=transport.name, by=desk.user, at=desk.clock())
    name = name_of(edition.language, in_language=desk.words.language).nominative
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    silent = not desk.console.is_terminal
    with Progress(*columns, console=desk.console, transient=True, disable=silent) as bar:
        task = bar.add_task(name, total=mailing.planned)
        report = dispatch(
            mailing,
            transport,
            by=desk.user,
            clock=desk.clock,
            sender=desk.sender,
            progress=lambda settled, planned: bar.update(task, completed=settled, total=planned),
        )
    return Mailed(edition=edition, report=report)

"""What a run says at its end, and the page it leaves behind."""

from collections.abc import Sequence
from pathlib import Path

from workflow.delivery.dispatch import Report
from workflow.delivery.queries import books
from workflow.desk.terminal.gallery import Shown, write_gallery
from workflow.desk.terminal.look import Stand, names, title
from workflow.desk.terminal.mail import Mailed
from workflow.desk.terminal.order import Order
from workflow.desk.terminal.setting import Desk
from workflow.issues.models import Edition
from workflow.issues.snapshot import snapshot
from workflow.issues.states import EditionState
from workflow.languages.formatting import format_date, format_number


def say_what_was_sent(stand: Stand, desk: Desk) -> None:
    """Name the editions that were sent before: they are not sent again."""
    for language in stand.in_state(EditionState.SENT):
        finished_at = stand.frozen[language].mailing.finished_at or desk.clock()
        desk.console.print(
            desk.words.text(
                "{edition}: sent on {date}. Nobody gets a second copy.",
                edition=names([language], desk.words),
                date=format_date(finished_at.date(), desk.words.language),
            )
        )


def complete(report: Report) -> bool:
    """Whether every reader who was still to get a copy has one, for certain."""
    books = report.books
    return report.finished and not books.rejected and not books.uncertain


def say_results(done: Sequence[Mailed], desk: Desk) -> None:
    """The books of each mailing in one line, and why one stopped early."""
    words = desk.words
    for each in done:
        books = each.report.books
        numbers = {
            words.text("accepted"): books.accepted,
            words.text("rejected"): books.rejected,
            words.text("left out"): books.excluded,
            words.text("uncertain"): books.uncertain,
            words.text("waiting"): books.waiting,
        }
        told = [
            f"{word} {format_number(number, words.language)}"
            for word, number in numbers.items()
            if number or word == words.text("accepted")
        ]
        desk.console.print(f"{names([each.edition.language], words)} · {', '.join(told)}")
        if each.report.stopped:
            desk.console.print(each.report.stopped)


def sent_editions(stand: Stand, out: Path, desk: Desk) -> list[Shown]:
    """Every edition of the issue that is on its way or sent, by this run or an earlier one."""
    underway = [EditionState.SENDING, EditionState.SENT]
    editions = {
        edition.language: edition for edition in stand.issue.editions.filter(state__in=underway)
    }
    in_order = sorted(editions.values(), key=lambda each: each.language.order)
    return [_shown(edition, out, desk) for edition in in_order]


def _shown(edition: Edition, out: Path, desk: Desk) -> Shown:
    """A sent edition as the page shows it, with one of its messages if the outbox has them."""
    folder = out / f"{edition.issue.slug}-{edition.language}"
    return Shown(
        language=edition.language,
        subject=edition.subject,
        html=edition.html,
        text=edition.text,
        readers=books(edition.mailing).accepted,
        status=desk.words.text("sent"),
        message=next(iter(sorted(folder.glob("*.eml"))), None),
    )


def show_page(out: Path, shown: Sequence[Shown], stand: Stand, desk: Desk) -> None:
    """Write the page that shows these editions side by side."""
    headline = title(stand.issue, snapshot(stand.issue), desk.words)
    write_gallery(out, shown, title=headline, words=desk.words)


def say_where(order: Order, desk: Desk) -> None:
    """Where the messages lie that did not leave this machine, and the page that shows them."""
    if order.out is None:
        return
    if any(order.out.rglob("*.eml")):
        messages = desk.words.text("Messages: {path}", path=order.out)
        desk.console.print(messages, soft_wrap=True)
    page = order.out / "index.html"
    if page.exists():
        shown = desk.words.text("All editions side by side: {path}", path=page)
        desk.console.print(shown, soft_wrap=True)

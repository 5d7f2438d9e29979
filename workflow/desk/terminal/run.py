"""One run of ``send.py``: show where the issue stands, freeze it, send it, say what came of it."""

from collections.abc import Sequence

from workflow.delivery.dispatch import OtherTransport
from workflow.delivery.proof import ColleaguesRefused, send_test
from workflow.delivery.transport import Result, TransportProblem
from workflow.desk.terminal.gallery import Shown
from workflow.desk.terminal.look import Stand, look
from workflow.desk.terminal.mail import Mailed, mail
from workflow.desk.terminal.order import ExitCode, Order
from workflow.desk.terminal.refuse import (
    agreed,
    refuse_changed,
    refuse_tampered,
    refuse_unready,
)
from workflow.desk.terminal.results import (
    complete,
    say_results,
    say_what_was_sent,
    say_where,
    sent_editions,
    show_page,
)
from workflow.desk.terminal.setting import CannotRun, Desk
from workflow.issues.freeze import freeze
from workflow.issues.models import Edition
from workflow.issues.states import EditionState
from workflow.languages.language import Language


def run(order: Order, desk: Desk) -> ExitCode:
    """Carry out an order. Raises :class:`CannotRun`."""
    stand = look(order, desk)
    if order.dry_run:
        return _rehearse(order, stand, desk)
    waiting = [each for each in stand.prepared if each not in stand.in_state(EditionState.SENT)]
    say_what_was_sent(stand, desk)
    if not waiting and not order.test_addresses:
        say_where(order, desk)
        return ExitCode.DONE
    languages = list(stand.prepared) if order.test_addresses else waiting
    refuse_unready(languages, stand, desk, as_frozen=order.as_frozen)
    refuse_tampered(languages, stand, as_frozen=order.as_frozen)
    if order.test_addresses:
        return _send_tests(order, languages, stand, desk)
    if not order.as_frozen:
        refuse_changed(languages, stand, desk)
    if not order.sure and not agreed(languages, stand, desk):
        desk.console.print(desk.words.text("Nothing was sent."))
        return ExitCode.DECLINED
    return _send(order, languages, stand, desk)


def _rehearse(order: Order, stand: Stand, desk: Desk) -> ExitCode:
    desk.console.print(desk.words.text("This was a dry run: nothing was frozen, nothing sent."))
    if order.out is not None:
        shown = [
            Shown(
                language=language,
                subject=prepared.rendered.subject,
                html=prepared.rendered.html,
                text=prepared.rendered.text,
                readers=stand.readers(language),
                status=desk.words.text("preview"),
                message=None,
            )
            for language, prepared in stand.prepared.items()
        ]
        show_page(order.out, shown, stand, desk)
    say_where(order, desk)
    ready = all(prepared.sendable for prepared in stand.prepared.values())
    return ExitCode.DONE if ready else ExitCode.BLOCKED


def _freeze(language: Language, stand: Stand, desk: Desk, *, as_frozen: bool) -> Edition:
    """The frozen edition: the one on its way or asked for, or one that says what the issue says."""
    current = stand.frozen.get(language)
    keep = {EditionState.SENDING, EditionState.SENT}
    if as_frozen:
        keep.add(EditionState.FROZEN)
    if current is not None and current.state in keep:
        return current
    links = desk.sender.links
    return freeze(stand.issue, language, by=desk.user, at=desk.clock(), links=links)


def _send_tests(order: Order, languages: Sequence[Language], stand: Stand, desk: Desk) -> ExitCode:
    accepted = refused = 0
    for language in languages:
        edition = _freeze(language, stand, desk, as_frozen=order.as_frozen)
        try:
            outcomes = send_test(
                edition,
                order.test_addresses,
                desk.transport(order),
                by=desk.user,
                at=desk.clock(),
                sender=desk.sender,
            )
        except ColleaguesRefused as error:
            raise CannotRun(str(error), ExitCode.USAGE) from error
        except TransportProblem as error:
            raise CannotRun(str(error), ExitCode.UNUSABLE) from error
        for outcome in outcomes:
            accepted += outcome.result is Result.ACCEPTED
            refused += outcome.result is not Result.ACCEPTED
            if outcome.reason:
                desk.console.print(outcome.reason)
    desk.console.print(
        desk.words.count("{n} test copy was sent.", "{n} test copies were sent.", accepted)
    )
    say_where(order, desk)
    return ExitCode.INCOMPLETE if refused else ExitCode.DONE


def _send(order: Order, languages: Sequence[Language], stand: Stand, desk: Desk) -> ExitCode:
    """Freeze, plan and hand over each edition, then say what came of all."""
    editions = [_freeze(language, stand, desk, as_frozen=order.as_frozen) for language in languages]
    done: list[Mailed] = []
    for edition in editions:
        try:
            done.append(mail(edition, desk.transport(order), desk=desk))
        except (TransportProblem, OtherTransport) as error:
            raise CannotRun(str(error), ExitCode.UNUSABLE) from error
    say_results(done, desk)
    if order.out is not None:
        show_page(order.out, sent_editions(stand, order.out, desk), stand, desk)
    say_where(order, desk)
    return ExitCode.DONE if all(complete(each.report) for each in done) else ExitCode.INCOMPLETE

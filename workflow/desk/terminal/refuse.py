"""What keeps a run from sending: errors, a frozen edition that was changed, an answer of no."""

from collections.abc import Sequence

from workflow.desk.terminal.look import Stand, names
from workflow.desk.terminal.order import ExitCode
from workflow.desk.terminal.setting import CannotRun, Desk
from workflow.issues.freeze import EditionTampered, says_the_same, verify
from workflow.issues.retraction import EditionRetracted, refuse_retracted
from workflow.issues.states import EditionState
from workflow.languages.language import Language

FREEZE = "python -m workflow freeze"


def refuse_unready(
    languages: Sequence[Language], stand: Stand, desk: Desk, *, as_frozen: bool
) -> None:
    """An edition with errors stops the run, unless what was frozen before is what is sent."""
    done = stand.in_state(EditionState.SENDING, EditionState.SENT)
    if as_frozen:
        done += stand.in_state(EditionState.FROZEN)
    held = [each for each in languages if each not in done and not stand.prepared[each].sendable]
    if not held:
        return
    ready = [each for each in languages if each not in held]
    sentence = desk.words.text(
        "Not sent: {editions}. Mend the errors above first.", editions=names(held, desk.words)
    )
    if ready:
        sentence += " " + desk.words.text(
            "The others can go now: add --language {tags}.", tags=" ".join(map(str, ready))
        )
    raise CannotRun(sentence, ExitCode.BLOCKED)


def refuse_tampered(languages: Sequence[Language], stand: Stand, *, as_frozen: bool) -> None:
    """A frozen edition that is not what was frozen stops the run; it is never frozen over.

    So does one that goes as it was frozen and carries words that were retracted since.
    """
    for language in languages:
        if language not in stand.frozen:
            continue
        edition = stand.frozen[language]
        try:
            verify(edition)
            if as_frozen or edition.state == EditionState.SENDING:
                refuse_retracted(edition)
        except (EditionTampered, EditionRetracted) as error:
            mend = f"{FREEZE} {stand.issue.slug} --language {language}"
            raise CannotRun(f"{error} ({mend})", ExitCode.BLOCKED) from error


def refuse_changed(languages: Sequence[Language], stand: Stand, desk: Desk) -> None:
    """What was approved is what is sent: an issue that has changed since asks for a decision."""
    changed = [
        each
        for each in stand.in_state(EditionState.FROZEN)
        if each in languages and not says_the_same(stand.frozen[each], stand.prepared[each])
    ]
    if changed:
        raise CannotRun(
            desk.words.text(
                "The issue has changed since it was frozen: {editions}. Freeze it anew: {command}. "
                "Or send what was frozen: add --as-frozen.",
                editions=names(changed, desk.words),
                command=f"{FREEZE} {stand.issue.slug}",
            ),
            ExitCode.BLOCKED,
        )


def agreed(languages: Sequence[Language], stand: Stand, desk: Desk) -> bool:
    """Whether the user says yes to sending, in the user's language or in English."""
    words = desk.words
    if desk.ask is None:
        raise CannotRun(words.text("Nobody can be asked here. Add --yes to send."), ExitCode.USAGE)
    readers = words.count(
        "{n} reader", "{n} readers", sum(stand.readers(each) for each in languages)
    )
    question = words.text(
        "Send {editions} now ({readers})? Type “{yes}” to send:",
        editions=names(languages, words),
        readers=readers,
        yes=words.text("yes"),
    )
    return desk.ask(question).strip().casefold() in {words.text("yes").casefold(), "yes"}

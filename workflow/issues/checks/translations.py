"""Every text of the edition is to be an approved translation of its source as it is now."""

from collections.abc import Iterator

from workflow.issues.checks.finding import EditionFinding, Examined
from workflow.issues.decide import Choice, SlotDecision
from workflow.issues.outdated import why_outdated
from workflow.languages.catalogue import marked
from workflow.languages.sentences import Sentence, say
from workflow.text.checks.finding import Severity

_MISSING = {
    Choice.HELD: (
        Severity.ERROR,
        marked("“{story}” has no approved translation, and the edition waits for it."),
        marked("Approve the translation, or choose another fallback for this place."),
    ),
    Choice.OMITTED: (
        Severity.WARNING,
        marked("“{story}” has no approved translation and is left out."),
        marked("Approve the translation if readers of this edition are to get the story."),
    ),
    Choice.FALLBACK: (
        Severity.WARNING,
        marked("“{story}” has no approved translation and runs in {language_in} with a note."),
        marked("Approve the translation if readers of this edition are to get the story."),
    ),
}


_STALE = {
    Choice.HELD: (Severity.ERROR, marked("The edition waits for it.")),
    Choice.OMITTED: (Severity.WARNING, marked("It is left out.")),
    Choice.FALLBACK: (
        Severity.WARNING,
        marked("It runs in {language_in} with a note."),
    ),
    Choice.OUTDATED: (Severity.WARNING, marked("It runs as it stands.")),
}


def missing_translation(edition: Examined) -> Iterator[EditionFinding]:
    """Stories, and the letter, without an approved text in the edition's language."""
    for decision in edition.decisions:
        if decision.choice in _MISSING and not decision.has_outdated_text:
            severity, sentence, mend = _MISSING[decision.choice]
            yield EditionFinding(
                check="missing-translation",
                severity=severity,
                sentence=say(sentence, **_values(decision)),
                mend=say(mend),
                story=decision.story.source.slug,
            )


def outdated_translation(edition: Examined) -> Iterator[EditionFinding]:
    """Approved translations whose source has changed since, and what the edition does."""
    for decision in edition.decisions:
        if decision.has_outdated_text:
            severity, instead = _STALE[decision.choice]
            values = _values(decision)
            values.pop("story")
            yield EditionFinding(
                check="outdated-translation",
                severity=severity,
                sentence=_about(
                    decision,
                    say(
                        marked("{why} {instead}"),
                        why=why_outdated(decision.outdated),
                        instead=say(instead, **values),
                    ),
                ),
                mend=say(marked("Bring the translation up to date, or let it run as it stands.")),
                story=decision.story.source.slug,
            )


def _values(decision: SlotDecision) -> dict[str, object]:
    language = decision.shown.language if decision.shown else decision.language
    values: dict[str, object] = {"story": decision.title}
    return values | ({"language_in": language} if decision.choice is Choice.FALLBACK else {})


def _about(decision: SlotDecision, sentence: Sentence) -> Sentence:
    return say(marked("“{story}”: {finding}"), story=decision.title, finding=sentence)

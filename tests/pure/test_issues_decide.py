"""Which text runs in each place of an edition."""

import pytest

from tests.issue_values import (
    EN,
    PL,
    UK,
    ZH,
    issue,
    letter,
    outdated,
    slot,
    source,
    standing,
    texts,
)
from workflow.issues.decide import Choice, available, decide
from workflow.issues.pins import pins
from workflow.issues.states import Fallback
from workflow.languages.language import Language
from workflow.stories.texts import SourceText
from workflow.translation.states import TranslationState
from workflow.translation.texts import Standing

CHANGED = outdated(via=None)


def unapproved(original: SourceText, language: Language) -> Standing:
    return standing(original, language, state=TranslationState.IN_REVIEW, approved=False)


def only(original: SourceText, standings: dict[Language, Standing], fallback: Fallback):
    every = {each: unapproved(original, each) for each in (EN, ZH, UK, PL)}
    every.pop(original.language)
    return issue(slot(texts(original, every | standings), fallback=fallback))


def test_an_approved_translation_runs_and_the_source_runs_in_its_own_language() -> None:
    plan = issue(slot())
    assert [decide(plan, language)[1].choice for language in (EN, PL)] == [
        Choice.SOURCE,
        Choice.APPROVED,
    ]


def test_an_outdated_translation_still_runs_and_says_why() -> None:
    original = source()
    plan = issue(slot(texts(original, {PL: standing(original, PL, outdated=(CHANGED,))})))
    decision = decide(plan, PL)[1]
    assert decision.choice is Choice.OUTDATED
    assert decision.outdated == (CHANGED,)
    assert decision.shown is not None
    assert decision.shown.language == PL


@pytest.mark.parametrize(
    ("fallback", "choice", "sendable"),
    [
        (Fallback.HOLD, Choice.HELD, False),
        (Fallback.OMIT, Choice.OMITTED, True),
        (Fallback.ORIGINAL, Choice.FALLBACK, True),
    ],
)
def test_a_missing_translation_falls_back_as_the_slot_says(
    fallback: Fallback, choice: Choice, sendable: bool
) -> None:
    decision = decide(only(source(), {}, fallback), PL)[1]
    assert (decision.choice, decision.sendable) == (choice, sendable)
    assert decision.state is TranslationState.IN_REVIEW


def test_an_omitted_story_shows_nothing_and_pins_nothing() -> None:
    decisions = decide(only(source(), {}, Fallback.OMIT), PL)
    assert decisions[1].shown is None
    assert [pin["story"] for pin in pins(decisions)] == ["letter-1"]


def test_a_fallback_prefers_the_readers_second_language_to_the_original() -> None:
    original = source(language=ZH)
    plan = only(original, {EN: standing(original, EN)}, Fallback.ORIGINAL)
    shown = decide(plan, PL)[1].shown
    assert shown is not None
    assert (shown.language, shown.version) == (EN, 1)


def test_a_fallback_takes_the_original_when_the_chain_has_nothing() -> None:
    shown = decide(only(source(language=ZH), {}, Fallback.ORIGINAL), PL)[1].shown
    assert shown is not None
    assert (shown.language, shown.version) == (ZH, None)


def test_a_letter_without_an_approved_translation_holds_its_edition() -> None:
    original = letter().source
    plan = issue(opening=texts(original, {UK: unapproved(original, UK)}))
    decision = decide(plan, UK)[0]
    assert (decision.choice, decision.sendable) == (Choice.HELD, False)
    assert decide(plan, PL)[0].sendable


def test_pins_name_story_language_source_revision_and_approved_version() -> None:
    original = source("harbour", revision=3)
    plan = issue(slot(texts(original, {PL: standing(original, PL, version=2)})))
    assert pins(decide(plan, PL))[1] == {
        "story": "harbour",
        "language": "pl",
        "revision": 3,
        "version": 2,
    }
    assert pins(decide(plan, EN))[1]["version"] is None


def test_a_story_is_available_where_it_is_written_or_approved() -> None:
    original = source(language=UK)
    assert available(texts(original, {PL: unapproved(original, PL)})) == (EN, ZH, UK)

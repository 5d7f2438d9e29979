"""The readiness board: where every story stands in every language."""

import pytest

from tests.issue_values import (
    EN,
    HEADLINES,
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
from workflow.issues.readiness import Cell, Status, Title, board
from workflow.issues.states import Fallback
from workflow.languages.catalogue import catalogue
from workflow.languages.registry import ALL
from workflow.languages.sentences import Sentence
from workflow.translation.states import TranslationState
from workflow.translation.texts import Standing

CHANGED = outdated(via=None)
ORIGINAL = source()
OPEN = TranslationState.OPEN


def cell(in_polish: Standing, fallback: Fallback = Fallback.HOLD) -> Cell:
    plan = issue(slot(texts(ORIGINAL, {PL: in_polish}), fallback=fallback))
    return next(each for each in board(plan).rows[1].cells if each.language == PL)


def waiting(state: TranslationState) -> Standing:
    return standing(ORIGINAL, PL, state=state, approved=False)


@pytest.mark.parametrize(
    ("in_polish", "status", "why"),
    [
        (standing(ORIGINAL, PL), Status.APPROVED, "Version 1 is approved."),
        (
            standing(ORIGINAL, PL, state=TranslationState.DRAFTING, version=2),
            Status.APPROVED,
            "Version 2 is approved and runs; the next one is being worked on.",
        ),
        (
            standing(ORIGINAL, PL, outdated=(CHANGED,)),
            Status.OUTDATED,
            "The source (English) has changed, from version 1 to 2. The number one became two.",
        ),
        (
            waiting(TranslationState.IN_REVIEW),
            Status.IN_REVIEW,
            "It waits for a reviewer. Translated by Ola Nowak.",
        ),
        (
            waiting(TranslationState.DRAFTING),
            Status.DRAFTING,
            "Translation under way: Ola Nowak.",
        ),
        (waiting(TranslationState.OPEN), Status.OPEN, "Nobody has taken it yet."),
    ],
    ids=["approved", "reopened", "outdated", "in review", "drafting", "open"],
)
def test_a_cell_says_where_a_story_stands_and_why(
    in_polish: Standing, status: Status, why: str
) -> None:
    found = cell(in_polish)
    assert (found.status, found.why.in_(EN)) == (status, why)


@pytest.mark.parametrize(
    ("fallback", "instead", "holds"),
    [
        (Fallback.HOLD, "The edition waits for it.", True),
        (Fallback.OMIT, "It is left out.", False),
        (Fallback.ORIGINAL, "It runs in English with a note.", False),
    ],
)
def test_a_gap_says_what_will_run_instead(fallback: Fallback, instead: str, holds: bool) -> None:
    found = cell(waiting(TranslationState.IN_REVIEW), fallback)
    assert found.instead is not None
    assert (found.instead.in_(EN), found.holds) == (instead, holds)


def test_what_is_approved_needs_nothing_instead() -> None:
    assert cell(standing(ORIGINAL, PL)).instead is None


def test_the_first_row_is_the_letter_and_columns_follow_the_issue() -> None:
    found = board(issue(slot()))
    assert [(row.slug, row.layout is None) for row in found.rows] == [
        ("letter-1", True),
        ("harbour", False),
    ]
    assert [each.language for each in found.rows[0].cells] == [EN, ZH, UK, PL]
    assert found.rows[1].cells[0].status is Status.ORIGINAL


def test_an_edition_waits_for_what_holds_it_and_the_others_go() -> None:
    opening = letter()
    held = standing(opening.source, UK, state=TranslationState.OPEN, approved=False)
    found = board(issue(slot(), opening=letter({UK: held})))
    assert [(each.language, each.sendable) for each in found.editions] == [
        (EN, True),
        (ZH, True),
        (UK, False),
        (PL, True),
    ]
    assert found.editions[2].waits_for == ("A harbour learns two alphabets",)


def test_the_board_speaks_every_language() -> None:
    every = [
        standing(ORIGINAL, PL),
        standing(ORIGINAL, PL, outdated=(CHANGED,)),
        *(waiting(state) for state in TranslationState),
    ]
    cells = [cell(each, fallback) for each in every for fallback in Fallback]
    said: list[Sentence] = [each.why for each in cells]
    said += [each.instead for each in cells if each.instead]
    for language in ALL:
        words = catalogue(language, strict=True)
        assert all(words.pattern(sentence.msgid) for sentence in said)
        assert not [sentence for sentence in said if "{" in sentence.in_(language)]


def test_a_row_is_called_what_its_editors_call_it_once_there_is_a_translation() -> None:
    plan = issue(slot(texts(ORIGINAL, {PL: standing(ORIGINAL, PL), UK: waiting(OPEN)})))
    row = board(plan).rows[1]
    assert row.title_in(PL) == Title(text=HEADLINES[PL], language=PL)
    assert row.title_in(UK) == row.title == Title(text=HEADLINES[EN], language=EN)

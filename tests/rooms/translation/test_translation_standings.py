"""Where stories stand in each language: state, approved text, and why it is outdated."""

import pytest

from tests.factories import (
    AT,
    EN,
    PL,
    UK,
    ZH,
    approved,
    content,
    draft,
    editor,
    fill,
    story,
)
from workflow.languages.registry import ALL
from workflow.people.actions import terminal_user
from workflow.stories.actions import revise
from workflow.text.meaning import Level
from workflow.translation.actions import (
    approve,
    follow,
    open_translation,
    reopen,
    submit_for_review,
)
from workflow.translation.queries import standings
from workflow.translation.states import TranslationState

pytestmark = pytest.mark.django_db


def changed(of, body="Other words.", **fields):
    return revise(of, content(body, **(fields or {"headline": "H"})), by=terminal_user(), at=AT)


def again(version, mark: str):
    row = version.translation
    reopen(row, by=terminal_user(), at=AT)
    fill(row, mark=mark)
    submit_for_review(row, by=terminal_user(), at=AT)
    return approve(row, by=editor(), at=AT)


def test_every_language_but_the_source_has_a_standing_even_when_nobody_began():
    one = story(language=UK)
    found = standings([one.pk], ALL)
    assert set(found) == {(one.pk, EN), (one.pk, ZH), (one.pk, PL)}
    assert {each.state for each in found.values()} == {TranslationState.OPEN}
    assert not any(each.approved or each.outdated for each in found.values())


def test_states_names_and_approved_texts_are_told():
    one = story()
    draft(one, PL, by=editor("ewa"))
    open_translation(one, ZH, by=editor(), at=AT)
    version = approved(one, UK)
    found = standings([one.pk], ALL)
    assert found[one.pk, PL].state is TranslationState.DRAFTING
    assert found[one.pk, PL].translators == ("Ewa",)
    assert found[one.pk, ZH].state is TranslationState.OPEN
    assert found[one.pk, UK].state is TranslationState.APPROVED
    assert found[one.pk, UK].approved.approved_version_id == version.pk
    assert found[one.pk, UK].reviewers == ("Terminal",)


def test_a_reopened_translation_still_offers_its_last_approved_text():
    version = approved(story(), UK)
    reopen(version.translation, by=editor(), at=AT)
    found = standings([version.translation.story_id], [UK])[version.translation.story_id, UK]
    assert found.state is TranslationState.DRAFTING
    assert found.approved.number == 1


def test_an_approved_translation_is_outdated_when_its_source_changes():
    one = story(body="Nine ferries.\n\nTwo quays.", headline="H")
    approved(one, UK)
    changed(one, "Nine ferries.\n\nThree quays.")
    found = standings([one.pk], [UK])[one.pk, UK]
    (reason,) = found.outdated
    assert (reason.keys, reason.from_number, reason.to_number) == (("s3",), 1, 2)
    assert (reason.language, reason.via, reason.level) == (EN, None, Level.FACT)
    (stale,) = reason.segments
    assert (stale.old, stale.new) == ("Two quays.", "Three quays.")


def test_new_credits_or_a_licence_alone_outdate_nothing():
    one = story(body="Nine.", headline="H")
    approved(one, UK)
    said = content("Nine.", authors=["Somebody Else"], headline="H")
    assert revise(one, said, by=terminal_user(), at=AT).number == 2
    assert standings([one.pk], [UK])[one.pk, UK].outdated == ()


def test_a_draft_is_outdated_by_what_it_was_begun_from():
    one = story(body="Nine.", headline="H")
    draft(one, UK)
    changed(one)
    assert standings([one.pk], [UK])[one.pk, UK].outdated


def test_an_approved_text_stays_outdated_while_its_draft_follows_the_new_source():
    one = story(body="Nine.", headline="H")
    version = approved(one, UK)
    newer = changed(one)
    reopen(version.translation, by=editor(), at=AT)
    follow(version.translation, newer, by=editor(), at=AT)
    assert standings([one.pk], [UK])[one.pk, UK].outdated


def test_a_change_of_the_original_reaches_a_relay_and_says_through_whom():
    one = story(language=UK, body="Nine.", headline="H")
    pivot = approved(one, EN)
    approved(one, PL, made_from=pivot)
    changed(one)
    found = standings([one.pk], ALL)
    assert [reason.via for reason in found[one.pk, EN].outdated] == [None]
    assert [(reason.language, reason.via) for reason in found[one.pk, PL].outdated] == [(UK, EN)]


def test_a_newer_version_of_the_pivot_outdates_the_relay():
    one = story(language=UK)
    pivot = approved(one, EN, mark="v1")
    approved(one, PL, made_from=pivot)
    again(pivot, mark="v2")
    (reason,) = standings([one.pk], [PL])[one.pk, PL].outdated
    assert (reason.language, reason.from_number, reason.to_number) == (EN, 1, 2)


def test_many_standings_cost_as_many_queries_as_one(django_assert_num_queries):
    stories = [story() for _ in range(4)]
    for one in stories:
        approved(one, PL, made_from=approved(one, UK))
        draft(one, ZH)
    for ids in ([stories[0].pk], [one.pk for one in stories]):
        with django_assert_num_queries(13):
            standings(ids, ALL)

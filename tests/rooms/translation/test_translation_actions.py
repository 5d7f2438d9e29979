"""A translation through its states: claimed, handed in, approved, and back again."""

import pytest

from tests.factories import (
    AT,
    EN,
    LATER,
    PL,
    UK,
    ZH,
    approved,
    content,
    draft,
    editor,
    fill,
    revision,
    story,
    team,
    user,
)
from workflow.journal.actions import MoveRefused
from workflow.journal.models import Entry
from workflow.people.actions import terminal_user
from workflow.people.models import User
from workflow.people.permissions import NotAllowed
from workflow.people.roles import TeamRole
from workflow.stories.actions import revise
from workflow.text.reserved import READER_TOKEN
from workflow.text.segments import Kind
from workflow.translation.actions import (
    approve,
    follow,
    open_translation,
    reopen,
    request_changes,
    set_credits,
    start,
    submit_for_review,
)
from workflow.translation.claims import release
from workflow.translation.models import ApprovedVersion, Credit, Translation
from workflow.translation.problems import (
    Incomplete,
    OwnWork,
    SaveRefused,
    SourceRefused,
    TranslationProblem,
)
from workflow.translation.queries import translated_text
from workflow.translation.states import TranslationState
from workflow.translation.writing import current_versions, save_file, save_segment

pytestmark = pytest.mark.django_db


def states(of: Translation) -> list[tuple[str, str, str]]:
    rows = Entry.objects.filter(subject_kind="translation.translation", subject_id=of.pk)
    return [row for row in rows.values_list("verb", "from_state", "to_state") if row[2]]


def in_review(of=None, language=UK, by=None) -> Translation:
    row = draft(of or story(), language, by=by or editor())
    fill(row)
    submit_for_review(row, by=terminal_user(), at=AT)
    return row


def test_the_way_of_a_translation_stands_in_the_journal():
    by, row = editor("ann"), open_translation(story(), UK, by=editor(), at=AT)
    start(row, made_from=revision(row.story), by=by, at=AT)
    release(row, by=by, at=AT)
    start(row, made_from=revision(row.story), by=by, at=AT)
    fill(row)
    submit_for_review(row, by=by, at=AT)
    request_changes(row, by=by, at=AT, note="The second paragraph")
    submit_for_review(row, by=by, at=AT)
    approve(row, by=editor("bob"), at=LATER)
    reopen(row, by=by, at=LATER)
    assert states(row) == [
        ("open", "", "open"),
        ("start", "open", "drafting"),
        ("release", "drafting", "open"),
        ("start", "open", "drafting"),
        ("submit", "drafting", "in_review"),
        ("request changes", "in_review", "drafting"),
        ("submit", "drafting", "in_review"),
        ("approve", "in_review", "approved"),
        ("reopen", "approved", "drafting"),
    ]
    notes = Entry.objects.filter(verb="request changes").values_list("detail", flat=True)
    assert list(notes) == [{"note": "The second paragraph"}]
    assert Translation.objects.get().changed_at == LATER


def test_a_story_is_not_translated_into_its_own_language():
    with pytest.raises(SourceRefused, match="is written in uk"):
        open_translation(story(language=UK), UK, by=editor(), at=AT)


ACTS = {
    "start": lambda row, by: start(row, made_from=revision(row.story), by=by, at=AT),
    "follow": lambda row, by: follow(row, revision(row.story), by=by, at=AT),
    "submit": lambda row, by: submit_for_review(row, by=by, at=AT),
    "approve": lambda row, by: approve(row, by=by, at=AT),
    "request changes": lambda row, by: request_changes(row, by=by, at=AT),
    "reopen": lambda row, by: reopen(row, by=by, at=AT),
    "release": lambda row, by: release(row, by=by, at=AT),
    "set credits": lambda row, by: set_credits(
        row, authors=["Ola"], translators=[], reviewers=[], by=by, at=AT
    ),
    "save": lambda row, by: save_file(row, {"s1": "x"}, by=by, at=AT),
}
MAY = {
    "start": (TranslationState.OPEN, {"translator", "reviewer"}),
    "follow": (TranslationState.DRAFTING, {"translator", "reviewer"}),
    "submit": (TranslationState.DRAFTING, {"translator", "reviewer"}),
    "save": (TranslationState.DRAFTING, {"translator", "reviewer"}),
    "release": (TranslationState.DRAFTING, {"translator", "reviewer"}),
    "set credits": (TranslationState.DRAFTING, {"translator", "reviewer"}),
    "approve": (TranslationState.IN_REVIEW, {"reviewer"}),
    "request changes": (TranslationState.IN_REVIEW, {"reviewer"}),
    "reopen": (TranslationState.APPROVED, {"translator", "reviewer"}),
}
WHO = {
    "translator": {"uk": TeamRole.TRANSLATOR},
    "reviewer": {"uk": TeamRole.REVIEWER},
    "stranger": {"pl": TeamRole.REVIEWER},
}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("act", MAY)
def test_each_act_asks_for_its_role_in_the_language(act, who):
    state, allowed = MAY[act]
    row = draft(story())
    fill(row)
    revise(row.story, content("Another.", headline="H"), by=editor(), at=AT)
    Translation.objects.filter(pk=row.pk).update(state=state)
    row.state = state
    person = user(**WHO[who])
    before = Entry.objects.count()
    if who in allowed:
        ACTS[act](row, person)
        assert Entry.objects.count() > before
    else:
        with pytest.raises(NotAllowed, match="in the uk team"):
            ACTS[act](row, person)
        assert Entry.objects.count() == before


FROM_ELSEWHERE = [
    (act, state)
    for act in ("follow", "submit", "approve", "request changes", "reopen", "save")
    for state in TranslationState
    if state is not MAY[act][0] and (act, state) != ("save", TranslationState.IN_REVIEW)
]


@pytest.mark.parametrize(("act", "state"), FROM_ELSEWHERE)
def test_an_act_goes_only_from_its_own_state(act, state):
    row = draft(story(), by=editor())
    fill(row)
    Translation.objects.filter(pk=row.pk).update(state=state)
    row.state = state
    before = Entry.objects.count()
    with pytest.raises((MoveRefused, TranslationProblem)):
        ACTS[act](row, editor())
    row.refresh_from_db()
    assert (row.state, Entry.objects.count()) == (state, before)


def test_all_missing_segments_are_named_before_anything_is_handed_in():
    row = draft(story(body="One.\n\nTwo.\n\nThree.", headline="H"), by=editor())
    save_file(row, {"s1": "Г", "s3": "Два."}, by=editor(), at=AT)
    with pytest.raises(Incomplete) as refused:
        submit_for_review(row, by=editor(), at=AT)
    assert [segment.key for segment in refused.value.missing] == ["s2", "s4"]
    assert "s2 (body), s4 (body)" in str(refused.value)
    row.refresh_from_db()
    assert row.state == TranslationState.DRAFTING


def test_rules_and_code_are_taken_over_when_nobody_translates_them():
    row = draft(story(body="One.\n\n---\n\n```py\nx = 1\n```", headline="H"), by=editor())
    save_file(row, {"s1": "Г", "s2": "Один."}, by=editor(), at=AT)
    submit_for_review(row, by=editor(), at=AT)
    text = translated_text(approve(row, by=editor(), at=AT))
    assert [(each.kind, each.text) for each in text.segments] == [
        (Kind.LINE, "Г"),
        (Kind.PARAGRAPH, "Один."),
        (Kind.RULE, ""),
        (Kind.CODE, "x = 1"),
    ]


def test_nobody_approves_her_own_translation():
    translator = editor("olena")
    row = in_review(by=translator)
    with pytest.raises(OwnWork, match="Olena translated"):
        approve(row, by=translator, at=AT)
    row.refresh_from_db()
    assert row.state == TranslationState.IN_REVIEW


def typed(by) -> Translation:
    """A translation written by one person at the desk, who then clears the credits."""
    row = draft(story(), UK, by=by)
    fill(row)
    save_segment(row, "s1", "Порт", base_version=current_versions(row)["s1"], by=by, at=AT)
    set_credits(row, authors=(), translators=(), reviewers=(), by=by, at=AT)
    submit_for_review(row, by=by, at=AT)
    return row


def test_clearing_the_credits_does_not_make_her_work_somebody_elses():
    translator = editor("olena")
    row = typed(translator)
    with pytest.raises(OwnWork, match="Olena translated"):
        approve(row, by=translator, at=AT)
    assert approve(row, by=editor("ivan"), at=AT).number == 1


def test_a_reviewer_who_puts_a_word_right_may_still_approve():
    reviewer = editor("ivan")
    row = typed(editor("olena"))
    save_segment(row, "s1", "Гавань", base_version=current_versions(row)["s1"], by=reviewer, at=AT)
    assert approve(row, by=reviewer, at=AT).number == 1


def test_what_is_pinned_is_what_stands_in_the_database_not_what_was_seen_before():
    row = in_review(by=editor())
    seen = Translation.objects.get(pk=row.pk)
    request_changes(row, by=editor(), at=AT)
    newer = revise(row.story, content("Other words."), by=terminal_user(), at=AT)
    follow(row, newer, by=editor(), at=AT)
    fill(row, mark="newer")
    submit_for_review(row, by=terminal_user(), at=AT)
    assert seen.revision != newer
    version = approve(seen, by=terminal_user(), at=AT)
    assert version.revision == newer


def test_a_readers_token_is_kept_out_of_names():
    row = draft(story(), UK)
    with pytest.raises(SaveRefused, match="secret token"):
        set_credits(row, authors=[READER_TOKEN], translators=(), reviewers=(), by=editor(), at=AT)
    with pytest.raises(SaveRefused, match="secret token"):
        save_segment(row, "s1", f"A {READER_TOKEN}", base_version=None, by=editor(), at=AT)


def test_a_very_small_team_may_allow_it():
    team(UK, allows_self_review=True)
    translator = editor("olena")
    assert approve(in_review(by=translator), by=translator, at=AT).number == 1


def test_an_approved_version_keeps_what_it_said_when_work_goes_on():
    first = approved(story(), UK, mark="v1")
    row = first.translation
    before = translated_text(first)
    reopen(row, by=editor(), at=AT)
    fill(row, mark="v2")
    submit_for_review(row, by=terminal_user(), at=AT)
    second = approve(row, by=editor(), at=AT)
    assert (first.number, second.number) == (1, 2)
    assert translated_text(first) == before
    assert all("v2" in segment.text for segment in translated_text(second).segments)
    assert first.content_hash != second.content_hash


def test_an_approved_text_is_read_back_whole():
    row = draft(story(body="One.", headline="H"), by=editor("olena"))
    set_credits(row, authors=["Оля До"], translators=["Olena"], reviewers=[], by=editor(), at=AT)
    save_file(row, {"s1": "Г", "s2": "Один."}, by=editor(), at=AT)
    submit_for_review(row, by=editor(), at=AT)
    text = translated_text(approve(row, by=editor("ivan"), at=AT))
    assert (text.language, text.number, text.revision_number) == (UK, 1, 1)
    assert (text.made_from_language, text.made_from_number) == (EN, 1)
    assert (text.authors, text.translators, text.reviewers) == (("Оля До",), ("Olena",), ("Ivan",))
    assert [(each.key, each.text) for each in text.segments] == [("s1", "Г"), ("s2", "Один.")]


def test_translators_and_reviewers_are_credited_once_each():
    row = in_review(by=editor("olena"))
    request_changes(row, by=editor("ivan"), at=AT)
    submit_for_review(row, by=editor("maria"), at=AT)
    approve(row, by=User.objects.get(username="ivan"), at=AT)
    assert list(Credit.objects.values_list("role", "name").order_by("role")) == [
        ("reviewer", "Ivan"),
        ("translator", "Olena"),
    ]


def test_a_released_draft_keeps_its_words_and_its_credit():
    row = draft(story(), by=editor("olena"))
    fill(row)
    release(row, by=editor(), at=AT)
    start(row, made_from=revision(row.story), by=editor("ivan"), at=AT)
    assert len(current_versions(row)) == 5
    assert set(row.credits.values_list("name", flat=True)) == {"Olena", "Ivan"}


def test_a_relay_renders_the_revision_of_its_pivot():
    pivot = approved(story(language=UK), EN)
    relay = approved(pivot.translation.story, PL, made_from=pivot)
    text = translated_text(relay)
    assert (text.made_from_language, text.made_from_number) == (EN, 1)
    assert relay.revision == pivot.revision


def test_a_relay_that_leads_back_to_itself_is_refused():
    pivot = approved(story(language=UK), EN)
    relay = approved(pivot.translation.story, PL, made_from=pivot)
    further = approved(pivot.translation.story, ZH, made_from=relay)
    row = pivot.translation
    reopen(row, by=editor(), at=AT)
    for version in (pivot, relay, further):
        with pytest.raises(SourceRefused, match="was itself made from the en translation"):
            follow(row, version, by=editor(), at=AT)


def test_a_version_of_another_story_is_refused():
    with pytest.raises(SourceRefused, match="of another story"):
        draft(story(), made_from=revision(story()))


def test_following_a_newer_revision_keeps_the_texts_of_what_stayed():
    row = draft(story(body="One here.\n\nTwo there.", headline="H"), by=editor())
    fill(row)
    by = terminal_user()
    newer = revise(row.story, content("One here.\n\nNews.", headline="H"), by=by, at=AT)
    follow(row, newer, by=by, at=AT)
    with pytest.raises(Incomplete) as refused:
        submit_for_review(row, by=by, at=AT)
    assert [segment.text for segment in refused.value.missing] == ["News."]


@pytest.mark.parametrize("way", ["followed", "released and started again"])
def test_a_text_that_no_longer_fits_its_place_is_put_right_and_kept(way):
    body = "Nine[^1].\n\n> Always.\n>\n> — Pilot\n\n[^1]: Small."
    row = draft(story(body=body, headline="H"))
    fill(row, mark="ук")
    by = terminal_user()
    newer = revise(row.story, content(body.replace("^1", "^2"), headline="H"), by=by, at=AT)
    if way == "followed":
        follow(row, newer, by=by, at=AT)
    else:
        release(row, by=by, at=AT)
        start(row, made_from=newer, by=by, at=AT)
    versions = current_versions(row)
    assert versions["s2"].text == "ук Ніне\\[^1]."
    assert versions["s2"].base.text == "ук Ніне[^1]."
    assert versions["s3"].number == 1


def test_a_number_from_an_archive_must_be_higher_than_the_last():
    version = approved(story(), UK)
    row = version.translation
    reopen(row, by=editor(), at=AT)
    submit_for_review(row, by=terminal_user(), at=AT)
    with pytest.raises(TranslationProblem, match="Number this one 2 or more"):
        approve(row, by=editor(), at=AT, number=1)
    assert approve(row, by=editor(), at=AT, number=7).number == 7
    assert ApprovedVersion.objects.count() == 2

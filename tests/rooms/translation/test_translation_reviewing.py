"""Checks at the gate: errors block, warnings need a reason, and the reviewer reads it."""

import pytest

from tests import factories as make
from tests.factories import AT, UK
from workflow.stories.actions import set_house_style
from workflow.text.checks.finding import Severity
from workflow.text.typography.style import HouseStyleRefused
from workflow.translation.actions import request_changes, submit_for_review
from workflow.translation.models import PassedWarning
from workflow.translation.problems import FindingsRefused
from workflow.translation.reshaping import add_note
from workflow.translation.reviewing import Reasons
from workflow.translation.states import TranslationState
from workflow.translation.workbench import workbench
from workflow.translation.writing import current_versions, save_segment

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make.editor("olena")


def draft(by, *texts, body="A fleet of 24,000 ferries.\n\nGulls follow."):
    row = make.draft(make.story(body=body, headline="Port"), UK, by=by)
    for number, text in enumerate(("Порт", *texts), 1):
        save_segment(row, f"s{number}", text, base_version=None, by=by, at=AT)
    return row


def test_an_error_blocks_submission_and_names_block_and_mend(by):
    row = draft(by, "Флот із 24 000 поромів.", "Чайки летять слiдом.")
    with pytest.raises(FindingsRefused) as refused:
        submit_for_review(row, by=by, at=AT)
    (found,) = refused.value.found
    assert (found.key, found.finding.check) == ("s3", "homoglyph")
    assert "s3: error homoglyph" in str(refused.value)
    row.refresh_from_db()
    assert row.state == TranslationState.DRAFTING


def test_all_errors_and_unexplained_warnings_are_told_at_once(by):
    row = draft(by, "Флот із 42 000 поромів.", "Чайки летять слiдом.")
    with pytest.raises(FindingsRefused) as refused:
        submit_for_review(row, by=by, at=AT)
    assert [(each.key, each.finding.severity) for each in refused.value.found] == [
        ("s2", Severity.WARNING),
        ("s3", Severity.ERROR),
    ]


def test_a_warning_passes_with_a_reason_that_the_reviewer_sees(by):
    row = draft(by, "Флот із 42 000 поромів.", "Чайки летять слідом.")
    reasons = Reasons(by_place={("s2", "numbers"): "Виправлення редакції"})
    submit_for_review(row, by=by, at=AT, reasons=reasons)
    (view,) = [view for view in workbench(row).blocks if view.block.key == "s2"]
    (found,) = [each for each in view.findings if each.finding.check == "numbers"]
    assert found.reason == "Виправлення редакції"
    assert PassedWarning.objects.get().by_name == "Olena"


def test_a_reason_for_another_block_or_check_lets_nothing_pass(by):
    row = draft(by, "Флот із 42 000 поромів.", "Чайки летять слідом.")
    for place in (("s3", "numbers"), ("s2", "links")):
        with pytest.raises(FindingsRefused):
            submit_for_review(row, by=by, at=AT, reasons=Reasons(by_place={place: "так"}))
    assert not PassedWarning.objects.exists()


def test_a_reason_of_spaces_is_none(by):
    row = draft(by, "Флот із 42 000 поромів.", "Чайки летять слідом.")
    reasons = Reasons(by_place={("s2", "numbers"): "  "})
    with pytest.raises(FindingsRefused):
        submit_for_review(row, by=by, at=AT, reasons=reasons)


def test_nobody_is_asked_twice_about_the_same_words(by):
    row = draft(by, "Флот із 42 000 поромів.", "Чайки летять слідом.")
    reasons = Reasons(by_place={("s2", "numbers"): "Так і є"})
    submit_for_review(row, by=by, at=AT, reasons=reasons)
    request_changes(row, by=make.editor(), at=AT)
    submit_for_review(row, by=by, at=AT)
    assert PassedWarning.objects.count() == 1


def test_new_words_with_the_same_fault_need_their_own_reason(by):
    row = draft(by, "Флот із 42 000 поромів.", "Чайки летять слідом.")
    reasons = Reasons(by_place={("s2", "numbers"): "Так і є"})
    submit_for_review(row, by=by, at=AT, reasons=reasons)
    request_changes(row, by=make.editor(), at=AT)
    base = current_versions(row)["s2"]
    save_segment(row, "s2", "Флот із 43 000 поромів.", base_version=base, by=by, at=AT)
    with pytest.raises(FindingsRefused):
        submit_for_review(row, by=by, at=AT)


def test_a_note_keeps_nobody(by):
    row = draft(by, 'Флот "старих" поромів: 24 000.', "Чайки летять слідом.")
    submit_for_review(row, by=by, at=AT)
    found = [each for view in workbench(row).blocks for each in view.findings]
    assert {each.finding.severity for each in found} == {Severity.NOTE}


def test_a_translators_note_is_looked_at_alone(by):
    row = draft(by, "Флот із 24 000 поромів.", "Чайки летять слідом.")
    key = add_note(row, after="s3", text="У 2014 році їх було 17.", by=by, at=AT)
    found = {view.block.key: view.findings for view in workbench(row).blocks}
    assert not found[key]


def test_a_relay_is_held_against_the_text_it_was_made_from(by):
    story = make.story(body="A fleet of 24 ferries.", headline="Port")
    pivot = make.approved(story, make.PL, mark="17")
    row = make.draft(story, UK, made_from=pivot, by=by)
    save_segment(row, "s1", "17 Порт", base_version=None, by=by, at=AT)
    save_segment(row, "s2", "Флот 19: 24 пороми.", base_version=None, by=by, at=AT)
    found = [each for view in workbench(row).blocks for each in view.findings]
    assert any("17" in str(each.finding) for each in found if each.finding.check == "numbers")


def test_the_house_style_of_the_coverage_is_the_one_that_counts(by):
    row = draft(by, "Він живе в Києві, 24 000 поромів.", "Чайки летять слідом.")

    def checks():
        views = workbench(row).blocks
        return {each.finding.check for view in views for each in view.findings}

    assert "nbsp-preposition" not in checks()
    set_house_style(row.story.coverage, {"uk.nbsp-preposition": "on"}, by=by, at=AT)
    row.refresh_from_db()
    assert "nbsp-preposition" in checks()


def test_an_unknown_house_style_is_refused_with_what_there_is(by):
    story = make.story()
    chosen = {"uk.nothing": "on", "uk.nbsp-preposition": "loud"}
    with pytest.raises(HouseStyleRefused, match=r"no option 'uk.nothing'(.|\n)*cannot be 'loud'"):
        set_house_style(story.coverage, chosen, by=by, at=AT)

"""Setting an issue up: planned, filled with stories, and left alone once it is being sent."""

import pytest

from tests.factories import AT, EN, LATER, UK, editor, issue, letter, story, user
from workflow.issues.actions import IssueRefused, SlotPlan, add_issue, plan_issue, set_slots
from workflow.issues.models import Issue, Slot
from workflow.issues.states import Fallback, IssueState, Layout
from workflow.journal.models import Entry
from workflow.people.permissions import NotAllowed
from workflow.people.roles import TeamRole

pytestmark = pytest.mark.django_db


def lines(row: Issue) -> list[str]:
    rows = Entry.objects.filter(subject_kind="issues.issue", subject_id=row.pk)
    return list(rows.values_list("verb", flat=True))


def plan(row, layout=Layout.STANDARD) -> SlotPlan:
    return SlotPlan(story=row, layout=layout, fallback=Fallback.OMIT)


def replan(row: Issue, **change) -> bool:
    usual = {"letter": row.letter, "languages": [EN, UK], "planned_at": LATER}
    return plan_issue(row, **{**usual, **change}, by=editor(), at=AT)


def test_an_issue_has_its_stories_in_order():
    one, two = story("one"), story("two")
    row = issue(stories=[two, one])
    slots = [(slot.position, slot.story.slug) for slot in row.slots.all()]
    assert slots == [(1, "two"), (2, "one")]
    assert (row.state, lines(row)) == (IssueState.PLANNING, ["add", "set slots"])


def test_new_slots_take_the_place_of_the_old_ones_once():
    one, two = story("one"), story("two")
    row, by = issue(stories=[one, two]), editor()
    assert set_slots(row, [plan(two, Layout.LEAD)], by=by, at=AT)
    assert not set_slots(row, [plan(two, Layout.LEAD)], by=by, at=AT)
    assert [(slot.position, slot.layout) for slot in Slot.objects.all()] == [(1, "lead")]
    assert lines(row) == ["add", "set slots", "set slots"]


def test_a_plan_changes_once():
    row = issue()
    assert replan(row)
    assert not replan(row)
    assert Issue.objects.get().languages == ["en", "uk"]
    assert lines(row)[-1] == "plan"


def test_a_story_cannot_be_a_letter_nor_a_letter_a_story():
    row = issue()
    with pytest.raises(IssueRefused, match="is a story, not a letter"):
        replan(row, letter=story())
    with pytest.raises(IssueRefused, match="has no slot"):
        set_slots(row, [plan(row.letter)], by=editor(), at=AT)


def test_a_story_stands_in_an_issue_once():
    one = story("one")
    with pytest.raises(IssueRefused, match="has one more than once"):
        set_slots(issue(), [plan(one), plan(one)], by=editor(), at=AT)


@pytest.mark.parametrize("state", set(IssueState) - {IssueState.PLANNING})
def test_an_issue_out_of_planning_does_not_change(state):
    row = issue(stories=[story()])
    Issue.objects.update(state=state)
    before = Entry.objects.count()
    with pytest.raises(IssueRefused, match=f"is {state}"):
        set_slots(row, [], by=editor(), at=AT)
    with pytest.raises(IssueRefused, match=f"is {state}"):
        replan(row)
    assert (Slot.objects.count(), Entry.objects.count()) == (1, before)


def test_only_editors_set_issues_up():
    row, reviewer = issue(), user(uk=TeamRole.REVIEWER)
    with pytest.raises(NotAllowed):
        set_slots(row, [], by=reviewer, at=AT)
    with pytest.raises(NotAllowed):
        add_issue(
            row.coverage,
            "x",
            number=2,
            letter=letter("other"),
            languages=[EN],
            planned_at=LATER,
            by=reviewer,
            at=AT,
        )

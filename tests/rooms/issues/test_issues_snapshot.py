"""Reading an issue whole."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.factories import EN, PL, UK, ZH
from workflow.issues.decide import Choice, decide
from workflow.issues.models import Issue
from workflow.issues.readiness import Status, board
from workflow.issues.snapshot import IssueIncomplete, snapshot
from workflow.issues.states import Fallback, Layout
from workflow.stories.models import CoverageWords, Story

pytestmark = pytest.mark.django_db


def queries(issue: Issue) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        snapshot(Issue.objects.get(pk=issue.pk))
    return len(seen)


def test_a_snapshot_holds_words_letter_slots_and_standings() -> None:
    story = make.story("harbour")
    make.approved(story, UK)
    make.draft(story, PL)
    taken = snapshot(make.issue("first", stories=[story]))
    assert (taken.slug, taken.number, taken.coverage) == ("first", 1, "harbours")
    assert taken.words[UK].name == "Harbours (uk)"
    assert taken.letter.title == "Two harbours"
    assert [(each.layout, each.fallback) for each in taken.slots] == [
        (Layout.STANDARD, Fallback.HOLD)
    ]
    assert taken.story_slugs == {"harbour", "letter-first"}
    assert [decide(taken, language)[1].choice for language in (EN, UK, PL)] == [
        Choice.SOURCE,
        Choice.APPROVED,
        Choice.HELD,
    ]


def test_a_snapshot_takes_as_many_queries_for_ten_stories_as_for_one() -> None:
    stories = [make.story() for _ in range(10)]
    for story in stories:
        make.approved(story, UK)
    few = make.issue("few", stories=stories[:1])
    many = make.issue("many", stories=stories, number=2)
    assert queries(few) == queries(many) <= 22


def test_slots_come_in_the_order_of_the_issue() -> None:
    stories = [make.story(slug) for slug in ("z", "a", "m")]
    taken = snapshot(make.issue(stories=stories))
    assert [each.story.source.slug for each in taken.slots] == ["z", "a", "m"]


def test_an_issue_without_the_words_of_a_language_is_refused_with_all_that_lack() -> None:
    issue = make.issue(stories=[make.story()])
    CoverageWords.objects.filter(language__in=[UK, PL]).delete()
    with pytest.raises(IssueIncomplete, match=r"publisher in uk.*publisher in pl"):
        snapshot(issue)


def test_the_board_of_a_real_issue_says_what_each_edition_waits_for() -> None:
    story = make.story("harbour", headline="A harbour wakes")
    make.approved(story, UK)
    issue = make.issue(stories=[story])
    make.approved(issue.letter, UK)
    found = board(snapshot(issue))
    states = {cell.language: cell.status for cell in found.rows[1].cells}
    assert (states[EN], states[UK], states[PL]) == (Status.ORIGINAL, Status.APPROVED, Status.OPEN)
    waits = {each.language: each.waits_for for each in found.editions}
    assert waits[UK] == ()
    assert waits[PL] == ("Two harbours", "A harbour wakes")


@pytest.mark.parametrize(
    ("zone", "planned_at", "day"),
    [
        ("Asia/Taipei", datetime(2026, 11, 23, 15, 59, tzinfo=UTC), date(2026, 11, 23)),
        ("Asia/Taipei", datetime(2026, 11, 23, 16, 0, tzinfo=UTC), date(2026, 11, 24)),
        ("America/New_York", datetime(2026, 11, 24, 4, 59, tzinfo=UTC), date(2026, 11, 23)),
        ("America/New_York", datetime(2026, 11, 24, 5, 0, tzinfo=UTC), date(2026, 11, 24)),
        ("UTC", datetime(2026, 11, 23, 23, 59, tzinfo=UTC), date(2026, 11, 23)),
    ],
)
def test_the_day_of_an_issue_is_the_newsrooms(
    settings, zone: str, planned_at: datetime, day: date
) -> None:
    settings.NEWSROOM_TIME_ZONE = zone
    issue = make.issue(stories=[make.story()])
    Issue.objects.filter(pk=issue.pk).update(planned_at=planned_at)
    taken = snapshot(Issue.objects.get(pk=issue.pk))
    assert (taken.planned_date, taken.planned_at) == (day, planned_at)


def relayed(slug: str) -> Story:
    """A Chinese story, English made from it, Polish from the English, and English moved on."""
    story = make.story(slug, language=ZH, body="一。", headline="港")
    english = make.approved(story, EN)
    make.approved(story, PL, made_from=english)
    make.approved(story, EN, mark="[later]")
    return story


def test_a_relayed_translation_comes_with_the_very_version_it_was_made_from() -> None:
    taken = snapshot(make.issue(stories=[relayed("harbour")]))
    texts = taken.slots[0].story
    assert {language: text.number for language, text in texts.relays.items()} == {PL: 1}
    assert texts.relays[PL].language == EN
    assert "[en]" in texts.relays[PL].segments[0].text
    assert texts.standings[EN].approved is not None
    assert texts.standings[EN].approved.number == 2


def test_relays_take_as_many_queries_for_five_stories_as_for_one() -> None:
    stories = [relayed(f"harbour-{number}") for number in range(5)]
    few = make.issue("few", stories=stories[:1])
    many = make.issue("many", stories=stories, number=2)
    assert queries(few) == queries(many) <= 27

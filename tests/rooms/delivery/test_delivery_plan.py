"""Planning: who gets which edition, once, whatever happens."""

from functools import partial

import pytest
from ledger_values import ALL_TAGS, AT, a_frozen_edition, an_editor, an_issue, some_readers

from tests.racing import race
from workflow.audience.states import ReaderState
from workflow.delivery.models import Delivery, Mailing
from workflow.delivery.plan import plan
from workflow.delivery.queries import audience_by_language, books
from workflow.delivery.routing import How, edition_for, served_by
from workflow.issues.freeze import EditionTampered
from workflow.issues.models import Edition, Issue
from workflow.issues.states import EditionState, IssueState
from workflow.journal.actions import MoveRefused
from workflow.journal.models import Entry
from workflow.languages.registry import ALL, by_tag
from workflow.people.permissions import NotAllowed
from workflow.people.roles import NewsroomRole

pytestmark = pytest.mark.django_db
EN, ZH, UK, PL = (by_tag(tag) for tag in ("en", "zh-Hant", "uk", "pl"))


@pytest.mark.parametrize(
    ("reader", "among", "edition", "how"),
    [
        (UK, (EN, UK), UK, How.EXACT),
        (PL, (EN, UK), EN, How.FALLBACK),
        (ZH, (EN,), EN, How.FALLBACK),
        (UK, (PL, ZH), None, How.HELD),
        (EN, (UK,), None, How.HELD),
        (EN, (), None, How.HELD),
    ],
)
def test_a_reader_gets_their_language_or_its_fallback_or_nothing(reader, among, edition, how):
    assert edition_for(reader, among) == (edition, how)


@pytest.mark.parametrize("among", [(EN, ZH, UK, PL), (EN, UK), (UK,), ()])
def test_no_reader_is_served_by_two_editions(among) -> None:
    served = [reader for edition in among for reader in served_by(edition, among)]
    assert len(served) == len(set(served))
    assert {reader for reader in ALL if edition_for(reader, among)[0]} == set(served)


def test_subscribed_readers_of_the_edition_s_languages_stand_in_the_ledger_once() -> None:
    issue = an_issue(languages=["en", "uk"])
    readers = {tag: some_readers(2, tag) for tag in ("en", "uk", "pl")}
    for state in sorted(set(ReaderState) - {ReaderState.SUBSCRIBED}):
        some_readers(1, "en", state=state)
    mailing = plan(a_frozen_edition(issue), transport="outbox", by=an_editor(), at=AT)
    lines = Delivery.objects.filter(mailing=mailing)
    expected = {reader.address for reader in readers["en"] + readers["pl"]}
    assert {line.reader.address for line in lines} == expected
    assert mailing.planned == books(mailing).waiting == 4
    assert {line.changed_at for line in lines} == {AT}


def test_planning_twice_plans_nobody_twice() -> None:
    issue, editor = an_issue(), an_editor()
    edition = a_frozen_edition(issue)
    some_readers(3)
    first = plan(edition, transport="outbox", by=editor, at=AT)
    some_readers(2)
    again = plan(edition, transport="outbox", by=editor, at=AT)
    stale = plan(Edition.objects.get(pk=edition.pk), transport="outbox", by=editor, at=AT)
    assert first == again == stale
    assert (again.planned, Delivery.objects.count()) == (3, 3)


def test_a_reader_who_changed_language_gets_no_second_copy() -> None:
    issue, editor = an_issue(), an_editor()
    (reader,) = some_readers(1, "en")
    plan(a_frozen_edition(issue, "en"), transport="outbox", by=editor, at=AT)
    reader.language = UK
    reader.save(update_fields=["language"])
    second = plan(a_frozen_edition(issue, "uk"), transport="outbox", by=editor, at=AT)
    assert second.planned == 0
    assert Delivery.objects.count() == 1


def test_the_same_reader_gets_every_issue() -> None:
    some_readers(1)
    for number in (1, 2):
        edition = a_frozen_edition(an_issue(number))
        assert plan(edition, transport="outbox", by=an_editor(), at=AT).planned == 1


def test_an_edition_that_was_changed_after_the_freeze_is_refused() -> None:
    edition = a_frozen_edition(an_issue())
    some_readers(1)
    Edition.objects.filter(pk=edition.pk).update(html=edition.html.replace("secret", "Secret"))
    with pytest.raises(EditionTampered):
        plan(edition, transport="outbox", by=an_editor(), at=AT)
    assert not Mailing.objects.exists()


def test_a_superseded_edition_is_refused_and_nothing_is_written() -> None:
    edition = a_frozen_edition(an_issue(), state=EditionState.SUPERSEDED)
    some_readers(1)
    with pytest.raises(MoveRefused, match="superseded"):
        plan(edition, transport="outbox", by=an_editor(), at=AT)
    assert not Delivery.objects.exists()


def test_only_an_editor_may_send() -> None:
    stranger = an_editor("olena", NewsroomRole.NONE)
    with pytest.raises(NotAllowed):
        plan(a_frozen_edition(an_issue()), transport="outbox", by=stranger, at=AT)
    assert not Mailing.objects.exists()


def test_planning_moves_edition_and_issue_and_is_journalled() -> None:
    edition = a_frozen_edition(an_issue())
    mailing = plan(edition, transport="outbox", by=an_editor(), at=AT)
    assert (edition.state, mailing.edition.issue.state) == (
        EditionState.SENDING,
        IssueState.SENDING,
    )
    kinds = list(Entry.objects.values_list("subject_kind", flat=True))
    assert sorted(kinds) == ["delivery.mailing", "issues.edition", "issues.issue"]


def test_four_languages_are_planned_one_after_the_other_from_what_was_seen_before_the_first() -> (
    None
):
    issue, editor = an_issue(), an_editor()
    for tag in ALL_TAGS:
        some_readers(1, tag)
        a_frozen_edition(issue, tag)
    seen = list(Edition.objects.select_related("issue"))
    mailings = [plan(edition, transport="outbox", by=editor, at=AT) for edition in seen]
    assert [mailing.planned for mailing in mailings] == [1, 1, 1, 1]
    assert Entry.objects.filter(subject_kind="issues.issue").count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_four_languages_are_planned_at_the_same_moment() -> None:
    issue, editor = an_issue(), an_editor()
    for tag in ALL_TAGS:
        some_readers(1, tag)
        a_frozen_edition(issue, tag)
    seen = list(Edition.objects.select_related("issue"))
    outcomes = race(
        *(partial(plan, edition, transport="outbox", by=editor, at=AT) for edition in seen)
    )
    assert [type(outcome) for outcome in outcomes] == [Mailing] * 4
    assert [outcome.planned for outcome in outcomes] == [1, 1, 1, 1]
    assert Issue.objects.get().state == IssueState.SENDING
    assert Entry.objects.filter(subject_kind="issues.issue").count() == 1


def test_the_audience_is_counted_by_language_and_how_it_is_served() -> None:
    issue = an_issue(languages=["uk", "en"])
    for tag, count in (("en", 3), ("uk", 2), ("pl", 1)):
        some_readers(count, tag)
    some_readers(4, "zh-Hant", state=ReaderState.PENDING)
    plan(a_frozen_edition(issue, "uk"), transport="outbox", by=an_editor(), at=AT)
    other = plan(a_frozen_edition(an_issue(2), "en"), transport="outbox", by=an_editor(), at=AT)
    assert other.planned == 3
    shares = {
        share.language.tag: (str(share.edition), share.how, share.readers, share.planned)
        for share in audience_by_language(issue)
    }
    assert shares == {
        "en": ("en", How.EXACT, 3, 0),
        "uk": ("uk", How.EXACT, 2, 2),
        "pl": ("en", How.FALLBACK, 1, 0),
        "zh-Hant": ("en", How.FALLBACK, 0, 0),
    }

"""A reader's own yes and no: they act at once, leave evidence, and can be said twice."""

from datetime import UTC, datetime

import pytest

from workflow.audience.actions import confirm, new_token, unsubscribe
from workflow.audience.models import Consent, Reader
from workflow.audience.queries import reader_by_token
from workflow.audience.states import ConsentKind, ReaderState
from workflow.journal.append_only import WrittenOnce
from workflow.languages.registry import by_tag

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


def a_reader(state: ReaderState, tag: str = "uk") -> Reader:
    number = Reader.objects.count()
    return Reader.objects.create(
        address=f"reader{number}@mail.example",
        address_key=f"reader{number}@mail.example",
        language=by_tag(tag),
        state=state,
        token=new_token(),
        created_at=AT,
    )


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        (ReaderState.SUBSCRIBED, ReaderState.UNSUBSCRIBED, True),
        (ReaderState.PENDING, ReaderState.UNSUBSCRIBED, True),
        (ReaderState.UNSUBSCRIBED, ReaderState.UNSUBSCRIBED, False),
        (ReaderState.SUPPRESSED, ReaderState.SUPPRESSED, False),
    ],
)
def test_a_no_acts_at_once_and_can_be_said_twice(before, after, new) -> None:
    reader = a_reader(before)
    assert unsubscribe(reader, at=AT, source="link") is new
    assert unsubscribe(reader, at=AT, source="link") is False
    assert reader.state == Reader.objects.get().state == after
    assert Consent.objects.filter(kind=ConsentKind.WITHDRAWN).count() == int(new)


@pytest.mark.parametrize("before", sorted(set(ReaderState) - {ReaderState.SUBSCRIBED}))
def test_a_yes_subscribes_and_keeps_what_the_reader_was_shown(before: ReaderState) -> None:
    reader = a_reader(before)
    assert confirm(reader, at=AT, source="form", wording="Так, надсилайте.")
    assert not confirm(reader, at=AT, source="form", wording="Так, надсилайте.")
    assert reader.state == ReaderState.SUBSCRIBED
    consent = Consent.objects.get()
    assert (consent.kind, consent.wording, consent.source, consent.language) == (
        ConsentKind.CONFIRMED,
        "Так, надсилайте.",
        "form",
        by_tag("uk"),
    )


def test_a_stale_page_cannot_undo_what_the_database_says() -> None:
    stale = a_reader(ReaderState.SUBSCRIBED)
    unsubscribe(Reader.objects.get(pk=stale.pk), at=AT, source="link")
    assert not unsubscribe(stale, at=AT, source="link")
    assert stale.state == ReaderState.UNSUBSCRIBED


def test_a_token_finds_its_reader_and_no_other() -> None:
    reader, _ = a_reader(ReaderState.SUBSCRIBED), a_reader(ReaderState.SUBSCRIBED)
    assert reader_by_token(reader.token) == reader
    assert reader_by_token("x" * 32) is None
    assert len({new_token() for _ in range(100)}) == 100
    assert {len(new_token()) for _ in range(100)} == {32}


def test_the_evidence_of_consent_is_only_ever_added_to() -> None:
    unsubscribe(a_reader(ReaderState.SUBSCRIBED), at=AT, source="link")
    with pytest.raises(WrittenOnce, match="consent is written once"):
        Consent.objects.update(source="another")
    with pytest.raises(WrittenOnce):
        Consent.objects.all().delete()
    with pytest.raises(WrittenOnce):
        Consent.objects.bulk_update(Consent.objects.all(), ["source"])
    assert Consent.objects.get().source == "link"

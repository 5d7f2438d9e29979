"""Test copies: marked, recorded without the address, and never in the ledger."""

from datetime import timedelta

import pytest
from ledger_values import AT, SENDER, a_frozen_edition, an_editor, an_issue, some_readers
from recording import RecordingTransport, accept

from workflow.delivery.message import Envelope
from workflow.delivery.models import Delivery, Mailing, SentTest
from workflow.delivery.proof import NOBODY, ColleaguesRefused, address_hash, send_test
from workflow.delivery.transport import Outcome, Result, TransportProblem
from workflow.issues.freeze import EditionTampered
from workflow.issues.links import READER_TOKEN
from workflow.issues.models import Edition
from workflow.journal.models import Entry
from workflow.people.permissions import NotAllowed
from workflow.people.roles import NewsroomRole

pytestmark = pytest.mark.django_db
COLLEAGUES = ["ewa@desk.example", "Ewa@desk.example", "олег@приклад.укр"]


def proof(transport: RecordingTransport, edition: Edition, *addresses: str, **options: object):
    values = {"by": an_editor(), "at": AT, "sender": SENDER}
    return send_test(edition, addresses, transport, **{**values, **options})


def test_a_test_copy_goes_to_each_colleague_once_and_belongs_to_no_reader() -> None:
    transport = RecordingTransport(batch_size=1, takes_smtputf8=True)
    outcomes = proof(transport, a_frozen_edition(an_issue()), *COLLEAGUES)
    assert [outcome.result for outcome in outcomes] == [Result.ACCEPTED] * 2
    assert [envelope.address for envelope in transport.handed] == [
        "ewa@desk.example",
        "олег@xn--80aikifvh.xn--j1amh",
    ]
    assert {envelope.token for envelope in transport.handed} == {NOBODY}
    assert len(NOBODY) == len(READER_TOKEN)


def test_a_test_copy_is_recorded_without_its_address() -> None:
    edition = a_frozen_edition(an_issue())
    proof(RecordingTransport(), edition, "ewa@desk.example")
    sent = SentTest.objects.get()
    assert (sent.edition, sent.transport, sent.outcome) == (edition, "outbox", Result.ACCEPTED)
    assert sent.address_hash == address_hash("EWA@desk.example", SENDER)
    assert "ewa" not in str(vars(sent)).replace("_state", "").replace(sent.address_hash, "")
    assert Entry.objects.get(verb="send test").detail == {"copies": 1, "transport": "outbox"}


def test_a_test_copy_never_touches_the_ledger() -> None:
    some_readers(1)
    edition = a_frozen_edition(an_issue())
    proof(RecordingTransport(), edition, "reader0@mail.example")
    edition.refresh_from_db()
    assert not Delivery.objects.exists()
    assert not Mailing.objects.exists()
    assert edition.state == "frozen"


def test_what_came_of_a_test_copy_is_recorded() -> None:
    answer = Outcome(result=Result.NOT_TAKEN, reason="Try later.")
    proof(RecordingTransport(lambda _: answer), a_frozen_edition(an_issue()), "a@b.example")
    assert SentTest.objects.values_list("outcome", "reason").get() == ("not_taken", "Try later.")


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (TransportProblem("Mend SMTP_PASSWORD."), "Mend SMTP_PASSWORD."),
        (RuntimeError("b@desk.example is not welcome."), "interrupted"),
        (KeyboardInterrupt(), "interrupted"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_when_the_transport_breaks_what_was_tried_is_recorded_and_the_rest_is_not(
    error: BaseException, reason: str
) -> None:
    certainly_nothing_left = isinstance(error, TransportProblem)
    broken = Result.NOT_TAKEN if certainly_nothing_left else Result.UNCERTAIN

    def breaks(envelope: Envelope) -> Outcome:
        if envelope.address == "b@desk.example":
            raise error
        return accept(envelope)

    edition, transport = a_frozen_edition(an_issue()), RecordingTransport(breaks, batch_size=1)
    with pytest.raises(type(error)):
        proof(transport, edition, "a@desk.example", "b@desk.example", "c@desk.example")
    sent = dict(SentTest.objects.values_list("address_hash", "outcome"))
    hashes = [address_hash(f"{name}@desk.example", SENDER) for name in "ab"]
    assert sent == dict(zip(hashes, [Result.ACCEPTED, broken], strict=True))
    (said,) = SentTest.objects.filter(outcome=broken).values_list("reason", flat=True)
    assert reason in said
    assert "desk.example" not in said
    assert Entry.objects.get(verb="send test").detail == {"copies": 2, "transport": "outbox"}


def test_a_transport_that_forgets_a_test_copy_leaves_it_uncertain() -> None:
    transport = RecordingTransport()
    transport.hand_over = lambda template, envelopes: []
    with pytest.raises(ValueError, match="shorter"):
        proof(transport, a_frozen_edition(an_issue()), "a@desk.example")
    assert SentTest.objects.get().outcome == Result.UNCERTAIN


def test_a_transport_s_long_answer_is_cut_to_what_fits() -> None:
    answer = Outcome(result=Result.REJECTED, reason="No. " * 400)
    proof(RecordingTransport(lambda _: answer), a_frozen_edition(an_issue()), "a@desk.example")
    assert SentTest.objects.get().reason == ("No. " * 400)[:500]


def test_a_test_copy_is_dated_when_it_is_sent() -> None:
    transport, edition = RecordingTransport(), a_frozen_edition(an_issue())
    proof(transport, edition, "ewa@desk.example", at=AT + timedelta(days=2))
    assert b"Date: Thu, 26 Nov 2026 07:00:00 +0000\r\n" in transport.templates[0].opening


def test_two_test_copies_of_one_edition_are_two_messages() -> None:
    transport, edition = RecordingTransport(), a_frozen_edition(an_issue())
    proof(transport, edition, "ewa@desk.example")
    proof(transport, edition, "ewa@desk.example", at=AT + timedelta(minutes=1))
    assert len({envelope.message_id for envelope in transport.handed}) == 2


def test_every_address_that_is_none_is_named_by_its_place_and_nothing_is_sent() -> None:
    transport = RecordingTransport()
    with pytest.raises(ColleaguesRefused) as refusal:
        proof(transport, a_frozen_edition(an_issue()), "ewa@desk.example", "nobody", "a@b..example")
    assert [line[:10] for line in str(refusal.value).splitlines()] == ["Address 2:", "Address 3:"]
    assert transport.handed == []
    assert not SentTest.objects.exists()


def test_a_changed_edition_gives_no_test_copy_and_a_stranger_none_either() -> None:
    edition = a_frozen_edition(an_issue())
    with pytest.raises(NotAllowed):
        proof(RecordingTransport(), edition, "a@b.example", by=an_editor("x", NewsroomRole.NONE))
    Edition.objects.update(text="Another")
    edition.refresh_from_db()
    with pytest.raises(EditionTampered):
        proof(RecordingTransport(), edition, "a@b.example")

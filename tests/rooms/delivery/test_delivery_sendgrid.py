"""SendGrid through its real client, against a stand-in that checks what the real one documents."""

import logging
import socket
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mail_servers import API_KEY, SendGrid, fault, free_port, sendgrid
from message_values import SUBJECT, envelope, envelopes, template

from workflow.delivery.transport import Outcome, Result, TransportProblem
from workflow.delivery.transports.sendgrid import (
    SendGridSettings,
    SendGridTransport,
    requests,
)
from workflow.issues.links import READER_TOKEN


@pytest.fixture
def server() -> Iterator[SendGrid]:
    with sendgrid() as running:
        yield running


def transport(host: str, **changes: object) -> SendGridTransport:
    values: dict[str, object] = {
        "api_key": API_KEY,
        "host": host,
        "timeout": 5.0,
        "sandbox": False,
    }
    return SendGridTransport(SendGridSettings(**{**values, **changes}))


def results(outcomes: list[Outcome]) -> list[Result]:
    return [outcome.result for outcome in outcomes]


def test_a_thousand_readers_are_one_call_and_each_gets_their_own_values(server: SendGrid) -> None:
    people = envelopes(1000)
    outcomes = transport(server.host).hand_over(template("uk"), people)
    assert results(outcomes) == [Result.ACCEPTED] * 1000
    assert outcomes[0].reference == "id1"
    (body,) = server.accepted
    for reader, person in zip(people, body["personalizations"], strict=True):
        link = f"https://news.example/uk/reader/{reader.token}/unsubscribe/"
        assert person == {
            "to": [{"email": reader.address, "name": reader.name}],
            "headers": {
                "Message-ID": f"<{reader.message_id}>",
                "List-Unsubscribe": f"<{link}>",
            },
            "substitutions": {READER_TOKEN: reader.token},
            "custom_args": {"delivery": str(reader.delivery_id)},
        }


def test_the_message_and_its_shared_headers_go_once_without_any_tracking(server: SendGrid) -> None:
    transport(server.host).hand_over(template(), [envelope(name="")])
    (body,) = server.accepted
    assert body["personalizations"][0]["to"] == [{"email": "reader0@mail.example"}]
    assert body["subject"] == SUBJECT
    assert body["from"] == {"email": "desk@news.example", "name": "Dumpling Desk"}
    assert [part["type"] for part in body["content"]] == ["text/plain", "text/html"]
    assert "Ґанок 水餃" in body["content"][1]["value"]
    assert set(body["headers"]) == {
        "List-Unsubscribe-Post",
        "List-Id",
        "List-Archive",
        "Feedback-ID",
        "Content-Language",
    }
    assert [kind["enable"] for kind in body["tracking_settings"].values()] == [False] * 4


def test_one_address_twice_goes_in_two_calls(server: SendGrid) -> None:
    people = [envelope(0), envelope(1, address="READER0@mail.example"), envelope(2)]
    outcomes = transport(server.host).hand_over(template(), people)
    assert results(outcomes) == [Result.ACCEPTED] * 3
    assert [outcome.reference for outcome in outcomes] == ["id1", "id2", "id1"]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 40), max_size=90), st.integers(0, 1100))
def test_requests_keep_the_limits_and_leave_nobody_out(repeats: list[int], more: int) -> None:
    people = [envelope(number) for number in repeats] + envelopes(more)
    places = list(requests(people))
    assert sorted(place for request in places for place in request) == list(range(len(people)))
    for request in places:
        addresses = [people[place].address for place in request]
        assert len(addresses) == len(set(addresses)) <= 1000


def test_the_sandbox_checks_and_delivers_nothing(server: SendGrid) -> None:
    outcomes = transport(server.host, sandbox=True).hand_over(template(), envelopes(2))
    assert results(outcomes) == [Result.ACCEPTED] * 2
    assert "sandbox" in outcomes[0].reason
    assert (len(server.checked), len(server.accepted)) == (1, 0)


def test_a_reader_sendgrid_finds_fault_with_does_not_hold_up_the_others(server: SendGrid) -> None:
    people = [envelope(0), envelope(1, address="broken@nowhere"), envelope(2)]
    outcomes = transport(server.host).hand_over(template(), people)
    assert results(outcomes) == [Result.ACCEPTED, Result.REJECTED, Result.ACCEPTED]
    assert "valid address" in outcomes[1].reason
    assert len(server.accepted[0]["personalizations"]) == 2


def test_a_batch_in_which_everybody_is_at_fault_is_rejected_whole(server: SendGrid) -> None:
    people = [envelope(number, address=f"broken{number}@nowhere") for number in range(2)]
    assert results(transport(server.host).hand_over(template(), people)) == [Result.REJECTED] * 2
    assert server.calls == 1


ERRORS = {"errors": [fault(None, f"said of {API_KEY} and reader0@mail.example")]}


@pytest.mark.parametrize(
    ("status", "mend"),
    [
        (400, "SENDER_ADDRESS"),
        (401, "SENDGRID_API_KEY"),
        (403, "Mail Send permission and verify SENDER_ADDRESS"),
        (404, "SENDGRID_HOST"),
        (405, "SENDGRID_HOST"),
        (406, "SENDGRID_HOST"),
        (413, "Shorten the edition"),
        (415, "SENDGRID_HOST"),
        (418, "refuses the request"),
    ],
)
def test_an_error_of_ours_stops_the_sending_and_names_the_mend(
    server: SendGrid, status: int, mend: str
) -> None:
    server.answers = [(status, ERRORS, {})]
    with pytest.raises(TransportProblem, match=mend) as problem:
        transport(server.host).hand_over(template(), envelopes(2))
    assert str(status) in str(problem.value)
    assert API_KEY not in str(problem.value)
    assert "@" not in str(problem.value)


@pytest.mark.parametrize(
    ("status", "headers", "result", "words"),
    [
        (408, {}, Result.NOT_TAKEN, "in time"),
        (429, {"X-RateLimit-Reset": "1795500000"}, Result.NOT_TAKEN, "1795500000"),
        (500, {}, Result.UNCERTAIN, "activity"),
        (502, {}, Result.UNCERTAIN, "activity"),
        (503, {}, Result.UNCERTAIN, "activity"),
        (504, {}, Result.UNCERTAIN, "activity"),
        (200, {}, Result.UNCERTAIN, "202"),
    ],
)
def test_an_answer_that_is_no_error_of_ours_says_what_is_known(
    server: SendGrid, status: int, headers: dict[str, str], result: Result, words: str
) -> None:
    server.answers = [(status, ERRORS, headers)]
    outcomes = transport(server.host).hand_over(template(), envelopes(2))
    assert results(outcomes) == [result] * 2
    assert words in outcomes[0].reason
    assert API_KEY not in outcomes[0].reason


@pytest.mark.parametrize("answer", ["hang", "close"])
def test_no_answer_to_a_request_that_left_is_uncertain(server: SendGrid, answer: str) -> None:
    server.answers = [answer]
    began = time.monotonic()
    outcomes = transport(server.host, timeout=0.5).hand_over(template(), envelopes(2))
    assert time.monotonic() - began < 4
    assert results(outcomes) == [Result.UNCERTAIN] * 2
    assert server.calls == 1


def test_nobody_listening_means_nothing_was_taken() -> None:
    outcomes = transport(f"http://127.0.0.1:{free_port()}").hand_over(template(), envelopes(2))
    assert results(outcomes) == [Result.NOT_TAKEN] * 2
    assert "SENDGRID_HOST" in outcomes[0].reason


def test_a_connection_that_cannot_be_protected_is_a_setting_to_mend(server: SendGrid) -> None:
    with pytest.raises(TransportProblem, match="SENDGRID_HOST"):
        transport(f"https://127.0.0.1:{server.port}").hand_over(template(), envelopes(1))
    assert server.calls == 0


def test_a_service_that_accepts_and_never_reads_does_not_hold_us_for_ever() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        host = f"http://127.0.0.1:{silent.getsockname()[1]}"
        outcomes = transport(host, timeout=0.3).hand_over(template(), envelopes(1))
    assert results(outcomes) == [Result.UNCERTAIN]


def test_what_was_taken_before_a_problem_stays_taken(server: SendGrid) -> None:
    people = [envelope(0), envelope(1, address="reader0@mail.example")]
    server.answers = []
    mail = transport(server.host)
    first = mail.hand_over(template(), people[:1])
    server.accepted.clear()
    server.answers = [(202, {}, {"X-Message-Id": "a"}), (401, ERRORS, {})]
    second = mail.hand_over(template(), people)
    assert results(first) == [Result.ACCEPTED]
    assert results(second) == [Result.ACCEPTED, Result.NOT_TAKEN]
    assert "SENDGRID_API_KEY" in second[1].reason


def test_a_wrong_key_is_refused_and_never_written_down(
    server: SendGrid, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = "SG.another-key"
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("python_http_client.client").setLevel(logging.DEBUG)
        with pytest.raises(TransportProblem) as problem:
            transport(server.host, api_key=wrong).hand_over(template(), envelopes(1))
        transport(server.host).hand_over(template(), envelopes(1))
    written = caplog.text + str(problem.value) + repr(transport(server.host).settings)
    for private in (wrong, API_KEY, "reader0@mail.example"):
        assert private not in written

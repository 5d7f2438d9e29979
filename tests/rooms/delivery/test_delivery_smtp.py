"""SMTP against real servers: protected, signed in, renewed, and never unsure without saying so."""

import socket
import ssl
from collections.abc import Callable

import pytest
from mail_servers import (
    PASSWORD,
    USERNAME,
    free_port,
    relay,
    script,
    ugly_relay,
)
from message_values import envelope, envelopes, template

from workflow.delivery.transport import Result, TransportProblem
from workflow.delivery.transports.smtp import Security, SmtpSettings, SmtpTransport


def transport(port: int, **changes: object) -> SmtpTransport:
    values: dict[str, object] = {
        "host": "localhost",
        "port": port,
        "security": Security.NONE,
        "username": "",
        "password": "",
        "timeout": 5.0,
        "hello": "news.example",
        "trust": ssl.create_default_context(),
    }
    return SmtpTransport(SmtpSettings(**{**values, **changes}))


def a_connection(port: int, **changes: object) -> SmtpTransport:
    return transport(port, **{"host": "127.0.0.1", **changes})


@pytest.mark.parametrize("security", list(Security))
def test_every_way_of_protecting_the_connection_works_with_a_verified_certificate(
    security: Security,
) -> None:
    with relay(security=security, auth=security is not Security.NONE) as server:
        signed = {"username": USERNAME, "password": PASSWORD}
        settings = signed if security is not Security.NONE else {}
        with transport(server.port, security=security, trust=server.trust, **settings) as smtp:
            outcomes = smtp.hand_over(template(), envelopes(3))
    assert [outcome.result for outcome in outcomes] == [Result.ACCEPTED] * 3
    assert len(server.mailbox.got) == 3


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.IMPLICIT])
def test_a_certificate_we_do_not_trust_stops_everything(security: Security) -> None:
    with relay(security=security) as server:
        smtp = transport(server.port, security=security, trust=server.stranger)
        with pytest.raises(TransportProblem, match="SMTP_HOST"), smtp:
            pass
    assert server.mailbox.got == []


def test_a_certificate_for_another_name_stops_everything() -> None:
    with relay(security="starttls", name="mail.other.example") as server:
        smtp = transport(server.port, security=Security.STARTTLS, trust=server.trust)
        with (
            pytest.raises(TransportProblem, match="SMTP_HOST to the name in the certificate"),
            smtp,
        ):
            pass


def test_a_relay_without_starttls_gets_no_password_in_the_clear() -> None:
    with relay(auth=True) as server:
        smtp = transport(
            server.port, security=Security.STARTTLS, username=USERNAME, password=PASSWORD
        )
        with pytest.raises(TransportProblem, match="SMTP_TLS"), smtp:
            pass


def test_tls_spoken_to_a_plain_port_names_the_setting() -> None:
    with relay() as server:
        smtp = transport(server.port, security=Security.IMPLICIT, trust=server.trust)
        with pytest.raises(TransportProblem, match=r"does not speak TLS .*=implicit"), smtp:
            pass


def test_a_wrong_password_names_the_setting_and_not_the_password() -> None:
    with relay(security="starttls", auth=True) as server:
        smtp = transport(
            server.port,
            security=Security.STARTTLS,
            trust=server.trust,
            username=USERNAME,
            password="wrong-" + PASSWORD,
        )
        with pytest.raises(TransportProblem, match="SMTP_PASSWORD") as problem, smtp:
            pass
    assert PASSWORD not in str(problem.value) + repr(smtp.settings)


def test_nobody_listening_and_nobody_answering_name_the_settings() -> None:
    with pytest.raises(TransportProblem, match="SMTP_PORT"), transport(free_port()):
        pass
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        smtp = transport(port, host="127.0.0.1", timeout=0.3)
        with pytest.raises(TransportProblem, match=r"0\.3 seconds.*SMTP_TIMEOUT"), smtp:
            pass


def test_one_connection_serves_a_whole_batch_and_the_next() -> None:
    with relay() as server, transport(server.port) as smtp:
        smtp.hand_over(template(), envelopes(20))
        smtp.hand_over(template(), envelopes(20))
    assert server.mailbox.connections == 1
    assert len(server.mailbox.got) == 40


def test_a_refused_reader_does_not_spoil_the_next_one() -> None:
    with relay() as server, transport(server.port) as smtp:
        server.mailbox.answers = {
            "reader1@mail.example": "550 5.1.1 <reader1@mail.example> no such mailbox",
            "reader2@mail.example": "451 4.7.1 try again later",
        }
        outcomes = smtp.hand_over(template(), envelopes(4))
    results = [outcome.result for outcome in outcomes]
    assert results == [Result.ACCEPTED, Result.REJECTED, Result.NOT_TAKEN, Result.ACCEPTED]
    assert "550 5.1.1" in outcomes[1].reason
    assert "451 4.7.1" in outcomes[2].reason
    assert "reader1@" not in outcomes[1].reason
    assert [address for address, _ in server.mailbox.got] == [
        "reader0@mail.example",
        "reader3@mail.example",
    ]


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        ("554 5.7.1 refused", Result.REJECTED),
        ("452 4.3.1 full", Result.NOT_TAKEN),
        ("250 2.0.0 queued as 77", Result.ACCEPTED),
    ],
)
def test_the_answer_after_the_message_decides(answer: str, result: Result) -> None:
    with relay() as server, transport(server.port) as smtp:
        server.mailbox.after_data = answer
        outcome = smtp.hand_over(template(), envelopes(1))[0]
    assert outcome.result is result
    assert answer[4:] in outcome.reason + outcome.reference


def test_lines_that_begin_with_a_dot_arrive_with_it() -> None:
    text = ".one\n..two\n.\nend\n"
    with relay() as server, transport(server.port) as smtp:
        smtp.hand_over(template(text=text), envelopes(1))
    assert b"\r\n.one\r\n..two\r\n" in server.mailbox.got[0][1]


UGLY: dict[str, tuple[Callable[..., None], Result]] = {
    "hangs up instead of answering MAIL": (script(None), Result.NOT_TAKEN),
    "hangs up instead of answering RCPT": (script(b"250 ok", None), Result.NOT_TAKEN),
    "hangs up instead of answering DATA": (script(b"250 ok", b"250 ok", None), Result.NOT_TAKEN),
    "says 421 at MAIL": (script(b"421 4.3.2 closing"), Result.NOT_TAKEN),
    "says 421 at DATA": (script(b"250 ok", b"250 ok", b"421 bye"), Result.NOT_TAKEN),
    "says 451 at MAIL": (script(b"451 later"), Result.NOT_TAKEN),
    "says 503 at DATA": (script(b"250 ok", b"250 ok", b"503 no"), Result.REJECTED),
    "hangs up after the message": (
        script(b"250 ok", b"250 ok", b"354 go", None),
        Result.UNCERTAIN,
    ),
    "says nothing after the message": (
        script(b"250 ok", b"250 ok", b"354 go", None, hang=2.0),
        Result.UNCERTAIN,
    ),
    "talks nonsense after the message": (
        script(b"250 ok", b"250 ok", b"354 go", b"hello"),
        Result.UNCERTAIN,
    ),
}


@pytest.mark.parametrize("case", UGLY)
def test_an_ugly_relay_leaves_no_doubt_about_what_is_in_doubt(case: str) -> None:
    converse, result = UGLY[case]
    with ugly_relay(converse) as (port, _), a_connection(port, timeout=0.7) as smtp:
        outcome = smtp.hand_over(template(), envelopes(1))[0]
    assert outcome.result is result
    assert outcome.reason


def test_a_message_cut_off_while_it_is_written_was_not_taken() -> None:
    def reset_in_data(connection: socket.socket, number: int) -> None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        connection.sendall(b"220 ugly\r\n")
        for answer in (b"250 ugly", b"250 ok", b"250 ok", b"354 go"):
            connection.recv(4096)
            connection.sendall(answer + b"\r\n")
        connection.recv(1024)

    big = template(html="<p>" + "x " * 5_000_000)
    with ugly_relay(reset_in_data) as (port, _), a_connection(port) as smtp:
        outcome = smtp.hand_over(big, envelopes(1))[0]
    assert outcome.result is Result.NOT_TAKEN


@pytest.mark.parametrize("end", [None, b"421 4.7.0 too many messages"])
def test_a_kept_connection_that_ends_is_renewed_and_nobody_is_left_out(end: bytes | None) -> None:
    fine = script(b"250 ok", b"250 ok", b"354 go", b"250 queued", end)
    with ugly_relay(fine) as (port, served), transport(port, host="127.0.0.1") as smtp:
        outcomes = smtp.hand_over(template(), envelopes(3))
    assert [outcome.result for outcome in outcomes] == [Result.ACCEPTED] * 3
    assert len(served) == 3


def test_after_an_uncertain_message_the_next_one_goes_over_a_new_connection() -> None:
    bad = script(b"250 ok", b"250 ok", b"354 go", None)
    good = script(b"250 ok", b"250 ok", b"354 go", b"250 queued")
    both = [bad, good]
    with (
        ugly_relay(lambda connection, number: both[number](connection, number)) as (port, served),
        a_connection(port) as smtp,
    ):
        outcomes = smtp.hand_over(template(), envelopes(2))
    assert [outcome.result for outcome in outcomes] == [Result.UNCERTAIN, Result.ACCEPTED]
    assert len(served) == 2


def test_a_relay_that_goes_away_in_the_middle_leaves_the_rest_for_later() -> None:
    def once(connection: socket.socket, number: int) -> None:
        if number:
            connection.sendall(b"554 no service here\r\n")
        else:
            script(b"250 ok", b"250 ok", b"354 go", b"250 queued", None)(connection, number)

    with ugly_relay(once) as (port, _), a_connection(port) as smtp:
        outcomes = smtp.hand_over(template(), envelopes(4))
    assert [outcome.result for outcome in outcomes] == [Result.ACCEPTED, *[Result.NOT_TAKEN] * 3]
    assert all("SMTP_" in outcome.reason for outcome in outcomes[1:])


def test_a_relay_that_refuses_our_sender_is_our_problem_and_no_reader_s() -> None:
    with ugly_relay(script(b"550 5.7.1 <desk@news.example> not yours")) as (port, _):
        smtp = transport(port, host="127.0.0.1")
        with smtp, pytest.raises(TransportProblem, match="SENDER_ADDRESS") as problem:
            smtp.hand_over(template(), envelopes(2))
    assert "desk@news.example" not in str(problem.value)


def test_letters_outside_ascii_before_the_at_sign_go_only_where_they_are_understood() -> None:
    olena = envelope(address="олена@mail.example")
    with relay(smtputf8=True) as server, transport(server.port) as smtp:
        assert smtp.takes_smtputf8
        assert smtp.hand_over(template(), [olena])[0].result is Result.ACCEPTED
        assert server.mailbox.got[0][0] == "олена@mail.example"
    with relay() as server, transport(server.port) as smtp:
        assert not smtp.takes_smtputf8
        outcome = smtp.hand_over(template(), [olena])[0]
        assert outcome.result is Result.REJECTED
        assert "SMTPUTF8" in outcome.reason

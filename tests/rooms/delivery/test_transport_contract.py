"""What every transport promises, whichever of them is chosen: one suite against real servers."""

import contextlib
import re
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from mail_servers import API_KEY, relay, sendgrid
from message_values import SENDER, envelope, envelopes, template

from workflow.delivery.transport import Result, Transport
from workflow.delivery.transports.outbox import OutboxTransport
from workflow.delivery.transports.sendgrid import SendGridSettings, SendGridTransport
from workflow.delivery.transports.smtp import Security, SmtpSettings, SmtpTransport
from workflow.issues.links import READER_TOKEN

Arrived = Callable[[], list[dict[str, str]]]
ENTRIES = ("address", "message_id", "unsubscribe", "subject", "html", "list_id", "language")


def read(message: EmailMessage, address: str) -> dict[str, str]:
    html = message.get_body(("html",))
    return {
        "address": address,
        "message_id": message["Message-ID"],
        "unsubscribe": message["List-Unsubscribe"],
        "subject": message["Subject"],
        "html": html.get_payload(decode=True).decode().replace("\r\n", "\n"),
        "list_id": re.search("<(.*)>", message["List-Id"])[1],
        "language": message["Content-Language"],
    }


@contextlib.contextmanager
def outbox(folder: Path) -> Iterator[tuple[Transport, Arrived]]:
    def arrived() -> list[dict[str, str]]:
        files = sorted(folder.rglob("*.eml"))
        messages = [message_from_bytes(path.read_bytes(), policy=default) for path in files]
        return [read(each, each["To"].addresses[0].addr_spec) for each in messages]

    yield OutboxTransport(folder / "outbox"), arrived


@contextlib.contextmanager
def smtp(folder: Path) -> Iterator[tuple[Transport, Arrived]]:
    with relay(security="starttls") as server:
        settings = SmtpSettings(
            host="localhost",
            port=server.port,
            security=Security.STARTTLS,
            username="",
            password="",
            timeout=5.0,
            hello="news.example",
            trust=server.trust,
        )
        yield (
            SmtpTransport(settings),
            lambda: [
                read(message_from_bytes(data, policy=default), address)
                for address, data in server.mailbox.got
            ],
        )


@contextlib.contextmanager
def through_sendgrid(folder: Path) -> Iterator[tuple[Transport, Arrived]]:
    with sendgrid() as server:

        def arrived() -> list[dict[str, str]]:
            return [
                {
                    "address": person["to"][0]["email"],
                    "message_id": person["headers"]["Message-ID"],
                    "unsubscribe": person["headers"]["List-Unsubscribe"],
                    "subject": body["subject"],
                    "html": body["content"][1]["value"].replace(
                        READER_TOKEN, person["substitutions"][READER_TOKEN]
                    ),
                    "list_id": re.search("<(.*)>", body["headers"]["List-Id"])[1],
                    "language": body["headers"]["Content-Language"],
                }
                for body in server.accepted
                for person in body["personalizations"]
            ]

        settings = SendGridSettings(api_key=API_KEY, host=server.host, timeout=5.0, sandbox=False)
        yield SendGridTransport(settings), arrived


WAYS = {"outbox": outbox, "smtp": smtp, "sendgrid": through_sendgrid}


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Transport, Arrived]]:
    with WAYS[request.param](tmp_path) as (transport, arrived), transport:
        assert transport.name == request.param
        yield transport, arrived


Way = tuple[Transport, Arrived]


@pytest.mark.parametrize("tag", ["en", "zh-Hant", "uk", "pl"])
def test_every_reader_gets_their_own_copy_of_the_edition(way: Way, tag: str) -> None:
    transport, arrived = way
    edition, people = template(tag), envelopes(5)
    outcomes = transport.hand_over(edition, people)
    assert [outcome.result for outcome in outcomes] == [Result.ACCEPTED] * 5
    by_address = {each["address"]: each for each in arrived()}
    assert len(by_address) == len(arrived()) == 5
    for reader in people:
        link = SENDER.links.unsubscribe(edition.language, reader.token)
        assert by_address[reader.address] == {
            "address": reader.address,
            "message_id": f"<{reader.message_id}>",
            "unsubscribe": f"<{link}>",
            "subject": edition.subject,
            "html": edition.html.replace(READER_TOKEN, reader.token),
            "list_id": f"taiwan-ukraine.{tag.lower()}.list.news.example",
            "language": edition.language.html_tag,
        }


def test_there_is_one_outcome_for_each_envelope_in_order(way: Way) -> None:
    transport, _ = way
    people = [envelope(0), envelope(1, name=""), envelope(2, name="Mei, A."), envelope(3)]
    assert transport.batch_size >= len(people)
    outcomes = transport.hand_over(template(), people)
    assert [outcome.result for outcome in outcomes] == [Result.ACCEPTED] * len(people)
    assert transport.hand_over(template(), []) == []


def test_a_transport_serves_one_edition_after_another(way: Way) -> None:
    transport, arrived = way
    for tag in ("en", "uk"):
        transport.hand_over(template(tag), [envelope(message_id=f"{tag}@list.news.example")])
    assert {each["language"] for each in arrived()} == {"en", "uk"}


def test_what_a_transport_says_is_fit_for_the_ledger(way: Way) -> None:
    transport, _ = way
    for outcome in transport.hand_over(template(), envelopes(3)):
        assert "@" not in outcome.reason + outcome.reference
        assert len(outcome.reference) <= 200
        assert len(outcome.reason) <= 500

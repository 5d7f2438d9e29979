"""The one place that chooses refuses what would harm readers, and names the setting."""

from dataclasses import replace
from pathlib import Path

import pytest

from workflow.config.env import Environment, TLSMode, TransportName, read_environment
from workflow.config.wiring import sender, transport
from workflow.delivery.transport import TransportProblem
from workflow.delivery.transports.sendgrid import SendGridTransport
from workflow.delivery.transports.smtp import Security, SmtpTransport

LIVE = {
    "SECRET_KEY": "k" * 50,
    "PUBLIC_URL": "https://news.example",
    "SENDER_ADDRESS": "desk@новини.укр",
    "SMTP_HOST": "relay.example",
    "SMTP_PORT": "465",
    "SMTP_TLS": "implicit",
    "SMTP_USERNAME": "desk",
    "SMTP_PASSWORD": "p4ss",
    "SMTP_TIMEOUT": "7",
    "SENDGRID_API_KEY": "SG.key",
    "SENDGRID_SANDBOX": "1",
    "SENDGRID_TIMEOUT": "9",
}


def environment(tmp_path: Path, **changes: str) -> Environment:
    return read_environment({**LIVE, "VAR_DIR": str(tmp_path), **changes})


def test_the_outbox_needs_nothing_at_all(tmp_path: Path) -> None:
    bare = read_environment({"VAR_DIR": str(tmp_path)})
    outbox = transport(TransportName.OUTBOX, bare)
    assert outbox.name == "outbox"
    assert outbox.folder == tmp_path / "outbox"
    assert sender(bare).list_domain == "newsletter.example"


def test_smtp_is_given_its_settings(tmp_path: Path) -> None:
    smtp = transport(TransportName.SMTP, environment(tmp_path))
    assert isinstance(smtp, SmtpTransport)
    given = smtp.settings
    assert (given.host, given.port, given.security) == ("relay.example", 465, Security.IMPLICIT)
    assert (given.username, given.password, given.timeout) == ("desk", "p4ss", 7.0)
    assert given.hello.startswith("xn--")
    assert {mode.value for mode in TLSMode} == {each.value for each in Security}


def test_sendgrid_is_given_its_settings_and_a_time_limit(tmp_path: Path) -> None:
    mail = transport(TransportName.SENDGRID, environment(tmp_path))
    assert isinstance(mail, SendGridTransport)
    given = mail.settings
    assert (given.api_key, given.host) == ("SG.key", "https://api.sendgrid.com")
    assert (given.timeout, given.sandbox) == (9.0, True)


@pytest.mark.parametrize("name", [TransportName.SMTP, TransportName.SENDGRID])
@pytest.mark.parametrize(
    ("change", "setting"),
    [
        ({"debug": True}, "DEBUG"),
        ({"secret_key": ""}, "SECRET_KEY"),
        ({"public_url": "http://news.example"}, "PUBLIC_URL"),
    ],
)
def test_what_would_harm_readers_is_refused_even_when_a_command_chooses(
    tmp_path: Path, name: TransportName, change: dict[str, object], setting: str
) -> None:
    with pytest.raises(TransportProblem, match=setting):
        transport(name, replace(environment(tmp_path), **change))


def test_sendgrid_without_a_key_is_refused_and_smtp_does_not_ask_for_one(tmp_path: Path) -> None:
    keyless = environment(tmp_path, SENDGRID_API_KEY="")
    with pytest.raises(TransportProblem, match="SENDGRID_API_KEY"):
        transport(TransportName.SENDGRID, keyless)
    assert transport(TransportName.SMTP, keyless).name == "smtp"


def test_every_lack_is_told_at_once(tmp_path: Path) -> None:
    bare = read_environment({"VAR_DIR": str(tmp_path)})
    with pytest.raises(TransportProblem) as problem:
        transport(TransportName.SENDGRID, bare)
    assert len(str(problem.value).splitlines()) == 3


def test_the_sender_is_written_as_mail_servers_want_it(tmp_path: Path) -> None:
    facts = sender(environment(tmp_path, LIST_DOMAIN="розсилка.укр"))
    assert facts.address.isascii()
    assert facts.list_domain.startswith("xn--")
    assert facts.links.base == "https://news.example"
    assert facts.secret == "k" * 50


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("SENDER_ADDRESS", "редакція@news.example"),
        ("LIST_DOMAIN", "not a domain"),
        ("PUBLIC_URL", "https://новини.укр"),
    ],
)
def test_a_sender_that_cannot_stand_in_a_header_names_the_setting(
    tmp_path: Path, setting: str, value: str
) -> None:
    with pytest.raises(TransportProblem, match=setting):
        sender(environment(tmp_path, **{setting: value}))

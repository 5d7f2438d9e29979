"""The environment is read once, typed, and every problem is told at once."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from workflow.config.env import (
    EnvironmentProblems,
    LogLevel,
    MachineName,
    TransportName,
    read_environment,
    secret_key,
)


def problems_of(**variables: str) -> list[str]:
    with pytest.raises(EnvironmentProblems) as caught:
        read_environment(variables)
    return caught.value.problems


def test_with_nothing_set_the_desk_runs_on_one_machine_and_mails_nobody() -> None:
    environment = read_environment({})
    assert environment.transport is TransportName.OUTBOX
    assert environment.database_url.startswith("sqlite:///")
    assert environment.debug is False
    assert environment.fetch_allow_private is False
    assert environment.log_level is LogLevel.WARNING


def test_an_empty_variable_means_the_default() -> None:
    assert read_environment({"SMTP_PORT": "", "DATABASE_URL": " "}).smtp_port == 587


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "maybe"),
        ("TRANSPORT", "pigeon"),
        ("SMTP_PORT", "70000"),
        ("SMTP_TLS", "ssl3"),
        ("SMTP_TIMEOUT", "soon"),
        ("PUBLIC_URL", "newsletter.example"),
        ("PUBLIC_URL", "http://[bad"),
        ("DATABASE_URL", "postgres://[bad"),
        ("NEWSROOM_TIME_ZONE", "Mars/Base"),
        ("DATABASE_URL", "mysql://desk@localhost/desk"),
        ("SENDER_ADDRESS", "nobody"),
        ("FETCH_MAX_BYTES", "-1"),
        ("LOG_LEVEL", "loud"),
        ("MACHINE_PROVIDER", "oracle"),
        ("MACHINE_URL", "translate.example"),
        ("MACHINE_URL", "http://[bad"),
        ("MACHINE_URL", "https://desk:secret@translate.example"),
        ("MACHINE_URL", "https://translate.example/?api_key=secret"),
        ("MACHINE_EMAIL", "nobody"),
        ("MACHINE_TIMEOUT", "0"),
        ("MACHINE_DAILY_CHARACTERS", "many"),
    ],
)
def test_a_malformed_variable_is_named(name: str, value: str) -> None:
    assert any(problem.startswith(name) for problem in problems_of(**{name: value}))


def test_all_problems_come_at_once() -> None:
    found = problems_of(DEBUG="perhaps", SMTP_PORT="zero", PUBLIC_URL="here")
    assert len(found) == 3


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"TRANSPORT": "smtp", "SECRET_KEY": "k", "DEBUG": "1"}, "DEBUG"),
        ({"TRANSPORT": "smtp"}, "SECRET_KEY"),
        ({"TRANSPORT": "sendgrid", "SECRET_KEY": "k"}, "SENDGRID_API_KEY"),
        ({"SMTP_PASSWORD": "p", "SMTP_TLS": "none"}, "SMTP_TLS"),
        ({"MACHINE_PROVIDER": "deepl"}, "MACHINE_KEY"),
        ({"MACHINE_KEY": "k", "MACHINE_URL": "http://translate.example"}, "MACHINE_URL"),
    ],
)
def test_an_unsafe_mix_is_refused(variables: dict[str, str], named: str) -> None:
    assert any(named in problem for problem in problems_of(**variables))


@pytest.mark.parametrize(
    "address", ["", "https://translate.example", "http://127.0.0.1:5000", "http://localhost:5000/"]
)
def test_a_machines_key_may_travel_where_nobody_listens(address: str) -> None:
    assert read_environment({"MACHINE_KEY": "k", "MACHINE_URL": address}).machine_key == "k"


@pytest.mark.parametrize("name", ["MACHINE_KEY", "SENDGRID_API_KEY"])
@pytest.mark.parametrize("key", ["k3y k3y", "k3y\nk3y", "k3y\u2019s", "ключ-k3y", "k3y\x00"])
def test_a_key_that_no_request_can_carry_is_refused_and_not_told(name: str, key: str) -> None:
    (problem,) = problems_of(**{name: key})
    assert problem.startswith(name)
    assert "k3y" not in problem


def test_no_machine_is_asked_unless_one_is_set() -> None:
    environment = read_environment({})
    assert environment.machine_provider is MachineName.NONE
    assert environment.machine_daily_characters == 0


def test_no_problem_repeats_a_secret() -> None:
    told = "\n".join(
        problems_of(SMTP_PASSWORD="hunter2", SMTP_TLS="none", DATABASE_URL="x://u:pw@h")
        + problems_of(MACHINE_KEY="k3y", MACHINE_URL="http://u:pw@translate.example/?k=k3y")
    )
    assert "hunter2" not in told
    assert "k3y" not in told
    assert "pw" not in told


def test_a_key_is_made_once_and_kept_for_this_machine(tmp_path: Path) -> None:
    environment = read_environment({"VAR_DIR": str(tmp_path)})
    first = secret_key(environment)
    assert len(first) >= 48
    assert secret_key(environment) == first
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_who_starts_at_the_same_moment_gets_the_same_whole_key(tmp_path: Path) -> None:
    at_once, rounds = 8, 30
    together = Barrier(at_once)

    def start(number: int) -> str:
        environment = read_environment({"VAR_DIR": str(tmp_path / str(number))})
        together.wait(10)
        return secret_key(environment)

    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(at_once) as pool:
            for number in range(rounds):
                (key,) = set(pool.map(start, [number] * at_once))
                assert len(key) >= 48
                assert [path.name for path in (tmp_path / str(number)).iterdir()] == ["secret-key"]
    finally:
        sys.setswitchinterval(usual)

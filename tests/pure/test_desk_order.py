"""What may be asked of send.py, and what it answers in the user's language."""

from pathlib import Path

import pytest

from workflow.desk.terminal.order import ExitCode, HelpAsked, Order, OrderProblems, read_order
from workflow.languages.catalogue import catalogue
from workflow.languages.registry import ALL, by_tag

TRANSPORTS = ("outbox", "smtp", "sendgrid")


def order(*arguments: str, language: str = "en") -> Order:
    words = catalogue(by_tag(language), strict=True)
    return read_order(arguments, words=words, transports=TRANSPORTS, default="outbox")


def problems(*arguments: str) -> tuple[str, ...]:
    with pytest.raises(OrderProblems) as caught:
        order(*arguments)
    return caught.value.problems


def test_an_issue_alone_means_every_edition_to_the_configured_transport() -> None:
    asked = order("dumpling-alliance")
    assert asked.issue == "dumpling-alliance"
    assert asked.languages == ()
    assert asked.transport == "outbox"
    assert not asked.dry_run
    assert not asked.sure


def test_every_option_is_read() -> None:
    asked = order(
        "7", "--language", "uk", "zh-TW", "--language", "uk", "--transport", "smtp",
        "--to", "a@example.org", "b@example.org", "--dry-run", "--out", "here", "--yes",
    )  # fmt: skip
    assert asked.languages == (by_tag("uk"), by_tag("zh-Hant"))
    assert asked.test_addresses == ("a@example.org", "b@example.org")
    assert asked.transport == "smtp"
    assert asked.dry_run
    assert asked.sure
    assert asked.out == Path("here").resolve()


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((), "Which issue"),
        (("1", "--language", "ru"), "ru"),
        (("1", "--language", "zh-CN"), "zh-CN"),
        (("1", "--transport", "pigeon"), "pigeon"),
        (("1", "--fast"), "--fast"),
        (("1", "--out"), "--out"),
    ],
)
def test_a_line_that_cannot_be_followed_says_why(arguments: tuple[str, ...], named: str) -> None:
    assert any(named in problem for problem in problems(*arguments))


def test_all_problems_of_a_line_come_at_once() -> None:
    assert len(problems("--language", "ru", "--transport", "pigeon", "--fast")) == 4


@pytest.mark.parametrize("language", ALL, ids=str)
def test_the_help_page_speaks_the_users_language(language: object) -> None:
    with pytest.raises(HelpAsked) as caught:
        order("--help", language=str(language))
    page = caught.value.text
    assert all(f"  {code.value}  " in page for code in ExitCode)
    words = catalogue(by_tag(str(language)), strict=True)
    assert words.text("Exit codes:") in page
    assert page.startswith(words.text("Usage:"))

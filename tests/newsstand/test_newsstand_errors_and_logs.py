"""Failures speak the visitor's language, and no log line holds a reader's token."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import Client, RequestFactory

from tests.newsstand_world import a_reader
from workflow.config.logs import WithoutReaderTokens
from workflow.languages.catalogue import catalogue
from workflow.languages.language import Language
from workflow.languages.registry import ALL
from workflow.newsstand.errors import bad_request, forbidden, server_error


def request(path: str, language: str = "") -> HttpRequest:
    return RequestFactory().get(path, headers={"accept-language": language})


@pytest.mark.parametrize("language", ALL, ids=str)
def test_each_failure_has_a_page_in_each_language(language: Language) -> None:
    words = catalogue(language, strict=True)
    for response, status, heading in (
        (
            bad_request(request("/", language.tag), ValueError()),
            400,
            "We could not understand this request.",
        ),
        (forbidden(request("/", language.tag), ValueError()), 403, "This page is not open to you."),
        (server_error(request(f"/{language}/x/")), 500, "Something went wrong. Please try again."),
    ):
        assert response.status_code == status
        assert f"<h1>{words.text(heading)}</h1>" in response.content.decode()


def test_a_host_that_is_not_ours_is_told_so_politely() -> None:
    response = Client(headers={"accept-language": "uk"}).get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "Не вдалося зрозуміти запит." in response.content.decode()


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the program's own handlers write."""
    handlers = {
        handler
        for name in ("django", "django.server", "workflow")
        for handler in logging.getLogger(name).handlers
        if type(handler) is logging.StreamHandler
    }
    assert handlers
    stream = io.StringIO()
    before = {handler: handler.setStream(stream) for handler in handlers}
    yield stream
    for handler, old in before.items():
        handler.setStream(old)


@pytest.mark.django_db
def test_a_token_in_a_failed_address_is_not_logged(log: io.StringIO) -> None:
    reader = a_reader()
    Client().get(f"/uk/reader/{reader.token}/no-such-page/")
    Client().get(f"/uk/reader/{reader.token}x/")
    Client().put(f"/uk/reader/{reader.token}/unsubscribe/")
    assert log.getvalue().count("/reader/…") == 3
    assert reader.token not in log.getvalue()


def test_the_access_log_of_the_server_is_masked_too(log: io.StringIO) -> None:
    logging.getLogger("django.server").info('"%s" %s', "GET /uk/reader/secret/ HTTP/1.1", 200)
    assert log.getvalue() == '"GET /uk/reader/…/ HTTP/1.1" 200\n'


def test_every_handler_masks_tokens() -> None:
    assert settings.LOGGING["handlers"]
    for handler in settings.LOGGING["handlers"].values():
        assert handler["filters"] == ["tokens"]


LINES = [
    ("GET /uk/reader/abc/unsubscribe/ HTTP/1.1", "GET /uk/reader/…/unsubscribe/ HTTP/1.1"),
    ("/reader/a%2Fb/?x /reader/c", "/reader/…/?x /reader/…"),
    ("GET /uk/reader/abc HTTP/1.1", "GET /uk/reader/… HTTP/1.1"),
    ("/uk/readers/", "/uk/readers/"),
]


@pytest.mark.parametrize(("line", "masked"), LINES)
def test_a_line_keeps_everything_but_the_token(line: str, masked: str) -> None:
    record = logging.LogRecord("n", logging.INFO, "p", 1, "%s", (line,), None)
    assert WithoutReaderTokens().filter(record)
    assert record.getMessage() == masked

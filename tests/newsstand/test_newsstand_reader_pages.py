"""Leaving, coming back and changing language through the links in an issue."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.newsstand_world import EN, PL, UK, ZH, a_reader
from workflow.audience.models import Consent, Reader
from workflow.audience.states import ConsentKind, ReaderState
from workflow.languages.catalogue import catalogue
from workflow.languages.language import Language
from workflow.languages.registry import ALL

pytestmark = pytest.mark.django_db

NOBODY = "n" * 32
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def browser() -> Client:
    """A client that minds CSRF, as a browser's requests are minded."""
    return Client(enforce_csrf_checks=True)


def leave(reader: Reader, language: Language = UK) -> str:
    return f"/{language}/reader/{reader.token}/unsubscribe/"


def settings_of(reader: Reader, language: Language = UK) -> str:
    return f"/{language}/reader/{reader.token}/"


def state_of(reader: Reader) -> ReaderState:
    return ReaderState(Reader.objects.get(pk=reader.pk).state)


def withdrawals(reader: Reader) -> list[str]:
    rows = Consent.objects.filter(reader=reader, kind=ConsentKind.WITHDRAWN)
    return list(rows.values_list("source", flat=True))


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_the_page_never_unsubscribes(browser: Client, method: str) -> None:
    reader = a_reader()
    response = getattr(browser, method)(leave(reader))
    assert response.status_code == 200
    assert state_of(reader) is ReaderState.SUBSCRIBED
    assert withdrawals(reader) == []


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "multipart"])
def test_a_mail_program_unsubscribes_with_one_post_and_no_cookie(
    browser: Client, content_type: str
) -> None:
    reader = a_reader()
    if content_type == "multipart":
        response = browser.post(leave(reader), ONE_CLICK)
    else:
        response = browser.post(
            leave(reader), "List-Unsubscribe=One-Click", content_type=content_type
        )
    assert response.status_code == 200
    assert state_of(reader) is ReaderState.UNSUBSCRIBED
    assert withdrawals(reader) == ["one-click"]
    assert not response.cookies


def test_the_button_on_the_page_unsubscribes_too(browser: Client) -> None:
    reader = a_reader()
    response = browser.post(leave(reader))
    assert response.status_code == 200
    assert "Вас відписано від розсилки." in response.content.decode()
    assert state_of(reader) is ReaderState.UNSUBSCRIBED
    assert withdrawals(reader) == ["newsstand"]


def test_unsubscribing_twice_is_fine_and_leaves_one_withdrawal(browser: Client) -> None:
    reader = a_reader()
    statuses = [browser.post(leave(reader), ONE_CLICK).status_code for _ in range(2)]
    assert statuses == [200, 200]
    assert len(withdrawals(reader)) == 1


@pytest.mark.parametrize("body", [b"", b"\xff\x00", b"--broken\r\nno parts", b"a=%zz&" * 1000])
def test_whatever_the_body_says_a_post_unsubscribes(browser: Client, body: bytes) -> None:
    reader = a_reader()
    response = browser.post(
        leave(reader), body, content_type="multipart/form-data; boundary=nothing"
    )
    assert response.status_code == 200
    assert state_of(reader) is ReaderState.UNSUBSCRIBED


@pytest.mark.parametrize("state", list(ReaderState))
def test_whoever_posts_gets_no_issue_afterwards(browser: Client, state: ReaderState) -> None:
    reader = a_reader(state=state)
    assert browser.post(leave(reader), ONE_CLICK).status_code == 200
    assert state_of(reader) is not ReaderState.SUBSCRIBED


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
@pytest.mark.parametrize("address", [leave, settings_of])
def test_other_methods_are_refused(
    browser: Client, method: str, address: Callable[[Reader], str]
) -> None:
    reader = a_reader()
    assert getattr(browser, method)(address(reader)).status_code == 405
    assert state_of(reader) is ReaderState.SUBSCRIBED


def test_an_unknown_token_is_answered_as_a_known_one(browser: Client) -> None:
    """Nobody learns from the answer whether a token belongs to somebody."""
    reader = a_reader()
    for method in (browser.get, browser.post):
        known = method(leave(reader))
        unknown = method(f"/uk/reader/{NOBODY}/unsubscribe/")
        assert unknown.status_code == known.status_code == 200
        assert unknown.content.decode() == known.content.decode().replace(reader.token, NOBODY)


def test_a_token_touches_its_own_reader_only(browser: Client) -> None:
    mine, theirs = a_reader(name="mine"), a_reader(name="theirs")
    browser.post(leave(mine))
    browser.post(settings_of(mine), {"language": "pl"})
    other = Reader.objects.get(pk=theirs.pk)
    assert (other.state, other.language) == (ReaderState.SUBSCRIBED, UK)


def test_no_page_shows_whose_subscription_it_is(browser: Client) -> None:
    reader = a_reader()
    for address in (leave(reader), settings_of(reader)):
        assert "readers.example" not in browser.get(address).content.decode()


def test_who_left_may_come_back_with_one_press(browser: Client) -> None:
    reader = a_reader()
    left = browser.post(leave(reader)).content.decode()
    assert f"/uk/reader/{reader.token}/subscribe/" in left
    back = browser.post(f"/uk/reader/{reader.token}/subscribe/", follow=True)
    assert back.status_code == 200
    assert "Підписку оформлено." in back.content.decode()
    assert state_of(reader) is ReaderState.SUBSCRIBED
    consent = Consent.objects.get(reader=reader, kind=ConsentKind.CONFIRMED)
    assert consent.wording == "Передумали? Підпишіться знову."


@pytest.mark.parametrize("state", set(ReaderState) - {ReaderState.UNSUBSCRIBED})
def test_the_way_back_is_for_those_who_left_only(browser: Client, state: ReaderState) -> None:
    reader = a_reader(state=state)
    browser.post(f"/uk/reader/{reader.token}/subscribe/")
    assert state_of(reader) is state
    assert not Consent.objects.filter(reader=reader).exists()


def test_looking_at_the_way_back_subscribes_nobody(browser: Client) -> None:
    reader = a_reader(state=ReaderState.UNSUBSCRIBED)
    response = browser.get(f"/uk/reader/{reader.token}/subscribe/")
    assert response.status_code == 302
    assert state_of(reader) is ReaderState.UNSUBSCRIBED


def test_the_page_of_somebody_who_left_offers_the_way_back(browser: Client) -> None:
    reader = a_reader(state=ReaderState.UNSUBSCRIBED)
    page = browser.get(leave(reader)).content.decode()
    assert "Вас відписано від розсилки." in page
    assert "/subscribe/" in page


def test_a_reader_changes_the_language_and_is_answered_in_it(browser: Client) -> None:
    reader = a_reader(UK)
    response = browser.post(settings_of(reader), {"language": "zh-Hant"}, follow=True)
    assert Reader.objects.get(pk=reader.pk).language == ZH
    assert response.redirect_chain[0][0].startswith(f"/zh-Hant/reader/{reader.token}/")
    assert "您的設定已儲存。" in response.content.decode()


@pytest.mark.parametrize("wish", ["", "ru", "EN", "zh-CN", "../en", "\x00", "en" * 5000])
def test_a_language_that_is_not_ours_changes_nothing(browser: Client, wish: str) -> None:
    reader = a_reader(UK)
    assert browser.post(settings_of(reader), {"language": wish}).status_code == 400
    assert Reader.objects.get(pk=reader.pk).language == UK


def test_looking_at_the_preferences_changes_nothing(browser: Client) -> None:
    reader = a_reader(UK)
    assert browser.get(settings_of(reader), {"language": "pl"}).status_code == 200
    assert Reader.objects.get(pk=reader.pk).language == UK


@pytest.mark.parametrize("ending", ["", "subscribe/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_preferences_of_nobody_are_a_page_that_says_so(
    browser: Client, method: str, ending: str
) -> None:
    response = getattr(browser, method)(f"/pl/reader/{NOBODY}/{ending}")
    assert response.status_code == 404
    assert "Ten link nie prowadzi do żadnej subskrypcji." in response.content.decode()


@pytest.mark.parametrize(
    "token", ["short", "n" * 31, "n" * 33, "n" * 31 + ".", "%00" * 32, "ї" * 32, "..%2f" * 8]
)
def test_what_is_no_token_leads_nowhere(browser: Client, token: str) -> None:
    for ending in ("", "unsubscribe/", "subscribe/"):
        assert browser.post(f"/en/reader/{token}/{ending}").status_code == 404


@pytest.mark.parametrize("language", ALL, ids=str)
def test_each_page_speaks_the_language_of_its_address(browser: Client, language: Language) -> None:
    reader = a_reader(EN if language == PL else PL)
    words = catalogue(language, strict=True)
    for address, heading in (
        (leave(reader, language), words.text("Unsubscribe")),
        (settings_of(reader, language), words.text("Your subscription")),
    ):
        page = browser.get(address).content.decode()
        assert f'<html lang="{language.html_tag}">' in page
        assert f"<h1>{heading}</h1>" in page


def test_addresses_with_a_token_are_kept_by_nobody(browser: Client) -> None:
    reader = a_reader()
    for response in (
        browser.get(leave(reader)),
        browser.post(leave(reader)),
        browser.get(settings_of(reader)),
        browser.post(settings_of(reader), {"language": "en"}),
        browser.get(f"/uk/reader/{NOBODY}/"),
    ):
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response["X-Robots-Tag"]
        assert not response.cookies

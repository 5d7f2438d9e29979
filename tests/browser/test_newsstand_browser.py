"""Leaving in a real browser, with the keyboard alone, in each language."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.conftest import chromium
from tests.newsstand_world import a_reader
from workflow.audience.models import Reader
from workflow.audience.states import ReaderState
from workflow.languages.catalogue import catalogue
from workflow.languages.language import Language
from workflow.languages.registry import ALL

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@contextmanager
def browser_page(complaints: list[str]) -> Iterator[Page]:
    """A page in Chromium; what it complains of, blocked styles included, is collected."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page
        browser.close()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText")).strip()


@pytest.mark.parametrize("language", ALL, ids=str)
def test_a_reader_unsubscribes_by_keyboard_alone(
    live_server: LiveServer, language: Language
) -> None:
    reader, words = a_reader(language), catalogue(language, strict=True)
    complaints: list[str] = []
    with browser_page(complaints) as page:
        page.goto(f"{live_server.url}/{language}/reader/{reader.token}/unsubscribe/")
        page.keyboard.press("Tab")
        skip = page.locator(".skip")
        assert focused(page) == words.text("Skip to the main content")
        page.wait_for_function("document.querySelector('.skip').getBoundingClientRect().top >= 0")
        assert skip.is_visible()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert focused(page) == words.text("Unsubscribe")
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert page.evaluate(outline) == "solid"
        page.keyboard.press("Enter")
        page.get_by_role("status").wait_for()
        assert page.locator("h1").inner_text() == words.text("You have been unsubscribed.")
        assert page.locator("html").get_attribute("lang") == language.html_tag
        assert page.context.cookies() == []
        assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert complaints == []
    assert Reader.objects.get(pk=reader.pk).state == ReaderState.UNSUBSCRIBED

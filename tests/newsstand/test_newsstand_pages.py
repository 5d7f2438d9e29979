"""What everybody may read: front pages, archives, editions, stories, pictures."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from tests.newsstand_world import (
    BASE,
    BODIES,
    CAPTIONS,
    EN,
    HEADLINES,
    LETTERS,
    NAMES,
    PL,
    SUBJECTS,
    UK,
    ZH,
    a_frozen_edition,
    a_published_issue,
    a_story,
    an_issue,
    picture_bytes,
    send_out,
    story_in,
    translate,
)
from workflow.issues.links import READER_TOKEN, Links
from workflow.issues.models import Edition, Issue
from workflow.issues.states import EditionState
from workflow.languages.catalogue import catalogue
from workflow.languages.language import Language
from workflow.languages.registry import ALL
from workflow.stories.models import Coverage, Image, Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    return Client()


@pytest.fixture
def issue() -> Issue:
    return a_published_issue()


def text(browser: Client, address: str, status: int = 200) -> str:
    response = browser.get(address)
    assert response.status_code == status, address
    return response.content.decode()


# The door and the tags.


@pytest.mark.parametrize(
    ("wanted", "home"),
    [
        ("uk-UA,uk;q=0.9,en;q=0.8", "/uk/"),
        ("zh-TW", "/zh-Hant/"),
        ("zh-HK;q=0.4,pl;q=0.8", "/pl/"),
        ("zh-CN", "/en/"),
        ("ru", "/en/"),
        ("", "/en/"),
        ("*;q=x,,;;\x00", "/en/"),
    ],
)
def test_the_door_opens_on_the_language_the_browser_asks_for(
    browser: Client, wanted: str, home: str
) -> None:
    response = browser.get("/", headers={"accept-language": wanted})
    assert (response.status_code, response["Location"]) == (302, home)
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize(
    ("asked", "ours"),
    [
        ("/zh-TW/two-shores/1/", "/zh-Hant/two-shores/1/"),
        ("/EN/", "/en/"),
        ("/uk-UA/stories/two-alphabets/", "/uk/stories/two-alphabets/"),
        ("/zh-hant/privacy/", "/zh-Hant/privacy/"),
        ("/pl_PL/a/b/c", "/pl/a/b/c"),
    ],
)
def test_a_relative_of_our_tags_leads_to_ours(browser: Client, asked: str, ours: str) -> None:
    response = browser.get(asked)
    assert (response.status_code, response["Location"]) == (302, ours)


@pytest.mark.parametrize("tag", ["zh-CN", "zh", "ru", "de", "xx", "en-", "uk--", "a" * 300])
def test_a_language_we_do_not_have_is_not_found(browser: Client, tag: str) -> None:
    assert browser.get(f"/{tag}/").status_code == 404
    assert browser.get(f"/{tag}/two-shores/").status_code == 404


def test_a_forgotten_slash_is_added(browser: Client, issue: Issue) -> None:
    for address in ("/uk", "/uk/two-shores", "/uk/two-shores/1", "/uk/stories/two-alphabets"):
        response = browser.get(address)
        assert (response.status_code, response["Location"]) == (301, f"{address}/")


# Front pages and archives.


@pytest.mark.parametrize("language", ALL, ids=str)
def test_front_page_and_archive_lead_to_the_issue(
    browser: Client, issue: Issue, language: Language
) -> None:
    for address in (f"/{language}/", f"/{language}/two-shores/"):
        page = text(browser, address)
        assert f'<html lang="{language.html_tag}">' in page
        assert NAMES[language] in page
        assert f'<a href="/{language}/two-shores/1/">{SUBJECTS[language]}</a>' in page


def test_the_archive_dates_an_issue_by_the_newsrooms_day(
    browser: Client, issue: Issue, settings: Settings
) -> None:
    Issue.objects.filter(pk=issue.pk).update(planned_at=datetime(2026, 11, 23, 23, 30, tzinfo=UTC))
    settings.NEWSROOM_TIME_ZONE = "Europe/Kyiv"
    assert "November 24, 2026" in text(browser, "/en/two-shores/")


def test_the_date_is_written_as_the_language_writes_it(browser: Client, issue: Issue) -> None:
    dates = {"en": "November 24, 2026", "zh-Hant": "2026年11月24日", "pl": "24 listopada 2026"}
    for tag, written in dates.items():
        assert written in text(browser, f"/{tag}/two-shores/")


@pytest.mark.parametrize("state", list(EditionState))
def test_only_what_is_being_sent_or_was_sent_is_public(
    browser: Client, state: EditionState
) -> None:
    edition = a_frozen_edition(an_issue(), UK)
    Edition.objects.filter(pk=edition.pk).update(state=state)
    out = state in {EditionState.SENDING, EditionState.SENT}
    assert (SUBJECTS[UK] in text(browser, "/uk/two-shores/")) is out
    assert (SUBJECTS[UK] in text(browser, "/uk/")) is out
    for address in ("/uk/two-shores/1/", "/uk/stories/two-alphabets/"):
        assert browser.get(address).status_code == (200 if out else 404)


def test_a_newsletter_without_words_in_a_language_says_where_it_has_them(
    browser: Client, issue: Issue
) -> None:
    issue.coverage.words.filter(language=PL).delete()
    page = text(browser, "/pl/two-shores/", 404)
    assert "Tego newslettera nie ma po polsku." in page
    assert 'href="/uk/two-shores/"' in page
    assert 'href="/pl/two-shores/"' not in page


# Editions.


@pytest.mark.parametrize("language", ALL, ids=str)
def test_the_web_version_is_the_frozen_html(
    browser: Client, issue: Issue, language: Language
) -> None:
    page = text(browser, f"/{language}/two-shores/1/")
    frozen = issue.editions.get(language=language).html
    assert LETTERS[language] in page
    assert f'lang="{language.html_tag}"' in page
    without_addresses = re.compile(r'(href|src)="[^"]*"')
    assert without_addresses.sub("", page) == without_addresses.sub("", frozen)


@pytest.mark.parametrize("language", ALL, ids=str)
def test_the_web_version_holds_no_readers_links(
    browser: Client, issue: Issue, language: Language
) -> None:
    page = text(browser, f"/{language}/two-shores/1/")
    assert READER_TOKEN in issue.editions.get(language=language).html
    assert READER_TOKEN not in page
    assert "/reader/" not in page
    assert f'href="/{language}/two-shores/"' in page


@pytest.mark.parametrize("language", ALL, ids=str)
def test_every_link_of_an_edition_leads_somewhere(
    browser: Client, issue: Issue, language: Language
) -> None:
    html = issue.editions.get(language=language).html.replace(READER_TOKEN, "x" * 32)
    addresses = re.findall(r'(?:href|src)="([^"#]+)"', html)
    ours = {urlsplit(address).path for address in addresses if address.startswith(BASE)}
    assert len(ours) >= 6
    answers = {path: browser.get(path).status_code for path in ours}
    nobody = f"/{language}/reader/{'x' * 32}/"
    assert answers.pop(nobody) == 404  # this token is made up; see the reader pages
    assert set(answers.values()) == {200}, answers


def test_an_edition_is_served_under_its_own_policy(browser: Client, issue: Issue) -> None:
    response = browser.get("/uk/two-shores/1/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "style-src 'unsafe-inline'" in policy
    assert "script-src" not in policy
    assert response["Content-Language"] == "uk"
    assert "max-age" in response["Cache-Control"]


def test_an_edition_already_in_the_cache_is_not_sent_again(browser: Client, issue: Issue) -> None:
    first = browser.get("/uk/two-shores/1/")
    again = browser.get("/uk/two-shores/1/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert browser.get("/pl/two-shores/1/")["ETag"] != first["ETag"]


@pytest.mark.parametrize("column", ["html", "text", "subject", "preheader", "sender_name"])
def test_an_edition_whose_bytes_do_not_match_its_hash_is_refused(
    browser: Client, issue: Issue, column: str
) -> None:
    edition = issue.editions.get(language=UK)
    changed = getattr(edition, column).replace("а", "a", 1) + " "
    Edition.objects.filter(pk=edition.pk).update(**{column: changed})
    response = browser.get("/uk/two-shores/1/")
    assert response.status_code == 503
    assert "Цей випуск зараз не можна показати." in response.content.decode()
    assert LETTERS[UK] not in response.content.decode()
    assert response["Cache-Control"] == "no-store"


def test_the_latest_edition_that_went_out_is_shown(browser: Client) -> None:
    issue = an_issue()
    first = send_out(a_frozen_edition(issue, UK), state=EditionState.SENDING)
    later = Edition.objects.get(pk=first.pk)
    later.pk, later.number, later.state = None, 2, EditionState.FROZEN
    later.save()
    Edition.objects.filter(pk=later.pk).update(html="tampered")
    assert LETTERS[UK] in text(browser, "/uk/two-shores/1/")
    Edition.objects.filter(pk=later.pk).update(state=EditionState.SENT)
    assert browser.get("/uk/two-shores/1/").status_code == 503


def test_an_issue_that_did_not_go_out_in_a_language_says_where_it_did(browser: Client) -> None:
    issue = an_issue()
    for language in (EN, UK):
        send_out(a_frozen_edition(issue, language))
    page = text(browser, "/pl/two-shores/1/", 404)
    assert "Tego wydania nie ma po polsku." in page
    assert 'href="/uk/two-shores/1/"' in page
    assert 'href="/zh-Hant/two-shores/1/"' not in page
    assert "Читати українською" in page


# Stories.


@pytest.mark.parametrize("language", [EN, UK, PL], ids=str)
def test_a_story_is_shown_whole_in_its_language(
    browser: Client, issue: Issue, language: Language
) -> None:
    page = text(browser, f"/{language}/stories/two-alphabets/")
    words = catalogue(language, strict=True)
    assert f"<h1>{HEADLINES[language]}</h1>" in page
    assert f'<link rel="canonical" href="{BASE}/{language}/stories/two-alphabets/">' in page
    assert f"<h2>{BODIES[language][1]}</h2>" in page
    assert f"<blockquote><p>{BODIES[language][2]}</p></blockquote>" in page
    assert '<img src="/media/' in page
    assert f'alt="{CAPTIONS[language]}"' in page
    if language != EN:
        assert words.text("Reviewed by {name}", name="Jan Rybak") in page


def test_a_story_names_its_other_languages_in_their_own_words(
    browser: Client, issue: Issue
) -> None:
    page = text(browser, "/uk/stories/two-alphabets/")
    assert (
        '<a href="/pl/stories/two-alphabets/" lang="pl" hreflang="pl">Czytaj po polsku</a>' in page
    )
    assert (
        '<a href="/en/stories/two-alphabets/" lang="en" hreflang="en">Read in English</a>' in page
    )
    assert "Читати українською" not in page
    alternates = re.findall(r'<link rel="alternate" hreflang="([^"]+)"', page)
    assert alternates == ["en", "uk", "pl"]


def test_a_story_not_yet_translated_says_so_and_where_it_can_be_read(
    browser: Client, issue: Issue
) -> None:
    page = text(browser, "/zh-Hant/stories/two-alphabets/", 404)
    assert "本文尚無中文版。" in page
    assert 'href="/uk/stories/two-alphabets/"' in page
    assert "閱讀中文版" not in page


def test_a_translation_approved_later_appears(browser: Client, issue: Issue) -> None:
    story = Story.objects.get(slug="two-alphabets")
    translate(story, ZH, story_in(ZH))
    assert HEADLINES[ZH] in text(browser, "/zh-Hant/stories/two-alphabets/")


def test_emphasis_in_chinese_is_not_slanted(browser: Client, issue: Issue) -> None:
    story = Story.objects.get(slug="two-alphabets")
    translate(story, ZH, story_in(ZH))
    assert "<strong>老港</strong>的引水人" in text(browser, "/zh-Hant/stories/two-alphabets/")


def test_a_story_of_no_issue_that_went_out_is_not_public(browser: Client, issue: Issue) -> None:
    a_story(Coverage.objects.get(), "kept-back")
    assert browser.get("/en/stories/kept-back/").status_code == 404


def test_a_letter_is_no_story(browser: Client, issue: Issue) -> None:
    assert browser.get("/en/stories/letter-1/").status_code == 404


# Pictures and styles.


def test_a_picture_is_served_as_it_is_and_kept_for_ever(browser: Client, issue: Issue) -> None:
    image = Image.objects.get()
    response = browser.get(Links(base="").image(image.sha256, image.media_type))
    assert response.content == picture_bytes()
    assert response["Content-Type"] == "image/jpeg"
    assert "immutable" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_only_the_exact_address_finds_a_picture(browser: Client, issue: Issue) -> None:
    prefix = Image.objects.get().sha256[:32]
    other = prefix[:-1] + ("0" if prefix[-1] != "0" else "1")
    for address in (
        f"/media/{prefix}.png",
        f"/media/{other}.jpg",
        f"/media/{prefix[:-1]}.jpg",
        f"/media/{prefix.upper()}.jpg" if prefix.upper() != prefix else "/media/x.jpg",
        f"/media/{prefix}.jpg/",
        f"/media/{prefix[:-1]}%25.jpg",
        "/media/../settings.py",
    ):
        assert browser.get(address).status_code == 404, address


def test_pages_have_the_colours_and_letters_of_the_editions(browser: Client) -> None:
    response = browser.get("/house.css")
    assert response["Content-Type"] == "text/css; charset=utf-8"
    css = response.content.decode()
    for language in ALL:
        assert f":lang({language.tag})" in css
        assert language.serif_fonts in css
        assert language.sans_fonts in css
    assert "prefers-color-scheme: dark" in css


def test_a_browser_that_looks_for_an_icon_finds_one(browser: Client) -> None:
    response = browser.get("/favicon.ico")
    assert (response.status_code, response["Location"]) == (302, "/static/newsstand/icon.svg")


# Every page.


def every_page() -> list[str]:
    return [
        "/uk/",
        "/uk/two-shores/",
        "/uk/stories/two-alphabets/",
        "/uk/privacy/",
        "/uk/nothing-here/",
        f"/uk/reader/{'x' * 32}/unsubscribe/",
    ]


def test_pages_load_nothing_from_elsewhere_and_run_nothing(browser: Client, issue: Issue) -> None:
    for address in every_page():
        response = browser.get(address)
        page = response.content.decode()
        assert "default-src 'self'" in response["Content-Security-Policy"]
        assert response["X-Frame-Options"] == "DENY"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert not response.cookies
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=", page), address
        loaded = re.findall(r'(?:src|<link rel="(?:stylesheet|icon)"[^>]*href)="([^"]+)"', page)
        assert all(each.startswith("/") and not each.startswith("//") for each in loaded)


def test_pages_have_landmarks_a_skip_link_and_one_heading(browser: Client, issue: Issue) -> None:
    for address in every_page():
        page = browser.get(address).content.decode()
        assert page.count("<main") == page.count("<h1") == 1, address
        assert '<a class="skip" href="#content">' in page
        assert 'id="content"' in page
        assert "<nav aria-label=" in page


@pytest.mark.parametrize("language", ALL, ids=str)
def test_what_is_not_there_is_said_in_the_language_of_the_address(
    browser: Client, language: Language
) -> None:
    page = text(browser, f"/{language}/nowhere/at/all/", 404)
    heading = catalogue(language, strict=True).text("We could not find this page.")
    assert f"<h1>{heading}</h1>" in page
    assert f'<html lang="{language.html_tag}">' in page


def test_outside_every_language_the_browsers_wish_decides(browser: Client) -> None:
    response = browser.get("/no-such-page", headers={"accept-language": "pl"})
    assert "Nie ma takiej strony." in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/uk/../../etc/passwd/",
        "/uk/%2e%2e/%2e%2e/",
        "/uk/two-shores/0/",
        "/uk/two-shores/01/",
        "/uk/two-shores/-1/",
        "/uk/two-shores/99999999999999999999999/",
        "/uk/two-shores/1/2/",
        "/uk/two-shores/١/",
        "/uk/stories/%00/",
        "/uk/stories/' OR 1=1 --/",
        "/uk/stories/<script>alert(1)<%2fscript>/",
        "/uk/<b>/",
        "/uk/%ff%fe/",
        "//evil.example/",
        "/zh-TW//evil.example/",
        "/EN/%0d%0aSet-Cookie:a=b/",
    ],
)
def test_hostile_addresses_find_nothing_and_change_nothing(browser: Client, path: str) -> None:
    response = browser.get(path)
    assert response.status_code in {404, 302, 301}
    if response.status_code != 404:
        assert re.match(r"/(en|uk|pl|zh-Hant)/", response["Location"])
    assert "<script>alert" not in response.content.decode()
    assert not response.cookies


def test_only_reading_is_possible(browser: Client, issue: Issue) -> None:
    for address in ["/", "/house.css", "/EN/", "/uk/two-shores/1/", *every_page()[:4]]:
        assert browser.post(address).status_code in {405, 403}, address

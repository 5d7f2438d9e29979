"""A frozen edition for a browser: nobody's links, this site's own addresses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.issues.links import READER_TOKEN, Links
from workflow.issues.web_version import for_browser
from workflow.languages.registry import ALL

BASE = "https://news.example"
LINKS = Links(base=BASE)

CASES = [
    ("unsubscribing", f'<a href="{BASE}/uk/reader/{READER_TOKEN}/unsubscribe/">', '<a href="/a/">'),
    ("preferences", f'<a href="{BASE}/uk/reader/{READER_TOKEN}/">', '<a href="/a/">'),
    ("another base", f'<a href="http://old.example/{READER_TOKEN}/">', '<a href="/a/">'),
    ("a bare token", f"<p>{READER_TOKEN}</p>", "<p>/a/</p>"),
    ("a page of ours", f'<a href="{BASE}/uk/privacy/">', '<a href="/uk/privacy/">'),
    ("a picture of ours", f'<img src="{BASE}/media/a.jpg">', '<img src="/media/a.jpg">'),
    ("single marks", f"<a href='{BASE}/uk/'>", "<a href='/uk/'>"),
    ("a page elsewhere", '<a href="https://other.example/">', '<a href="https://other.example/">'),
    (
        "a neighbour by name",
        f'<a href="{BASE}.evil.example/uk/">',
        f'<a href="{BASE}.evil.example/uk/">',
    ),
    ("words about an address", f"<p>{BASE}/uk/</p>", f"<p>{BASE}/uk/</p>"),
]


@pytest.mark.parametrize(("what", "frozen", "shown"), CASES, ids=[case[0] for case in CASES])
def test_addresses_are_turned(what: str, frozen: str, shown: str) -> None:
    assert for_browser(frozen, base=BASE, archive="/a/") == shown


ADDRESSES = st.sampled_from([LINKS.unsubscribe(each) for each in ALL] + [READER_TOKEN])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(max_size=30) | ADDRESSES, max_size=10))
def test_no_token_is_left_and_showing_twice_shows_the_same(pieces: list[str]) -> None:
    shown = for_browser("".join(pieces), base=BASE, archive="/a/")
    assert READER_TOKEN not in shown
    assert for_browser(shown, base=BASE, archive="/a/") == shown


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_words_without_addresses_stay_byte_for_byte(words: str) -> None:
    assert for_browser(words, base=BASE, archive="/a/") == words

"""The body of a story as HTML: whole, nested as written, and safe whatever stands in it."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.languages.catalogue import catalogue
from workflow.languages.registry import ALL, by_tag
from workflow.newsstand.body import body_html
from workflow.text.markdown import split
from workflow.text.segments import Field, Kind
from workflow.text.shape import TargetBlock

EN = by_tag("en")

CASES = [
    ("a paragraph", "Plain *words*.", "<p>Plain <em>words</em>.</p>"),
    ("a heading is below the page's own", "# Part", "<h2>Part</h2>"),
    ("headings keep their order", "### Part", "<h3>Part</h3>"),
    ("the lowest heading", "###### Part", "<h4>Part</h4>"),
    ("a tight list", "- one\n- two", "<ul><li>one\n</li>\n<li>two\n</li></ul>"),
    ("a spaced list", "- one\n\n- two", "<ul><li><p>one</p></li>\n<li><p>two</p></li></ul>"),
    ("a list from three", "3. one", '<ol start="3"><li>one\n</li></ol>'),
    ("a list in a list", "- a\n  - b", "<ul><li>a\n<ul><li>b\n</li></ul></li></ul>"),
    ("a quotation", "> Said.", "<blockquote><p>Said.</p></blockquote>"),
    ("code", "```\na < b\n```", "<pre><code>a &lt; b</code></pre>"),
    ("a rule", "a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
    (
        "a picture of another site in words",
        '![A quay](https://elsewhere.example/a.jpg "The quay")',
        '<p class="picture-in-words"><a href="https://elsewhere.example/a.jpg">The quay</a></p>',
    ),
    ("a picture of no address", "![A quay](a.jpg)", '<p class="picture-in-words">A quay</p>'),
    (
        "a note",
        "Word.[^1]\n\n[^1]: Why.",
        '<p>Word.<sup>1</sup></p>\n<aside class="note"><sup>1</sup><div><p>Why.</p></div></aside>',
    ),
]


@pytest.mark.parametrize(("what", "markdown", "html"), CASES, ids=[case[0] for case in CASES])
def test_each_kind_of_block_has_its_element(what: str, markdown: str, html: str) -> None:
    assert body_html(split(markdown), EN) == html


ALLOWED = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "aside", "div", "sup", "pre"}
ALLOWED |= {"code", "hr", "em", "strong", "a", "br"}
ATTRIBUTES = {"href", "class", "start"}


class Reading(HTMLParser):
    """Notes elements and attributes, and the ends that do not match."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in {"hr", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        '[a](https://x.example/"onclick="b)',
        "![a](data:text/html,b)",
        '"><b>',
        "{{ 7 }}",
        "> quote",
        "- item",
        "1. item",
        "## head",
        "```\ncode\n```",
        "word[^1]",
        "*a **b*** ",
        "&lt;",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(HOSTILE | st.text(max_size=20), max_size=8), st.sampled_from(ALL))
def test_whatever_is_written_the_html_is_whole_and_harmless(pieces, language) -> None:
    reading = Reading()
    reading.feed(body_html(split("\n\n".join(pieces)), language))
    reading.close()
    assert reading.tags <= ALLOWED
    assert not reading.faults
    assert not reading.open
    assert {name for name, _ in reading.attributes} <= ATTRIBUTES
    links = [value for name, value in reading.attributes if name == "href"]
    assert all(link.startswith(("http://", "https://", "mailto:")) for link in links)


@pytest.mark.parametrize("language", ALL, ids=str)
def test_a_translators_note_says_what_it_is(language):
    note = TargetBlock(
        key="n1", field=Field.BODY, kind=Kind.PARAGRAPH, text="A <pier>.", sources=()
    )
    label = catalogue(language).text("Translator’s note")
    assert body_html([*split("A quay."), note], language) == (
        f'<p>A quay.</p>\n<aside class="translators-note"><p class="label">{label}</p>'
        "<p>A &lt;pier&gt;.</p></aside>"
    )

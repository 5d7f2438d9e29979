"""Content to finished HTML and text: whole whatever the words, readable in every language."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.issue_values import EN, LINKS, PL, UK, ZH, issue, letter, slot, source, texts
from workflow.issues.assemble import assemble
from workflow.issues.checks.page import read_page
from workflow.issues.content import EditionContent, StoryContent
from workflow.issues.lint import lint_document
from workflow.issues.render import mjml_source, render
from workflow.issues.rendering.blocks import COLUMNS, blocks_html, blocks_text
from workflow.issues.rendering.mjml import RenderingFailed, compile_mjml
from workflow.issues.rendering.palette import DARK, LIGHT, Palette, contrast
from workflow.issues.states import Fallback, Layout
from workflow.languages.catalogue import catalogue
from workflow.languages.language import Language
from workflow.languages.registry import ALL
from workflow.text.checks.characters import control_chars, lost_letters
from workflow.text.checks.passage import Passage
from workflow.text.columns import width
from workflow.text.inline import html
from workflow.text.markdown import split
from workflow.text.segments import Block, Field, Kind
from workflow.text.shape import TargetBlock

HOSTILE = [
    'He said "now"',
    "<script>alert(1)</script>",
    "A & B &amp; C",
    "]]>",
    "{{ secret }} {% include 'x' %}",
    "-->",
    "</mj-text></mj-column>",
    "’ “ « „ 「 <b>'",
    "🥟 🇹🇼👩‍👩‍👧",
    "\u200fשלום\u200e \u202eabc\u202c",
    'x" onerror="alert(1)',
    "a" * 5000,
    "水餃" * 2500,
]


def content(language: Language = EN) -> EditionContent:
    return assemble(issue(), language, links=LINKS)


def filled(words: str, language: Language = EN) -> EditionContent:
    """An edition with the same words in every field a person can write in."""
    lines = {field: words for field in Field if field is not Field.BODY}
    slots = [
        slot(
            texts(source(f"story-{layout}", language, story_id=number, lines=lines)), layout=layout
        )
        for number, layout in enumerate(Layout, 1)
    ]
    return assemble(
        issue(*slots, opening=letter(language=language, lines=lines)), language, links=LINKS
    )


class Words(HTMLParser):
    """Everything a reader sees, alt texts included, and nothing of the head."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.names: set[str] = set()
        self._quiet = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {tag, *(f"{tag}@{name}" for name, _ in attrs)}
        self._quiet += tag in {"style", "xml"}
        self.words += [value or "" for name, value in attrs if name == "alt"]

    def handle_endtag(self, tag: str) -> None:
        self._quiet -= tag in {"style", "xml"}

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            self.words.append(data)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_in_every_field_stay_words(words: str) -> None:
    edition = filled(words)
    plain, rendered = render(filled("Quiet words")), render(edition)
    seen = Words(rendered.html)
    assert seen.names == Words(plain.html).names  # not one tag or attribute more
    assert sum(words in each for each in seen.words) >= 15
    assert lint_document(mjml_source(edition)) == []
    for name in ("tables", "headings", "images"):
        assert len(getattr(read_page(rendered.html), name)) == len(
            getattr(read_page(plain.html), name)
        )


def test_a_headline_with_a_quotation_mark_keeps_its_alt_text_whole() -> None:
    rendered = render(filled('A "quoted" word'))
    assert {image["alt"] for image in read_page(rendered.html).images} == {'A "quoted" word'}


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1))
def test_any_words_come_out_of_the_renderer_as_they_went_in(words: str) -> None:
    story = replace(content().stories[0], headline=words)
    html = render(replace(content(), stories=(story,))).html
    headline = next(
        name
        for level, name in read_page(html).headings
        if level == 2 and name != "A letter from the editors"
    )
    assert headline == " ".join(words.split())


@pytest.mark.parametrize("language", ALL, ids=str)
def test_rendering_twice_gives_the_same_bytes(language: Language) -> None:
    assert render(content(language)) == render(content(language))


@pytest.mark.parametrize("language", ALL, ids=str)
def test_the_page_and_its_wrapper_name_the_language(language: Language) -> None:
    page = read_page(render(content(language)).html)
    assert page.languages[:2] == [("html", language.html_tag), ("div", language.html_tag)]


@pytest.mark.parametrize("language", ALL, ids=str)
def test_headings_begin_with_one_and_skip_no_level(language: Language) -> None:
    levels = [level for level, _ in read_page(render(content(language)).html).headings]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("language", ALL, ids=str)
def test_every_layout_table_is_marked_as_presentation(language: Language) -> None:
    html = render(content(language)).html
    tables = re.findall(r"<table[^>]*>", html)  # those for Outlook inside comments too
    assert tables
    assert [table for table in tables if 'role="presentation"' not in table] == []


@pytest.mark.parametrize("language", ALL, ids=str)
def test_every_link_has_a_name_and_the_one_to_a_story_names_it(language: Language) -> None:
    edition = content(language)
    links = read_page(render(edition).html).links
    assert [link.href for link in links if not link.name] == []
    for story in edition.stories:
        names = [link.name for link in links if link.href == story.url]
        assert all(story.headline in name or name == _alt(story) for name in names)
        assert names


def _alt(story: StoryContent) -> str:
    return story.picture.alt if story.picture else ""


@pytest.mark.parametrize("language", ALL, ids=str)
def test_outlook_keeps_its_conditionals_and_phones_their_media_queries(language: Language) -> None:
    html = render(content(language)).html
    assert html.count("<!--[if mso") > 40
    assert html.count("<!--[if ") == html.count("<![endif]-->")
    assert "@media only screen and (max-width: 479px)" in html
    assert "@media (prefers-color-scheme: dark)" in html
    assert ".mj-outlook-group-fix" in html
    assert "data-css-inline" not in html
    assert '<meta name="color-scheme" content="light dark">' in html
    assert "charset=UTF-8" in html


@pytest.mark.parametrize("language", ALL, ids=str)
def test_nothing_sent_holds_a_control_character(language: Language) -> None:
    rendered = render(content(language))
    sent = Passage(text=rendered.html + rendered.text, language=language)
    assert [*control_chars(sent), *lost_letters(sent)] == []


def test_chinese_has_looser_lines_strict_breaking_and_no_italics() -> None:
    stressed = letter(language=ZH, paragraphs=("她說*不*。",))
    html = render(assemble(issue(opening=stressed), ZH, links=LINKS)).html
    assert set(re.findall(r"<div style=\"font-family[^\"]*;line-height:([\d.]+)", html)) == {"1.75"}
    assert "line-break:strict" in html
    assert "<strong>不</strong>" in html
    assert "<em>" not in html
    assert "keep-all" not in html
    assert "break-all" not in html


def test_a_story_in_another_language_is_marked_as_being_in_it() -> None:
    plan = issue(
        *[slot(texts(source("harbour", ZH), {}), layout=Layout.LEAD, fallback=Fallback.ORIGINAL)]
    )
    plan = replace(
        plan, slots=(replace(plan.slots[0], story=replace(plan.slots[0].story, standings={})),)
    )
    html = render(assemble(plan, PL, links=LINKS)).html
    assert re.search(r'<h2[^>]*lang="zh-Hant-TW"[^>]*><a[^>]*>一座港口學會兩套字母</a>', html)
    assert "line-height:1.75" in html
    assert "publikujemy go po chińsku" in html


def test_other_languages_are_offered_under_their_own_names() -> None:
    html = render(content(EN)).html
    offered = re.findall(r'lang="([\w-]+)" hreflang="\1"[^>]*>([^<]+)</a>', html)
    assert offered[:3] == [("zh-Hant-TW", "繁體中文"), ("uk", "Українська"), ("pl", "Polski")]


def test_a_correction_stands_in_a_box_of_its_own_under_its_heading() -> None:
    corrected = source(lines={Field.CORRECTION: "The pier is 40 metres long."})
    page = read_page(render(assemble(issue(slot(texts(corrected))), UK, links=LINKS)).html)
    assert (3, "Виправлення") not in page.headings  # that translation says nothing of one
    page = read_page(render(assemble(issue(slot(texts(corrected))), EN, links=LINKS)).html)
    assert (3, "Correction") in page.headings


def test_the_preheader_is_hidden_and_padded_so_that_nothing_follows_it() -> None:
    edition = replace(content(), preheader="Short.")
    hidden = re.search(r'<div style="display:none[^>]*>([^<]*)</div>', render(edition).html)
    assert hidden is not None
    assert width(hidden[1].replace("&nbsp;", "\u00a0")) >= 110
    assert hidden[1].startswith("Short.")


# The text part ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ALL, ids=str)
def test_no_line_of_text_is_too_wide_unless_it_is_an_address(language: Language) -> None:
    wide = [
        line
        for line in render(content(language)).text.splitlines()
        if width(line) > COLUMNS and not line.startswith("http")
    ]
    assert wide == []


@pytest.mark.parametrize("language", ALL, ids=str)
def test_addresses_stand_on_lines_of_their_own_and_no_picture_is_among_them(
    language: Language,
) -> None:
    lines = render(content(language)).text.splitlines()
    assert [line for line in lines if "http" in line and not line.startswith("http")] == []
    assert [line for line in lines if "/media/" in line] == []


def test_the_text_reads_from_top_to_bottom_like_the_email() -> None:
    text = render(content(EN)).text
    marks = [
        "Two Shores\n",
        "Issue 1 · November 24, 2026",
        "In this issue",
        "1. A harbour learns two alphabets",
        "By Ivan Doe",
        "Read the story\nhttps://news.example/en/stories/harbour-lead/",
        "Unsubscribe\nhttps://news.example/en/reader/",
        "© 2026 Dumpling Desk",
    ]
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)
    assert "\n\n\n\n" not in text


def test_text_and_page_name_the_same_unsubscribe_address() -> None:
    edition = content(UK)
    rendered, address = render(edition), edition.footer.unsubscribe_url
    assert address in rendered.text
    assert f'href="{address}"' in rendered.html


# Blocks ----------------------------------------------------------------------------------------

TIGHT = "1. one\n2. two\n3. three"
FROM_SEVEN = "7. seven\n8. eight"
NESTED = "1. one\n   - inner\n   - last\n2. two"
LOOSE = "1. one\n\n   more of one\n\n2. two"
QUOTED = "> She said:\n>\n> - a\n> - b\n>\n> — Ola Doe, 2026"


def page_of(markdown: str) -> str:
    """The body as HTML on one line, its classes left out."""
    html = blocks_html(split(markdown), EN).replace("\n", "")
    return re.sub(r' class="[^"]*"', "", html)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("- one\n- two\n\nend", "<ul><li>one</li><li>two</li></ul><p>end</p>"),
        (TIGHT, "<ol><li>one</li><li>two</li><li>three</li></ol>"),
        (FROM_SEVEN, '<ol start="7"><li>seven</li><li>eight</li></ol>'),
        (NESTED, "<ol><li>one<ul><li>inner</li><li>last</li></ul></li><li>two</li></ol>"),
        (LOOSE, "<ol><li><p>one</p><p>more of one</p></li><li><p>two</p></li></ol>"),
        (
            QUOTED,
            (
                "<blockquote><p>She said:</p><ul><li>a</li><li>b</li></ul>"
                "<p>— Ola Doe, 2026</p></blockquote>"
            ),
        ),
        ("> a\n>\n> b\n\nc", "<blockquote><p>a</p><p>b</p></blockquote><p>c</p>"),
        ("- > a\n- b", "<ul><li><blockquote><p>a</p></blockquote></li><li>b</li></ul>"),
        ("## Part", "<h3>Part</h3>"),
        ("```\nif x:\n  *y*\n```", "<p>if x:<br>&nbsp;&nbsp;*y*</p>"),
        ("a\n\n---\n\nb", '<p>a</p><div><p role="separator"></p></div><p>b</p>'),
    ],
)
def test_the_page_keeps_lists_and_quotations_as_they_were_written(markdown: str, html: str) -> None:
    assert page_of(markdown) == html


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("- one\n- two\n\nend", ["– one\n– two", "end"]),
        (TIGHT, ["1. one\n2. two\n3. three"]),
        ("9. nine\n10. ten", ["9. nine\n10. ten"]),
        (NESTED, ["1. one\n   – inner\n   – last\n2. two"]),
        (LOOSE, ["1. one", "   more of one", "2. two"]),
        (QUOTED, ["    She said:", "    – a\n    – b", "    — Ola Doe, 2026"]),
        ("- > a\n- b", ["–     a\n– b"]),
        ("```\nif x:\n  *y*\n```", ["    if x:\n      *y*"]),
        ("a\n\n---\n\nb", ["a", "* * *", "b"]),
        ("- see [it](https://a.example/)\n- b", ["– see it\nhttps://a.example/\n– b"]),
    ],
)
def test_the_text_keeps_lists_and_quotations_as_they_were_written(
    markdown: str, text: list[str]
) -> None:
    assert blocks_text(split(markdown), EN) == text


def test_lines_inside_lists_and_quotations_are_no_wider_than_the_others() -> None:
    words = "word " * 60
    paragraphs = blocks_text(split(f"1. {words}\n   > {words}\n   >\n   > - {words}"), EN)
    lines = "\n".join(paragraphs).splitlines()
    assert COLUMNS - 8 < max(width(line) for line in lines) <= COLUMNS


def test_what_an_email_cannot_show_leaves_no_empty_place() -> None:
    markdown = (
        "a[^1]\n\n- ![x](https://a.example/x.jpg)\n\n> ![x](https://a.example/x.jpg)\n\n[^1]: n"
    )
    assert page_of(markdown) == "<p>a<sup>1</sup></p>"
    assert blocks_text(split(markdown), EN) == ["a[1]"]


@pytest.mark.parametrize("language", ALL, ids=str)
def test_a_letter_with_a_list_reaches_both_parts_whole(language: Language) -> None:
    body = split(f"{NESTED}\n\n{QUOTED}\n\n---\n\n{LOOSE}")
    edition = replace(content(language), letter=body)
    rendered = render(edition)
    assert lint_document(mjml_source(edition)) == []
    assert rendered.html.count("<ol") == 2
    assert "1. one\n   – inner\n   – last\n2. two\n" in rendered.text
    unstyled = re.findall(r"<(?:ol|ul|li|blockquote)(?![^>]*style=)[^>]*>", rendered.html)
    assert unstyled == []


def test_links_of_a_paragraph_follow_it_in_the_text() -> None:
    told = blocks_text(split("See [the map](https://a.example/map) now."), EN)
    assert told == ["See the map now.\nhttps://a.example/map"]


# Colours and the compiler ----------------------------------------------------------------------


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_of_words_stands_out_from_every_ground(palette: Palette) -> None:
    words = (palette.ink, palette.muted, palette.accent)
    grounds = (palette.paper, palette.quiet)
    assert min(contrast(word, ground) for word in words for ground in grounds) >= 4.5
    assert contrast(palette.on_accent, palette.accent) >= 4.5


def test_contrast_is_that_of_the_accessibility_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_what_the_compiler_refuses_is_named_with_its_line() -> None:
    with pytest.raises(RenderingFailed, match=r"line 2.*mj-hero-of-the-day"):
        compile_mjml("<mjml>\n<mj-hero-of-the-day></mj-hero-of-the-day>\n</mjml>", css="")


def noted(words: str) -> tuple[Block, ...]:
    """A paragraph, and a translator's note after it."""
    note = TargetBlock(key="n1", field=Field.BODY, kind=Kind.PARAGRAPH, text=words, sources=())
    return (*split("The pilots greet it."), note)


@pytest.mark.parametrize("language", ALL, ids=str)
def test_a_translators_note_says_what_it_is_on_the_page(language: Language) -> None:
    label = catalogue(language).text("Translator’s note")
    assert str(blocks_html(noted("A *quay* is a <pier>."), language)).endswith(
        f'<div class="boxed note"><p class="small">{label}</p>\n'
        f"<p>{html('A *quay* is a <pier>.', language=language)}</p></div>"
    )


@pytest.mark.parametrize("language", ALL, ids=str)
def test_a_translators_note_says_what_it_is_in_the_text(language: Language) -> None:
    label = catalogue(language).text("[Translator’s note: {words}]", words="A quay is a pier.")
    assert blocks_text(noted("A *quay* is a pier."), language) == ["The pilots greet it.", label]


def test_a_note_with_a_link_keeps_its_address_in_the_text() -> None:
    told = blocks_text(noted("See [the map](https://a.example/map)."), EN)
    assert told[1] == "[Translator’s note: See the map.]\nhttps://a.example/map"

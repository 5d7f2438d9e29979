"""A notice's mail: what happened, where to look, in its reader's language and by her clock."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from lxml import html as lxml_html

from workflow.issues.rendering.palette import DARK, LIGHT
from workflow.languages.catalogue import catalogue
from workflow.languages.formatting import format_date, format_list, name_of
from workflow.languages.registry import ALL, by_tag
from workflow.notices.compose import compose
from workflow.notices.sentences import HEADS
from workflow.notices.states import NoticeKind as Kind
from workflow.notices.told import Addressee, Told

BASE = "https://desk.example"
EN, ZH, UK, PL = ALL
ENGLISH = Addressee(language=EN, zone=ZoneInfo("Europe/Kyiv"))
LATE_EVENING = "2026-10-09T22:30:00+00:00"  # the 10th in Kyiv


def told(kind: Kind, *, story: str = "A harbour wakes", language=UK, **values: object) -> Told:
    slug = story.lower().replace(" ", "-")
    path = f"/desk/stories/{slug}/{language}/"
    return Told(kind=kind, story=story, language=language, path=path, values=values)


def mail(*notices: Told, to: Addressee = ENGLISH, day: date | None = None):
    return compose(notices, to, base=BASE, day=day)


SAID = [
    (told(Kind.ASSIGNED, date=LATE_EVENING), "Translation for you", "Saturday, October 10, 2026"),
    (told(Kind.DUE, date=LATE_EVENING), "Promised date is near", "Saturday, October 10, 2026"),
    (told(Kind.LAPSED, date=LATE_EVENING), "Claim ended", "the text is free for others."),
    (
        told(Kind.CHANGES_REQUESTED, by_name="Ewa", note="Look at *line two*."),
        "Changes requested",
        "> Look at *line two*.",
    ),
    (
        told(Kind.APPROVED, by_name="Ewa", note=""),
        "Translation approved",
        "Ewa has approved your translation.",
    ),
    (
        told(Kind.APPROVED, by_name="Ewa", what="suggestion"),
        "Suggestion accepted",
        "Ewa has accepted your suggestion.",
    ),
    (told(Kind.MENTION, by_name="Ewa"), "You are mentioned", "Ewa mentions you in a comment."),
    (told(Kind.SUGGESTION, by_name="Ewa"), "New suggestion", "Ewa suggests another wording."),
    (told(Kind.SOURCE_CHANGED, level="typo"), "Source changed", "The translation stays valid."),
    (told(Kind.SOURCE_CHANGED, level="style"), "Source changed", "Have a look when you can."),
    (told(Kind.SOURCE_CHANGED, level="fact"), "Source changed", "The translation is outdated."),
    (told(Kind.SOURCE_CHANGED, level="retraction"), "Source changed", "leaves every edition."),
    (
        told(Kind.SOURCE_CHANGED, level="fact", reason="A heading was added.", via="en"),
        "Source changed",
        "The text was translated from English, and the change comes from there.",
    ),
    (
        told(
            Kind.SOURCE_CHANGED,
            level="style",
            reason="A link changed: {old} became {new}.",
            reason_values={"old": "a.example", "new": "b.example"},
        ),
        "Source changed",
        "A link changed: a.example became b.example.",
    ),
]


@pytest.mark.parametrize(("notice", "head", "said"), SAID)
def test_one_notice_says_what_happened_to_which_text_and_where_to_look(notice, head, said):
    made = mail(notice)
    assert made.subject == f"{head}: “A harbour wakes” (Ukrainian)"
    assert said in made.text
    assert f"{BASE}/desk/stories/a-harbour-wakes/uk/" in made.text
    assert made.text.startswith(f"{head}\nA harbour wakes\n\nUkrainian\n")


def test_every_kind_is_told_by_an_example():
    assert {notice.kind for notice, *_ in SAID} == set(Kind) == set(HEADS)


@pytest.mark.parametrize("language", ALL, ids=str)
def test_dates_and_names_of_languages_are_the_reader_s(language):
    to = replace(ENGLISH, language=language)
    made = mail(told(Kind.ASSIGNED, date=LATE_EVENING), to=to)
    day = format_date(date(2026, 10, 10), language, "full")
    name = name_of(UK, in_language=language).nominative
    name = name[:1].upper() + name[1:]
    for part in (made.text, lxml_html.fromstring(made.html).text_content()):
        assert day in part
        assert name in part
    assert made.language == language
    assert f'lang="{language.html_tag}"' in made.html


def test_a_digest_is_grouped_by_story_and_counted():
    made = mail(
        told(Kind.MENTION, by_name="Ewa"),
        told(Kind.SUGGESTION, story="Drone parts", by_name="Ewa"),
        told(Kind.APPROVED, by_name="Mei"),
        told(Kind.MENTION, by_name="Mei"),
        told(Kind.MENTION, by_name="Mei", language=PL),
        day=date(2026, 10, 10),
    )
    assert made.subject == "From the desk: 5 notices"
    assert [line for line in made.text.splitlines() if line and "http" not in line][:15] == [
        "Saturday, October 10, 2026",
        "5 notices",
        "A harbour wakes",
        "Ukrainian",
        "You are mentioned",
        "2 comments mention you.",
        "Translation approved",
        "Mei has approved your translation.",
        "Polish",
        "You are mentioned",
        "Mei mentions you in a comment.",
        "Drone parts",
        "Ukrainian",
        "New suggestion",
        "Ewa suggests another wording.",
    ]


def test_a_digest_of_one_notice_is_a_digest():
    made = mail(told(Kind.APPROVED, by_name="Mei"), day=date(2026, 10, 10))
    assert made.subject == "From the desk: 1 notice"
    assert made.text.startswith("Saturday, October 10, 2026\n1 notice\n")


def test_the_same_thing_is_not_said_twice_and_two_notes_are_both_quoted():
    made = mail(
        told(Kind.CHANGES_REQUESTED, by_name="Ewa", note="First."),
        told(Kind.CHANGES_REQUESTED, by_name="Ewa", note="Second."),
    )
    assert made.text.count("Ewa asks for changes.") == 1
    assert "> First." in made.text
    assert "> Second." in made.text


def test_two_stories_of_one_name_stay_two():
    one = told(Kind.MENTION, by_name="Ewa")
    other = replace(one, path="/desk/stories/another-harbour/uk/")
    assert mail(one, other).text.count("\nA harbour wakes\n") == 2


@pytest.mark.parametrize(
    ("titles", "preview"),
    [
        (["One", "Two"], ["One", "Two"]),
        (["One", "Two", "Three"], ["One", "Two", "Three"]),
        (["One", "Two", "Three", "Four"], ["One", "Two", "Three", "1 more story"]),
        (list("ABCDE"), ["A", "B", "C", "2 more stories"]),
    ],
)
def test_lists_of_mails_show_which_stories_it_is_about(titles, preview):
    made = mail(*(told(Kind.MENTION, story=title, by_name="Ewa") for title in titles))
    shown = lxml_html.fromstring(made.html).find_class("preview")[0].text_content()
    assert shown == format_list([each if "more" in each else f"“{each}”" for each in preview], EN)


@pytest.mark.parametrize(
    ("language", "title", "shown"),
    [
        ("en", "A “harbour” wakes", "“A ‘harbour’ wakes”"),
        ("zh-Hant", "甦醒的「港口」", "「甦醒的『港口』」"),
        ("uk", "Гавань «прокидається»", "«Гавань „прокидається“»"),
        ("pl", "Port „budzi się”", "„Port «budzi się»”"),
    ],
)
def test_a_title_stands_in_the_reader_s_quotation_marks(language, title, shown):
    to = replace(ENGLISH, language=by_tag(language))
    assert shown in mail(told(Kind.MENTION, story=title, by_name="Ewa"), to=to).subject


@pytest.mark.parametrize("language", ALL, ids=str)
def test_no_sentence_ends_in_two_stops(language):
    made = mail(told(Kind.DUE, date=LATE_EVENING), to=replace(ENGLISH, language=language))
    assert ".." not in made.text
    assert ".." not in made.subject


@pytest.mark.parametrize("language", ALL, ids=str)
@pytest.mark.parametrize(("notice", "head", "said"), SAID)
def test_every_kind_of_event_is_told_in_every_language(notice, head, said, language):
    to = replace(ENGLISH, language=language)
    made = mail(replace(notice, language=ZH), to=to)
    words = catalogue(language)
    page = lxml_html.fromstring(made.html)
    assert page.find_class("label")[0].text_content() == words.text(head)
    assert page.get("lang") == language.html_tag
    assert made.subject.startswith(words.text(head))
    assert name_of(ZH, in_language=language).in_ in made.subject
    assert "{" not in made.subject + made.text
    if language != EN and not said.startswith(">"):
        assert said not in made.text


def test_words_that_look_like_markup_stay_words():
    tricky = '<b>"A" & {B}</b>'
    made = mail(told(Kind.CHANGES_REQUESTED, story=tricky, by_name=tricky, note=tricky))
    page = lxml_html.fromstring(made.html)
    assert page.xpath("//b") == []
    assert page.find_class("quote")[0].text_content() == tricky
    assert page.xpath("//h1")[0].text_content() == tricky
    assert f"{tricky} asks for changes." in made.text


@pytest.mark.parametrize("language", ALL, ids=str)
def test_each_link_is_a_full_address_and_one_of_them_leads_to_the_choices(language):
    made = mail(told(Kind.MENTION, by_name="Ewa"), to=replace(ENGLISH, language=language))
    links = [link.get("href") for link in lxml_html.fromstring(made.html).iter("a")]
    assert links == [f"{BASE}/desk/stories/a-harbour-wakes/uk/", f"{BASE}/desk/notices/"]
    assert all(link in made.text for link in links)


def test_lines_of_text_fit_a_terminal():
    made = mail(told(Kind.CHANGES_REQUESTED, by_name="Ewa", note="word " * 60))
    assert max(map(len, made.text.splitlines())) <= 72


def test_its_colours_are_those_of_the_editions_in_light_and_dark():
    made = mail(told(Kind.CHANGES_REQUESTED, by_name="Ewa", note="x"), told(Kind.LAPSED)).html
    head, _, body = made.partition("</head>")
    for text, palette in ((head, DARK), (body, LIGHT)):
        colours = {f"#{part[:6]}" for part in text.split("#")[1:] if part[:6].isalnum()}
        known = {getattr(palette, name) for name in palette.__slots__}
        assert colours <= known

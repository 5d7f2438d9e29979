"""From an issue to the content of one edition."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.issue_values import (
    AUTHORS,
    EN,
    LINKS,
    PL,
    SENTENCES,
    UK,
    ZH,
    issue,
    letter,
    slot,
    source,
    standing,
    texts,
)
from workflow.issues.assemble import assemble, opening
from workflow.issues.content import StoryContent
from workflow.issues.states import Fallback, Layout
from workflow.languages.language import Language
from workflow.languages.registry import ALL
from workflow.stories.texts import SourceText
from workflow.text.segments import Field, Kind, Segment
from workflow.translation.states import TranslationState


def story(
    original: SourceText, language: Language, *, layout: Layout = Layout.STANDARD
) -> StoryContent:
    return assemble(issue(slot(texts(original), layout=layout)), language, links=LINKS).stories[0]


def in_original_only(language: Language) -> StoryContent:
    original = source(language=UK)
    waiting = {
        each: standing(original, each, state=TranslationState.DRAFTING, approved=False)
        for each in (EN, ZH, PL)
    }
    plan = issue(slot(texts(original, waiting), fallback=Fallback.ORIGINAL))
    return assemble(plan, language, links=LINKS).stories[0]


def test_the_masthead_speaks_the_language_of_the_edition() -> None:
    heads = {each: assemble(issue(), each, links=LINKS).masthead for each in ALL}
    assert [(heads[each].issue, heads[each].date) for each in ALL] == [
        ("Issue 1", "November 24, 2026"),
        ("第 1 期", "2026年11月24日"),
        ("Випуск №\u00a01", "24 листопада 2026\u00a0р."),
        ("Wydanie nr\u00a01", "24 listopada 2026"),
    ]


def test_the_masthead_and_the_year_are_those_of_the_newsroom_not_of_greenwich() -> None:
    plan = replace(
        issue(),
        planned_at=datetime(2026, 12, 31, 23, 30, tzinfo=UTC),
        planned_date=date(2027, 1, 1),
    )
    edition = assemble(plan, EN, links=LINKS)
    assert edition.masthead.date == "January 1, 2027"
    assert edition.footer.copyright == "© 2027 Dumpling Desk"


@pytest.mark.parametrize(
    ("language", "byline", "others"),
    [
        (EN, "By Ivan Doe", ()),
        (ZH, "文／杜一凡", ("譯自英文，譯者：Ola Nowak", "審校：林小美")),
        (UK, "Текст: Іван До", ("Переклад (з англійської): Ola Nowak", "Вичитка: 林小美")),
        (
            PL,
            "Tekst: Iwan Do",
            ("Tłumaczenie (z angielskiego): Ola Nowak", "Weryfikacja tłumaczenia: 林小美"),
        ),
    ],
)
def test_author_translator_and_reviewer_are_credited_in_the_readers_language(
    language: Language, byline: str, others: tuple[str, ...]
) -> None:
    told = story(source(), language)
    assert (told.byline, told.credits) == (byline, others)


def test_a_story_without_authors_has_no_byline_rather_than_an_empty_one() -> None:
    assert assemble(issue(slot(letter())), EN, links=LINKS).stories[0].byline == ""


def test_reading_time_counts_the_whole_body_not_only_what_is_shown() -> None:
    original = source(paragraphs=(SENTENCES[EN],) * 60)
    told = story(original, EN, layout=Layout.BRIEF)
    assert told.body == ()
    assert told.reading_time == "4-minute read"


def test_a_story_offers_its_other_languages_but_not_the_one_shown() -> None:
    told = story(source(), PL)
    assert [link.language for link in told.also_in] == [EN, ZH, UK]
    assert told.also_in[0].url == "https://news.example/en/stories/harbour/"


def test_a_story_in_another_language_says_so_in_the_readers_language() -> None:
    told = in_original_only(PL)
    assert told.language == UK
    assert told.note == (
        "Ten artykuł nie został jeszcze przetłumaczony, dlatego publikujemy go po ukraińsku."
    )
    assert told.byline == f"Tekst: {AUTHORS[UK]}"
    assert told.also_in == ()


def test_an_approved_story_has_no_note() -> None:
    assert story(source(), PL).note == ""


@pytest.mark.parametrize(
    ("layout", "paragraphs", "has_picture"),
    [(Layout.LEAD, 2, True), (Layout.STANDARD, 2, True), (Layout.BRIEF, 0, False)],
)
def test_each_layout_shows_its_share_of_a_story(
    layout: Layout, paragraphs: int, has_picture: bool
) -> None:
    told = story(source(), EN, layout=layout)
    assert (len(told.body), told.picture is not None) == (paragraphs, has_picture)


def paragraph(text: str, kind: Kind = Kind.PARAGRAPH) -> Segment:
    return Segment(field=Field.BODY, kind=kind, text=text, key="s1")


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (["a" * 50, "b" * 50], 2),
        (["a" * 50, "b" * 51], 1),  # the second would run over
        (["a" * 101], 0),  # never cut inside a paragraph
        (["台" * 50], 1),  # as wide as a hundred Latin letters
        (["台" * 51], 0),
        (["[a](https://a.example/" + "b" * 99 + ")"], 1),  # an address takes no room
        (["Read on.", "She said:"], 1),  # what it announces is not shown
        (["他說明了用意："], 0),
    ],
)
def test_an_opening_is_whole_paragraphs_as_far_as_they_fit(texts: list[str], shown: int) -> None:
    assert len(opening([paragraph(text) for text in texts], columns=100)) == shown


def test_an_opening_ends_where_anything_but_a_paragraph_begins() -> None:
    blocks = [paragraph("a"), paragraph("b", Kind.HEADING), paragraph("c")]
    assert [block.text for block in opening(blocks, columns=100)] == ["a"]


def test_a_link_to_a_story_of_the_issue_leads_to_its_page_in_the_readers_language() -> None:
    plan = issue(opening=letter(paragraphs=("Read [it](#harbour-lead) or [x](#nothing).",)))
    text = assemble(plan, EN, links=LINKS).letter[0].text
    assert text == ("Read [it](https://news.example/en/stories/harbour-lead/) or [x](#nothing).")


def test_marks_of_footnotes_go_where_the_footnotes_do_not_come() -> None:
    told = story(source(paragraphs=("It was so.[^1] Once.",)), EN)
    assert told.body[0].text == "It was so. Once."


def test_the_footer_names_newsletter_publisher_and_year_and_the_readers_own_links() -> None:
    footer = assemble(issue(), UK, links=LINKS).footer
    assert footer.why == "Ви отримали цей лист, оскільки підписалися на розсилку «Два береги»."
    assert footer.copyright == "© 2026 Dumpling Desk"
    assert footer.unsubscribe_url.startswith("https://news.example/uk/reader/")

"""Coverages, stories and their revisions: what goes in, what is refused, what keeps its key."""

from datetime import date

import pytest

from tests.factories import (
    AT,
    EN,
    PL,
    UK,
    blocks,
    content,
    coverage,
    picture,
    revision,
    story,
    user,
    words_in,
)
from workflow.journal.models import Entry
from workflow.people.actions import terminal_user
from workflow.people.permissions import NotAllowed
from workflow.people.roles import TeamRole
from workflow.stories.actions import (
    add_coverage,
    add_image,
    add_story,
    revise,
    set_coverage_languages,
    set_coverage_words,
)
from workflow.stories.content import CoverageRefused, SourceContent, StoryRefused
from workflow.stories.models import Image, Revision, Story
from workflow.stories.queries import current_sources, segments_of, source_text
from workflow.stories.states import StoryKind
from workflow.stories.texts import body, line
from workflow.text.reserved import READER_TOKEN
from workflow.text.segments import Field, Kind

pytestmark = pytest.mark.django_db


def add(made: SourceContent, slug: str = "ferry", **more) -> Story:
    return add_story(coverage(), slug, language=EN, content=made, by=terminal_user(), at=AT, **more)


def verbs(of) -> list[str]:
    return list(
        Entry.objects.filter(subject_kind=of._meta.label_lower, subject_id=of.pk).values_list(
            "verb", flat=True
        )
    )


def test_a_story_keeps_its_fields_in_order_then_its_body():
    made = content("One.\n\nTwo.", tagline="T", headline="H", image_credit="C", excerpt="E")
    segments = segments_of(revision(add(made)))
    assert [(each.key, each.field, each.text) for each in segments] == [
        ("s1", Field.HEADLINE, "H"),
        ("s2", Field.TAGLINE, "T"),
        ("s3", Field.EXCERPT, "E"),
        ("s4", Field.IMAGE_CREDIT, "C"),
        ("s5", Field.BODY, "One."),
        ("s6", Field.BODY, "Two."),
    ]


def test_a_source_is_read_back_whole():
    image = add_image(picture())
    made = SourceContent(
        blocks=blocks("One.", headline="H"),
        authors=("Ola Doe", "Ivan Doe"),
        published_date=date(2026, 10, 2),
        canonical_url="https://news.example/ferry",
        licence="CC BY 4.0",
        image=image,
        image_name="cover.png",
    )
    text = source_text(revision(add(made)))
    assert (text.slug, text.kind, text.language) == ("ferry", StoryKind.STORY, EN)
    assert (text.revision_number, text.authors) == (1, ("Ola Doe", "Ivan Doe"))
    assert (text.published_date, text.licence) == (date(2026, 10, 2), "CC BY 4.0")
    assert text.canonical_url == "https://news.example/ferry"
    assert (text.image.sha256, text.image.width, text.image.height) == (image.sha256, 4, 3)
    assert line(text.segments, Field.HEADLINE) == "H"
    assert [segment.text for segment in body(text.segments)] == ["One."]


def test_a_revision_keeps_the_keys_of_what_stayed_and_never_gives_one_twice():
    row = add(content("First one.\n\nSecond one.\n\nThird one.", headline="H"))
    by = terminal_user()
    revise(row, content("First one.\n\nSecond one.", headline="H"), by=by, at=AT)
    third = revise(row, content("News.\n\nFirst one.\n\nSecond one.", headline="H"), by=by, at=AT)
    keys = {segment.text: segment.key for segment in segments_of(third)}
    assert keys == {"H": "s1", "News.": "s5", "First one.": "s2", "Second one.": "s3"}
    assert (third.number, third.next_key) == (3, 6)


def test_the_same_words_make_no_new_revision_and_no_line():
    row = add(content("One.", headline="H"))
    again = revise(row, content("One.", headline="H"), by=terminal_user(), at=AT)
    assert again.number == 1
    assert Revision.objects.count() == 1
    assert verbs(row) == ["add"]


@pytest.mark.parametrize(
    "change",
    [
        {"authors": ("Ann Bee",)},
        {"licence": "CC BY 4.0"},
        {"canonical_url": "https://news.example/a"},
        {"published_date": date(2026, 1, 1)},
        {"blocks": blocks("Two.", headline="H")},
        {"blocks": blocks("One.", headline="H", correction="We were wrong.")},
    ],
)
def test_whatever_a_revision_says_differently_makes_a_new_one(change):
    row = add(SourceContent(blocks=blocks("One.", headline="H")))
    usual = {"blocks": blocks("One.", headline="H")}
    revise(row, SourceContent(**{**usual, **change}), by=terminal_user(), at=AT)
    assert revision(row).number == 2
    assert verbs(row) == ["add", "revise"]


def test_another_picture_makes_a_new_revision():
    first, second = (add_image(picture(colour=colour)) for colour in ("teal", "red"))
    said = {"blocks": blocks("One.", headline="H"), "image_name": "cover.png"}
    row = add(SourceContent(image=first, **said))
    assert revise(row, SourceContent(image=second, **said), by=terminal_user(), at=AT).number == 2


REFUSED = [
    ({"headline": "H", "subject": "S"}, "One.", StoryKind.STORY, "A story has no subject"),
    ({"tagline": "T"}, "One.", StoryKind.STORY, "Its headline is missing"),
    ({"headline": "H"}, "", StoryKind.STORY, "Its body is missing"),
    ({"headline": "H"}, "One.", StoryKind.LETTER, "Its subject is missing"),
    ({"subject": "S", "tagline": "T"}, "One.", StoryKind.LETTER, "A letter has no tagline"),
]


@pytest.mark.parametrize(("fields", "text", "kind", "why"), REFUSED)
def test_a_text_that_is_no_story_of_its_kind_is_refused(fields, text, kind, why):
    with pytest.raises(StoryRefused, match=why):
        add(SourceContent(blocks=blocks(text, **fields)), kind=kind)
    assert not Story.objects.exists()


def test_everything_wrong_with_a_story_is_said_at_once():
    made = SourceContent(blocks=blocks("", subject="S"), licence="x" * 81, authors=("y" * 121,))
    with pytest.raises(StoryRefused) as refused:
        add(made, slug="no/slug")
    assert len(refused.value.problems) == 6


@pytest.mark.parametrize("slug", ["", "a b", "../up", "interface", "ą", "x" * 81])
def test_a_slug_that_cannot_name_a_folder_is_refused(slug):
    with pytest.raises(StoryRefused, match="cannot name it"):
        add(content(), slug=slug)


def test_invisible_signs_are_left_out_of_names():
    row = add(SourceContent(blocks=blocks("One.", headline="H"), authors=("\u200bO\x08la ", "Ola")))
    assert revision(row).authors == ["Ola"]


def test_blocks_that_do_not_stand_together_are_put_right():
    quoted = blocks("> One.\n>\n> Two.", headline="H")
    second_only = tuple(block for block in quoted if block.text != "One.")
    segments = segments_of(revision(add(SourceContent(blocks=second_only))))
    assert [(each.kind, each.frame) for each in segments[1:]] == [(Kind.QUOTE, ">")]


def test_only_who_may_write_stories_adds_and_revises_them():
    translator = user(en=TeamRole.REVIEWER)
    row = story()
    with pytest.raises(NotAllowed):
        add_story(row.coverage, "x", language=EN, content=content(), by=translator, at=AT)
    with pytest.raises(NotAllowed):
        revise(row, content("New.", headline="H"), by=translator, at=AT)
    with pytest.raises(NotAllowed):
        add_coverage("x", languages=[EN], by=translator, at=AT)


def test_sources_of_many_stories_cost_as_much_as_of_one(django_assert_num_queries):
    one, two, three = (story() for _ in range(3))
    revise(two, content("New.", headline="H"), by=terminal_user(), at=AT)
    with django_assert_num_queries(2):
        found = current_sources([one.pk, two.pk, three.pk])
    assert {key: text.revision_number for key, text in found.items()} == {
        one.pk: 1,
        two.pk: 2,
        three.pk: 1,
    }


def test_a_coverage_takes_new_words_once():
    row = coverage(languages=[EN, UK])
    by = terminal_user()
    new = {EN: words_in(EN, blurb="Ferries"), PL: words_in(PL)}
    assert set_coverage_words(row, new, by=by, at=AT)
    assert not set_coverage_words(row, new, by=by, at=AT)
    assert {each.language: each.blurb for each in row.words.all()} == {EN: "Ferries", PL: ""}
    assert set_coverage_languages(row, [EN, PL], by=by, at=AT)
    assert not set_coverage_languages(row, [EN, PL], by=by, at=AT)
    assert verbs(row) == ["add", "set words", "set words", "set languages"]


def test_the_same_picture_is_kept_once():
    assert add_image(picture()) == add_image(picture())
    assert Image.objects.count() == 1
    assert bytes(Image.objects.get().data) == picture()


def test_a_readers_token_is_kept_out_of_a_coverages_words_and_of_slugs():
    said = {EN: words_in(EN, blurb=READER_TOKEN)}
    with pytest.raises(CoverageRefused, match="secret token"):
        set_coverage_words(coverage(), said, by=terminal_user(), at=AT)
    with pytest.raises(CoverageRefused, match="cannot name it"):
        add_coverage(READER_TOKEN, languages=[EN], by=terminal_user(), at=AT)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"canonical_url": "/relative/path"}, "canonical URL '/relative/path' is no web address"),
        ({"licence": READER_TOKEN}, "secret token"),
        ({"authors": (f"**{READER_TOKEN}**",)}, "secret token"),
        ({"authors": tuple(f"Name {n}" for n in range(21))}, "more than 20 authors"),
        ({"blocks": blocks("One.", headline="H" * 1001)}, "headline is longer than 1000"),
    ],
)
def test_what_could_not_be_loaded_or_sent_again_is_refused(change, why):
    with pytest.raises(StoryRefused, match=why):
        add(SourceContent(**{"blocks": blocks("One.", headline="H"), **change}))
